package ui

import (
	"slices"
	"strconv"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// fundingPane is the funding rate of every market, who pays it, and what it means for the open positions.
type fundingPane struct {
	list
	table table
}

func (p *fundingPane) names() (full, short string) { return "Funding", "Fund" }
func (p *fundingPane) count(*view) int             { return -1 }

func (p *fundingPane) note(v *view) string {
	window := "window unknown"
	if v.window > 0 {
		window = "window " + windowText(v.window) + " assumed"
	}
	note := "read as a fraction · " + window
	if heard, of := v.m.Heard(model.KindPositions); v.summed() && heard < of {
		note = strconv.Itoa(heard) + " of " + strconv.Itoa(of) + " accounts known · " + note
	}
	return note
}

func windowText(d time.Duration) string {
	var s scratch
	if d%time.Hour == 0 && d >= 48*time.Hour {
		return string(s.integer(int(d/time.Hour))) + "h"
	}
	return string(s.age(d))
}

// age is that of the oldest of the rates shown.
func (p *fundingPane) age(v *view) model.Age {
	at := time.Time{}
	for _, m := range v.m.FundedMarkets() {
		if t := v.m.Funding(m.ID).Current().At; at.IsZero() || !t.IsZero() && t.Before(at) {
			at = t
		}
	}
	return v.m.AgeOf(model.Scope{}, at, v.now)
}

func fundedID(rows []model.Market) func(int) string {
	return func(i int) string { return string(rows[i].ID) }
}

func (p *fundingPane) rows(v *view) (int, func(int) string) {
	rows := v.m.FundedMarkets()
	return len(rows), fundedID(rows)
}

func (p *fundingPane) paint(v *view, r canvas.Region) {
	rows := v.m.FundedMarkets()
	if !p.age(v).Spoken {
		v.say(r, inkDim, "waiting for funding rates")
		return
	}
	const seen = 8
	columns := []column{
		{head: "mkt", left: true},
		{head: "rate received"},
		{head: "who pays", left: true, rank: 2},
		{head: "your notional", rank: 3},
		{head: "you get/window", rank: 1},
		{head: "   seen", left: true, rank: 4},
	}
	if r.W() < 60 {
		columns[1].head = "rate"
	}
	exposures := v.exposures()
	p.table.list(v, r, columns, p, func(i int) []cell { return p.row(v, rows[i], exposures, seen) })
}

func (p *fundingPane) row(v *view, m model.Market, exposures []model.Exposure, seen int) []cell {
	log := v.m.Funding(m.ID)
	rate := log.Current().Value
	notional, payment, held := model.Int(0), model.Int(0), false
	usable := !v.summed() || v.m.AccountAge(model.KindPositions, v.now).Usable()
	for _, e := range exposures {
		if e.Market != m.ID {
			continue
		}
		held = true
		signed := e.Notional
		switch e.Side {
		case model.Short:
			signed = signed.Neg()
		case model.SideUnknown:
			signed = model.Dec{}
		}
		notional = notional.Add(signed)
		payment = payment.Add(e.PerWindow)
		usable = usable && e.Overall.Usable() && e.RateAge.Usable()
	}
	if !held {
		notional, payment = model.Dec{}, model.Dec{}
	}
	name, ink, paid := inkPlain, gainInk(rate), gainInk(payment)
	if m.ID == v.market.ID {
		name = inkStrong
	}
	worth := inkPlain
	if !usable {
		paid, worth = inkStale, inkStale
	}
	if !v.m.FundingAge(m.ID, v.now).Usable() {
		ink = inkStale
	}
	side := ""
	switch notional.Sign() {
	case 1:
		side = " long"
	case -1:
		side = " short"
	}
	return []cell{
		{v.join(m.Symbol), name},
		{v.rate(rate), ink},
		{v.join(whoPays(rate)), inkDim},
		{v.join(string(v.own(v.money(notional.Abs()))), side), worth},
		{v.own(v.number(payment, style{least: 4, most: 4, signed: true})), paid},
		{v.sparkline(log.Rates, seen), inkDim},
	}
}

// rate writes a rate with the digits received and its sign.
func (v *view) rate(d model.Dec) []byte {
	value, _ := d.Value()
	return v.number(d, style{least: value.Scale(), most: value.Scale(), signed: true})
}

// whoPays says which side pays the other: longs pay a positive rate.
func whoPays(rate model.Dec) string {
	switch {
	case !rate.Known():
		return absent
	case rate.Sign() > 0:
		return "longs pay"
	case rate.Sign() < 0:
		return "shorts pay"
	}
	return "nobody"
}

// sparkline draws the newest n different rates between their lowest and highest. Equal rates are a level line.
func (v *view) sparkline(rates []model.Rate, n int) []byte {
	rates = slices.CompactFunc(slices.Clone(rates), func(a, b model.Rate) bool { return a.Value.Cmp(b.Value) == 0 })
	rates = rates[max(0, len(rates)-n):]
	if len(rates) == 0 {
		return v.join(absent)
	}
	low, high := rates[0].Value, rates[0].Value
	for _, r := range rates {
		if r.Value.Cmp(low) < 0 {
			low = r.Value
		}
		if r.Value.Cmp(high) > 0 {
			high = r.Value
		}
	}
	mark := len(v.b)
	ascii := v.border == canvas.ASCII()
	for _, r := range rates {
		level := int64(2)
		if n, ok := model.Steps(r.Value.Sub(low), high.Sub(low), 5); ok {
			level = n
		}
		if ascii {
			v.b = append(v.b, "_.-=^"[level*4/5])
			continue
		}
		v.b = append(v.b, string(canvas.Eighth(int(level)+1))...)
	}
	return v.since(mark)
}
