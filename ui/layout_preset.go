package ui

import "slices"

// preset is a way of sharing the screen out, for a way of working.
type preset uint8

// Presets.
const (
	presetTrade   preset = iota // everything at once
	presetBook                  // the market: book, tape, chart
	presetRisk                  // the positions and what bears on them
	presetHistory               // what was done: orders, fills, transfers
	presetCount
)

// Layouts returns the names of the presets.
func Layouts() []string { return []string{"trade", "book", "risk", "history"} }

func (p preset) String() string { return Layouts()[p%presetCount] }

// presetNamed finds a preset; another name is that of none.
func presetNamed(name string) (preset, bool) {
	at := slices.Index(Layouts(), name)
	return preset(max(0, at)), at >= 0
}

// order is the rank of the panes: the first shows first where only one has room, and tabs stand in it.
func (p preset) order() []paneID {
	switch p {
	case presetBook:
		return []paneID{paneBook, paneTrades, paneChart, panePositions, paneOpen, paneFunding, paneOrders, paneFills, paneTransfers}
	case presetRisk:
		return []paneID{panePositions, paneOpen, paneFunding, paneBook, paneTrades, paneChart, paneOrders, paneFills, paneTransfers}
	case presetHistory:
		return []paneID{paneOrders, paneFills, paneTransfers, panePositions, paneOpen, paneBook, paneTrades, paneChart, paneFunding}
	}
	return []paneID{paneBook, paneTrades, panePositions, paneOpen, paneFunding, paneChart, paneOrders, paneFills, paneTransfers}
}

// narrow is a preset from 60 columns.
func (p preset) narrow(f facts, body rect) part {
	switch p {
	case presetBook:
		return bookNarrow(body)
	case presetRisk:
		return riskNarrow(f, body)
	case presetHistory:
		return historyNarrow(body)
	}
	return tradeNarrow(f, body)
}

// wide is a preset from 100 columns.
func (p preset) wide(f facts, body rect) part {
	switch p {
	case presetBook:
		return bookWide(f, body)
	case presetRisk:
		return riskWide(f, body)
	case presetHistory:
		return historyWide(body)
	}
	return tradeWide(f, body)
}

// Heights of the body below which panes stand only side by side.
const (
	lowNarrow = 16
	lowWide   = 20
)

// histories is a slot with the histories, behind those given.
func histories(before ...paneID) part {
	return slotFor(append(before, paneOrders, paneFills, paneTransfers)...)
}

func tradeNarrow(f facts, body rect) part {
	book := slotFor(paneBook).sized(min(body.w*45/100, 36), dialBook)
	if body.h < lowNarrow {
		return abreast(book, histories(paneTrades, paneChart, paneFunding, panePositions, paneOpen))
	}
	return stacked(
		abreast(book, slotFor(paneTrades, paneChart, paneFunding)).atLeast(11),
		histories(panePositions, paneOpen).sized(bottomHeight(f, body.h, 11), dialBottom))
}

func tradeWide(f facts, body rect) part {
	book := slotFor(paneBook).sized(clamp(body.w*26/100, 29, bookMost(body.w)), dialBook)
	if body.h < lowWide {
		rest := body.w - book.size
		return abreast(book, slotFor(paneTrades, paneChart, paneFunding).sized(rest/3, dialTape), histories(panePositions, paneOpen))
	}
	tape := slotFor(paneTrades).sized(max(clamp(body.w*27/100, 30, 36), min(body.w/4, 46)), dialTape) // from 160 on with the value
	top := abreast(book, stacked(slotFor(paneChart).atLeast(8), fundingBelow(f)), tape)
	if f.hidden[paneChart] { // without the chart the rates need no column of their own
		top = abreast(book.sized(clamp(body.w*2/5, 29, 60), dialBook), stacked(slotFor(paneTrades).atLeast(8), fundingBelow(f)))
	}
	return stacked(top.atLeast(12), tradeBottom(f, body).sized(bottomHeight(f, body.h, 12), dialBottom))
}

// bookMost is the greatest width of the book beside the chart: on a broad screen it has room for size and value.
func bookMost(w int) int {
	if w >= broadFrom {
		return 62
	}
	return 44
}

// tradeBottom is the positions beside the open orders. Where one of them leaves lines empty that a history can be read in, it gets
// them; else the histories are tabs of the open orders.
func tradeBottom(f facts, body rect) part {
	now := f // whatever history shows, it does not move to another place by that
	now.rows = max(f.held+1, f.open)
	height := bottomHeight(now, body.h, 12)
	if mine := f.wanted[dialBottom]; mine > 0 {
		height = mine
	}
	held, open := f.heldLines(body.h)+5, max(f.open+4, leastSlotHeight)
	positions, orders, width := slotFor(panePositions), slotFor(paneOpen), positionsWidth(body.w)
	if body.w >= broadFrom {
		width = body.w * 45 / 100
		orders = orders.sized((body.w-width)/2, noDial)
		if height-held > leastSlotHeight {
			positions = stacked(positions.sized(held, noDial), slotFor(paneFills, paneTransfers))
			return abreast(positions.sized(width, dialPositions), orders, slotFor(paneOrders))
		}
		return abreast(positions.sized(width, dialPositions), orders, histories())
	}
	switch {
	case height-held > leastSlotHeight && held <= open:
		positions = stacked(positions.sized(held, noDial), histories())
	case height-open > leastSlotHeight:
		orders = stacked(orders.sized(open, noDial), histories())
	default:
		orders = histories(paneOpen)
	}
	return abreast(positions.sized(width, dialPositions), orders)
}

// heldLines is how many lines the positions would like in a body of a height: two each where there is room for what has no column.
func (f facts) heldLines(body int) int {
	if two := 2 * f.held; body >= highBody && two+5 <= body*2/5 {
		return two
	}
	return f.held
}

