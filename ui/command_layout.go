package ui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// The commands of the layout: one of the presets, a pane hidden, a pane shown again.

// panesThat are the names of the panes that are hidden, or of those that are not.
func (a *App) panesThat(hidden bool) []string {
	var names []string
	for p, name := range Panes() {
		if a.layout.hidden[p] == hidden {
			names = append(names, name)
		}
	}
	return names
}

func shownWords(a *App) []string  { return a.panesThat(false) }
func hiddenWords(a *App) []string { return a.panesThat(true) }

func planHide(a *App, arg string) (string, error) {
	names := a.panesThat(false)
	if _, err := among("a pane", arg, names); err != nil {
		return "", err
	}
	if len(names) == 1 {
		return "", errors.New("the last pane stays")
	}
	return "hide " + arg, nil
}

func runHide(a *App, arg string) tea.Cmd {
	if p, err := paneNamed(arg); err == nil {
		a.focusOn(p)
		return a.hidePane()
	}
	return nil
}

func planShow(a *App, arg string) (string, error) {
	hidden := a.panesThat(true)
	if len(hidden) == 0 {
		return "", errors.New("no pane is hidden")
	}
	if slices.Contains(a.panesThat(false), arg) {
		return "", errors.New(arg + " is not hidden")
	}
	_, err := among("a hidden pane", arg, hidden)
	return "show " + arg + " again", err
}

func layoutWords(*App) []string { return Layouts() }

func planLayout(a *App, arg string) (string, error) {
	at, err := among("a layout", arg, Layouts())
	if err != nil {
		return "", err
	}
	action := "layout-" + Layouts()[at]
	for _, b := range a.keys.rows {
		if b.action == action {
			return b.help, nil
		}
	}
	return "layout: " + Layouts()[at], nil
}

func runLayout(a *App, arg string) tea.Cmd {
	if p, known := presetNamed(arg); known {
		return a.chooseLayout(p)
	}
	return nil
}
