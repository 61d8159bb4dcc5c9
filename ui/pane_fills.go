package ui

import (
	"strconv"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// fillsPane is the account's fills with what they realised.
type fillsPane struct {
	list
	sieve
	table table
	sums  model.Sums // of the fills let through
}

func (p *fillsPane) names() (full, short string) { return "Fills", "Fills" }
func (p *fillsPane) count(*view) int             { return -1 }
func (p *fillsPane) note(*view) string           { return "" }

func (p *fillsPane) log(v *view) *model.FillLog {
	return &v.m.Held().Fills
}

func (p *fillsPane) age(v *view) model.Age { return v.m.AccountAge(model.KindFills, v.now) }

func (p *fillsPane) gather(v *view) {
	log := p.log(v)
	if !p.changed(v, log.Rev, log.Len()) {
		return
	}
	p.sums = model.Sums{}
	p.sift(v, log.Len(), func(i int) model.Traits {
		t := log.Newest(i)
		row := intentTraits(t.Market, t.Type, t.Taker())
		row.Text = func() string { return rowText(p.fieldsOf(v, t), v.m.Market(t.Market).Symbol, sideWord(t.Taker())) }
		return row
	}, func(i int) { p.sums.Add(log.Newest(i)) })
}

// fill is the i-th fill that shows.
func (p *fillsPane) fill(v *view, i int) model.Trade { return p.log(v).Newest(p.kept[i]) }

// id tells fills apart by all they have, and equal ones by how many like them are older.
func (p *fillsPane) rows(v *view) (int, func(int) string) {
	p.gather(v)
	log := p.log(v)
	return len(p.kept), func(i int) string {
		t := p.fill(v, i)
		twins := 0
		for k := p.kept[i] + 1; k < log.Len() && log.Newest(k).Acct == t.Acct && log.Newest(k).Same(t); k++ {
			twins++
		}
		return strings.Join([]string{t.Acct, version(t.Version), string(t.Order), string(t.Position), t.Price.String(), t.Size.String(), t.Time.String(), strconv.Itoa(twins)}, " ")
	}
}

func (p *fillsPane) paint(v *view, r canvas.Region) {
	p.gather(v)
	log := p.log(v)
	switch {
	case log.Len() == 0:
		v.empty(r, p.age(v), "no fills in the history")
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
		{head: v.timeHead(), left: true, rank: 2},
		{head: "mkt", left: true},
		{head: "intent", left: true},
		{head: "price"},
		{head: "size", rank: 1},
		{head: "pnl"},
		{head: "fee", rank: 3},
		{head: "value", rank: 4},
		{head: "transaction", rank: 5, link: func(y int) string { return v.link(p.fill(v, p.top+y).Version) }},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(p.fill(v, i).Acct, r.W(), p.row(v, p.fill(v, i))) })
}

func (p *fillsPane) row(v *view, t model.Trade) []cell {
	m := v.m.Market(t.Market)
	arrow, ink := takerMark(v, t.Taker())
	return v.row(
		cell{v.stamp(t.Time), inkFaint},
		cell{v.join(m.Symbol), inkStrong},
		cell{v.join(arrow, " ", cut(t.Type.String(), 16)), ink},
		cell{v.fill(t.Price, m), inkPlain},
		cell{v.own(v.amount(t.Size)), inkPlain},
		cell{v.own(v.gain(t.PnL)), v.gainInk(t.PnL)},
		cell{v.own(v.fit(t.Fee, style{least: 2, most: 8}, 10)), inkDim},
		cell{v.own(v.cash(t.Value)), inkDim},
		cell{v.join(version(t.Version)), inkFaint},
	)
}

// foot writes the sums of the fills that show.
func (p *fillsPane) foot(v *view, r canvas.Region) {
	s := p.sums
	p.footMore(v, r, model.KindFills, v.footCount(s.Count, s.Missing, "fill", "figures"), v.footSum("  pnl ", s.PnL),
		v.word("  fees ", string(v.own(v.money(s.Fees)))),
		v.word("  volume ", string(v.own(v.money(s.Value)))),
		v.word("  won ", string(v.integer(s.Wins)), " lost ", string(v.integer(s.Losses))),
		v.sinceOldest(p.fill(v, len(p.kept)-1).Time))
}

// sinceOldest says how far back rows go, empty when that was not told.
func (v *view) sinceOldest(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.word("  since ", string(v.stamp(t)))
}

func (p *fillsPane) detail(v *view, id string) (string, []detailLine) {
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	t := p.fill(v, at)
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
		{ledgerVersion, version(t.Version), "received"},
		{"time", string(v.clock(t.Time, "2006-01-02 15:04:05 MST", v.zone)), "received"},
	})
}

func (p *fillsPane) fieldsOf(v *view, t model.Trade) []field {
	return v.ownerField(t.Acct, []field{
		{"time", v.exactTime(t.Time)},
		{"market", v.m.Market(t.Market).Name},
		{"intent", t.Type.String()},
		{"price", t.Price.String()},
		{"size", v.exactOwn(t.Size)},
		{"value", v.exactOwn(t.Value)},
		{"pnl", v.exactOwn(t.PnL)},
		{"fee", v.exactOwn(t.Fee)},
		{"entry", t.Entry.String()},
		{"leverage", t.Leverage.String()},
		{"order", orAbsent(string(t.Order))},
		{"position", orAbsent(string(t.Position))},
		{"version", version(t.Version)},
	})
}

func (p *fillsPane) fields(v *view, id string) []field {
	if at := rowOf(p, v, id); at >= 0 {
		return p.fieldsOf(v, p.fill(v, at))
	}
	return nil
}

func (p *fillsPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.fill(v, at).Version
	}
	return 0
}

// ledgerVersion is the label of a transaction's number in the details.
const ledgerVersion = "ledger version"

func version(n int64) string {
	if n == 0 {
		return absent
	}
	return strconv.FormatInt(n, 10)
}
