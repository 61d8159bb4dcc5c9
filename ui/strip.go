package ui

import (
	"strings"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// entry is a market of the strip, as far as the step leaves it.
func (a *App) entry(v *view, i int, id model.MarketID, step int) entry {
	m := v.m.Market(id)
	c := v.changeOf(id)
	paper, name := paperNone, inkPlain
	if id == a.market {
		paper, name = paperChosen, inkStrong
	}
	if step == bareName {
		return entry{id, v.line(run{v.word(" ", m.Symbol), name, paper})}
	}
	if !c.Age.Usable() {
		name = inkStale
	}
	text, end := " ", ""
	if step < stepBare && i < maxMarketKeys && a.width >= narrowFrom {
		text = v.word(text, string(v.integer(i+1)), " ")
	}
	if step < stepPrices {
		end = " "
	}
	if id == a.market && a.theme.glyphBars {
		text, end = v.word("[", text[1:]), v.word("]", end)
	}
	price, pad := v.steady(c.Price, m)
	runs := append(v.room(5), run{text, inkFaint, paper}, run{v.word(m.Symbol, " ", price), name, paper})
	switch {
	case c.Percent.Known() && step < stepPrices:
		runs = append(runs, v.change(c, percents(step, id == a.market), paper))
	case c.Price.Known() && !c.Age.Usable():
		runs = append(runs, run{doubtMark, inkWarn, paper})
	case !c.Price.Known() && c.First.Known() && a.width >= mediumFrom: // it had one, whose room stays
		was, room := v.steady(c.First, m)
		pad = v.blank(canvas.Width(was) + canvas.Width(room) - canvas.Width(price))
		if step < stepPrices {
			lost := v.change(model.Change{Percent: model.Int(0)}, percents(step, id == a.market), paper)
			runs = append(runs, run{v.blank(canvas.Width(lost.text)), inkPlain, paper})
		}
	}
	return entry{id, append(runs, run{v.word(pad, end), name, paper})}
}

// percents reports whether a step leaves the percentage of a market's change, or only its arrow.
func percents(step int, shown bool) bool {
	return step < stepOwnPercent || shown && (step < stepArrows || step == stepNoProfit)
}

// change is an arrow and a percentage, or the arrow alone; what is stale says so instead.
func (v *view) change(c model.Change, whole bool, paper canvas.Paper) run {
	percent := v.text(v.number(c.Percent.Abs(), style{least: 2, most: 2, unit: "%"}))
	arrow, ink := "", inkDim
	switch {
	case !c.Age.Usable() && whole:
		return run{" stale ", inkWarn, paper} // of the room of a percentage
	case !c.Age.Usable():
		return run{doubtMark, inkWarn, paper}
	case percent == "0.00%":
	case c.Percent.Sign() > 0:
		arrow, ink = takerMark(v, model.Bid)
	default:
		arrow, ink = takerMark(v, model.Ask)
	}
	switch {
	case whole && arrow == "": // the room of the arrow stays, so that the strip does not shift
		return run{v.word(" ", percent, " "), ink, paper}
	case whole:
		return run{v.word(" ", arrow, percent), ink, paper}
	case arrow == "":
		return run{"  ", ink, paper}
	}
	return run{v.word(" ", arrow), ink, paper}
}

// steady is a mid and the room that it lacks to one between two ticks, so that the strip does not shift with every price.
func (v *view) steady(price model.Dec, m model.Market) (text, pad string) {
	text = v.text(v.price(price, m, 1))
	if m.PriceDecimals < 0 || !price.Known() {
		return text, ""
	}
	whole, _, _ := strings.Cut(text, ".")
	return text, v.blank(len(whole) + m.PriceDecimals + 2 - len(text))
}

func (a *App) paintStrip(r canvas.Region, x int, strip []entry) {
	for _, e := range strip {
		w := runsWidth(e.runs)
		if x+w > r.W() {
			return
		}
		putRuns(r, x, 0, e.runs)
		a.tabs = append(a.tabs, hit{rect: rect{x, 0, w, 1}, market: e.id})
		x += w
	}
}
