package model

import (
	"slices"
	"time"
)

// Past gathers the public trades of a market that earlier runs kept, from the newest moment to the oldest: as many rows as a tape
// keeps, and of what is older the candles. The zero Past is empty; set Market.
type Past struct {
	Market  MarketID
	rows    []Trade // newest first, those not handed on yet
	taken   int     // rows in all
	seconds backward
	minutes backward
	edge    moment // of the newest trade that only candles know; zero for none
	one     series // of the moment that is taken
}

// Take takes all trades of one moment, which is older than those before, as each of several reports tells them: equal rows of one
// report are distinct fills, those of two reports are the same ones. It takes over the reports' memory.
func (p *Past) Take(reports ...[]Trade) {
	if len(reports) == 0 {
		return
	}
	rows := reports[0]
	for _, r := range reports[1:] {
		rows = append(rows, unheld(r, rows)...)
	}
	if len(rows) == 0 {
		return
	}
	sweep(rows)
	if p.taken < MaxTrades {
		slices.Reverse(rows)
		p.rows = append(p.rows, rows...)
		p.taken += len(rows)
		return
	}
	if p.edge == (moment{}) {
		p.edge = rows[0].moment()
	}
	if c := p.candle(rows); c.Count > 0 {
		p.seconds.add(c, 1, MaxSeconds)
		p.minutes.add(c, 60, MaxMinutes)
	}
}

// Rowed reports whether there are as many rows as a tape keeps.
func (p *Past) Rowed() bool { return p.taken >= MaxTrades }

// Any reports whether there are any trades that have not been handed on.
func (p *Past) Any() bool { return len(p.rows) > 0 }

// Full reports whether older trades would change nothing.
func (p *Past) Full() bool {
	return p.Rowed() && len(p.seconds.bars) >= MaxSeconds && len(p.minutes.bars) >= MaxMinutes
}

// Event is what was gathered since the last one, for the model; with the stretches of time over which all trades were heard.
func (p *Past) Event(heard []Stretch) PastTrades {
	e := PastTrades{Market: p.Market, Heard: heard, rows: p.rows, seconds: p.seconds.unsent(), minutes: p.minutes.unsent(), edge: p.edge}
	slices.Reverse(e.rows)
	p.rows = nil
	return e
}

// backward is a bounded run of candles made from the newest trade to the oldest.
type backward struct {
	bars []Candle // newest first
	sent int      // of them, handed on; the last of these may have gone on growing
	rest Candle   // what it grew by
}

// candle is that of the trades of one moment; it begins with its second.
func (p *Past) candle(rows []Trade) Candle {
	p.one.bars = p.one.bars[:0]
	for _, t := range rows {
		p.one.add(t, 1, 1)
	}
	if len(p.one.bars) == 0 {
		return Candle{}
	}
	return p.one.bars[0]
}

func (b *backward) add(one Candle, step int64, limit int) {
	one.Start = one.Start / step * step
	n := len(b.bars)
	switch {
	case n == 0 || b.bars[n-1].Start != one.Start:
		if n < limit {
			b.bars = append(b.bars, one)
		}
	case n > b.sent:
		b.bars[n-1].unite(one)
	case b.rest.Count == 0:
		b.rest = one
	default:
		b.rest.unite(one)
	}
}

// unsent returns what has not been handed on, oldest first.
func (b *backward) unsent() []Candle {
	out := slices.Clone(b.bars[b.sent:])
	if b.rest.Count > 0 {
		out = put(out, 0, b.rest)
	}
	b.sent, b.rest = len(b.bars), Candle{}
	slices.Reverse(out)
	return out
}

// unite adds other trades of the same interval. Of one moment those of c are the later ones.
func (c *Candle) unite(o Candle) {
	if o.first.compare(c.first.moment) <= 0 {
		c.first, c.Open = o.first, o.Open
	}
	if o.last.compare(c.last.moment) > 0 {
		c.last, c.Close = o.last, o.Close
	}
	c.High, c.Low = larger(c.High, o.High), smaller(c.Low, o.Low)
	c.Volume = c.Volume.Add(o.Volume)
	c.Count += o.Count
}

