package ui

import "slices"

// paneID names a pane.
type paneID uint8

// Panes.
const (
	paneBook paneID = iota
	paneChart
	paneFunding
	paneTrades
	panePositions
	paneOpen
	paneOrders
	paneFills
	paneTransfers
	paneCount
)

// paneNames are the panes' names in commands and in the configuration.
func paneNames() [paneCount]string {
	return [paneCount]string{
		paneBook: "book", paneChart: "chart", paneFunding: "funding", paneTrades: "trades", panePositions: "positions",
		paneOpen: "orders", paneOrders: "history", paneFills: "fills", paneTransfers: "transfers",
	}
}

// rect is a rectangle of cells.
type rect struct{ x, y, w, h int }

func (r rect) contains(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// lately are panes by when they were last focused, the latest first.
type lately struct {
	count int
	panes [paneCount]paneID
}

func newLately(panes ...paneID) (l lately) {
	l.count = copy(l.panes[:], panes)
	return l
}

// facts are all that the layout depends on: equal facts, equal arrangements.
type facts struct {
	w, h   int
	focus  paneID
	zoomed bool
	recent lately // decides which tab of a slot shows
	funded int    // rows the funding pane would like
	rows   int    // rows the bottom panes would like
	held   int    // positions
	open   int    // open orders
	perf   bool   // the strip of the performance is shown
	player bool   // the line of the player is shown

	preset preset
	hidden [paneCount]bool // panes the user does not want to see; with all of them hidden, all are shown
	wanted sizes           // what the user wants of this preset's sizes
}

// slot is a framed place for one of several panes.
type slot struct {
	rect
	tabs   []paneID
	active paneID
}

// arrangement is where everything stands. A rectangle without height is not shown.
type arrangement struct {
	header, tabline, footer rect
	perf, player            rect // above the footer
	slots                   []slot
	sizes                   sizes // as they are; 0 for what the user cannot size here
}

// Sizes at which the layout changes.
const (
	wideFrom    = 140
	mediumFrom  = 100
	narrowFrom  = 60
	broadFrom   = 200
	leastWidth  = 8
	leastHeight = 3
)

// arrange places the panes. A pane that does not fit becomes a tab of another, so none is ever cut or lost.
func arrange(f facts) arrangement {
	var a arrangement
	if f.w < leastWidth || f.h < leastHeight {
		return a
	}
	a.header = rect{0, 0, f.w, 1}
	body := rect{0, 1, f.w, f.h - 1}
	if f.h >= 8 {
		body.h--
		a.footer = rect{0, f.h - 1, f.w, 1}
	}
	if f.perf && body.h >= 8 {
		body.h--
		a.perf = rect{0, body.y + body.h, f.w, 1}
	}
	if f.player && body.h >= 6 {
		body.h--
		a.player = rect{0, body.y + body.h, f.w, 1}
	}
	whole := part{tabs: f.preset.order()}
	switch {
	case f.w < narrowFrom:
		if body.h >= 6 {
			a.tabline = rect{0, body.y, f.w, 1}
			body.y++
			body.h--
		}
	case f.w < mediumFrom:
		whole = f.preset.narrow(f, body)
	default:
		whole = f.preset.wide(f, body)
	}
	if whole = whole.without(f.hidden); whole.empty() {
		whole = part{tabs: f.preset.order()}
	}
	whole.stand(body, f, &a)
	for i := range a.slots {
		a.slots[i].active = latest(a.slots[i].tabs, f.recent)
	}
	if f.zoomed {
		at := max(0, a.slotOf(f.focus))
		s := a.slots[at]
		s.rect = body
		a.slots, a.sizes = []slot{s}, sizes{}
	}
	return a
}

// latest is the tab focused last, or the first.
func latest(tabs []paneID, recent lately) paneID {
	for _, p := range recent.panes[:recent.count] {
		if slices.Contains(tabs, p) {
			return p
		}
	}
	return tabs[0]
}

// bottomHeight is the height of the bottom panes: what their rows need, in steps of two so that a row more or less
// seldom moves the screen, and never so much that the panes above get less than least.
func bottomHeight(f facts, body, least int) int {
	wanted := max(f.rows, f.heldLines(body)+1, 2) + 4
	wanted += wanted % 2
	return max(6, min(wanted, body*2/5, body-least))
}

func clamp(n, low, high int) int { return max(low, min(n, high)) }

// slotOf is the index of the slot that has a pane among its tabs, or -1.
func (a arrangement) slotOf(p paneID) int {
	return slices.IndexFunc(a.slots, func(s slot) bool { return slices.Contains(s.tabs, p) })
}

// at is the index of the slot at a cell, or -1.
func (a arrangement) at(x, y int) int {
	return slices.IndexFunc(a.slots, func(s slot) bool { return s.contains(x, y) })
}
