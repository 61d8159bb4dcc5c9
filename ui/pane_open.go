package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// openPane is the account's open orders, market by market unless another order is asked for.
type openPane struct {
	list
	sieve
	table table
	by    model.OpenOrder
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
	if p.by != model.OpenByMarket {
		text = "by " + p.by.String()
	}
	if n := p.open(v).Flawed; n > 0 {
		text = noted(text, strconv.Itoa(n)+" unreadable")
	}
	return noted(text, staleMids(v, p.open(v).Rows, func(o model.Order) model.MarketID { return o.Market }))
}

func (p *openPane) age(v *view) model.Age { return v.m.AccountAge(model.KindOpenOrders, v.now) }

func (p *openPane) sort() string {
	p.by = p.by.Next()
	return p.by.String()
}

// ordered are the open orders as they stand in the pane.
func (p *openPane) ordered(v *view) []model.OrderRow {
	if p.by == model.OpenByMarket { // as they are
		return v.openRows()
	}
	return model.SortOpen(v.openRows(), p.by)
}

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
	if r.H() >= len(rows)+2 || r.H() >= 8 {
		p.totals(v, r.Sub(0, r.H()-1, r.W(), 1), model.TotalResting(rows))
		r = r.Inset(0, 0, 0, 1)
	}
	columns := []column{
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price"},
		{head: "from mid", rank: 6},
		{head: "bp", rank: 2},
		{head: "size", rank: 1},
		{head: "filled", rank: 4},
		{head: "", left: true, rank: 8},
		{head: "ahead", rank: 3},
		{head: "unfilled", rank: 7},
		{head: "age", rank: 5},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell {
		repeated := p.by == model.OpenByMarket && i > p.top && rows[i-1].Market == rows[i].Market
		return v.ofWhom(rows[i].Acct, r.W(), p.row(v, rows[i], repeated))
	})
}

// totals sums up what rests on either side, over all markets. Where room is short the counts go, then the values for the
// counts.
func (p *openPane) totals(v *view, r canvas.Region, t model.RestingTotals) {
	head := run{"unfilled ", inkFaint, 0}
	if p.by != model.OpenByMarket { // which the title has not always room for
		head.text = v.word("by ", p.by.String(), "  ")
	}
	side := func(name string, s model.RestingTotal, ink canvas.Ink) []run {
		worth := v.text(v.own(v.cash(s.Value)))
		return v.line(run{v.counted(s.Count, name), ink, 0}, run{v.word(" for ", worth), inkDim, 0}, run{name, ink, 0}, run{v.word(" ", worth), inkDim, 0})
	}
	buys, sells, gap := side("buy", t.Buys, inkBid), side("sell", t.Sells, inkAsk), run{"   ", inkDim, 0}
	unknown := run{"", inkWarn, 0}
	if t.Missing > 0 {
		unknown.text = "   " + strconv.Itoa(t.Missing) + " not known"
	}
	for _, parts := range [][]run{
		{head, buys[0], buys[1], gap, sells[0], sells[1], unknown},
		{buys[0], buys[1], gap, sells[0], sells[1], unknown},
		{head, buys[2], buys[3], gap, sells[2], sells[3], unknown},
		{buys[2], buys[3], gap, sells[2], sells[3], unknown},
		{buys[0], gap, sells[0], unknown},
	} {
		if runsWidth(parts)+2 <= r.W() {
			putRuns(r, 1, 0, parts)
			return
		}
	}
}

