package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// transfersPane is the account's deposits and withdrawals.
type transfersPane struct {
	list
	sieve
	table table
	sums  model.TransferSums // of the transfers let through
}

func (p *transfersPane) names() (full, short string) { return "Transfers", "Transf" }
func (p *transfersPane) count(*view) int             { return -1 }
func (p *transfersPane) note(*view) string           { return "" }

func (p *transfersPane) log(v *view) *model.TransferLog {
	return &v.m.Held().Transfers
}

func (p *transfersPane) age(v *view) model.Age { return v.m.AccountAge(model.KindTransfers, v.now) }

func (p *transfersPane) gather(v *view) {
	log := p.log(v)
	if !p.changed(v, log.Rev, len(log.Rows)) {
		return
	}
	p.sums = model.TransferSums{}
	p.sift(v, len(log.Rows), func(i int) model.Traits {
		t := log.Rows[i]
		return model.Traits{Direction: t.Direction, Text: func() string { return rowText(p.fieldsOf(v, t)) }}
	}, func(i int) { p.sums.Add(log.Rows[i]) })
}

// transfer is the i-th transfer that shows.
func (p *transfersPane) transfer(v *view, i int) model.Transfer { return p.log(v).Rows[p.kept[i]] }

func (p *transfersPane) rows(v *view) (int, func(int) string) {
	p.gather(v)
	return len(p.kept), func(i int) string {
		t := p.transfer(v, i)
		return t.Acct + "/" + version(t.Version) + t.Direction.String() + t.Amount.String() + t.Time.String()
	}
}

func (p *transfersPane) paint(v *view, r canvas.Region) {
	p.gather(v)
	switch {
	case len(p.log(v).Rows) == 0:
		v.empty(r, p.age(v), "no deposits or withdrawals")
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
		{head: v.timeHead(), left: true},
		{head: "", left: true},
		{head: "amount USDT"},
		{head: "transaction", rank: 1, link: func(y int) string { return v.link(p.transfer(v, p.top+y).Version) }},
	}
	p.table.list(v, r, v.withAccounts(columns), p, func(i int) []cell { return v.ofWhom(p.transfer(v, i).Acct, r.W(), p.row(v, p.transfer(v, i))) })
}

func (p *transfersPane) row(v *view, t model.Transfer) []cell {
	amount, ink := t.Amount, inkGain
	switch t.Direction {
	case model.DirectionUnknown:
		ink = inkDim
	case model.Withdrawal:
		amount, ink = amount.Neg(), inkLoss
	}
	return v.row(
		cell{v.stamp(t.Time), inkFaint},
		cell{v.join(t.Direction.String()), ink},
		cell{v.own(v.number(amount, style{most: 8, signed: t.Direction != model.DirectionUnknown})), inkPlain},
		cell{v.join(version(t.Version)), inkFaint},
	)
}

// foot writes the sums of the transfers that show.
func (p *transfersPane) foot(v *view, r canvas.Region) {
	s := p.sums
	p.footMore(v, r, model.KindTransfers, v.footCount(s.Count, s.Missing, "transfer", "amount or direction"), v.footSum("  net ", s.Net()),
		v.word("  ", string(v.integer(s.In)), " in ", string(v.own(v.money(s.Deposits)))),
		v.word("  ", string(v.integer(s.Out)), " out ", string(v.own(v.money(s.Withdrawals)))),
		v.sinceOldest(p.transfer(v, len(p.kept)-1).Time))
}

func (p *transfersPane) detail(v *view, id string) (string, []detailLine) {
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	t := p.transfer(v, at)
	return "Transfer", v.ownerLine(t.Acct, []detailLine{
		{"direction", t.Direction.String(), "is_deposit, received"},
		{"amount", string(v.own(v.received(t.Amount))), "received; that it is USDT is assumed"},
		{ledgerVersion, version(t.Version), "received"},
		{"time", string(v.clock(t.Time, "2006-01-02 15:04:05 MST", v.zone)), "received"},
		{"updated", string(v.clock(t.Updated, "2006-01-02 15:04:05 MST", v.zone)), "received"},
	})
}

func (p *transfersPane) fieldsOf(v *view, t model.Transfer) []field {
	return v.ownerField(t.Acct, []field{
		{"time", v.exactTime(t.Time)}, {"direction", t.Direction.String()}, {"amount", v.exactOwn(t.Amount)}, {"version", version(t.Version)},
	})
}

func (p *transfersPane) fields(v *view, id string) []field {
	if at := rowOf(p, v, id); at >= 0 {
		return p.fieldsOf(v, p.transfer(v, at))
	}
	return nil
}

func (p *transfersPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.transfer(v, at).Version
	}
	return 0
}
