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
	if p, ok := a.panes[s.active].(clicker); ok && x > s.x && x < s.x+s.w-1 {
		p.click(a.view(s.active), y-s.y-1)
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
		if m, ok := a.panes[p].(mover); ok {
			m.move(a.view(p), by)
		}
	}
}
