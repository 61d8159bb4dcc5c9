package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// partly says of how many positions a total is.
func partly(t model.Totals) string {
	return strconv.Itoa(t.Count-t.Missing) + " of " + strconv.Itoa(t.Count) + " known"
}

// totalLines is how many lines the sums take below rows: a second one for the sides where no row loses its place to it.
func totalLines(h, rows int) int {
	switch {
	case h < 4:
		return 0
	case h >= rows+3:
		return 2
	}
	return 1
}

// totals sums up the positions that show; those whose figures are unknown are counted out, and it says so.
func (p *positionsPane) totals(v *view, r canvas.Region, t model.Totals) {
	lacking := unknown(t)
	if t.Missing > 0 {
		lacking = v.noted(lacking, partly(t))
	}
	if t.Count == t.Missing {
		putRuns(r, 1, 0, []run{{lacking, inkWarn, 0}})
		return
	}
	ink := gainInk(t.UPnL)
	if !t.Age.Usable() {
		ink = inkStale
	}
	word := "uPnL (mid) "
	if r.W() < narrowFrom {
		word = "uPnL "
	}
	parts := append(v.room(7), run{"total ", inkFaint, 0})
	if p.by != model.ByRisk { // which the title has not always room for
		parts[0].text = v.word("by ", p.by.String(), "  ")
	}
	if p.on() {
		parts[0].text = "shown "
	}
	if lacking != "" {
		parts[0] = run{lacking + " ", inkWarn, 0}
	}
	parts = append(parts, run{word, inkDim, 0}, run{v.text(v.own(v.gain(t.UPnL))), ink, 0})
	if !t.Age.Usable() && unknown(t) == "" {
		parts = append(parts, run{" stale", inkWarn, 0})
	}
	margin := "   margin "
	if r.W() >= 84 && !p.on() {
		margin = "   margin in use "
	}
	parts = appendFitting(parts, r.W(),
		run{v.word(margin, string(v.own(v.money(t.Margin)))), inkDim, 0},
		run{v.word("   exposure ", string(v.own(v.money(t.Notional)))), inkDim, 0},
		run{v.word("   effective ", string(v.number(t.Leverage, style{least: 1, most: 1, unit: "x"}))), inkDim, 0})
	putRuns(r, 1, 0, parts)
	if r.H() > 1 {
		p.sides(v, r.Sub(0, 1, r.W(), 1), t)
	}
}

// appendFitting appends runs as long as they fit a width whole.
func appendFitting(parts []run, w int, more ...run) []run {
	for _, m := range more {
		if runsWidth(parts)+canvas.Width(m.text)+2 > w {
			break
		}
		parts = append(parts, m)
	}
	return parts
}

// sides are the sums of longs and shorts and the net of both, with as many words as there is room for.
func (p *positionsPane) sides(v *view, r canvas.Region, t model.Totals) {
	worth := inkDim
	if !t.Age.Usable() {
		worth = inkStale
	}
	side := func(name string, s model.SideTotal, ink canvas.Ink, words int) []run {
		if s.Count == 0 {
			return v.line(run{v.word(name, " none   "), inkDim, 0})
		}
		profit := gainInk(s.UPnL)
		if !t.Age.Usable() {
			profit = inkStale
		}
		gain, notional := v.text(v.own(v.gain(s.UPnL))), v.text(v.own(v.money(s.Notional)))
		switch words {
		case 2:
			return v.line(run{v.word(name, " ", string(v.integer(s.Count))), ink, 0}, run{"  uPnL ", inkDim, 0}, run{gain, profit, 0}, run{v.word("  notional ", notional, "   "), worth, 0})
		case 1:
			return v.line(run{v.word(name, " "), ink, 0}, run{gain, profit, 0}, run{v.word(" on ", notional, "   "), worth, 0})
		}
		return v.line(run{v.word(name, " "), ink, 0}, run{v.word(notional, "   "), worth, 0})
	}
	net := "net "
	switch t.Net().Sign() {
	case 1:
		net = "net long "
	case -1:
		net = "net short "
	}
	net = v.word(net, string(v.own(v.money(t.Net().Abs()))))
	for words := 2; words >= 0; words-- {
		parts := append(v.room(9), side("long", t.Long, inkBid, words)...)
		parts = append(parts, side("short", t.Short, inkAsk, words)...)
		parts = append(parts, run{net, worth, 0})
		if runsWidth(parts)+2 <= r.W() || words == 0 {
			putRuns(r, 1, 0, parts)
			return
		}
	}
}
