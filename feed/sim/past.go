package sim

import (
	"sort"
	"time"

	"github.com/govalues/decimal"
)

// newAccount makes an account with a past.
func newAccount(who persona, shared *ledger, markets []*market) *account {
	a := &account{ledger: shared, markets: markets, persona: who, plan: newPlan(shared.now)}
	who.past(a)
	sort.SliceStable(a.orders, func(i, j int) bool { return a.orders[i].version > a.orders[j].version })
	sort.SliceStable(a.fills, func(i, j int) bool { return a.fills[j].version < a.fills[i].version })
	return a
}

// transferred notes transfers of the past, newest first, which lie hours apart.
func (a *account) transferred(first, apart int, all ...transfer) {
	for i, t := range all {
		s := a.earlier(time.Duration(first+apart*i) * time.Hour)
		t.second, t.version = s.second, s.version
		a.transfers = append(a.transfers, t)
	}
}

// past describes an order of the time before the simulation began.
type past struct {
	kind     kind
	leverage int64
	ticks    int64           // of a limit order
	price    decimal.Decimal // of a market order
	entry    decimal.Decimal // for reducing orders
	position string          // a new one when empty
	lots     int64
	filled   int64
	ago      time.Duration
	status   string
}

// earlier stamps a moment of the past; the ledger is taken to grow by eight versions a second.
func (a *account) earlier(ago time.Duration) stamp {
	return stamp{a.now.Add(-ago).Unix(), a.version - int64(ago.Seconds())*8}
}

// remember writes a past order into the order history and returns it.
func (a *account) remember(m *market, p past) *order {
	s := a.earlier(p.ago)
	if p.position == "" {
		p.position = m.newPosition()
	}
	var low uint64
	if p.ticks > 0 {
		p.price, low = m.price(p.ticks), bookKey(p.ticks, p.kind.asks(), uint64(s.version)%(1<<31))
	}
	o := &order{
		id: wideID(m.orders-uint64(p.ago.Minutes()), low), on: &m.listing, position: p.position, address: a.Profile, owner: a,
		kind: p.kind, leverage: p.leverage, market: p.ticks == 0, ticks: p.ticks, lots: p.lots, left: p.lots - p.filled, entry: p.entry,
		status: p.status, created: s.second, updated: s.second + 1, version: s.version,
	}
	o.value = times(m.size(p.filled), p.price)
	a.orders = append(a.orders, o)
	if p.filled == 0 || p.kind == unnamed {
		return o
	}
	t := trade{order: *o, price: p.price, size: m.size(p.filled), value: o.value, second: s.second, version: s.version}
	if o.market {
		t.fee = times(t.value, units(5, 4))
	}
	t.pnl = profit(*o, t)
	a.fills = append(a.fills, t)
	return o
}

// bought is a past market order, filled at one price.
func (a *account) bought(m *market, p past) *order {
	p.filled, p.status = p.lots, statusFilled
	return a.remember(m, p)
}

// hold opens a position in the past.
func (a *account) hold(m *market, p past, tp, sl string) {
	o := a.bought(m, p)
	a.positions = append(a.positions, &position{
		market: m, id: o.position, long: p.kind.long(), leverage: p.leverage, lots: p.lots, entry: p.price,
		tp: tp, sl: sl, stamp: stamp{o.updated, o.version},
	})
}

// leave rests a closing order far from the best price, a third of it filled in the past.
func (a *account) leave(m *market) {
	p := a.held(m, true)
	o := a.remember(m, past{
		kind: closeLong, leverage: p.leverage, ticks: m.anchor + m.basisPoints(60), entry: p.entry, position: p.id,
		lots: 240_000, filled: 80_000, ago: 40 * time.Minute, status: statusPartial,
	})
	m.book.add(o, stamp{o.created, o.version})
	a.open = append(a.open, o)
}

// roundTrip opens and closes a position in the past, at prices within one per cent of the anchor.
func (a *account) roundTrip(m *market, ago time.Duration) {
	near := func() decimal.Decimal {
		return m.price(m.anchor + a.rng.Int64N(2*m.basisPoints(100)) - m.basisPoints(100))
	}
	in := past{kind: openLong, leverage: 10, price: near(), lots: m.lotsAround(5 * m.typical), ago: ago + 25*time.Minute}
	out := closeLong
	if a.rng.IntN(2) == 0 {
		in.kind, out = openShort, closeShort
	}
	opened := a.bought(m, in)
	a.bought(m, past{kind: out, leverage: 10, price: near(), entry: in.price, position: opened.position, lots: in.lots, ago: ago})
}

// put makes room for a row at a place.
func put[T any](rows []T, at int, row T) []T {
	rows = append(rows, row)
	copy(rows[at+1:], rows[at:])
	rows[at] = row
	return rows
}
