package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Layout is how the panes share the screen, as configured and as remembered. Names that are not known are passed over.
type Layout struct {
	Preset string                    `json:"preset,omitzero"` // one of [Layouts]; empty: the first of them
	Hide   []string                  `json:"hide,omitzero"`   // panes that are not shown, of [Panes]; never all of them
	Sizes  map[string]map[string]int `json:"sizes,omitzero"`  // cells, by preset and by the names of [LayoutSizes]
	From   string                    `json:"from,omitzero"`   // of a remembered one: the configured one that it was changed from
}

// Size is the name of a size of the layout and the cells it may have. What the screen has no room for is less.
type Size struct {
	Name        string
	Least, Most int
}

// LayoutSizes returns the sizes that can be set, each for a preset.
func LayoutSizes() []Size {
	return []Size{
		dialBook - 1:      {"book_width", leastSlotWidth, 400},
		dialTape - 1:      {"tape_width", leastSlotWidth, 400},
		dialPositions - 1: {"positions_width", leastSlotWidth, 400},
		dialBottom - 1:    {"bottom_height", leastSlotHeight, 200},
		dialFunding - 1:   {"funding_height", leastSlotHeight - 1, 200},
	}
}

// Panes returns the names of the panes.
func Panes() []string {
	return []string{
		paneBook: "book", paneChart: "chart", paneFunding: "funding", paneTrades: "trades", panePositions: "positions", paneOpen: "open-orders",
		paneOrders: "order-history", paneFills: "fills", paneTransfers: "transfers",
	}
}

// layoutChoice is the user's choice of a layout.
type layoutChoice struct {
	preset preset
	hidden [paneCount]bool
	wanted [presetCount]sizes
}

// text is the layout as a line, the same for the same layout.
func (l Layout) text() string {
	l.From = ""
	return fmt.Sprint(l)
}

// choice takes a layout in, as far as it makes sense.
func (l Layout) choice() layoutChoice {
	var c layoutChoice
	c.preset, _ = presetNamed(l.Preset)
	for _, name := range l.Hide {
		if at := slices.Index(Panes(), name); at >= 0 {
			c.hidden[at] = true
		}
	}
	if c.shown() == 0 {
		c.hidden = [paneCount]bool{}
	}
	for name, of := range l.Sizes {
		p, known := presetNamed(name)
		for i, s := range LayoutSizes() {
			if n := of[s.Name]; known && n != 0 {
				c.wanted[p][i+1] = clamp(n, s.Least, s.Most)
			}
		}
	}
	return c
}

// layout is the choice in the form that is remembered.
func (c layoutChoice) layout() Layout {
	l := Layout{Preset: c.preset.String()}
	for p, hidden := range c.hidden {
		if hidden {
			l.Hide = append(l.Hide, Panes()[p])
		}
	}
	for p, of := range c.wanted {
		for i, s := range LayoutSizes() {
			if of[i+1] == 0 {
				continue
			}
			if l.Sizes == nil {
				l.Sizes = make(map[string]map[string]int)
			}
			name := preset(p).String()
			if l.Sizes[name] == nil {
				l.Sizes[name] = make(map[string]int)
			}
			l.Sizes[name][s.Name] = of[i+1]
		}
	}
	return l
}

// shown is the number of panes that are not hidden.
func (c layoutChoice) shown() int {
	n := 0
	for _, hidden := range c.hidden {
		if !hidden {
			n++
		}
	}
	return n
}

// lay puts a choice into effect, its first pane with the focus.
func (a *App) lay(c layoutChoice) {
	a.layout, a.zoomed = c, false
	order := c.preset.order()
	a.recent = nil
	a.focus = order[max(0, slices.IndexFunc(order, func(p paneID) bool { return !c.hidden[p] }))]
}

// chooseLayout shows a preset; chosen again it gets its configured sizes back.
func (a *App) chooseLayout(p preset) tea.Cmd {
	c, told := a.layout, "layout "+p.String()
	if c.preset == p && c.wanted[p] != a.opts.Layout.choice().wanted[p] {
		c.wanted[p] = a.opts.Layout.choice().wanted[p]
		told += ", with its own sizes again"
	}
	c.preset = p
	a.lay(c)
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
	beside := a.places.slots[max(0, a.places.slotOf(gone))].tabs
	a.lay(c)
	if at := slices.IndexFunc(beside, func(p paneID) bool { return p != gone }); at >= 0 {
		a.focusOn(beside[at])
	}
	told := Panes()[gone] + " hidden"
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
