package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// chooseLayout shows a preset; chosen again it gets its configured sizes back.
func (a *App) chooseLayout(p preset) tea.Cmd {
	c, told := a.layout, "layout "+p.String()
	if c.preset == p && c.wanted[p] != a.opts.Layout.choice().wanted[p] {
		c.wanted[p] = a.opts.Layout.choice().wanted[p]
		told += ", with its own sizes again"
	}
	c.preset = p
	a.lay(c)
	a.rememberLayout()
	a.tell(told)
	return nil
}

func (a *App) nextLayout() tea.Cmd { return a.chooseLayout((a.layout.preset + 1) % presetCount) }

// hidePane hides the pane that has the focus, unless it is the last.
func (a *App) hidePane() tea.Cmd {
	if a.layout.shown() < 2 {
		a.tell("the last pane stays")
		return nil
	}
	c, gone := a.layout, a.focus
	a.arrange()
	c.hidden[gone] = true
	var beside []paneID
	if at := a.places.slotOf(gone); at >= 0 {
		beside = a.places.slots[at].tabs
	}
	a.lay(c)
	if at := slices.IndexFunc(beside, func(p paneID) bool { return p != gone }); at >= 0 {
		a.focusOn(beside[at])
	}
	a.rememberLayout()
	full, _ := a.panes[gone].names()
	told := full + " hidden"
	if key := a.keys.key("show-panes"); key != "" {
		told += "; " + key + " brings it back"
	}
	a.tell(told)
	return nil
}

// showPanes brings hidden panes back.
func (a *App) showPanes() tea.Cmd {
	if hidden := a.layout.layout().Hide; len(hidden) > 0 {
		a.tell("shown again: " + strings.Join(hidden, ", "))
	} else {
		a.tell("no pane is hidden")
	}
	a.layout.hidden = [paneCount]bool{}
	a.rememberLayout()
	return nil
}

// pull is a size that a key changes for a pane, and whether the pane grows with it.
type pull struct {
	dial dial
	sign int
}

// widen makes the pane with the focus wider, at the cost of its neighbours.
func (a *App) widen(by int) tea.Cmd {
	pulls := []pull{{dialTape, -1}, {dialBook, -1}, {dialPositions, -1}}
	switch a.focus {
	case paneBook:
		pulls = []pull{{dialBook, 1}}
	case paneTrades:
		pulls = []pull{{dialTape, 1}, {dialBook, -1}}
	case panePositions:
		pulls = []pull{{dialPositions, 1}, {dialTape, -1}, {dialBook, -1}}
	case paneOpen, paneOrders, paneFills, paneTransfers:
		pulls = []pull{{dialPositions, -1}, {dialTape, -1}, {dialBook, -1}}
	}
	return a.stretch(by, "width", pulls)
}

// raise makes the bottom panes taller, or the funding pane when it has the focus.
func (a *App) raise(by int) tea.Cmd {
	if a.focus == paneFunding {
		return a.stretch(by, "height", []pull{{dialFunding, 1}, {dialBottom, 1}})
	}
	return a.stretch(by, "height", []pull{{dialBottom, 1}})
}

// stretch changes the first of some sizes that the present arrangement has.
func (a *App) stretch(by int, what string, pulls []pull) tea.Cmd {
	a.arrange()
	at := slices.IndexFunc(pulls, func(p pull) bool { return a.places.sizes[p.dial] > 0 })
	if at < 0 {
		a.tell("no " + what + " to change here")
		return nil
	}
	d := pulls[at].dial
	now, wanted := a.places.sizes[d], &a.layout.wanted[a.layout.preset][d]
	before := *wanted
	*wanted = max(1, now+by*pulls[at].sign)
	a.arrange()
	then := a.places.sizes[d]
	s := LayoutSizes()[d-1]
	if then == now || then < s.Least || then > s.Most {
		*wanted = before
		a.tell("no room for more or less " + what)
		return nil
	}
	*wanted = then
	a.rememberLayout()
	a.tell(strings.ReplaceAll(s.Name, "_", " ") + " " + fmt.Sprint(then))
	return nil
}

// hiddenNote is how many panes the user has hidden, for the footer; nothing when none is.
func (a *App) hiddenNote() string {
	n := int(paneCount) - a.layout.shown()
	switch n {
	case 0:
		return ""
	case 1:
		return "1 pane hidden"
	}
	return fmt.Sprint(n) + " panes hidden"
}
