package ui

import (
	"strconv"
	"strings"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// run is a piece of text with its ink, as a row is put together from.
type run struct {
	text  string
	ink   canvas.Ink
	paper canvas.Paper
}

func runsWidth(runs []run) int {
	n := 0
	for _, r := range runs {
		n += canvas.Width(r.text)
	}
	return n
}

// putRuns writes runs one behind the other and stops before the first that does not fit whole.
func putRuns(r canvas.Region, x, y int, runs []run) int {
	for _, p := range runs {
		if x+canvas.Width(p.text) > r.W() {
			break
		}
		from := x
		x = r.Text(x, y, p.text, p.ink)
		if p.paper != paperNone {
			r.Tint(from, y, x-from, p.paper)
		}
	}
	return x
}

// Steps in which the header gives way: without since when the change is, without the time, without the profit, changes as arrows, without the brand, without
// the changes, without the numbers, at last only the market shown, and of that its
// name.
const (
	stepAll = iota
	stepNoSince
	stepNoClock
	stepNoProfit
	stepArrows
	stepNoBrand
	stepPrices
	stepBare
	lastStep
	bareName
)

// paintHeader writes brand, network, link state, the market strip, the account's profit and the time. The link state
// and the market shown always stand; the others give way in steps where room is short.
func (a *App) paintHeader(r canvas.Region) {
	r.TintRow(0, paperBar)
	v := a.view(a.focus)
	marks := a.markRuns()
	var before, after []run
	for step := range lastStep + 1 {
		before = append(append(a.brandRuns(step, r.W()), marks...), a.linkRuns(v, step)...)
		after = a.cornerRuns(v, step, r.W())
		room := r.W() - runsWidth(before) - runsWidth(after) - 2
		strip, fits := a.stripRuns(v, step, room)
		if !fits && step == lastStep {
			strip, _ = a.stripRuns(v, bareName, room)
		}
		if fits || step == lastStep {
			x := putRuns(r, 0, 0, before)
			a.paintStrip(r, x+1, strip)
			if from := r.W() - runsWidth(after); from > x {
				putRuns(r, from, 0, after)
			}
			return
		}
	}
}

func (a *App) brandRuns(step, w int) []run {
	network := run{" " + a.opts.Network, inkDim, 0}
	if a.opts.Network == "MAINNET" && (step > stepNoProfit || w < mediumFrom) || a.opts.Demo {
		network.text = ""
	}
	if w < narrowFrom || step >= stepNoBrand {
		return []run{network, {" ", inkPlain, 0}}
	}
	return []run{{" kanatop", inkBrand, 0}, network, {" ", inkPlain, 0}}
}

// markRuns are the words that never leave the screen while they hold.
func (a *App) markRuns() []run {
	var out []run
	if a.opts.Demo {
		out = append(out, run{" DEMO ", inkTag, paperTag}, run{" ", inkPlain, 0})
	}
	if !a.paused.IsZero() {
		out = append(out, run{" PAUSED " + string(a.text.age(a.now.Sub(a.paused))) + " ", inkTag, paperTag}, run{" ", inkPlain, 0})
	}
	return out
}

// cornerRuns are the account's name among several, its profit and the time.
func (a *App) cornerRuns(v *view, step, w int) []run {
	out := v.accountRuns(step, w)
	if rows := v.exposures(); len(rows) > 0 && (step < stepNoProfit || w < narrowFrom && step < lastStep) {
		total := v.m.Total(rows, v.now)
		ink := gainInk(total.UPnL)
		if !total.Age.Usable() {
			ink = inkStale
		}
		word := "uPnL (mid) "
		if w < narrowFrom {
			word = "uPnL "
		}
		out = append(out, run{word, inkDim, 0})
		if total.Missing < total.Count {
			out = append(out, run{string(v.own(v.gain(total.UPnL))), ink, 0})
		}
		if !total.Age.Usable() && unknown(total) == "" {
			out = append(out, run{" stale", inkWarn, 0})
		}
		if total.Missing > 0 {
			out = append(out, run{" " + partly(total), inkWarn, 0})
		}
		out = append(out, run{" ", inkPlain, 0})
	}
	switch zone, _ := a.now.In(v.zone).Zone(); {
	case w < narrowFrom || step >= stepPrices:
	case step < stepNoClock:
		out = append(out, run{string(v.clock(a.now, "15:04:05", v.zone)) + " " + plain(zone) + " ", inkDim, 0})
	case zone != "UTC": // the times below are not what they are taken for
		out = append(out, run{plain(zone) + " ", inkDim, 0})
	}
	return out
}

// entry is one market of the strip.
type entry struct {
	id   model.MarketID
	runs []run
}

// stripRuns are the markets with price and change, as far as the step leaves them.
func (a *App) stripRuns(v *view, step, room int) ([]entry, bool) {
	var out []entry
	need := 0
	for i, id := range a.strip {
		if (step >= lastStep || a.width < narrowFrom) && id != a.market {
			continue
		}
		e := a.entry(v, i, id, step)
		need += runsWidth(e.runs)
		out = append(out, e)
	}
	return out, need <= room
}

func (a *App) entry(v *view, i int, id model.MarketID, step int) entry {
	m := v.m.Market(id)
	c := v.m.Change(id, v.now)
	paper, name := paperNone, inkPlain
	if id == a.market {
		paper, name = paperChosen, inkStrong
	}
	if step == bareName {
		return entry{id, []run{{" " + m.Symbol, name, paper}}}
	}
	if !c.Age.Usable() {
		name = inkStale
	}
	text, end := " ", ""
	if step < stepBare && i < maxMarketKeys {
		text += strconv.Itoa(i+1) + " "
	}
	if step < stepArrows && id == a.market {
		end = " "
	}
	if id == a.market && a.theme.glyphBars {
		text, end = "["+text[1:], "]"
	}
	runs := []run{{text, inkFaint, paper}, {m.Symbol + " " + v.steady(c.Price, m), name, paper}}
	if c.Percent.Known() && step < stepPrices {
		runs = append(runs, v.change(c, step, paper))
	}
	if c.Percent.Known() && step == stepAll && id == a.market {
		runs = append(runs, run{" since " + string(v.moment(c.Since)), inkFaint, paper})
	}
	return entry{id, append(runs, run{end, name, paper})}
}

// change is an arrow and a percentage, or the arrow alone in later steps; what is stale says so instead.
func (v *view) change(c model.Change, step int, paper canvas.Paper) run {
	percent := string(v.number(c.Percent.Abs(), style{least: 2, most: 2, unit: "%"}))
	arrow, ink := " ", inkDim
	switch {
	case !c.Age.Usable() && step < stepArrows:
		return run{"  stale", inkWarn, paper}
	case !c.Age.Usable():
		return run{"?", inkWarn, paper}
	case percent == "0.00%":
	case c.Percent.Sign() > 0:
		arrow, ink = takerMark(v, model.Bid)
	default:
		arrow, ink = takerMark(v, model.Ask)
	}
	if step < stepArrows {
		return run{" " + arrow + percent, ink, paper}
	}
	return run{arrow, ink, paper}
}

// steady writes a mid in the room that one between two ticks takes, so that the strip does not shift with every price.
func (v *view) steady(price model.Dec, m model.Market) string {
	text := string(v.price(price, m, 1))
	if m.PriceDecimals < 0 || !price.Known() {
		return text
	}
	whole, _, _ := strings.Cut(text, ".")
	return text + strings.Repeat(" ", max(0, len(whole)+m.PriceDecimals+2-len(text)))
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
