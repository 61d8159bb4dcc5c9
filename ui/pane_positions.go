package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// positionsPane is the account's positions, the nearest to liquidation on top.
type positionsPane struct {
	list
	sieve
	table table
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
	for _, row := range p.held(v).Rows {
		if row.Scaled {
			text = "old integer encoding"
		}
	}
	if n := p.held(v).Flawed; n > 0 {
		text = noted(text, strconv.Itoa(n)+" unreadable")
	}
	return noted(text, staleMids(v, p.held(v).Rows, func(row model.Position) model.MarketID { return row.Market }))
}

func (p *positionsPane) age(v *view) model.Age { return v.m.AccountAge(model.KindPositions, v.now) }

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
		v.empty(r, p.age(v), "no open positions")
		return
	}
	if r.H() >= 4 {
		p.totals(v, r.Sub(0, r.H()-1, r.W(), 1), v.m.Total(v.exposures(), v.now))
		r = r.Inset(0, 0, 0, 1)
	}
	columns := []column{
		{head: "mkt", left: true},
		{head: "side", left: true},
		{head: "size", rank: 2},
		{head: "entry", rank: 4},
		{head: "mid", rank: 6},
		{head: "uPnL (mid)", rank: 1},
		{head: "ROE", rank: 5},
		{head: "margin", rank: 8},
		{head: "liq price"},
		{head: "distance"},
		{head: "TP", rank: 3},
		{head: "SL", rank: 3},
		{head: "age", rank: 9},
	}
	if r.W() < narrowFrom {
		columns[5].head = "uPnL" // of the mid, as everywhere
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(rows[i].Acct, r.W(), p.row(v, rows[i])) })
}

func (p *positionsPane) row(v *view, e model.Exposure) []cell {
	m := e.Known
	profit, mark := gainInk(e.UPnL), inkPlain
	danger := inkPlain
	switch {
	case e.Crossed:
		danger = inkDanger
	case e.Room().Known() && e.Room().Cmp(model.Int(nearLiquidation)) < 0:
		danger = inkWarn
	}
	if !e.Overall.Usable() {
		profit, mark, danger = inkStale, inkStale, inkStale
	}
	distance := v.percent(e.Distance)
	if e.Crossed {
		distance = v.join("CROSSED")
	}
	return []cell{
		{v.join(m.Symbol), inkStrong},
		{v.sideText(e.Position), sideInk(e.Side)},
		{v.own(v.amount(e.Size)), inkPlain},
		{v.price(e.Entry, m, 2), inkPlain},
		{v.price(e.Mark.Price, m, 1), mark},
		{v.own(v.gain(e.UPnL)), profit},
		{v.percent(e.ROE), profit},
		{v.own(v.cash(e.Margin)), inkDim},
		{v.price(e.Liq, m, 2), danger},
		{distance, danger},
		{v.price(e.TP, m, 0), inkDim},
		{v.price(e.SL, m, 0), inkDim},
		{v.since0(e.Updated), inkFaint},
	}
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

// partly says of how many positions a total is.
func partly(t model.Totals) string {
	return strconv.Itoa(t.Count-t.Missing) + " of " + strconv.Itoa(t.Count) + " known"
}

// totals sums up all positions; those whose figures are unknown are counted out, and it says so.
func (p *positionsPane) totals(v *view, r canvas.Region, t model.Totals) {
	ink := gainInk(t.UPnL)
	if !t.Age.Usable() {
		ink = inkStale
	}
	parts := []run{{"total ", inkFaint, 0}}
	lacking := unknown(t)
	if t.Missing > 0 {
		lacking = noted(lacking, partly(t))
	}
	if lacking != "" {
		parts[0] = run{lacking + " ", inkWarn, 0}
	}
	parts = append(parts, run{"uPnL ", inkDim, 0}, run{string(v.own(v.gain(t.UPnL))), ink, 0})
	if !t.Age.Usable() && unknown(t) == "" {
		parts = append(parts, run{" stale", inkWarn, 0})
	}
	for _, more := range []run{
		{"   margin " + string(v.own(v.money(t.Margin))), inkDim, 0},
		{"   notional " + string(v.own(v.money(t.Notional))), inkDim, 0},
		{"   leverage " + string(v.number(t.Leverage, style{least: 1, most: 1, unit: "x"})), inkDim, 0},
	} {
		if runsWidth(parts)+canvas.Width(more.text)+2 > r.W() {
			break
		}
		parts = append(parts, more)
	}
	if t.Count == t.Missing {
		parts = []run{{lacking, inkWarn, 0}}
	}
	putRuns(r, 1, 0, parts)
}

func (p *positionsPane) detail(v *view, id string) (string, []detailLine) {
	rows := p.shown(v)
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	e := rows[at]
	raw := e.Position
	for _, held := range p.held(v).Rows {
		if held.Acct == raw.Acct && held.ID == raw.ID && held.Side == raw.Side && held.Market == raw.Market {
			raw = held
		}
	}
	received := "received"
	if raw.Scaled {
		received = "received, old integer encoding as it came"
	}
	mark := "from the " + e.Mark.Source
	if !e.Mark.Age.Usable() {
		mark = "STALE, from the " + e.Mark.Source
	}
	closing, book := v.m.CloseNow(e.Position), "walks the book"
	if !v.m.BookAge(e.Market, v.now).Usable() {
		book = "STALE, walks the book"
	}
	lines := []detailLine{
		{"market", e.Known.Name + " (" + string(e.Market) + ")", string(e.Known.Source)},
		{"side", string(v.sideText(e.Position)), received},
		{"size", string(v.own(v.received(raw.Size))), received},
		{"free to close", string(v.own(v.received(raw.Available))), received},
		{"entry price", string(v.received(raw.Entry)), received},
		{"value at entry", string(v.own(v.received(raw.Value))), received},
		{"margin", string(v.own(v.received(raw.Margin))), received},
		{"liquidation price", string(v.received(raw.Liq)), received},
		{"take profit", string(v.received(raw.TP)), received},
		{"stop loss", string(v.received(raw.SL)), received},
		{"mark", string(v.received(e.Mark.Price)), mark},
		{"uPnL", string(v.own(v.number(e.UPnL, style{least: 2, most: 8, signed: true}))), "computed at the mark"},
		{"ROE", string(v.percent(e.ROE)), "uPnL by margin"},
		{"notional", string(v.own(v.number(e.Notional, style{least: 2, most: 8}))), "computed at the mark"},
		{"distance", string(v.percent(e.Distance)), "liquidation price against the mark"},
		{"closing now", string(v.own(v.gain(closing.PnL))) + " at " + string(v.price(closing.Average, e.Known, 2)), book + "; after 0.05 % taker fee " + string(v.own(v.fit(closing.Fee, style{least: 2, most: 4}, 10)))},
		{"break-even", string(v.price(e.BreakEven(), e.Known, 2)), "entry price and 0.05 % taker fee of closing"},
		{"funding rate", e.Rate.Value.String(), "received; unit not documented"},
		{"per window", string(v.own(v.number(e.PerWindow, style{least: 2, most: 8, signed: true}))), "rate read as a fraction of the notional"},
		{"position id", string(e.ID), received},
		{"updated", string(v.clock(e.Updated, "2006-01-02 15:04:05", v.zone)), received},
		{ledgerVersion, version(e.Version), received},
	}
	if raw.Scaled && e.Readable {
		lines = append(lines, detailLine{"rescaled", string(v.own(v.lean(e.Size))) + " at " + string(v.lean(e.Entry)), "with the market's parameters"})
	}
	return "Position", v.ownerLine(e.Acct, lines)
}
