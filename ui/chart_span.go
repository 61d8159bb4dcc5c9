package ui

import (
	"time"

	"kanatop/model"
)

// span is the time that the columns of a chart stand for, the newest interval at the right.
type span struct {
	last, step int64 // start of the newest interval and the length of all, in seconds
	n          int   // columns
	apart      int64 // seconds by which the exchange's clock, whose time all of this is, is ahead of ours, by which mids were seen
}

// column is where an interval stands, and at what a column begins.
func (s span) column(start int64) int { return s.n - 1 - int((s.last-start)/s.step) }
func (s span) at(column int) int64    { return s.last - int64(s.n-1-column)*s.step }

// bar is what is known of one interval: a candle, which has no trades if none was seen, and the mid in the middle and at the
// end of the interval, absent if none was seen.
type bar struct {
	model.Candle
	mids [2]model.Dec
}

func (b bar) traded() bool { return b.Count > 0 }
func (b bar) known() bool  { return b.Count > 0 || b.mids[1].Known() }

// staySeconds is how long a mid is drawn on while no newer one is seen; a longer gap stays a gap.
const staySeconds = 15

// bars are the intervals of a span, the oldest first. A mid is drawn on while its link was known to live.
func (s span) bars(out []bar, candles []model.Candle, trail model.Trail, link model.Link) []bar {
	out = out[:0]
	for i := range s.n {
		start := s.at(i)
		b := bar{Candle: model.Candle{Start: start}}
		for len(candles) > 0 && candles[0].Start < start {
			candles = candles[1:]
		}
		if len(candles) > 0 && candles[0].Start == start {
			b.Candle, candles = candles[0], candles[1:]
		}
		for k, at := range [2]int64{start + (s.step-1)/2, start + s.step - 1} {
			seen := at - s.apart
			if q, ok := trail.Sampled(seen); ok && (q.Second >= start-s.apart || seen-q.Second < staySeconds && alive(link, q.Second, seen)) {
				b.mids[k] = q.Price
			}
		}
		out = append(out, b)
	}
	return out
}

// alive reports whether what was seen at a second is known to have held at a later one, as far as the link tells.
func alive(link model.Link, seen, at int64) bool {
	until, bounded := link.Held(seen)
	return !bounded || at <= until
}

// within leaves out the candles that stand to the left of n columns up to now.
func within(candles []model.Candle, every time.Duration, n int, now int64) []model.Candle {
	step := int64(every / time.Second)
	first := lastColumn(candles, 0, step, now) - int64(n-1)*step
	for len(candles) > 0 && candles[0].Start < first {
		candles = candles[1:]
	}
	return candles
}

// lastColumn is the interval at the right edge: the present one, or the next if there is a candle or a mid, which was seen last at a
// second, of it already. A trade stamped far in the future moves nothing.
func lastColumn(candles []model.Candle, seen, step, now int64) int64 {
	last := now / step * step
	if n := len(candles); n > 0 {
		last = max(last, min(candles[n-1].Start, last+max(step, ahead/step*step)))
	}
	return max(last, seen/step*step)
}

// ahead is how many seconds the exchange's clock may be ahead of the program's.
const ahead = 10
