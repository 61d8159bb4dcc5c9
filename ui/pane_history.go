package ui

import (
	"strconv"
	"strings"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// fillsPane is the account's fills with what they realised.
type fillsPane struct {
	list
	table table
}

func (p *fillsPane) names() (full, short string) { return "Fills", "Fills" }
func (p *fillsPane) count(*view) int             { return -1 }
func (p *fillsPane) note(*view) string           { return "" }

func (p *fillsPane) log(v *view) *model.FillLog {
	return &v.m.Held().Fills
}

func (p *fillsPane) age(v *view) model.Age { return v.m.AccountAge(model.KindFills, v.now) }

// id tells fills apart by all they have, and equal ones by how many like them are older.
func (p *fillsPane) rows(v *view) (int, func(int) string) {
	log := p.log(v)
	return log.Len(), func(i int) string {
		t := log.Newest(i)
		twins := 0
		for k := i + 1; k < log.Len() && log.Newest(k).Acct == t.Acct && log.Newest(k).Same(t); k++ {
			twins++
		}
		return strings.Join([]string{t.Acct, version(t.Version), string(t.Order), string(t.Position), t.Price.String(), t.Size.String(), t.Time.String(), strconv.Itoa(twins)}, " ")
	}
}

func (p *fillsPane) paint(v *view, r canvas.Region) {
	log := p.log(v)
	if log.Len() == 0 {
		v.empty(r, p.age(v), "no fills in the history")
		return
	}
	if r.H() >= 4 {
		p.sums(v, r.Sub(0, r.H()-1, r.W(), 1), log)
		r = r.Inset(0, 0, 0, 1)
	}
	columns := []column{
		{head: "time", left: true, rank: 2},
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price"},
		{head: "size", rank: 1},
		{head: "pnl"},
		{head: "fee", rank: 3},
		{head: "value", rank: 4},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(log.Newest(i).Acct, r.W(), p.row(v, log.Newest(i))) })
}

func (p *fillsPane) row(v *view, t model.Trade) []cell {
	m := v.m.Market(t.Market)
	arrow, ink := takerMark(v, t.Taker())
	return []cell{
		{v.stamp(t.Time), inkFaint},
		{v.join(m.Symbol), inkStrong},
		{v.join(arrow, " ", cut(t.Type.String(), 16)), ink},
		{v.fill(t.Price, m), inkPlain},
		{v.own(v.amount(t.Size)), inkPlain},
		{v.own(v.gain(t.PnL)), gainInk(t.PnL)},
		{v.own(v.fit(t.Fee, style{least: 2, most: 4}, 10)), inkDim},
		{v.own(v.cash(t.Value)), inkDim},
	}
}

func (p *fillsPane) sums(v *view, r canvas.Region, log *model.FillLog) {
	s := log.Sums()
	count := run{strconv.Itoa(log.Len()) + " fills", inkDim, 0}
	if s.Missing > 0 {
		count = run{strconv.Itoa(log.Len()-s.Missing) + " of " + strconv.Itoa(log.Len()) + " complete", inkWarn, 0}
	}
	parts := []run{
		count,
		{"  pnl ", inkDim, 0},
		{string(v.own(v.gain(s.PnL))), gainInk(s.PnL), 0},
		{"  fees " + string(v.own(v.money(s.Fees))), inkDim, 0},
	}
	if more := "  volume " + string(v.own(v.money(s.Value))); runsWidth(parts)+canvas.Width(more)+2 < r.W() {
		parts = append(parts, run{more, inkDim, 0})
	}
	putRuns(r, 1, 0, parts)
}

func (p *fillsPane) detail(v *view, id string) (string, []detailLine) {
	log := p.log(v)
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	t := log.Newest(at)
	m := v.m.Market(t.Market)
	return "Fill", v.ownerLine(t.Acct, []detailLine{
		{"market", m.Name + " (" + string(t.Market) + ")", string(m.Source)},
		{"intent", t.Type.String(), "order_type " + string(t.Type)},
		{"price", string(v.received(t.Price)), "received"},
		{"size", string(v.own(v.received(t.Size))), "received"},
		{"value", string(v.own(v.received(t.Value))), "received"},
		{"pnl", string(v.own(v.received(t.PnL))), "received; whether fees are in it is not documented"},
		{"fee", string(v.own(v.received(t.Fee))), "received"},
		{"entry price", string(v.received(t.Entry)), "received"},
		{"order id", orAbsent(string(t.Order)), "received"},
		{"position id", orAbsent(string(t.Position)), "received"},
		{"ledger version", version(t.Version), "received"},
		{"time", string(v.clock(t.Time, "2006-01-02 15:04:05", v.zone)), "received"},
	})
}

func version(n int64) string {
	if n == 0 {
		return absent
	}
	return strconv.FormatInt(n, 10)
}

// transfersPane is the account's deposits and withdrawals.
type transfersPane struct {
	list
	table table
}

func (p *transfersPane) names() (full, short string) { return "Transfers", "Transf" }
func (p *transfersPane) count(*view) int             { return -1 }
func (p *transfersPane) note(*view) string           { return "" }

func (p *transfersPane) log(v *view) *model.TransferLog {
	return &v.m.Held().Transfers
}

func (p *transfersPane) age(v *view) model.Age { return v.m.AccountAge(model.KindTransfers, v.now) }

func (p *transfersPane) rows(v *view) (int, func(int) string) {
	rows := p.log(v).Rows
	return len(rows), func(i int) string {
		return rows[i].Acct + "/" + version(rows[i].Version) + rows[i].Direction.String() + rows[i].Amount.String()
	}
}

func (p *transfersPane) paint(v *view, r canvas.Region) {
	rows := p.log(v).Rows
	if len(rows) == 0 {
		v.empty(r, p.age(v), "no deposits or withdrawals")
		return
	}
	columns := []column{{head: "time", left: true}, {head: "", left: true}, {head: "amount USDT"}, {head: "transaction", rank: 1}}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(rows[i].Acct, r.W(), p.row(v, rows[i])) })
}

func (p *transfersPane) row(v *view, t model.Transfer) []cell {
	amount, ink := t.Amount, inkGain
	if t.Direction == model.Withdrawal {
		amount, ink = amount.Neg(), inkLoss
	}
	return []cell{
		{v.stamp(t.Time), inkFaint},
		{v.join(t.Direction.String()), ink},
		{v.own(v.number(amount, style{most: 8, signed: true})), inkPlain},
		{v.join(version(t.Version)), inkFaint},
	}
}
