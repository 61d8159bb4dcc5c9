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

// totalLines is how many of the lines of the sums stand below rows: as many as there is room for, as long as no row loses its
// place to the second, nor the second line of the rows theirs to the third.
func totalLines(h, rows, lines int) int {
	most := 3
	if 2*rows+3 <= h && h < 2*rows+4 {
		most = 2
	}
	switch {
	case h < 4:
		return 0
	case h < rows+3:
		return 1
	}
	return min(lines, most, h-rows-1)
}

// sums are the lines of the sums of the positions that show, as many as do it: the totals, what of them has no room beside them, and
// the sides. Of two, the second tells the effective leverage if the first does not.
func (p *positionsPane) sums(v *view, w, h, rows int, t model.Totals) (lines [3][]run, n int) {
	first, rest, told := p.totals(v, w, t)
	if t.Count == t.Missing {
		return [3][]run{first}, totalLines(h, rows, 1)
	}
	sides := p.sides(v, w, t)
	if len(rest) == 0 {
		return [3][]run{first, sides}, totalLines(h, rows, 2)
	}
	if n = totalLines(h, rows, 3); n == 2 && told {
		return [3][]run{first, sides}, n
	}
	return [3][]run{first, rest, sides}, n
}

// totals sums up the positions that show; those whose figures are unknown are counted out, and it says so. What has no room beside the
// rest is left for another line; told reports whether the effective leverage is not among it.
func (p *positionsPane) totals(v *view, w int, t model.Totals) (line, rest []run, told bool) {
	head := p.totalHead(v, t)
	if t.Count == t.Missing {
		return appendPhrases(v.room(1), w, phrase{{head, inkWarn, 0}}), nil, true
	}
	ink, first := v.gainInk(t.UPnL), run{head, inkFaint, 0}
	if t.Missing > 0 || unknown(t) != "" {
		first = run{v.word(head, " "), inkWarn, 0}
	}
	word := "uPnL (mid) "
	switch {
	case w < 46: // or a figure more would have no room
		word = "uPnL "
	case w < narrowFrom:
		word = "uPnL/mid "
	}
	profit := phrase{{word, inkDim, 0}, {v.text(v.own(v.gain(t.UPnL))), ink, 0}}
	if !t.Age.Usable() {
		profit[1].ink = inkStale
	}
	if !t.Age.Usable() && unknown(t) == "" {
		profit = append(profit, run{" stale", inkWarn, 0})
	}
	return p.weights(v, w, appendPhrases(v.room(7), w, phrase{first}, profit), t)
}

// weights adds exposure, effective leverage and margin to a line, in this order where not all have room.
func (p *positionsPane) weights(v *view, w int, line []run, t model.Totals) (_, rest []run, told bool) {
	inUse := "margin in use "
	if p.on() { // those that show are not all that use it
		inUse = "margin "
	}
	figures := [3]string{v.text(v.own(v.money(t.Notional))), v.text(v.number(t.Leverage, style{least: 1, most: 1, unit: "x"})), v.text(v.own(v.money(t.Margin)))}
	more := v.room(len(figures))
	for _, words := range [3][3]string{{"   exposure ", "   effective leverage ", v.word("   ", inUse)}, {"   exposure ", "   effective ", "   margin "}, {"  exposure ", "  eff. ", "  margin "}} {
		more = more[:0]
		for i, name := range words {
			more = append(more, run{v.word(name, figures[i]), inkDim, 0})
		}
		if whole := appendPhrases(line, w, more); len(whole) > len(line) {
			return whole, nil, true
		}
	}
	n := 0
	for _, m := range more {
		longer := appendPhrases(line, w, phrase{m})
		if len(longer) == len(line) {
			break
		}
		line = longer
		n++
	}
	names := [3]string{"exposure ", "effective leverage ", inUse}
	rest = v.room(len(names))
	for i := n; i < len(names); i++ {
		gap := "   "
		if i == n {
			gap = ""
		}
		rest = appendPhrases(rest, w, phrase{{v.word(gap, names[i], figures[i]), inkDim, 0}})
	}
	return line, rest, n > 1
}

// totalHead says what the totals are of.
func (p *positionsPane) totalHead(v *view, t model.Totals) string {
	lacking := unknown(t)
	if t.Missing > 0 {
		lacking = v.noted(lacking, partly(t))
	}
	switch {
	case lacking != "":
		return lacking
	case p.on():
		return "shown "
	case p.by != model.ByRisk: // which the title has not always room for
		return v.word("by ", p.by.String(), "  ")
	}
	return "total "
}

// sides are the sums of longs and shorts and the net of both, with as many words as there is room for.
func (p *positionsPane) sides(v *view, w int, t model.Totals) []run {
	worth := inkDim
	if !t.Age.Usable() {
		worth = inkStale
	}
	side := func(name string, s model.SideTotal, ink canvas.Ink, words int) []run {
		if s.Count == 0 {
			return v.line(run{v.word(name, " none   "), inkDim, 0})
		}
		profit := v.gainInk(s.UPnL)
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
	var of phrase
	if t.Missing > 0 { // one that is left out could turn the net
		of = phrase{{v.word(partly(t), ": "), inkWarn, 0}}
		if w < mediumFrom {
			of = phrase{{"known: ", inkWarn, 0}}
		}
	}
	for words := 2; words >= 0; words-- {
		long, short := phrase(side("long", t.Long, inkBid, words)), phrase(side("short", t.Short, inkAsk, words))
		parts := appendPhrases(v.room(10), w, of, long, short, phrase{{net, worth, 0}})
		if len(parts) == len(of)+len(long)+len(short)+1 || words == 0 {
			return parts
		}
	}
	return nil
}
