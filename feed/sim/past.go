package sim

import (
	"cmp"
	"slices"
	"time"

	"github.com/govalues/decimal"
)

// newAccount makes the account with a past: positions held for hours, closed trades, transfers.
func newAccount(shared *ledger, markets []*market) *account {
	a := &account{ledger: shared, markets: markets, plan: newPlan(shared.now)}
	apt, btc := markets[0], markets[1]
	a.hold(apt, past{kind: openLong, leverage: 20, price: units(57578914, 7), lots: 400_000, ago: 9 * time.Hour}, "6.1", "")
	a.hold(btc, past{kind: openLong, leverage: 5, price: units(1174125, 1), lots: 25_000, ago: 26 * time.Hour}, "", "110000")
	a.hold(btc, past{kind: openShort, leverage: 10, price: units(117905, 0), lots: 10_000, ago: 5 * time.Hour}, "112000", "121500")
	for i := range 8 {
		a.roundTrip(markets[(i+2)%len(markets)], time.Duration(30+i*170)*time.Minute)
	}
	a.bought(apt, past{kind: unnamed, leverage: 20, price: units(575789140, 8), lots: 10_000, ago: 31 * time.Hour})
	a.leave(apt)
	a.remember(btc, past{kind: increaseLong, leverage: 5, ticks: 116_950, lots: 8_000, ago: 3 * time.Hour, status: statusCancelled})
	a.remember(markets[3], past{kind: openShort, leverage: 10, ticks: 18_410, lots: 25_000, ago: 7 * time.Hour, status: statusCancelled})
	for i, t := range []struct {
		amount  string
		deposit bool
	}{{"250", false}, {"1500", true}, {"25.5", false}, {"4000", true}, {"10000", true}} {
		ago := time.Duration(11+31*i) * time.Hour
		s := a.earlier(ago)
		a.transfers = append(a.transfers, transfer{t.amount, t.deposit, s.second, s.version})
	}
	slices.SortStableFunc(a.orders, func(x, y *order) int { return cmp.Compare(y.version, x.version) })
	slices.SortStableFunc(a.fills, func(x, y trade) int { return cmp.Compare(y.version, x.version) })
	return a
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
		id: wideID(m.orders-uint64(p.ago.Minutes()), low), on: &m.listing, position: p.position, address: profileAddress, mine: true,
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
