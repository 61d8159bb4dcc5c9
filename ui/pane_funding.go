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
	note := v.noted(unitUnknown, "window unknown")
	if v.window > 0 { // what figures were made with goes last
		note = v.noted(v.word(windowText(v.window), " assumed"), unitUnknown)
	}
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
	if !p.age(v).Spoken && !keptRates(v, rows) {
		v.await(r, "funding rates", p.age(v))
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
	if lost := v.m.Held().Positions.Lost; id == "" && lost > 0 { // one of which not even the market is to be relied upon
		d.Count, d.Missing, d.Net = d.Count+lost, d.Missing+lost, model.Dec{}
	}
	if v.summed() {
		d.Age = d.Age.Worse(v.m.AccountAge(model.KindPositions, v.now))
	}
	return d
}

// perWindow is what payments are of.
const perWindow = "/window"

// unitUnknown is what payments never go without.
const unitUnknown = "unit unknown"

// totals sums up the payments of all markets, and says what they assume.
func (p *fundingPane) totals(v *view, r canvas.Region, d model.Due) {
	var parts []run
	if d.Count > d.Missing {
		ink := v.ownInk(d.Payment, paymentDecimals)
		if !d.Age.Usable() {
			ink = inkStale
		}
		head := run{"sum ", inkFaint, 0}
		if d.Missing > 0 {
			head = run{strconv.Itoa(d.Count-d.Missing) + " of " + strconv.Itoa(d.Count) + " known ", inkWarn, 0}
		}
		parts = append(v.room(8), head, run{v.text(v.own(v.payment(d.Payment))), ink, 0}, run{perWindow, inkDim, 0})
		switch {
		case d.Age.State == model.Waiting:
			parts = append(parts, run{" " + v.partial(model.KindPositions), inkWarn, 0})
		case !d.Age.Usable():
			parts = append(parts, run{" stale", inkWarn, 0})
		}
		parts = p.sumsOf(v, r.W()-len("  "+unitUnknown), parts, d)
	}
	for _, text := range []string{"rates as received, read as a fraction of notional; unit not documented", "read as a fraction; unit not documented", unitUnknown} {
		if more := appendPhrases(parts, r.W(), phrase{{text, inkFaint, 0}}); len(more) > len(parts) {
			parts = more
			break
		}
	}
	putRuns(r, 1, 0, parts)
}

// sumsOf are a payment, that of a day with the window it assumes, and its weight, as far as they fit.
func (p *fundingPane) sumsOf(v *view, w int, payment phrase, d model.Due) []run {
	parts := appendPhrases(v.room(8), w, payment)
	if len(parts) == 0 { // as the rows do, which are of a window too
		parts = appendPhrases(parts, w, slices.DeleteFunc(payment, func(r run) bool { return r.text == perWindow }))
	}
	if day := d.PerDay(v.window); day.Known() {
		text, window, before := v.word("  ", string(v.own(v.payment(day))), "/day"), windowText(v.window), len(parts)
		for _, assumed := range []string{v.word(" (", window, " assumed)"), v.word(" if ", window)} {
			if len(parts) == before {
				parts = appendPhrases(parts, w, phrase{{v.word(text, assumed), inkDim, 0}})
			}
		}
	}
	parts = appendPhrases(parts, w, phrase{{v.word("  ", string(v.basis(d.Basis())), " margin"), inkDim, 0}})
	if len(parts) == 0 {
		return nil
	}
	return append(parts, run{"  ", inkDim, 0})
}

// paymentDecimals are those of a payment.
const paymentDecimals = 4

// payment writes what is received or paid in a window; such amounts are small.
func (v *view) payment(d model.Dec) []byte {
	return v.number(d, style{least: paymentDecimals, most: paymentDecimals, signed: true})
}

// basis writes a signed number of basis points.
func (v *view) basis(d model.Dec) []byte {
	return v.number(d, style{least: 2, most: 2, signed: true, unit: " bp"})
}

func (p *fundingPane) row(v *view, m model.Market, d model.Due) []cell {
	log := v.m.Funding(m.ID)
	rate := log.Current()
	if d.Count == 0 {
		d.Net, d.Payment = model.Dec{}, model.Dec{}
	}
	if d.Missing > 0 {
		d.Payment = model.Dec{}
	}
	name, ink, paid, share, worth := inkPlain, gainInk(rate.Value), v.ownInk(d.Payment, paymentDecimals), gainInkAt(d.Basis(), 2), inkPlain
	if m.ID == v.market.ID {
		name = inkStrong
	}
	if !d.Age.Usable() {
		paid, share, worth = inkStale, inkStale, inkStale
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
	drawn := differing(log, &room)
	since := v.join(absent)
	if len(drawn) > 0 {
		since = v.moment(drawn[0].At)
	}
	return v.row(
		cell{v.join(m.Symbol), name},
		cell{v.rate(rate.Value), ink},
		cell{v.join(whoPays(rate.Value)), inkDim},
		cell{v.join(string(v.own(v.money(d.Net.Abs()))), side), worth},
		cell{v.own(v.payment(d.Payment)), paid},
		cell{v.number(d.Basis(), style{least: 2, most: 2, signed: true}), share},
		cell{v.sparkline(drawn), inkDim},
		cell{since, inkFaint},
	)
}

// rate writes a rate with the digits received and its sign; before one that is rounded it says so.
func (v *view) rate(d model.Dec) []byte {
	value, _ := d.Value()
	return v.told(d, v.number(d, style{least: value.Scale(), most: value.Scale(), signed: true}))
}

// rateSource says where a rate is from.
func rateSource(d model.Dec) string {
	if d.Rounded() {
		return "received with more digits, rounded; unit not documented"
	}
	return "received; unit not documented"
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

// differing are the newest rates of which each differs from the one before or is behind a gap, with when each began; their room is
// the caller's.
func differing(log model.RateLog, room *[seenRates]model.Rate) []model.Rate {
	from := seenRates
	for i := log.Len() - 1; i >= 0 && from > 0; i-- {
		if r := log.Rate(i); i == 0 || r.Gap || r.Value.Cmp(log.Rate(i-1).Value) != 0 {
			from--
			room[from] = r
		}
	}
	return room[from:]
}