// row is an order; one of the market of the row above says so in a quieter ink.
func (p *openPane) row(v *view, o model.OrderRow, repeated bool) []cell {
	distance, ahead, name := inkDim, inkDim, inkStrong
	if !o.Mark.Age.Usable() {
		distance = inkStale
	}
	if v.doubtfulBook(o.Market) != "" {
		ahead = inkStale
	}
	if repeated {
		name = inkFaint
	}
	arrow, ink := takerMark(v, o.BookSide())
	return v.row(
		cell{v.join(o.Known.Symbol), name},
		cell{v.join(arrow, " ", cut(o.Type.String(), 16)), ink},
		cell{v.fill(o.Price, o.Known), inkPlain},
		cell{v.away(o), distance},
		cell{v.number(o.Basis(), style{least: 1, most: 1, signed: true}), distance},
		cell{v.rest(o), inkPlain},
		cell{v.share(o.Filled()), inkDim},
		cell{v.gauge(o.Filled(), model.Int(1), 5), inkDim},
		cell{v.own(v.ahead(o)), ahead},
		cell{v.own(v.cash(o.Unfilled())), inkDim},
		cell{v.since0(o.Time), inkFaint},
	)
}

// rest is an order's size, and before it what rests of it when a part is filled.
func (v *view) rest(o model.OrderRow) []byte {
	if !o.Remaining.Known() || o.Remaining.Cmp(o.Size) == 0 {
		return v.own(v.amount(o.Size))
	}
	return v.join(string(v.own(v.amount(o.Remaining))), "/", string(v.own(v.amount(o.Size))))
}

// ahead is what rests before an order, in the width of its column. While amounts are hidden it is to be hidden too: less the level
// of the book it is the order's own size. One of a book that is not to be trusted has a mark behind it.
func (v *view) ahead(o model.OrderRow) []byte {
	size, more := v.m.Ahead(o.Order)
	text := v.fit(size, style{most: 8}, aheadWidth)
	if more {
		text = v.bound(size, aheadWidth)
	}
	if size.Known() && v.doubtfulBook(o.Market) != "" {
		return v.join(string(text), doubtMark)
	}
	return text
}

// doubtMark stands behind a figure of what is stale or crossed, where there is no room to say which.
const doubtMark = "?"

// aheadWidth bounds the column of what rests before an order.
const aheadWidth = 8

// aheadLine is the same in the details, with what it is made of.
func (v *view) aheadLine(o model.OrderRow, doubt string) detailLine {
	size, more := v.m.Ahead(o.Order)
	text, from := v.received(size), doubt+"at most: better prices, and the rest at its own"
	switch {
	case more && size.Known():
		text, from = v.join(v.atLeast(), string(text)), doubt+"the book ends before its price"
	case !o.Price.Positive():
		from = "it has no price"
	case !size.Known():
		from = doubt + "no level on its side of the book"
	}
	return detailLine{"ahead", string(v.own(text)), from}
}

// away is the distance of an order's price from the mid, in quote units with a decimal more than the tick.
func (v *view) away(o model.OrderRow) []byte {
	if o.Known.PriceDecimals < 0 {
		return v.number(o.Away, style{most: 8, signed: true})
	}
	return v.number(o.Away, style{least: o.Known.PriceDecimals, most: o.Known.PriceDecimals + 1, signed: true})
}

func (p *openPane) detail(v *view, id string) (string, []detailLine) {
	rows := p.shown(v)
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	o := rows[at]
	mid, book := "from the "+o.Mark.Source, ""
	if !o.Mark.Age.Usable() {
		mid = "STALE, " + mid
	}
	if doubt := v.doubtfulBook(o.Market); doubt != "" {
		book = doubt + "; "
	}
	return "Open order", v.ownerLine(o.Acct, append(orderLines(v, o.Order, o.Known),
		detailLine{"remaining", string(v.own(v.received(o.Remaining))), "received"},
		detailLine{"filled", string(v.number(o.Filled().Mul(model.Int(100)), style{most: 4, unit: "%"})), "size less remaining, by size"},
		detailLine{"unfilled value", string(v.own(v.number(o.Unfilled(), style{least: 2, most: 8}))), "remaining x price"},
		detailLine{"from mid", string(v.away(o)), mid},
		detailLine{"of the mid", string(v.number(o.Basis(), style{least: 1, most: 1, signed: true, unit: " bp"})) + " = " + string(v.percent(o.Distance)), mid},
		v.aheadLine(o, book),
	))
}
