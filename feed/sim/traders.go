package sim

import (
	"math"
	"time"
)

// The makers keep a side between leastLevels and mostLevels levels, no further from the best price than reach gaps.
const (
	leastLevels = 28
	mostLevels  = 36
	reach       = 40
)

// step moves the market by dt: takers cross the book as it was last seen, the fair price drifts, makers follow it.
func (m *market) step(dt time.Duration) {
	seconds := dt.Seconds()
	m.takers(seconds)
	m.drift(seconds)
	bid := m.fair/1000 - (m.spread-1)/2
	ask := bid + m.spread
	m.withdraw(false, bid)
	m.withdraw(true, ask)
	m.quote(false, bid, seconds)
	m.quote(true, ask, seconds)
}

// drift moves the fair price by about three basis points a minute and pulls it back to the anchor over half an hour.
func (m *market) drift(seconds float64) {
	anchor := float64(m.anchor)*1000 + 500
	pull := (anchor - float64(m.fair)) * seconds / 1800
	sigma := anchor * 3e-4 * math.Sqrt(seconds/60)
	m.fair += int64(pull + sigma*m.rng.NormFloat64())
	if m.rng.Float64() < seconds/3 {
		m.spread = [...]int64{1, 1, 1, 2, 2, 3}[m.rng.IntN(6)]
	}
}

// withdraw cancels the makers' orders that the fair price has overtaken and those left too far behind.
func (m *market) withdraw(ask bool, best int64) {
	var gone []*order
	for _, l := range *m.book.side(ask) {
		distance := best - l.ticks
		if ask {
			distance = -distance
		}
		if distance < 0 || distance > reach*m.gap {
			gone = append(gone, l.orders...)
		}
	}
	m.cancelAll(gone)
}

func (m *market) cancelAll(orders []*order) {
	for _, o := range orders {
		if o.owner == nil {
			m.cancel(o)
		}
	}
}

// quote refreshes one side: the best price mostly, some orders elsewhere, and the number of levels.
func (m *market) quote(ask bool, best int64, seconds float64) {
	if _, found := m.book.find(ask, best); !found && m.rng.IntN(10) < 9 {
		m.make(ask, best)
	}
	side := m.book.side(ask)
	for range m.count(3 * m.rate * seconds) {
		if len(*side) > 0 {
			l := (*side)[m.rng.IntN(len(*side))]
			m.cancelAll([]*order{l.orders[m.rng.IntN(len(l.orders))]})
		}
	}
	for range m.count(3.5 * m.rate * seconds) {
		m.make(ask, m.away(ask, best))
	}
	for range reach {
		if len(*side) >= leastLevels {
			break
		}
		m.make(ask, m.away(ask, best))
	}
	for range max(0, len(*side)-mostLevels) {
		m.cancelAll(append([]*order(nil), (*side)[m.rng.IntN(len(*side))].orders...))
	}
}

// away draws a price behind the best one, near ones more often.
func (m *market) away(ask bool, best int64) int64 {
	offset := m.rng.Int64N(reach)
	if m.rng.IntN(2) == 0 {
		offset = min(offset, m.rng.Int64N(reach))
	}
	offset = offset*m.gap + m.rng.Int64N(m.gap)
	if ask {
		return best + offset
	}
	return max(1, best-offset)
}

// make places a maker's order. It can meet an order of the account that the fair price has passed, and then trades.
func (m *market) make(ask bool, ticks int64) {
	m.submit(m.trader(ask, ticks, m.lotsAround(6*m.typical)))
}

// takers sends market orders, none larger than half of what the first levels hold.
func (m *market) takers(seconds float64) {
	for range m.count(m.rate * seconds) {
		ask := m.rng.IntN(2) == 0
		lots := min(m.lotsAround(m.typical), m.book.depth(!ask, 12)/2)
		if lots == 0 {
			continue
		}
		o := m.trader(ask, 0, lots)
		o.market = true
		m.submit(o)
	}
}
