package ui

import (
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

// inked is the width of a text without the gap at its end, which takes no room from what it follows.
func inked(s string) int { return canvas.Width(strings.TrimRight(s, " ")) }

// putRuns writes runs one behind the other and stops before the first that does not fit whole.
func putRuns(r canvas.Region, x, y int, runs []run) int {
	for _, p := range runs {
		if x+inked(p.text) > r.W() {
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

// Steps in which the header gives way: without the brand, the time without seconds, both again but without since when the change is,
// without the time, percentages only of the market shown, without the brand, arrows for changes, without the zone, without the
// profit (which makes room for the percentage and the zone again), arrows once more, without changes, without the numbers, of the other markets those that fit, the link in
// a word, at last of the market its name.
const (
	stepAll = iota
	stepNoName
	stepNoSeconds
	stepNoSince
	stepNoClock
	stepOwnPercent
	stepNoBrand
	stepArrows
	stepNoZone
	stepNoProfit
	stepNoPercent
	stepPrices
	stepBare
	stepOne
	lastStep
	bareName
)

// paintHeader writes brand, network, link state, the market strip, the account's profit and the time. The link state
// and the market shown always stand; the others give way in steps where room is short. That the terminal is slow is said in the room
// of anything but the profit.
func (a *App) paintHeader(r canvas.Region) {
	r.TintRow(0, paperBar)
	v, marks := a.view(a.focus), a.markRuns()
	noProfit := stepNoProfit
	if r.W() < narrowFrom { // with one market, its change goes before the profit
		noProfit = stepBare
	}
	h, step := a.arrangeHeader(v, r.W(), marks, noProfit)
	if r.W() < narrowFrom && step >= noProfit { // which has no room even so
		noProfit = stepAll
		h, step = a.arrangeHeader(v, r.W(), marks, noProfit)
	}
	if late := a.lateRuns(); len(late) > 0 {
		if step < noProfit {
			noProfit = lastStep + 1
		}
		h, _ = a.arrangeHeader(v, r.W(), append(late, marks...), noProfit)
	}
	x := putRuns(r, 0, 0, h.before)
	a.paintStrip(r, x+1, h.strip)
	if from := r.W() - runsWidth(h.after); from > x {
		putRuns(r, from, 0, h.after)
	}
}

// headerParts are what stands in it: at the left, between and at the right.
type headerParts struct {
	before, after []run
	strip         []entry
}

// arrangeHeader finds the first that fits, and its step. From step noProfit on it has no profit.
func (a *App) arrangeHeader(v *view, w int, marks []run, noProfit int) (h headerParts, step int) {
	for step = range lastStep + 1 {
		brand := a.brandRuns(step, w)
		h.before = append(append(append(v.room(len(brand)+len(marks)+4), brand...), marks...), a.linkRuns(v, step)...)
		h.after = a.cornerRuns(v, step, w, noProfit)
		room := w - runsWidth(h.before) - runsWidth(h.after) - 2
		strip, fits := a.stripRuns(v, step, room)
		if h.strip = strip; fits {
			return h, step
		}
		if step == lastStep {
			h.strip, _ = a.stripRuns(v, bareName, room)
		}
	}
	return h, step
}

func (a *App) brandRuns(step, w int) []run {
	network := run{a.text.word(" ", a.opts.Network), inkDim, 0}
	if a.opts.Network == "MAINNET" && (step >= stepNoBrand || w < mediumFrom) || a.opts.Demo {
		network.text = ""
	}
	if w < narrowFrom || step >= stepNoBrand || step == stepNoName || step == stepNoSeconds {
		return a.text.line(network, run{" ", inkPlain, 0})
	}
	return a.text.line(run{" kanatop", inkBrand, 0}, network, run{" ", inkPlain, 0})
}

// markRuns are the words that never leave the screen while they hold.
func (a *App) markRuns() []run {
	var out []run
	if a.opts.Demo {
		out = append(out, run{" DEMO ", inkTag, paperTag}, run{" ", inkPlain, 0})
	}
	if a.replays() {
		out = append(out, a.replayRuns()...)
	}
	out = append(out, a.recordRuns()...)
	if !a.paused.IsZero() {
		age := string(a.text.age(a.now.Sub(a.paused)))
		out = append(out, run{" PAUSED " + age + " ", inkTag, paperTag}, run{" ", inkPlain, 0})
		if n := len("59m") - len(age); n > 0 && a.width >= mediumFrom { // the markets beside it stay where they are
			out = append(out, run{"    "[:n], inkPlain, 0})
		}
	}
	return out
}

// entry is one market of the strip.
type entry struct {
	id   model.MarketID
	runs []run
}

// stripRuns are the markets with price and change, as far as the step leaves them; they stand until it is asked again.
func (a *App) stripRuns(v *view, step, room int) ([]entry, bool) {
	out, need := a.entries[:0], 0
	for i, id := range a.strip {
		if a.width < narrowFrom && id != a.market {
			continue
		}
		e := a.entry(v, i, id, step)
		need += runsWidth(e.runs)
		out = append(out, e)
	}
	if step <= stepNoSeconds {
		if e := a.sinceEntry(v); len(e.runs) > 0 {
			need += runsWidth(e.runs)
			out = append(out, e)
		}
	}
	a.entries = out
	if step >= stepOne && need > room {
		return a.fewer(out, room)
	}
	return out, need <= room
}

// sinceEntry tells from when the change of the market shown counts, behind all markets, so that it moves none: by its name, unless
// theirs count from then too, be their prices known now or not.
func (a *App) sinceEntry(v *view) entry {
	c := v.changeOf(a.market)
	if !c.Percent.Known() {
		return entry{}
	}
	since, whose := string(v.moment(c.Since)), " "
	for _, id := range a.strip {
		if other := v.changeOf(id); !other.Since.IsZero() && string(v.moment(other.Since)) != since {
			whose = v.word(" ", v.m.Market(a.market).Symbol, " ")
		}
	}
	return entry{a.market, v.line(run{v.word(whose, "since ", since), inkFaint, paperNone})}
}

// fewer are the market shown and as many of the others as there is room for, the first before the next.
func (a *App) fewer(all []entry, room int) ([]entry, bool) {
	for _, e := range all {
		if e.id == a.market {
			room -= runsWidth(e.runs)
		}
	}
	fits := room >= 0
	var out []entry
	for _, e := range all {
		if w := runsWidth(e.runs); e.id == a.market {
			out = append(out, e)
		} else if room -= w; room >= 0 {
			out = append(out, e)
		}
	}
	return out, fits
}
