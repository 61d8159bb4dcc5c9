package sim

import "slices"

// historyKept bounds the order history, the fills and the transfers of the account.
const historyKept = 100

// transfer is a deposit or a withdrawal.
type transfer struct {
	amount  string
	deposit bool
	second  int64
	version int64
}

// account is one of the accounts: what it holds, what it wants, what it did. Lists are newest first.
type account struct {
	*ledger
	persona
	markets   []*market
	positions []*position
	open      []*order
	orders    []*order
	fills     []trade
	transfers []transfer
	plan      plan

	changed   changes
	newOrders []order // records for live_order_history, oldest first
	newFills  []trade // records for live_trade_history, oldest first
}

// changes says which lists differ from the last push.
type changes struct{ positions, open, orders, fills, transfers bool }

// held returns the account's position on one side of a market, or nil.
func (a *account) held(m *market, long bool) *position {
	for _, p := range a.positions {
		if p.market == m && p.long == long {
			return p
		}
	}
	return nil
}

// available returns the lots of a position that no resting order is going to close.
func (a *account) available(p *position) int64 {
	lots := p.lots
	for _, o := range a.open {
		if o.position == p.id && o.kind.reduces() {
			lots -= o.left
		}
	}
	return lots
}

// place sends an order of the account. The caller keeps limit prices on their own side of the book, so an account never
// trades with itself.
func (a *account) place(m *market, o order) *order {
	o.owner, o.address = a, a.Profile
	if p := a.held(m, o.kind.long()); p != nil {
		o.position, o.leverage, o.entry = p.id, p.leverage, p.entry
	} else {
		o.position = m.newPosition()
	}
	placed := &o
	m.submit(placed)
	a.orders = put(a.orders, 0, placed)
	a.orders = a.orders[:min(len(a.orders), historyKept)]
	if !o.market {
		a.open = append(a.open, placed)
		a.changed.open = true
		a.noteOrder(placed)
	}
	a.settle(m)
	return placed
}

// withdraw cancels a resting order of the account.
func (a *account) withdraw(m *market, o *order) {
	if m.cancel(o) {
		a.closeOrder(o)
		a.noteOrder(o)
	}
}

func (a *account) closeOrder(o *order) {
	a.open = slices.DeleteFunc(a.open, func(other *order) bool { return other == o })
	a.changed.open = true
	a.changed.positions = a.changed.positions || o.kind.reduces()
}

func (a *account) noteOrder(o *order) {
	a.newOrders = append(a.newOrders, *o)
	a.changed.orders = true
	a.changed.positions = a.changed.positions || o.kind.reduces()
}

// settle books the fills that a market has ready for the account. Several fills of an order make one record of the order.
func (a *account) settle(m *market) {
	var mine, others []execution
	for _, e := range m.owned {
		if e.order.owner == a {
			mine = append(mine, e)
		} else {
			others = append(others, e)
		}
	}
	m.owned = others
	for i, e := range mine {
		a.fill(m, e)
		if i+1 == len(mine) || mine[i+1].order != e.order {
			a.noteOrder(e.order)
		}
	}
}

func (a *account) fill(m *market, e execution) {
	o, t := e.order, e.trade
	o.value = plus(o.value, t.value)
	o.updated, o.version = t.second, t.version
	o.status = statusPartial
	if o.left == 0 {
		o.status = statusFilled
		a.closeOrder(o)
	}
	a.fills = put(a.fills, 0, t)
	a.fills = a.fills[:min(len(a.fills), historyKept)]
	a.newFills = append(a.newFills, t)
	a.changed.fills, a.changed.open, a.changed.positions = true, true, true
	a.move(m, e)
}

// move applies a fill to the position it belongs to.
func (a *account) move(m *market, e execution) {
	o := e.order
	p := a.held(m, o.kind.long())
	if p == nil {
		p = &position{market: m, id: o.position, long: o.kind.long(), leverage: o.leverage}
		a.positions = append(a.positions, p)
	}
	if o.kind.reduces() {
		p.lots -= e.lots
	} else {
		p.grow(e.lots, e.trade.value)
	}
	p.stamp = stamp{e.trade.second, e.trade.version}
	if p.lots == 0 {
		a.positions = slices.DeleteFunc(a.positions, func(other *position) bool { return other == p })
	}
	for _, resting := range a.open {
		if resting.position == p.id {
			resting.entry = p.entry
		}
	}
}
