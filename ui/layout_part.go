package ui

import (
	"slices"
)

// dial names a size that the user can set.
type dial uint8

// Sizes the user can set. A preset in which two panes share a place has none between them.
const (
	noDial        dial = iota
	dialBook           // width of the column with the book
	dialTape           // width of the column with the trades
	dialPositions      // width of the positions where others stand beside them
	dialBottom         // height of the bottom panes
	dialFunding        // height of the funding pane where it stands with others in a column
	dialCount
)

// sizes are cells by dial; 0 leaves it to the layout.
type sizes [dialCount]int

// Sizes below which a slot cannot be read.
const (
	leastSlotWidth  = 23
	leastSlotHeight = 6
)

// part is a slot, or a line of parts: side by side or one above the other.
type part struct {
	tabs   []paneID // of a slot
	line   []part   // of a line
	beside bool     // the parts of the line stand side by side
	size   int      // cells wanted in the line it stands in; 0: what the others leave
	least  int      // cells needed there; 0: what a slot needs
	dial   dial     // which size of the user's goes before size
}

func slotFor(tabs ...paneID) part { return part{tabs: tabs} }

func abreast(parts ...part) part { return part{line: parts, beside: true} }

func stacked(parts ...part) part { return part{line: parts} }

// sized is a part that wants so many cells in its line.
func (p part) sized(size int, d dial) part {
	p.size, p.dial = size, d
	return p
}

// atLeast is a part that becomes a tab of its neighbour rather than be smaller.
func (p part) atLeast(n int) part {
	p.least = n
	return p
}

func (p part) empty() bool { return len(p.tabs) == 0 && len(p.line) == 0 }

// panes are all that stand in a part.
func (p part) panes() []paneID {
	out := slices.Clone(p.tabs)
	for _, q := range p.line {
		out = append(out, q.panes()...)
	}
	return out
}

// without is the part less the hidden panes. A line of one is that one, in the place of the line.
func (p part) without(hidden [paneCount]bool) part {
	if p.line == nil {
		p.tabs = slices.DeleteFunc(slices.Clone(p.tabs), func(id paneID) bool { return hidden[id] })
		return p
	}
	var left []part
	for _, q := range p.line {
		if q = q.without(hidden); !q.empty() {
			left = append(left, q)
		}
	}
	if len(left) == 1 {
		only := left[0]
		only.size, only.least, only.dial = p.size, p.least, p.dial
		return only
	}
	p.line = left
	return p
}

// need is how many cells a part takes at least in its line.
func (p part) need(beside bool) int {
	switch {
	case p.least > 0:
		return p.least
	case beside:
		return leastSlotWidth
	case slices.Equal(p.tabs, []paneID{paneFunding}):
		return leastSlotHeight - 1
	}
	return leastSlotHeight
}

// stand places a part: each of its line gets what it needs, then in turn what it wants, and the rest goes to those without
// a wish. While there is not enough for all, the last two of the line become one slot.
func (p part) stand(at rect, f facts, a *arrangement) {
	if p.line == nil {
		a.slots = append(a.slots, slot{rect: at, tabs: p.tabs})
		return
	}
	line, room := slices.Clone(p.line), at.h
	if p.beside {
		room = at.w
	}
	rest := room
	for _, q := range line {
		rest -= q.need(p.beside)
	}
	for n := len(line); rest < 0 && n > 1; n-- {
		rest += line[n-2].need(p.beside) + line[n-1].need(p.beside)
		line[n-2] = united(line[n-2], line[n-1], f.preset.order())
		line = line[:n-1]
		rest -= line[n-2].need(p.beside)
	}
	for i, n := range shares(line, p.beside, room, max(0, rest), f.wanted) {
		place := rect{at.x, at.y, at.w, n}
		if p.beside {
			place = rect{at.x, at.y, n, at.h}
			at.x += n
		} else {
			at.y += n
		}
		if d := line[i].dial; d != noDial && len(line) > 1 {
			a.sizes[d] = n
		}
		line[i].stand(place, f, a)
	}
}

// united is one slot for two parts, its tabs in an order.
func united(p, q part, order []paneID) part {
	both := append(p.panes(), q.panes()...)
	tabs := make([]paneID, 0, len(both))
	for _, id := range order {
		if slices.Contains(both, id) {
			tabs = append(tabs, id)
		}
	}
	return part{tabs: tabs, size: p.size, dial: p.dial}
}

// shares divides room among the parts of a line; rest is what is left when each has what it needs.
func shares(line []part, beside bool, room, rest int, wanted sizes) []int {
	out := make([]int, len(line))
	flexible := 0
	for i, q := range line {
		size := q.size
		if mine := wanted[q.dial]; mine > 0 && q.dial != noDial {
			size = mine
		}
		out[i] = q.need(beside)
		if size == 0 {
			flexible++
			continue
		}
		more := clamp(size-out[i], 0, rest)
		out[i] += more
		rest -= more
	}
	if len(line) == 1 {
		return []int{room}
	}
	all := flexible == 0 // nobody gives way: all grow
	if all {
		flexible = len(line)
	}
	for i, q := range line {
		if mine := q.dial != noDial && wanted[q.dial] > 0; q.size == 0 && !mine || all {
			out[i] += rest / flexible
			rest -= rest / flexible
			flexible--
		}
	}
	return out
}
