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

// facts are all that the layout depends on.
type facts struct {
	w, h   int
	focus  paneID
	zoomed bool
	recent []paneID // panes by when they were last focused, the latest first; decides which tab of a slot shows
	funded int      // rows the funding pane would like
	rows   int      // rows the bottom panes would like
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
	slots                   []slot
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

// arrange places the panes. A pane that does not fit becomes a tab of another, so none is ever cut.
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
	switch {
	case f.w < narrowFrom:
		if body.h >= 6 {
			a.tabline = rect{0, body.y, f.w, 1}
			body.y++
			body.h--
		}
		a.slots = []slot{{rect: body, tabs: allPanes()}}
	case f.w < mediumFrom:
		a.slots = narrow(f, body)
	default:
		a.slots = wide(f, body)
	}
	for i := range a.slots {
		a.slots[i].active = latest(a.slots[i].tabs, f.recent)
	}
	if f.zoomed {
		at := max(0, a.slotOf(f.focus))
		s := a.slots[at]
		s.rect = body
		a.slots = []slot{s}
	}
	return a
}

func allPanes() []paneID {
	return []paneID{paneBook, paneTrades, panePositions, paneOpen, paneFunding, paneChart, paneOrders, paneFills, paneTransfers}
}

// latest is the tab focused last, or the first.
func latest(tabs, recent []paneID) paneID {
	for _, p := range recent {
		if slices.Contains(tabs, p) {
			return p
		}
	}
	return tabs[0]
}

func narrow(f facts, body rect) []slot {
	market := []paneID{paneTrades, paneChart, paneFunding}
	account := []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers}
	bookWidth := min(body.w*45/100, 36)
	if body.h < 16 {
		left, right := columns(body, bookWidth)
		return []slot{{rect: left, tabs: []paneID{paneBook}}, {rect: right, tabs: append(market, account...)}}
	}
	top, bottom := split(body, bottomHeight(f, body.h, 11))
	left, right := columns(top, bookWidth)
	return []slot{{rect: left, tabs: []paneID{paneBook}}, {rect: right, tabs: market}, {rect: bottom, tabs: account}}
}

func wide(f facts, body rect) []slot {
	history := []paneID{paneOrders, paneFills, paneTransfers}
	book := clamp(body.w*26/100, 29, 44)
	tape := clamp(body.w*27/100, 30, 36)
	if body.h < 20 {
		left, rest := columns(body, book)
		middle, right := columns(rest, rest.w/3)
		return []slot{
			{rect: left, tabs: []paneID{paneBook}},
			{rect: middle, tabs: []paneID{paneTrades, paneChart, paneFunding}},
			{rect: right, tabs: append([]paneID{panePositions, paneOpen}, history...)},
		}
	}
	top, bottom := split(body, bottomHeight(f, body.h, 12))
	left, rest := columns(top, book)
	middle, right := columns(rest, rest.w-tape)
	slots := []slot{{rect: left, tabs: []paneID{paneBook}}}
	funding := clamp(f.funded+3, 5, 10)
	if middle.h-funding >= 8 {
		chart, below := split(middle, funding)
		slots = append(slots, slot{rect: chart, tabs: []paneID{paneChart}}, slot{rect: below, tabs: []paneID{paneFunding}})
	} else {
		slots = append(slots, slot{rect: middle, tabs: []paneID{paneFunding, paneChart}})
	}
	slots = append(slots, slot{rect: right, tabs: []paneID{paneTrades}})
	if body.w >= broadFrom {
		first, others := columns(bottom, body.w*45/100)
		second, third := columns(others, others.w/2)
		return append(slots, slot{rect: first, tabs: []paneID{panePositions}}, slot{rect: second, tabs: []paneID{paneOpen}}, slot{rect: third, tabs: history})
	}
	share := 58
	switch {
	case body.w < 116:
		share = 56
	case body.w < wideFrom:
		share = 59
	}
	first, second := columns(bottom, body.w*share/100)
	return append(slots, slot{rect: first, tabs: []paneID{panePositions}}, slot{rect: second, tabs: append([]paneID{paneOpen}, history...)})
}

// bottomHeight is the height of the bottom panes: what their rows need, in steps of two so that a row more or less
// seldom moves the screen, and never so much that the panes above get less than least.
func bottomHeight(f facts, body, least int) int {
	wanted := max(f.rows, 2) + 4
	wanted += wanted % 2
	return max(6, min(wanted, body*2/5, body-least))
}

// split cuts h rows off the bottom.
func split(r rect, h int) (above, below rect) {
	return rect{r.x, r.y, r.w, r.h - h}, rect{r.x, r.y + r.h - h, r.w, h}
}

// columns cuts w columns off the left.
func columns(r rect, w int) (left, right rect) {
	return rect{r.x, r.y, w, r.h}, rect{r.x + w, r.y, r.w - w, r.h}
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