// highBody is the height of a body from which positions have two lines.
const highBody = 40

// positionsWidth is the share of the positions beside the open orders.
func positionsWidth(w int) int {
	share := 58
	switch {
	case w < 116:
		share = 56
	case w < wideFrom:
		share = 59
	}
	return w * share / 100
}

// fundingBelow is the funding pane under another.
func fundingBelow(f facts) part {
	wanted := clamp(f.funded+3, 5, 10)
	p := slotFor(paneFunding).sized(wanted, dialFunding)
	if f.wanted[dialFunding] == 0 {
		p.least = wanted
	}
	return p
}

func bookNarrow(body rect) part {
	book := slotFor(paneBook).sized(body.w/2, dialBook)
	if body.h < lowNarrow {
		return abreast(book, histories(paneTrades, paneChart, panePositions, paneOpen, paneFunding))
	}
	below := histories(paneChart, panePositions, paneOpen, paneFunding).sized(body.h*2/5, dialBottom)
	return abreast(book, stacked(slotFor(paneTrades).atLeast(8), below))
}

func bookWide(f facts, body rect) part {
	book := slotFor(paneBook).sized(clamp(body.w*33/100, 33, 60), dialBook)
	tape := slotFor(paneTrades).sized(clamp(body.w*30/100, 30, 48), dialTape)
	if body.h < lowWide {
		return abreast(book, tape, histories(paneChart, panePositions, paneOpen, paneFunding))
	}
	account := histories(panePositions, paneOpen, paneFunding)
	if body.w >= broadFrom {
		account = abreast(slotFor(panePositions).sized((body.w-book.size-tape.size)*55/100, dialPositions), histories(paneOpen, paneFunding))
	}
	middle := stacked(slotFor(paneChart).atLeast(10), account.sized(bottomHeight(f, body.h, 10), dialBottom))
	return abreast(book, tape, middle)
}

func riskNarrow(f facts, body rect) part {
	others := slotFor(paneFunding, paneBook, paneTrades, paneChart).sized(36, dialBook)
	if body.h < lowNarrow {
		return abreast(slotFor(panePositions).sized(body.w*3/5, dialPositions),
			slotFor(paneOpen, paneFunding, paneBook, paneTrades, paneChart, paneOrders, paneFills, paneTransfers))
	}
	return stacked(
		slotFor(panePositions).atLeast(8),
		abreast(histories(paneOpen), others).sized(body.h-positionsHeight(f, body.h), dialBottom))
}

func riskWide(f facts, body rect) part {
	if body.h < lowWide && body.w < wideFrom {
		return riskNarrow(f, body)
	}
	if body.h < lowWide {
		return abreast(slotFor(panePositions).sized(body.w/2, dialPositions), histories(paneOpen).sized(body.w/4, noDial),
			slotFor(paneFunding, paneBook, paneTrades, paneChart))
	}
	book := slotFor(paneBook, paneTrades).sized(clamp(body.w*26/100, 29, 44), dialBook)
	middle := stacked(fundingBelow(f), slotFor(paneChart).atLeast(8))
	if f.hidden[paneChart] {
		book.tabs, middle = []paneID{paneBook}, stacked(fundingBelow(f), slotFor(paneTrades).atLeast(8))
	}
	middle = middle.sized(clamp(body.w*32/100, 36, 60), noDial)
	orders := histories(paneOpen)
	if body.w >= broadFrom {
		orders = stacked(slotFor(paneOpen), histories().atLeast(8))
	}
	return stacked(
		slotFor(panePositions).atLeast(8),
		abreast(orders, middle, book).sized(body.h-positionsHeight(f, body.h), dialBottom).atLeast(8))
}

// positionsHeight is the height of positions that stand above all else: what their rows and sums need, at least eight lines and at most
// three fifths of the whole. Where not all that is known of a position has a column, it is two lines each.
func positionsHeight(f facts, body int) int {
	most, lines := body*3/5, f.held
	if two := 2 * f.held; f.w < allColumns && two+5 <= most {
		lines = two
	}
	return clamp(lines+5, min(8, most), most)
}

// allColumns is the width from which a position has a column for all that is known of it.
const allColumns = 164

func historyNarrow(body rect) part {
	now := slotFor(panePositions, paneOpen, paneBook, paneTrades, paneChart, paneFunding)
	if body.h < lowNarrow {
		return abreast(histories().sized(body.w*3/5, noDial), now)
	}
	return stacked(
		stacked(slotFor(paneOrders).atLeast(9), slotFor(paneFills, paneTransfers).atLeast(9)).atLeast(8),
		now.sized(max(6, body.h/3), dialBottom))
}

func historyWide(body rect) part {
	if body.h < lowWide && body.w < wideFrom {
		return historyNarrow(body)
	}
	market := slotFor(paneBook, paneTrades, paneChart, paneFunding)
	if body.h < lowWide {
		return abreast(histories().sized(body.w/2, noDial), slotFor(panePositions, paneOpen).sized(body.w/4, dialPositions), market)
	}
	orders, fills, transfers := slotFor(paneOrders), slotFor(paneFills), slotFor(paneTransfers)
	past := stacked(orders.atLeast(8), abreast(fills, transfers.sized(body.w*38/100, noDial)).atLeast(8))
	if body.w >= broadFrom {
		past = abreast(orders, stacked(fills.atLeast(8), transfers.atLeast(8)).sized(body.w*48/100, noDial))
	}
	now := abreast(slotFor(panePositions).sized(body.w*40/100, dialPositions), slotFor(paneOpen), market.sized(clamp(body.w*26/100, 29, 44), dialBook))
	return stacked(past.atLeast(10), now.sized(clamp(body.h*3/10, 7, 16), dialBottom))
}
