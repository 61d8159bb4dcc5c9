package ui

import (
	"kanatop/model"
)

// detail tells of a market's rate, of what every position pays and by which formula, and of all rates seen.
func (p *fundingPane) detail(v *view, id string) (string, []detailLine) {
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	m := v.m.FundedMarkets()[at]
	log := v.m.Funding(m.ID)
	now := log.Current()
	window, windowSource := "unknown", "not documented and not configured (funding_window)"
	if v.window > 0 {
		window, windowSource = windowText(v.window), "configured, so assumed; no start known"
	}
	received := rateSource(now.Value)
	if !v.m.FundingAge(m.ID, v.now).Usable() {
		received = "STALE, " + received
	}
	lines := []detailLine{
		{"market", m.Name + " (" + string(m.ID) + ")", string(m.Source)},
		{"rate", now.Value.String(), received},
		{"who pays", whoPays(now.Value), "longs pay a positive rate"},
		{"received", string(v.clock(now.At, "2006-01-02 15:04:05", v.zone)), "by this program"},
		{"told", string(v.clock(now.Told, "2006-01-02 15:04:05", v.zone)), "the exchange's own time of it"},
		{"window", window, windowSource},
	}
	lines = append(lines, p.paymentLines(v, m)...)
	return "Funding of " + m.Symbol, append(lines, p.rateLines(v, log)...)
}

// paymentLines are the payments of a market's positions, each with its formula, and their sum.
func (p *fundingPane) paymentLines(v *view, m model.Market) []detailLine {
	var lines []detailLine
	for _, e := range v.exposures() {
		if e.Market != m.ID {
			continue
		}
		stale, sign := "", "-"
		if !e.Overall.Usable() || !e.RateAge.Usable() {
			stale = "STALE, "
		}
		if e.Side == model.Short {
			sign = ""
		}
		formula := sign + string(v.own(v.lean(e.Notional))) + " x " + e.Rate.Value.String()
		lines = append(lines, detailLine{string(v.sideText(e.Position)), string(v.own(v.number(e.PerWindow, style{least: 4, most: 8, signed: true}))), stale + formula + " (notional x rate)"})
	}
	if len(lines) == 0 {
		return []detailLine{{"your positions", absent, "none in this market"}}
	}
	d := v.due(v.exposures(), m.ID)
	if d.Missing > 0 {
		return append(lines, detailLine{"per window", absent, "not all payments are known"})
	}
	lines = append(lines,
		detailLine{"per window", string(v.own(v.number(d.Payment, style{least: 4, most: 8, signed: true}))), "sum; rate read as a fraction of notional"},
		detailLine{"of the margin", string(v.basis(d.Basis())), "sum by margin of " + string(v.own(v.money(d.Margin)))})
	if day := d.PerDay(v.window); day.Known() {
		lines = append(lines, dayLine(v, day))
	}
	return lines
}

// dayLine is the payment of a day, and what it assumes.
func dayLine(v *view, day model.Dec) detailLine {
	return detailLine{"per day", string(v.own(v.number(day, style{least: 4, most: 8, signed: true}))), "if this rate stayed, windows of " + windowText(v.window) + " assumed"}
}

// rateLines are the rates seen, the newest first: when each was first heard, its digits, and until when it was.
func (p *fundingPane) rateLines(v *view, log model.RateLog) []detailLine {
	rates, kept := log.Line(), log.Kept()
	var lines []detailLine
	for i := len(rates) - 1; i >= 0; i-- {
		last := rates[i]
		from := whoPays(last.Value)
		if i < kept {
			from += ", from disk"
		}
		for i > 0 && rates[i-1].Value.Cmp(last.Value) == 0 && !rates[i].Gap {
			i--
		}
		source := from
		if rates[i].Gap && i > 0 {
			source += "; before it a gap"
		}
		if !rates[i].At.Equal(last.At) {
			source += "; last heard " + string(v.stamp(last.At))
		}
		lines = append(lines, detailLine{string(v.stamp(rates[i].At)), last.Value.String(), source})
	}
	if len(lines) > 0 {
		lines[0].source += " (the rates seen, the newest first)"
	}
	return lines
}