// unite adds candles, oldest first, of trades that the series does not know.
func (s *series) unite(bars []Candle, limit int) {
	if len(bars) == 0 {
		return
	}
	out := make([]Candle, 0, len(s.bars)+len(bars))
	ours := s.bars
	for len(ours) > 0 || len(bars) > 0 {
		switch {
		case len(bars) == 0 || len(ours) > 0 && ours[0].Start < bars[0].Start:
			out, ours = append(out, ours[0]), ours[1:]
		case len(ours) == 0 || bars[0].Start < ours[0].Start:
			out, bars = append(out, bars[0]), bars[1:]
		default:
			c := ours[0]
			c.unite(bars[0])
			out, ours, bars = append(out, c), ours[1:], bars[1:]
		}
	}
	s.bars = trimmed(out, limit)
}

// PastTrades is the event of trades that earlier runs kept. It says nothing of the present: neither the last price, nor how old
// the tape is, nor where the session began follows from it.
type PastTrades struct {
	Market           MarketID
	Heard            []Stretch // over which all trades of the market were heard, in any order
	rows             []Trade   // oldest first
	seconds, minutes []Candle  // oldest first, of trades older than rows
	edge             moment
}

func (p PastTrades) stream() Stream          { return Stream{KindTrades, string(p.Market)} }
func (p PastTrades) merge(newer Event) Event { return turns{p}.merge(newer) }

// apply unites what was kept with what was told, and counts nothing twice. What is older than all that is known is new. Of what is
// not, rows are compared one by one, and candles, which cannot be, are left out.
func (p PastTrades) apply(m *Model) {
	t := m.tape(p.Market)
	if t == nil {
		return
	}
	t.ledger.sweeps = true
	t.heard = joined(t.heard, p.Heard)
	known := 0
	for known < len(p.rows) && (!t.begun || p.rows[known].moment().compare(t.begins) < 0) {
		known++
	}
	for _, row := range p.rows[:known] {
		t.count(row)
	}
	t.ledger.add(p.rows[:known], MaxTrades)
	for _, row := range t.ledger.add(p.rows[known:], MaxTrades) {
		t.count(row)
	}
	t.seconds.unite(t.older(p.seconds), MaxSeconds)
	t.minutes.unite(t.older(p.minutes), MaxMinutes)
	for _, bars := range [][]Candle{p.seconds, p.minutes} {
		if len(bars) > 0 {
			t.begin(bars[0].first.moment)
		}
	}
	if p.edge != (moment{}) {
		t.ledger.close(p.edge)
	}
	t.Rev = m.bump()
}

// older are the candles of which every trade is older than all those counted so far.
func (t *Tape) older(bars []Candle) []Candle {
	n := len(bars)
	for n > 0 && t.begun && bars[n-1].last.compare(t.begins) >= 0 {
		n--
	}
	return bars[:n]
}

// begin takes note of the oldest trade counted.
func (t *Tape) begin(at moment) {
	if !t.begun || at.compare(t.begins) < 0 {
		t.begins, t.begun = at, true
	}
}

// count takes a trade, which is none of those counted before, into the candles.
func (t *Tape) count(trade Trade) {
	t.seconds.add(trade, 1, MaxSeconds)
	t.minutes.add(trade, 60, MaxMinutes)
	t.begin(trade.moment())
	t.Seen++
}

// close has the ledger take nothing any more that is not newer than a moment.
func (l *ledger) close(at moment) {
	if edge := (Trade{Time: time.Unix(0, at.nanos), Version: at.version}); !l.full || edge.compare(l.dropped) > 0 {
		l.dropped, l.full = edge, true
	}
}
