package ui

import (
	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// hit is a place on the screen that does something when it is clicked.
type hit struct {
	rect
	market model.MarketID
	pane   paneID
}

func (a *App) click(x, y int, button tea.MouseButton) {
	if button != tea.MouseLeft {
		return
	}
	if a.overlay != nil {
		a.overlay.click(a, x, y)
		return
	}
	for _, h := range a.tabs {
		if !h.contains(x, y) {
			continue
		}
		if h.market != "" {
			a.show(h.market)
		} else {
			a.focusOn(h.pane)
		}
		return
	}
	at := a.places.at(x, y)
	if at < 0 {
		return
	}
	s := a.places.slots[at]
	a.focusOn(s.active)
	if x <= s.x || x >= s.x+s.w-1 {
		return
	}
	v, line := a.view(s.active), y-s.y-1
	switch pane := a.panes[s.active].(type) {
	case lister:
		n, id := pane.rows(v)
		pane.chooser().pick(line, n, id)
	case clicker:
		pane.click(v, line)
	case pointer:
		pane.point(v, x-s.x-1)
	}
}

func (a *App) wheel(x, y int, button tea.MouseButton) {
	by := 3
	switch button {
	case tea.MouseWheelUp:
		by = -3
	case tea.MouseWheelDown:
	default:
		return
	}
	if a.overlay != nil {
		a.overlay.scroll(by)
		return
	}
	if at := a.places.at(x, y); at >= 0 {
		p := a.places.slots[at].active
		if s, ok := a.panes[p].(interface{ scroll(v *view, by int) }); ok {
			s.scroll(a.view(p), by)
			return
		}
		a.moveIn(p, by)
	}
}
