package ui

import tea "charm.land/bubbletea/v2"

// sorter is a pane whose rows can stand in several orders.
type sorter interface {
	// sort goes on to the next order and says which it is.
	sort() string
}

func (a *App) sortRows() tea.Cmd {
	p, ok := a.panes[a.focus].(sorter)
	if !ok {
		a.tell("positions and open orders can be sorted")
		return nil
	}
	a.tell("sorted by " + p.sort())
	return nil
}
