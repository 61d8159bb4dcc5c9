package ui

import (
	"strconv"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// openPane is the account's open orders.
type openPane struct {
	list
	sieve
	table table
}

func (p *openPane) names() (full, short string) { return "Open orders", "Orders" }

func (p *openPane) open(v *view) model.Resting {
	return v.m.Held().Open
}

func (p *openPane) count(v *view) int {
	if open := p.open(v); !open.At.IsZero() {
		return len(open.Rows)
	}
	return -1
}

func (p *openPane) note(v *view) string {
	text := ""
	if n := p.open(v).Flawed; n > 0 {
		text = strconv.Itoa(n) + " unreadable"
	}
	return noted(text, staleMids(v, p.open(v).Rows, func(o model.Order) model.MarketID { return o.Market }))
}

func (p *openPane) age(v *view) model.Age { return v.m.AccountAge(model.KindOpenOrders, v.now) }

func orderID(rows []model.OrderRow) func(int) string {
	return func(i int) string { return rows[i].Acct + "/" + string(rows[i].Market) + "/" + string(rows[i].ID) }
}

func (p *openPane) rows(v *view) (int, func(int) string) {
	rows := p.shown(v)
	return len(rows), orderID(rows)
}

func (p *openPane) paint(v *view, r canvas.Region) {
	rows := p.shown(v)
	if len(rows) == 0 && p.hidden() > 0 {
		v.say(r, inkDim, p.nothing(v))
		return
	}
	if len(rows) == 0 {
		v.empty(r, p.age(v), "no open orders")
		return
	}
	columns := []column{
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price"},
		{head: "vs mid", rank: 2},
		{head: "size", rank: 1},
		{head: "filled", rank: 3},
		{head: "ahead", rank: 6},
		{head: "value", rank: 5},
		{head: "age", rank: 4},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(rows[i].Acct, r.W(), p.row(v, rows[i])) })
}

func (p *openPane) row(v *view, o model.OrderRow) []cell {
	distance := inkDim
	if !o.Mark.Age.Usable() {
		distance = inkStale
	}
	arrow, ink := takerMark(v, o.BookSide())
	return []cell{
		{v.join(o.Known.Symbol), inkStrong},
		{v.join(arrow, " ", cut(o.Type.String(), 16)), ink},
		{v.fill(o.Price, o.Known), inkPlain},
		{v.percent(o.Distance), distance},
		{v.own(v.amount(o.Size)), inkPlain},
		{v.share(o.Filled()), inkDim},
		{v.fit(v.m.Ahead(o.Order), style{most: 4}, 9), distance},
		{v.own(v.cash(o.Value)), inkDim},
		{v.since0(o.Time), inkFaint},
	}
}

// since0 is how long ago a moment was that the exchange told; absent when it did not.
func (v *view) since0(t time.Time) []byte {
	if t.IsZero() {
		return v.join(absent)
	}
	return v.age(max(0, v.now.Sub(t)))
}

func (p *openPane) detail(v *view, id string) (string, []detailLine) {
	rows := p.shown(v)
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	o := rows[at]
	return "Open order", v.ownerLine(o.Acct, append(orderLines(v, o.Order, o.Known),
		detailLine{"remaining", string(v.own(v.received(o.Remaining))), "received"},
		detailLine{"filled", string(v.number(o.Filled().Mul(model.Int(100)), style{most: 4, unit: "%"})), "computed"},
		detailLine{"from mid", string(v.percent(o.Distance)) + " · " + string(v.number(o.Distance.Mul(model.Int(100)), style{least: 1, most: 1, signed: true, unit: " bp"})), "from the " + o.Mark.Source},
		detailLine{"ahead", string(v.received(v.m.Ahead(o.Order))), "at most: better prices, and the rest at its own"},
	))
}

// orderLines are what open orders and rows of the history have in common.
func orderLines(v *view, o model.Order, m model.Market) []detailLine {
	return []detailLine{
		{"market", m.Name + " (" + string(o.Market) + ")", string(m.Source)},
		{"intent", o.Type.String(), "order_type " + string(o.Type)},
		{"price", string(v.received(o.Price)), "received"},
		{"size", string(v.own(v.received(o.Size))), "received"},
		{"value", string(v.own(v.received(o.Value))), "received"},
		{"leverage", string(v.received(o.Leverage)), "received"},
		{"order id", string(o.ID), "received"},
		{"position id", orAbsent(string(o.Position)), "received"},
		{"placed", string(v.clock(o.Time, "2006-01-02 15:04:05", v.zone)), "received"},
		{"updated", string(v.clock(o.Updated, "2006-01-02 15:04:05", v.zone)), "received"},
		{ledgerVersion, version(o.Version), "received"},
	}
}

func orAbsent(s string) string {
	if s == "" {
		return absent
	}
	return s
}

// stamp is a time of day, with the date before it when it was not today.
func (v *view) stamp(t time.Time) []byte {
	now := v.now.In(v.zone)
	if t := t.In(v.zone); t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return v.clock(t, "15:04:05", v.zone)
	} else if t.Year() == now.Year() {
		return v.clock(t, "01-02 15:04", v.zone)
	}
	return v.clock(t, "2006-01-02 15:04", v.zone)
}

// moment is an hour and minute, with the date before it when it was not today.
func (v *view) moment(t time.Time) []byte {
	if string(v.day(t)) == string(v.clock(t, "15:04:05", v.zone)) {
		return v.clock(t, "15:04", v.zone)
	}
	return v.clock(t, "01-02 15:04", v.zone)
}

// day is a time of day, or the date alone when it was not today.
func (v *view) day(t time.Time) []byte {
	now := v.now.In(v.zone)
	switch t := t.In(v.zone); {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return v.clock(t, "15:04:05", v.zone)
	case t.Year() == now.Year():
		return v.clock(t, "01-02", v.zone)
	}
	return v.clock(t, "2006-01-02", v.zone)
}
