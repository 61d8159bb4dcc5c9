package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// arrange places the panes for the present size, focus and rows.
func (a *App) arrange() {
	held := a.shown.Held()
	c := a.layout
	f := facts{
		w: a.width, h: a.height, focus: a.focus, zoomed: a.zoomed, recent: newLately(a.recent...), perf: a.perf.on, player: a.replays(),
		funded: min(len(a.view(a.focus).fundedMarkets()), 6) + 1, // and the line of the sums
		preset: c.preset, hidden: c.hidden, wanted: c.wanted[c.preset], held: len(held.Positions.Rows), open: len(held.Open.Rows),
		rows: max(len(held.Positions.Rows)+1, len(held.Open.Rows), a.historyRows(held)),
	}
	if f != a.laid {
		a.laid, a.places = f, arrange(f)
	}
}

// historyRows is how many rows the longest of the histories would like, whichever shows: what is above does not move when another
// tab is chosen.
func (a *App) historyRows(h *model.Holder) int {
	const enough = 12
	rows, hidden := 0, a.layout.hidden
	if !hidden[paneOrders] {
		rows = max(rows, len(h.Orders.Rows))
	}
	if !hidden[paneFills] {
		rows = max(rows, h.Fills.Len())
	}
	if !hidden[paneTransfers] {
		rows = max(rows, len(h.Transfers.Rows))
	}
	return min(rows, enough)
}

// paint fills the canvas with the whole screen.
func (a *App) paint() {
	a.text.reset()
	a.memo, a.alarm = memo{}, memo{} // of one frame: doubts about a book come without a revision
	a.tabs = a.tabs[:0]
	a.arrange()
	all := a.canvas.Region()
	all.Fill(inkPlain, paperNone)
	if len(a.places.slots) == 0 {
		all.Text(0, 0, "kanatop", inkPlain)
		return
	}
	a.paintHeader(sub(all, a.places.header))
	a.paintTabline(sub(all, a.places.tabline))
	for _, s := range a.places.slots {
		a.paintSlot(all, s)
	}
	a.paintPerformance(sub(all, a.places.perf))
	a.paintPlayer(sub(all, a.places.player))
	a.paintFooter(sub(all, a.places.footer))
	if a.overlay != nil {
		if _, thin := a.overlay.(interface{ seeThrough() }); !thin {
			fade(all.Inset(0, 1, 0, a.places.footer.h))
		}
		a.overlay.paint(a, all)
	}
}

func sub(r canvas.Region, at rect) canvas.Region { return r.Sub(at.x, at.y, at.w, at.h) }
