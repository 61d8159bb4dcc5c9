package ui

import (
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
		window = windowText(v.window) + " assumed"
	}
	note := v.noted(unitUnknown, window) // the sums say more of the unit
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
	for _, m := range v.fundedMarkets() {
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
	rows := v.fundedMarkets()
	return len(rows), fundedID(rows)
}

func (p *fundingPane) paint(v *view, r canvas.Region) {
	rows := v.fundedMarkets()
	if !p.age(v).Spoken {
		v.say(r, inkDim, "waiting for funding rates")
		return
	}
	exposures := v.exposures()
	if r.H() >= len(rows)+2 || r.H() >= 8 {
		p.totals(v, r.Sub(0, r.H()-1, r.W(), 1), v.due(exposures, ""))
		r = r.Inset(0, 0, 0, 1)
	}
	columns := []column{
		{head: "mkt", left: true},
		{head: "rate"},
		{head: "who pays", left: true, rank: 2},
		{head: "your notional", rank: 4},
		{head: "you get", rank: 1},
		{head: "bp margin", rank: 3},
		{head: "seen", rank: 5},
		{head: "since", left: true, rank: 6},
	}
	if r.W() >= 90 {
		columns[1].head, columns[4].head, columns[5].head = "rate received", "you get/window", "bp of margin"
	}
	p.table.list(v, r, columns, p, func(i int) []cell { return p.row(v, rows[i], v.due(exposures, rows[i].ID)) })
}

// due is what positions pay or get in a window; in the sum of several accounts no fresher than the worst of them, whether that
// one has a position or not.
func (v *view) due(exposures []model.Exposure, id model.MarketID) model.Due {
	d := model.DueOf(exposures, id)
	if v.summed() {
		d.Age = d.Age.Worse(v.m.AccountAge(model.KindPositions, v.now))
	}
	return d
}

// unitUnknown is what payments never go without.
const unitUnknown = "unit unknown"

// totals sums up the payments of all markets, and says what they assume.
func (p *fundingPane) totals(v *view, r canvas.Region, d model.Due) {
	var parts []run
	if d.Count > d.Missing {
		ink := gainInk(d.Payment)
		if !d.Age.Usable() {
			ink = inkStale
		}
		head := run{"sum ", inkFaint, 0}
		if d.Missing > 0 {
			head = run{strconv.Itoa(d.Count-d.Missing) + " of " + strconv.Itoa(d.Count) + " known ", inkWarn, 0}
		}
		parts = append(v.room(8), head, run{v.text(v.own(v.payment(d.Payment))), ink, 0}, run{"/window", inkDim, 0})
		switch {
		case d.Age.State == model.Waiting:
			parts = append(parts, run{" " + v.partial(model.KindPositions), inkWarn, 0})
		case !d.Age.Usable():
			parts = append(parts, run{" stale", inkWarn, 0})
		}
		more := append(v.room(2), run{v.word("  ", string(v.basis(d.Basis())), " margin"), inkDim, 0})
		if day := d.PerDay(v.window); day.Known() {
			more = append(more, run{v.word("  ", string(v.own(v.payment(day))), "/day (", windowText(v.window), " assumed)"), inkDim, 0})
		}
		parts = appendFitting(parts, r.W()-len("  "+unitUnknown), more...)
		parts = append(parts, run{"  ", inkDim, 0})
	}
	for _, text := range []string{"rates as received, read as a fraction of notional; unit not documented", "read as a fraction; unit not documented", unitUnknown} {
		if more := appendFitting(parts, r.W()+1, run{text, inkFaint, 0}); len(more) > len(parts) {
			parts = more
			break
		}
	}
	putRuns(r, 1, 0, parts)
}

// payment writes what is received or paid in a window; such amounts are small.
func (v *view) payment(d model.Dec) []byte {
	return v.number(d, style{least: 4, most: 4, signed: true})
}

// basis writes a signed number of basis points.
func (v *view) basis(d model.Dec) []byte {
	return v.number(d, style{least: 2, most: 2, signed: true, unit: " bp"})
}

func (p *fundingPane) row(v *view, m model.Market, d model.Due) []cell {
	log := v.m.Funding(m.ID)
	rate := log.Current().Value
	if d.Count == 0 {
		d.Net, d.Payment = model.Dec{}, model.Dec{}
	}
	if d.Missing > 0 {
		d.Payment = model.Dec{}
	}
	name, ink, paid, worth := inkPlain, gainInk(rate), gainInk(d.Payment), inkPlain
	if m.ID == v.market.ID {
		name = inkStrong
	}
	if !d.Age.Usable() {
		paid, worth = inkStale, inkStale
	}
	if !v.m.FundingAge(m.ID, v.now).Usable() {
		ink = inkStale
	}
	side := ""
	switch d.Net.Sign() {
	case 1:
		side = " long"
	case -1:
		side = " short"
	}
	var room [seenRates]model.Rate
	drawn := differing(log.Rates, &room)
	since := v.join(absent)
	if len(drawn) > 0 {
		since = v.moment(drawn[0].At)
	}
	return v.row(
		cell{v.join(m.Symbol), name},
		cell{v.rate(rate), ink},
		cell{v.join(whoPays(rate)), inkDim},
		cell{v.join(string(v.own(v.money(d.Net.Abs()))), side), worth},
		cell{v.own(v.payment(d.Payment)), paid},
		cell{v.number(d.Basis(), style{least: 2, most: 2, signed: true}), paid},
		cell{v.sparkline(drawn), inkDim},
		cell{since, inkFaint},
	)
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

// seenRates is how many rates the line of those seen is made of.
const seenRates = 8

// differing are the newest rates of which each differs from the one before, with when each began; their room is the caller's.
func differing(rates []model.Rate, room *[seenRates]model.Rate) []model.Rate {
	from := seenRates
	for i := len(rates) - 1; i >= 0 && from > 0; i-- {
		if i == 0 || rates[i].Value.Cmp(rates[i-1].Value) != 0 {
			from--
			room[from] = rates[i]
		}
	}
	return room[from:]
}

// sparkline draws rates between their lowest and highest. Equal rates are a level line.
func (v *view) sparkline(rates []model.Rate) []byte {
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
