package model

import (
	"cmp"
	"slices"
	"time"
)

// Candle sums up the trades of one interval.
type Candle struct {
	Start                  int64 // second of Unix time
	Open, High, Low, Close Dec
	Volume                 Dec // base units
	Count                  int
	first, last            edge
}

// edge is the rows that a candle opens or closes with: those of its first or last moment.
type edge struct {
	moment

	side  BookSide // of the one taker that all of them are of; unknown for several
	taker Address
	told  Dec // price of the one told first
}

func (t Trade) edge() edge {
	e := edge{moment: t.moment(), taker: t.Address, told: t.Price}
	if t.Version != 0 {
		e.side = t.Taker()
	}
	return e
}

// with is the edge with one more row of its moment, and how far that one lies in the direction of the taker of all: below zero
// it is filled before price, above after. Of several takers the one told later is filled later.
func (e edge) with(t Trade, price Dec) (edge, int) {
	if e.side == BookSideUnknown || t.Taker() != e.side || !e.taker.Same(t.Address) {
		e.side = BookSideUnknown
		return e, 1
	}
	order := t.Price.Cmp(price)
	if e.side == Ask {
		order = -order
	}
	return e, order
}

// moment is the order of trades: time, then ledger version.
type moment struct{ nanos, version int64 }

func (t Trade) moment() moment { return moment{t.Time.UnixNano(), t.Version} }

func (a moment) compare(b moment) int {
	return cmp.Or(cmp.Compare(a.nanos, b.nanos), cmp.Compare(a.version, b.version))
}

// series is a bounded run of candles of one interval, oldest first. Intervals without a trade have no candle.
type series struct{ bars []Candle }

func (s *series) add(t Trade, step int64, limit int) {
	price := t.Price
	if !price.Known() || t.Time.IsZero() {
		return
	}
	start := t.Time.Unix() / step * step
	at, found := s.place(start)
	if !found {
		if at == 0 && len(s.bars) >= limit {
			return
		}
		s.bars = put(s.bars, at, Candle{Start: start, Open: price, High: price, Low: price, Close: price, Volume: Int(0), first: t.edge(), last: t.edge()})
		s.bars[at].add(t)
		s.bars = trimmed(s.bars, limit)
		return
	}
	s.bars[at].take(t)
	s.bars = trimmed(s.bars, limit)
}

// place is where the candle of a start is, or has to go. Most trades are of the newest.
func (s *series) place(start int64) (at int, found bool) {
	n := len(s.bars)
	if n == 0 || s.bars[n-1].Start < start {
		return n, false
	}
	if s.bars[n-1].Start == start {
		return n - 1, true
	}
	return slices.BinarySearchFunc(s.bars, start, func(c Candle, v int64) int { return cmp.Compare(c.Start, v) })
}

func (c *Candle) take(t Trade) {
	if t.Price.Cmp(c.High) > 0 {
		c.High = t.Price
	}
	if t.Price.Cmp(c.Low) < 0 {
		c.Low = t.Price
	}
	switch when := t.moment().compare(c.first.moment); {
	case when < 0:
		c.first, c.Open = t.edge(), t.Price
	case when == 0:
		var order int
		if c.first, order = c.first.with(t, c.Open); order < 0 {
			c.Open = t.Price
		} else if c.first.side == BookSideUnknown {
			c.Open = c.first.told
		}
	}
	switch when := t.moment().compare(c.last.moment); {
	case when > 0:
		c.last, c.Close = t.edge(), t.Price
	case when == 0:
		var order int
		if c.last, order = c.last.with(t, c.Close); order >= 0 {
			c.Close = t.Price
		}
	}
	c.add(t)
}

func (c *Candle) add(t Trade) {
	c.Volume = c.Volume.Add(t.Size)
	c.Count++
}

// Candles returns the newest n candles of an interval of whole seconds, oldest first, made of the trades seen.
// Intervals from a minute on are made of minutes, so they must be whole minutes.
func (t *Tape) Candles(interval time.Duration, n int) []Candle {
	bars := t.bars(interval)
	step := max(1, int64(interval/time.Second))
	out := make([]Candle, 0, max(0, min(n, len(bars))))
	for _, c := range slices.Backward(bars) {
		start := c.Start / step * step
		if k := len(out); k > 0 && out[k-1].Start == start {
			out[k-1].prepend(c)
			continue
		}
		if len(out) >= n {
			break
		}
		c.Start = start
		out = append(out, c)
	}
	slices.Reverse(out)
	return out
}

// bars are the candles that those of an interval are made of.
func (t *Tape) bars(interval time.Duration) []Candle {
	if interval >= time.Minute {
		return t.minutes.bars
	}
	return t.seconds.bars
}

// Since is the start of the oldest candle of an interval that can be had, in seconds of Unix time; 0 without any.
func (t *Tape) Since(interval time.Duration) int64 {
	bars := t.bars(interval)
	if len(bars) == 0 {
		return 0
	}
	step := max(1, int64(interval/time.Second))
	return bars[0].Start / step * step
}

// prepend unites c with an earlier candle of the same interval.
func (c *Candle) prepend(earlier Candle) {
	c.Open = earlier.Open
	if earlier.High.Cmp(c.High) > 0 {
		c.High = earlier.High
	}
	if earlier.Low.Cmp(c.Low) < 0 {
		c.Low = earlier.Low
	}
	c.Volume = c.Volume.Add(earlier.Volume)
	c.Count += earlier.Count
}
