package model

import (
	"slices"
	"time"
)

// Clocks that differ by less may as well be trades that are told late.
const apartFrom = 30 * time.Second

// clocks compares the exchange's clock with the program's: by how long after its own time the newest trade came, of the latest pushes
// that brought one.
type clocks struct {
	newest time.Time
	lags   [8]time.Duration
	n      int // of all
}

func (c *clocks) compare(push []Trade, at time.Time) {
	newest := c.newest
	for i := range push {
		newest = later(newest, push[i].Time)
	}
	if newest.After(c.newest) && !c.newest.IsZero() { // the first tells what nobody waited for
		c.lags[c.n%len(c.lags)] = at.Sub(newest)
		c.n++
	}
	c.newest = newest
}

// Apart is how far the times of a market's trades are ahead of the program's clock; negative: behind. It is 0 as long as the two are
// not known to differ by half a minute: trades that are told late, after a connection was lost, are late by as much as it was lost,
// clocks that differ do so by the same again and again. One of the clocks is wrong then, and so are ages and stretches of time that
// are made of both.
func (t *Tape) Apart() time.Duration {
	lags := t.clocks.lags
	n := min(t.clocks.n, len(lags))
	if n < 4 {
		return 0
	}
	slices.Sort(lags[:n])
	if lags[n-1-n/4]-lags[n/4] > apartFrom/2 || lags[n/2].Abs() < apartFrom {
		return 0
	}
	return -lags[n/2].Round(10 * time.Second)
}
