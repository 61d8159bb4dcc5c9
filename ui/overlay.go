package ui

import (
	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// overlay is a box on top of the panes. It gets keys first; what it does not take goes on to the key table.
type overlay interface {
	press(a *App, msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool)
	click(a *App, x, y int)
	scroll(by int)
	hints(a *App) []helpRow
	paint(a *App, all canvas.Region)
}

// place clears a box of at most w by h cells in the middle of the screen and returns its inside.
func (a *App) place(all canvas.Region, title string, w, h int) (inside canvas.Region, at rect) {
	top := a.places.header.h // the header's marks stay in sight
	w, h = min(w, all.W()), min(h, all.H()-top-a.places.footer.h)
	at = rect{(all.W() - w) / 2, top + (all.H()-top-a.places.footer.h-h)/2, w, h}
	edge := 1
	if at.x <= 3 { // of the panes there is too little left to be read
		edge = at.x + 1
	}
	all.Sub(at.x-edge, at.y, at.w+2*edge, at.h).Fill(inkPlain, paperNone)
	box := sub(all, at)
	box.Fill(inkPlain, paperBar)
	inside = box.Box(a.border, inkFocus)
	box.Text(2, 0, " "+cut(title, max(0, w-6))+" ", inkTitle)
	return inside, at
}

// pages is the scrolling of an overlay's lines.
type pages struct{ top, visible, total int }

func (p *pages) scroll(by int) { p.top = clamp(p.top+by, 0, max(0, p.total-p.visible)) }

// hints are the keys of a box that is only read.
func (p *pages) hints(a *App) []helpRow { return []helpRow{{keys: a.keys.key("back"), help: "close"}} }

// fit tells the lines there are and those that show, and returns the first.
func (p *pages) fit(total, visible int) int {
	p.total, p.visible = total, visible
	p.scroll(0)
	return p.top
}

// press scrolls with the keys of the key table that move.
func (p *pages) press(a *App, msg tea.KeyPressMsg) bool {
	b, _ := a.keys.find(msg.String())
	by, moves := map[string]int{"up": -1, "down": 1, "page-up": -p.visible, "page-down": p.visible, "top": -endless, "bottom": endless}[b.action]
	if moves {
		p.scroll(clamp(by, -p.total, p.total))
	}
	return moves
}

// closes reports whether a key closes an overlay; a key that quits does so too before it quits, except ctrl+c.
func (a *App) closes(msg tea.KeyPressMsg) bool {
	b, found := a.keys.find(msg.String())
	return found && (b.action == "back" || b.action == "quit" && msg.String() != "ctrl+c")
}

// marks explains the marks of the panes.
func (a *App) marks() string {
	if a.border == canvas.ASCII() {
		return "^ buys  v sells    @ own order"
	}
	return "▲ buys  ▼ sells    ◆ own order"
}

// more tells that there are lines above or below.
func more(r canvas.Region, top, total int) {
	if top > 0 {
		r.Set(r.W()-2, 0, '^', inkDim)
	}
	if top+r.H() < total {
		r.Set(r.W()-2, r.H()-1, 'v', inkDim)
	}
}
