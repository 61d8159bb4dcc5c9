package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// ordersPane is the account's order history, the newest order on top.
type ordersPane struct {
	list
	sieve
	table table
	sums  model.OrderSums // of the orders let through
	more  []string        // of the line below, painted last
}

func (p *ordersPane) names() (full, short string) { return "Order history", "History" }
func (p *ordersPane) count(*view) int             { return -1 }
func (p *ordersPane) note(*view) string           { return "" }

func (p *ordersPane) log(v *view) *model.OrderLog {
	return &v.m.Held().Orders
}

func (p *ordersPane) age(v *view) model.Age { return v.m.AccountAge(model.KindOrders, v.now) }

func (p *ordersPane) gather(v *view) {
	log := p.log(v)
	if !p.changed(v, log.Rev, len(log.Rows)) {
		return
	}
	p.sums = model.OrderSums{}
	p.sift(v, len(log.Rows), func(i int) model.Traits {
		o := log.Rows[i]
		row := intentTraits(o.Market, o.Type, o.BookSide())
		row.Status = o.Status
		row.Text = func() string { return rowText(p.fieldsOf(v, o), v.m.Market(o.Market).Symbol, sideWord(o.BookSide())) }
		return row
	}, func(i int) { p.sums.Add(log.Rows[i]) })
}

// order is the i-th order that shows.
func (p *ordersPane) order(v *view, i int) model.Order { return p.log(v).Rows[p.kept[i]] }

func (p *ordersPane) rows(v *view) (int, func(int) string) {
	p.gather(v)
	return len(p.kept), func(i int) string {
		o := p.order(v, i)
		return o.Acct + "/" + string(o.Market) + "/" + string(o.ID)
	}
}

func (p *ordersPane) paint(v *view, r canvas.Region) {
	p.gather(v)
	switch {
	case len(p.log(v).Rows) == 0:
		v.empty(r, p.age(v), "no orders in the history")
		return
	case len(p.kept) == 0:
		v.say(r, inkDim, p.nothing(v))
		return
	}
	if r.H() >= 4 {
		p.foot(v, r.Sub(0, r.H()-1, r.W(), 1))
		r = r.Inset(0, 0, 0, 1)
	}
	columns := []column{
		{head: v.timeHead(), left: true, rank: 3},
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price", rank: 1},
		{head: "size", rank: 4},
		{head: "status", left: true, rank: 2},
		{head: "type", left: true, rank: 6},
		{head: "value", rank: 5},
		{head: "lev", rank: 7},
		{head: "transaction", rank: 8, link: func(y int) string { return v.link(p.order(v, p.top+y).Version) }},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(p.order(v, i).Acct, r.W(), p.row(v, p.order(v, i), r.W())) })
}

func (p *ordersPane) row(v *view, o model.Order, w int) []cell {
	intent, word := 16, 12
	switch { // what a status begins with tells more than the size, which would have its place
	case w < 42:
		intent, word = 10, 6
	case w < narrowFrom:
		word = 6
	}
	m := v.m.Market(o.Market)
	arrow, ink := takerMark(v, o.BookSide())
	status := inkDim
	if o.Status.Working() {
		status = inkPlain
	}
	return v.row(
		cell{v.stamp(o.Time), inkFaint},
		cell{v.join(m.Symbol), inkStrong},
		cell{v.join(arrow, " ", cut(o.Type.String(), intent)), ink},
		cell{v.fill(o.Price, m), inkPlain},
		cell{v.own(v.amount(o.Size)), inkPlain},
		cell{v.join(cut(o.Status.String(), word)), status},
		cell{v.join(orderKind(o)), inkDim},
		cell{v.own(v.cash(o.Value)), inkDim},
		cell{v.number(o.Leverage, style{most: 2, unit: "x"}), inkDim},
		cell{v.join(version(o.Version)), inkFaint},
	)
}

func orderKind(o model.Order) string {
	if o.AtMarket {
		return "market"
	}
	return "limit"
}

// foot writes how many of the orders that show have which status, and what they are worth.
func (p *ordersPane) foot(v *view, r canvas.Region) {
	s := p.sums
	p.more = p.more[:0]
	for _, k := range s.ByStatus {
		text := v.word("  ", cut(k.Status, 12), " ", string(v.integer(k.Count)))
		if k.Value.Known() {
			text = v.word(text, " = ", string(v.own(v.money(k.Value))))
		}
		p.more = append(p.more, text)
	}
	p.more = append(p.more, v.sinceOldest(p.order(v, len(p.kept)-1).Time))
	p.footMore(v, r, model.KindOrders, v.footCount(s.Count, s.Missing, "order", "a value"), [2]phrase{}, p.more...)
}

func (p *ordersPane) detail(v *view, id string) (string, []detailLine) {
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	o := p.order(v, at)
	return "Order", v.ownerLine(o.Acct, append(orderLines(v, o, v.m.Market(o.Market)),
		detailLine{"status", orAbsent(string(o.Status)), "received"},
		detailLine{"kind", orderKind(o), "received"},
	))
}

// fieldsOf are an order's figures as received; open orders have no status, rows of the history no rest.
func (p *ordersPane) fieldsOf(v *view, o model.Order) []field {
	return v.ownerField(o.Acct, append(orderFields(v, o), field{"kind", orderKind(o)}, field{"status", orAbsent(string(o.Status))}, field{"state", o.Status.String()}))
}

func (p *ordersPane) fields(v *view, id string) []field {
	if at := rowOf(p, v, id); at >= 0 {
		return p.fieldsOf(v, p.order(v, at))
	}
	return nil
}

func (p *ordersPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.order(v, at).Version
	}
	return 0
}
