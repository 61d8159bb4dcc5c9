package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// withLayouts is the key table with the rows of the layout, behind that of the zoom.
func withLayouts(rows []binding) []binding {
	at := slices.IndexFunc(rows, func(b binding) bool { return b.action == "zoom" })
	return slices.Concat(rows[:at+1], []binding{
		{action: "layout", keys: []string{"p"}, help: "next layout", group: "Panes", run: (*App).nextLayout},
		{action: "layout-trade", keys: []string{"f2"}, help: "layout: everything at once", group: "Panes", run: func(a *App) tea.Cmd { return a.chooseLayout(presetTrade) }},
		{action: "layout-book", keys: []string{"f3"}, help: "layout: book and trades large", group: "Panes", run: func(a *App) tea.Cmd { return a.chooseLayout(presetBook) }},
		{action: "layout-risk", keys: []string{"f4"}, help: "layout: positions large", group: "Panes", run: func(a *App) tea.Cmd { return a.chooseLayout(presetRisk) }},
		{action: "layout-history", keys: []string{"f5"}, help: "layout: orders, fills, transfers large", group: "Panes", run: func(a *App) tea.Cmd { return a.chooseLayout(presetHistory) }},
		{action: "hide-pane", keys: []string{"D"}, help: "hide the pane", group: "Panes", run: (*App).hidePane},
		{action: "show-panes", keys: []string{"S"}, help: "show all panes again", group: "Panes", run: (*App).showPanes},
		{action: "narrower", keys: []string{"ctrl+left"}, help: "the pane narrower", group: "Panes", run: func(a *App) tea.Cmd { return a.widen(-2) }},
		{action: "wider", keys: []string{"ctrl+right"}, help: "the pane wider", group: "Panes", run: func(a *App) tea.Cmd { return a.widen(2) }},
		{action: "taller", keys: []string{"ctrl+up"}, help: "the bottom panes, or funding, taller", group: "Panes", run: func(a *App) tea.Cmd { return a.raise(1) }},
		{action: "shorter", keys: []string{"ctrl+down"}, help: "the bottom panes, or funding, shorter", group: "Panes", run: func(a *App) tea.Cmd { return a.raise(-1) }},
	}, rows[at+1:])
}
