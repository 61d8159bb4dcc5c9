package ui

import (
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// since0 is how long ago a moment was that the exchange told; absent when it did not.
func (v *view) since0(t time.Time) []byte {
	if t.IsZero() {
		return v.join(absent)
	}
	return v.age(max(0, v.now.Sub(t)))
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
	}
}

func orAbsent(s string) string {
	if s == "" {
		return absent
	}
	return s
}

// ordersPane is the account's order history, the newest order on top.
type ordersPane struct {
	list
	table table
}

func (p *ordersPane) names() (full, short string) { return "Order history", "History" }
func (p *ordersPane) count(*view) int             { return -1 }
func (p *ordersPane) note(*view) string           { return "" }

func (p *ordersPane) log(v *view) *model.OrderLog {
	return &v.m.Held().Orders
}

func (p *ordersPane) age(v *view) model.Age { return historyAge(v, p.log(v).Heard) }

// historyAge judges a history: by its list topic whether it is there, by any of its topics how old it is.
func historyAge(v *view, h model.Heard) model.Age {
	age := v.m.AccountAge(h.Listed, v.now)
	if age.Spoken {
		age.Old = max(0, v.now.Sub(h.At))
	}
	return age
}

func (p *ordersPane) rows(v *view) (int, func(int) string) {
	rows := p.log(v).Rows
	return len(rows), func(i int) string { return string(rows[i].Market) + "/" + string(rows[i].ID) }
}

func (p *ordersPane) paint(v *view, r canvas.Region) {
	rows := p.log(v).Rows
	if len(rows) == 0 {
		v.empty(r, p.age(v), "no orders in the history")
		return
	}
	columns := []column{
		{head: "time", left: true, rank: 3},
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price", rank: 1},
		{head: "size", rank: 4},
		{head: "status", left: true, rank: 2},
		{head: "", left: true, rank: 6},
		{head: "value", rank: 5},
		{head: "lev", rank: 7},
	}
	p.table.list(v, r, columns, p, func(i int) []cell { return p.row(v, rows[i]) })
}

func (p *ordersPane) row(v *view, o model.Order) []cell {
	m := v.m.Market(o.Market)
	arrow, ink := takerMark(v, o.BookSide())
	status, kind := inkDim, "limit"
	if o.Status.Working() {
		status = inkPlain
	}
	if o.AtMarket {
		kind = "market"
	}
	return []cell{
		{v.stamp(o.Time), inkFaint},
		{v.join(m.Symbol), inkStrong},
		{v.join(arrow, " ", cut(o.Type.String(), 16)), ink},
		{v.fill(o.Price, m), inkPlain},
		{v.own(v.amount(o.Size)), inkPlain},
		{v.join(cut(o.Status.String(), 12)), status},
		{v.join(kind), inkDim},
		{v.own(v.cash(o.Value)), inkDim},
		{v.number(o.Leverage, style{most: 2, unit: "x"}), inkDim},
	}
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

func (p *ordersPane) detail(v *view, id string) (string, []detailLine) {
	rows := p.log(v).Rows
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	o := rows[at]
	kind := "limit"
	if o.AtMarket {
		kind = "market"
	}
	return "Order", append(orderLines(v, o, v.m.Market(o.Market)),
		detailLine{"status", orAbsent(string(o.Status)), "received"},
		detailLine{"kind", kind, "received"},
	)
}
