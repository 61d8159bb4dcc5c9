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
	all.Sub(at.x-1, at.y, at.w+2, at.h).Fill(inkPlain, paperNone)
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

// detailBox shows everything known of a row, as it is now: it asks the pane anew at every paint.
type detailBox struct {
	pages
	pane paneID
	id   string
}

func (a *App) openDetail() tea.Cmd {
	if d, ok := a.panes[a.focus].(detailer); ok {
		n, identity := d.rows(a.view(a.focus))
		if id := d.chooser().choose(n, identity); id != "" {
			a.overlay = &detailBox{pane: a.focus, id: id}
		}
	}
	return nil
}

func (d *detailBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if b, _ := a.keys.find(msg.String()); a.closes(msg) || b.action == "details" {
		a.overlay = nil
		return nil, true
	}
	return nil, d.pages.press(a, msg)
}

func (d *detailBox) click(a *App, _, _ int) { a.overlay = nil }

func (d *detailBox) paint(a *App, all canvas.Region) {
	var title string
	var lines []detailLine
	if p, ok := a.panes[d.pane].(detailer); ok {
		title, lines = p.detail(a.view(d.pane), d.id)
	}
	if len(lines) == 0 {
		title, lines = "Details", []detailLine{{"", "the row is gone", ""}}
	}
	ink := inkStrong
	if age := a.panes[d.pane].age(a.view(d.pane)); age.Spoken {
		long, _, _ := a.ageText(age)
		title += " · " + long
		if !age.Usable() {
			ink = inkStale
		}
	}
	label, value, source := 0, 0, 44
	for _, l := range lines {
		label, value = max(label, canvas.Width(l.label)), max(value, canvas.Width(l.value))
		source = max(source, canvas.Width(l.source))
	}
	inside, _ := a.place(all, title, label+value+source+8, len(lines)+2)
	top := d.fit(len(lines), inside.H())
	for y := range inside.H() {
		if top+y >= len(lines) {
			break
		}
		l := lines[top+y]
		inside.Text(1, y, l.label, inkDim)
		x := label + 3
		if !inside.Whole(x, y, inside.W()-x-1, l.value, ink) {
			inside.Text(x, y, "too long to show here", inkFaint)
			continue
		}
		if l.label == ledgerVersion {
			inside.Link(x, y, canvas.Width(l.value), a.linkOf(d.pane, d.id))
		}
		x += value + 2
		inside.Sub(x, y, max(0, inside.W()-x-1), 1).Text(0, 0, cut(l.source, max(0, inside.W()-x-1)), inkFaint)
	}
	more(inside, top, len(lines))
}
