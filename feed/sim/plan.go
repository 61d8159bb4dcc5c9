package sim

import (
	"time"
)

// An account's own activity: a few resting orders that it keeps up, a market order about every minute unless it is
// restful, and money moved every few minutes.

// slot is a place in the account's plan that holds at most one resting order.
type slot struct {
	market   int // index in the exchange's list
	kind     kind
	leverage int64
	near     int64 // basis points from the best price of its side, at least
	far      int64 // and at most
	lots     int64
	bound    int64 // lots of the position an increase must not pass, or a reduction must leave
	order    *order
	until    time.Time // with an order: when it is withdrawn; without: when the next is placed
}

// plan is what the account is going to do.
type plan struct {
	next  time.Time // of the next market order
	turn  int
	money time.Time // of the next transfer
}

func newPlan(now time.Time) plan {
	return plan{next: now.Add(20 * time.Second), money: now.Add(warmUp + 2*time.Minute)}
}

// act does what is due: settle first, so the plan sees the positions as they are.
func (a *account) act() {
	a.settleAll()
	for _, s := range a.slots {
		a.keep(s)
	}
	if !a.restful && !a.now.Before(a.plan.next) {
		a.plan.next = a.now.Add(a.seconds(45, 75))
		a.trade()
	}
	if !a.now.Before(a.plan.money) {
		a.plan.money = a.now.Add(a.seconds(240, 600))
		a.transfer()
	}
}

func (a *account) settleAll() {
	for _, m := range a.markets {
		a.settle(m)
	}
}

// transfer moves a round sum in or, more rarely, out.
func (a *account) transfer() {
	s := a.next()
	sum := digits(units(50*(1+a.rng.Int64N(20)), 0))
	a.transfers = put(a.transfers, 0, transfer{sum, a.rng.IntN(3) > 0, s.second, s.version})
	a.transfers = a.transfers[:min(len(a.transfers), historyKept)]
	a.changed.transfers = true
}

// seconds draws a duration.
func (a *account) seconds(least, most int64) time.Duration {
	return time.Duration(least+a.rng.Int64N(most-least+1)) * time.Second
}

// keep looks after one slot: an order that is done is replaced after a while, one that waited too long is withdrawn.
func (a *account) keep(s *slot) {
	m := a.markets[s.market]
	switch due := !a.now.Before(s.until); {
	case s.order != nil && s.order.left == 0:
		s.order, s.until = nil, a.now.Add(a.seconds(10, 40))
	case s.order != nil && due:
		a.withdraw(m, s.order)
		s.order, s.until = nil, a.now.Add(a.seconds(2, 6))
	case s.order == nil && due:
		s.until = a.now.Add(a.seconds(60, 240))
		s.order = a.rest(m, s)
	}
}

// rest places the order of a slot, or returns nil when the position does not allow it now.
func (a *account) rest(m *market, s *slot) *order {
	ask := s.kind.asks()
	best, found := m.book.best(ask)
	lots := s.lots
	p := a.held(m, s.kind.long())
	switch {
	case !found:
		return nil
	case s.kind.reduces() && p == nil:
		return nil
	case s.kind.reduces():
		lots = min(lots, a.available(p), p.lots-s.bound)
	case p != nil:
		lots = min(lots, s.bound-p.lots)
	}
	if lots <= 0 {
		return nil
	}
	away := m.basisPoints(s.near + a.rng.Int64N(s.far-s.near+1))
	if !ask {
		away = -away
	}
	return a.place(m, order{kind: s.kind, leverage: s.leverage, ticks: best + away, lots: lots})
}

// trade opens and closes small positions in the last two markets in turn, by market order.
func (a *account) trade() {
	m := a.markets[2+a.plan.turn/2%2]
	long := a.plan.turn/4%2 == 0
	a.plan.turn++
	o := order{kind: openLong, leverage: 10, market: true, lots: 3 * m.typical}
	p := a.held(m, long)
	switch {
	case p != nil && long:
		o.kind, o.lots = closeLong, p.lots
	case p != nil:
		o.kind, o.lots = closeShort, p.lots
	case !long:
		o.kind = openShort
	}
	if m.book.depth(!o.kind.asks(), mostLevels) > o.lots {
		a.place(m, o)
	}
}
