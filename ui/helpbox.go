package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// helpBox shows the key table: first what can be done with what is open or in the focused pane, last what cannot.
type helpBox struct {
	pages
	below overlay // what was open, and is again when the help is closed
}

func (a *App) openHelp() tea.Cmd {
	a.overlay = &helpBox{below: a.overlay}
	return nil
}

// hasRows, hasDetail and hasRaw say what the focused pane offers.
func (a *App) hasRows() bool {
	switch a.panes[a.focus].(type) {
	case lister, mover:
		return true
	}
	return false
}

func (a *App) hasDetail() bool {
	_, ok := a.panes[a.focus].(detailer)
	return ok
}

func (a *App) hasRaw() bool {
	_, ok := a.panes[a.focus].(sourced)
	return ok && a.opts.Raw != nil
}

func (h *helpBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if b, _ := a.keys.find(msg.String()); a.closes(msg) || b.action == "help" {
		a.overlay = h.below
		return nil, true
	}
	return nil, h.pages.press(a, msg)
}

func (h *helpBox) click(a *App, _, _ int) { a.overlay = h.below }

// helpLine is a heading or a line of the help.
type helpLine struct {
	keys, help string
	ink        canvas.Ink
	head       bool
	more       bool // goes on the line before, under its words
}

// lines are the sections: what is open, the focused pane, the groups of the table, what does nothing here.
func (h *helpBox) lines(a *App) []helpLine {
	var out []helpLine
	section := func(head string, rows []helpRow, ink canvas.Ink) {
		if len(rows) == 0 {
			return
		}
		if len(out) > 0 {
			out = append(out, helpLine{})
		}
		out = append(out, helpLine{keys: head, head: true})
		for _, r := range rows {
			out = append(out, helpLine{keys: r.keys, help: r.help, ink: ink})
		}
	}
	name, _ := a.panes[a.focus].names()
	var own, here, not []helpRow
	groups, names := make(map[string][]helpRow), []string(nil)
	for _, r := range a.keys.helpRows() {
		switch {
		case slices.Contains(r.of, a.focus):
			own = append(own, r)
		case r.here == nil:
			if !slices.Contains(names, r.group) {
				names = append(names, r.group)
			}
			groups[r.group] = append(groups[r.group], r)
		case r.here(a):
			here = append(here, r)
		default:
			not = append(not, r)
		}
	}
	if h.below != nil {
		section("Open now", h.below.hints(a), inkPlain)
	}
	section("Here: "+name, append(own, here...), inkPlain)
	for _, group := range names {
		section(group, groups[group], inkPlain)
	}
	section("Nothing to do here", not, inkFaint)
	return append(out, helpLine{}, helpLine{keys: "Reading", head: true}, helpLine{help: "–  nobody sent it    " + a.marks()},
		helpLine{help: "change: against the first price seen of the market"}, helpLine{help: "mark: a mid of the book; the exchange publishes none"},
		helpLine{help: string(orderMark(a.view(a.focus), false)) + "  own order for which the book has no level"},
		helpLine{help: "E L T S  own entry, liquidation, TP, SL at a level; e l t s  above it, below the next"},
		helpLine{help: model.RoundedMark + "  before a number: it was sent with more digits than are held, and is rounded"},
		helpLine{help: doubtMark + "  behind a figure: what it is made from is stale or crossed"},
		helpLine{help: "x3  three fills of one taker, ~3  at their average price"},
		helpLine{help: a.candleWords()},
		helpLine{help: "room: bar of the distance to liquidation, full from " + string(a.text.percentage(a.warnAt.Mul(model.Int(roomFull)))) + " on"},
		helpLine{help: "age in titles: since the data last spoke; STALE says why"})
}

// candleWords tells rising and falling candles apart.
func (a *App) candleWords() string {
	if a.border == canvas.ASCII() {
		return "candles: of o they rose, of # they fell"
	}
	return "candles: thin ones rose, broad ones fell"
}

func (h *helpBox) paint(a *App, all canvas.Region) {
	lines := h.lines(a)
	keys, words := 0, 0
	for _, l := range lines {
		if !l.head {
			keys = max(keys, canvas.Width(l.keys)+4)
		}
	}
	for _, l := range lines {
		words = max(words, canvas.Width(l.help)+l.from(keys))
	}
	columns, least := 1, 60 // cells of a column in which few lines break
	if half := (all.W()-5)/2 - 3; half >= least && len(lines)+2 > all.H()-a.places.header.h-a.places.footer.h {
		columns, words = 2, min(words, half)
	}
	words = min(words, all.W()-5)
	lines = wrapped(lines, keys, words)
	inside, _ := a.place(all, "Keys", columns*(words+3)+2, (len(lines)+columns-1)/columns+2)
	top := h.fit(len(lines), columns*inside.H())
	for i := range min(h.visible, len(lines)-top) {
		x, y, l := i/inside.H()*(words+3), i%inside.H(), lines[top+i]
		if l.head {
			inside.Text(x+2, y, l.keys, inkTitle)
			continue
		}
		inside.Text(x+2, y, l.keys, inkKey)
		inside.Text(x+l.from(keys), y, l.help, l.ink)
	}
	more(inside, top, len(lines)-h.visible+inside.H())
}

// from is where the words of a line begin: behind the keys, or where they would.
func (l helpLine) from(keys int) int {
	if l.keys == "" && !l.more {
		return 2
	}
	return keys
}

// wrapped breaks what is too long for a width into several lines.
func wrapped(lines []helpLine, keys, w int) []helpLine {
	var out []helpLine
	for _, l := range lines {
		parts := wrap(l.help, w-l.from(keys))
		if len(parts) < 2 {
			out = append(out, l)
			continue
		}
		for i, text := range parts {
			part := helpLine{help: text, ink: l.ink, more: l.keys != ""}
			if i == 0 {
				part.keys = l.keys
			}
			out = append(out, part)
		}
	}
	return out
}
