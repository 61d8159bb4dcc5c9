package ui

import (
	"slices"
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// positionsPane is the account's positions, the nearest to liquidation on top unless another order is asked for.
type positionsPane struct {
	list
	sieve
	table table
	by    model.ExposureOrder
}

func (p *positionsPane) names() (full, short string) { return "Positions", "Pos" }

func (p *positionsPane) count(v *view) int {
	if held := p.held(v); !held.At.IsZero() {
		return len(held.Rows)
	}
	return -1
}

func (p *positionsPane) held(v *view) model.Holdings {
	return v.m.Held().Positions
}

func (p *positionsPane) note(v *view) string {
	text := ""
	if p.by != model.ByRisk {
		text = "by " + p.by.String()
	}
	if slices.ContainsFunc(p.held(v).Rows, func(row model.Position) bool { return row.Scaled }) {
		text = noted(text, "old integer encoding")
	}
	if n := p.held(v).Flawed; n > 0 {
		text = noted(text, strconv.Itoa(n)+" unreadable")
	}
	return noted(text, staleMids(v, p.held(v).Rows, func(row model.Position) model.MarketID { return row.Market }))
}

func (p *positionsPane) age(v *view) model.Age { return v.m.AccountAge(model.KindPositions, v.now) }

func (p *positionsPane) sort() string {
	p.by = p.by.Next()
	return p.by.String()
}

// ordered are the positions as they stand in the pane.
func (p *positionsPane) ordered(v *view) []model.Exposure {
	if p.by == model.ByRisk { // as they are
		return v.exposures()
	}
	return model.SortExposures(v.exposures(), p.by)
}

func positionID(rows []model.Exposure) func(int) string {
	return func(i int) string {
		return rows[i].Acct + "/" + string(rows[i].Market) + "/" + string(rows[i].ID) + "/" + rows[i].Side.String()
	}
}

func (p *positionsPane) rows(v *view) (int, func(int) string) {
	rows := p.shown(v)
	return len(rows), positionID(rows)
}

func (p *positionsPane) paint(v *view, r canvas.Region) {
	rows := p.shown(v)
	if len(rows) == 0 && p.hidden() > 0 {
		v.say(r, inkDim, p.nothing(v))
		return
	}
	if len(rows) == 0 {
		none := "no open positions"
		if v.nothing() {
			none += "; " + v.lookedAt()[0].Profile.Short() + " has nothing in any list: if it is a wallet, start with --wallet"
		}
		v.empty(r, p.age(v), none)
		return
	}
	sums, lines := p.sums(v, r.W(), r.H(), len(rows), v.m.Total(rows, v.now))
	for i, line := range sums[:lines] {
		putRuns(r.Sub(0, r.H()-lines+i, r.W(), 1), 1, 0, line)
	}
	r = r.Inset(0, 0, 0, lines)
	columns := []column{
		{head: "mkt", left: true},
		{head: "side", left: true},
		{head: "size", rank: 3},
		{head: "entry", rank: 4},
		{head: "mid", rank: 8},
		{head: "uPnL (mid)", rank: 1},
		{head: "ROE", rank: 6},
		{head: "margin", rank: 9},
		{head: "liq price", rank: 2},
		{head: "distance"},
		{head: "room", left: true, rank: 7},
		{head: "TP", rank: 5},
		{head: "SL", rank: 5},
		{head: "age", rank: 10},
		{head: "close now", rank: 11},
		{head: "break-even", rank: 12},
	}
	apart := r.W() < narrowFrom // the leverage gives its room to the profit
	if apart {
		columns = append(columns, column{head: "lev", rank: 4})
	}
	if r.W() < mediumFrom && lines > 0 || r.W() < narrowFrom {
		columns[5].head = "uPnL" // of the mid, as the sums say
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell {
		row := p.row(v, rows[i])
		if apart {
			row[1].text = v.join(rows[i].Side.String())
			row = append(row, cell{v.number(rows[i].Leverage, style{most: 8, unit: "x"}), inkDim})
		}
		return v.ofWhom(rows[i].Acct, r.W(), row)
	})
}

func (p *positionsPane) row(v *view, e model.Exposure) []cell {
	m := e.Known
	profit, roe, mark := v.gainInk(e.UPnL), gainInkAt(e.ROE, 2), inkPlain
	danger := inkPlain
	switch {
	case e.Crossed:
		danger = inkDanger
	case v.near(e):
		danger = inkWarn
	}
	if !e.Overall.Usable() {
		profit, roe, mark, danger = inkStale, inkStale, inkStale, inkStale
	}
	distance := v.percent(e.Distance)
	if e.Crossed {
		distance = v.join("CROSSED")
	}
	return v.row(
		cell{v.join(m.Symbol), inkStrong},
		cell{v.sideText(e.Position), sideInk(e.Side)},
		cell{v.own(v.amount(e.Size)), inkPlain},
		cell{v.price(e.Entry, m, 2), inkPlain},
		cell{v.midText(e), mark},
		cell{v.own(v.gain(e.UPnL)), profit},
		cell{v.percent(e.ROE), roe},
		cell{v.own(v.cash(e.Margin)), inkDim},
		cell{v.price(e.Liq, m, 2), danger},
		cell{distance, danger},
		cell{v.roomBar(e), danger},
		cell{v.price(e.TP, m, 0), inkDim},
		cell{v.price(e.SL, m, 0), inkDim},
		cell{v.since0(e.Updated), inkFaint},
		p.closing(v, e),
		cell{v.price(e.BreakEven(v.fee), m, 2), inkDim},
	)
}

// midText is the price that a position is valued at; that it is a mid of the best prices, and not of the book, stands before it.
func (v *view) midText(e model.Exposure) []byte {
	if !e.Mark.FromBest() {
		return v.price(e.Mark.Price, e.Known, 1)
	}
	return v.join("best ", string(v.price(e.Mark.Price, e.Known, 1)))
}

// closing is what closing a position now would bring after the taker's fee, or that the book is too shallow for it.
func (p *positionsPane) closing(v *view, e model.Exposure) cell {
	c := v.m.CloseNow(e.Position, v.fee)
	text, ink := v.own(v.gain(c.PnL)), v.gainInk(c.PnL)
	switch {
	case v.hide && c.Depth.Positive(): // whether the book takes it all would tell how much it is
		text, ink = v.join(masked), inkDim
	case c.Shallow(e.Size):
		text, ink = v.join("shallow"), inkWarn
	}
	switch doubt := v.doubtfulBook(e.Market); {
	case doubt == "" || !c.Depth.Known():
	case v.m.Book(e.Market).Crossed(): // nobody can sell above what is offered
		text, ink = v.join("crossed"), inkWarn
	default:
		text, ink = v.join(doubt, " ", string(text)), inkStale
	}
	return cell{text, ink}
}

// sideText is side and leverage: "LONG 20x".
func (v *view) sideText(p model.Position) []byte {
	if !p.Leverage.Known() {
		return v.join(p.Side.String())
	}
	return v.join(p.Side.String(), " ", string(v.lean(p.Leverage)), "x")
}

func sideInk(s model.Side) canvas.Ink {
	switch s {
	case model.Long:
		return inkBid
	case model.Short:
		return inkAsk
	}
	return inkDim
}
