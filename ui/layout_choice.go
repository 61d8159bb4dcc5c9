package ui

import (
	"fmt"
	"slices"
	"strings"
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
	names := paneNames()
	return names[:]
}

// layoutChoice is the user's choice of a layout.
type layoutChoice struct {
	preset preset
	hidden [paneCount]bool
	wanted [presetCount]sizes
}

// line is the layout in a line, the same for the same layout; empty when nothing is chosen.
func (l Layout) line() string {
	c := l.choice()
	if c == (layoutChoice{}) {
		return ""
	}
	l = c.layout()
	words := []string{l.Preset}
	for _, pane := range l.Hide {
		words = append(words, "-"+pane)
	}
	for _, name := range Layouts() {
		for _, s := range LayoutSizes() {
			if n := l.Sizes[name][s.Name]; n > 0 {
				words = append(words, fmt.Sprintf("%s.%s=%d", name, s.Name, n))
			}
		}
	}
	return strings.Join(words, " ")
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

// recallLayout begins with the layout of the run before, unless the configured one is another than it was then.
func (a *App) recallLayout() {
	l := a.memory.Layout
	if l.Preset == "" || l.From != a.opts.Layout.line() {
		l = a.opts.Layout
	}
	a.lay(l.choice())
}

// rememberLayout remembers the layout as far as it is not the configured one.
func (a *App) rememberLayout() {
	l := a.layout.layout()
	l.From = a.opts.Layout.line()
	if a.layout == a.opts.Layout.choice() {
		l = Layout{}
	}
	a.memory.Layout = l
	a.remember()
}
