package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

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
	c := measured(lines)
	columns, whole := 1, c.wrapped(lines, all.W()-2)
	if len(whole)+3 > all.H()-a.places.footer.h && 2*c.least()+2 <= all.W() {
		columns, whole = 2, c.wrapped(lines, (all.W()-2)/2)
	}
	lines = whole
	rows := (len(lines) + columns - 1) / columns
	inside, at := a.place(all, title, columns*c.most()+2, rows+2)
	top := d.fit(rows, inside.H())
	w := inside.W() / columns
	for y := range min(inside.H(), rows-top) {
		for k := range columns {
			if i := k*rows + top + y; i < len(lines) {
				d.line(a, inside.Sub(k*w, y, w, 1), c, lines[i], ink)
			}
		}
	}
	d.remains(a, all, at)
}

// detailWidths are the widths of the labels, the values and the sources of a box.
type detailWidths struct{ label, value, source int }

func measured(lines []detailLine) detailWidths {
	c := detailWidths{source: 44}
	for _, l := range lines {
		c.label, c.value, c.source = max(c.label, canvas.Width(l.label)), max(c.value, canvas.Width(l.value)), max(c.source, canvas.Width(l.source))
	}
	return c
}

// most is the width of a line with its whole source, and least one of which enough is left to be understood.
func (c detailWidths) most() int  { return c.label + c.value + c.source + 6 }
func (c detailWidths) least() int { return c.label + c.value + 34 + 6 }

// wrapped are lines of which each source has room in w cells: what has none goes on in lines of its own, under the source or, where
// that has little room, under the value.
func (c detailWidths) wrapped(lines []detailLine, w int) (out []detailLine) {
	beside := w - c.label - c.value - 6
	for _, l := range lines {
		switch first := wrap(l.source, max(beside, 0)); {
		case canvas.Width(l.source) <= beside:
			out = append(out, l)
		case beside >= narrowSource:
			out = append(out, detailLine{l.label, l.value, first[0]})
			for _, text := range first[1:] {
				out = append(out, detailLine{"", "", text})
			}
		default:
			out = append(out, detailLine{l.label, l.value, ""})
			for _, text := range wrap(l.source, w-c.label-4) {
				out = append(out, detailLine{"", text, under})
			}
		}
	}
	return out
}

// narrowSource is the least room for a source beside its value.
const narrowSource = 20

// under is the source of a line that is a source itself.
const under = "\x00"

// line writes a label, its value and where that is from.
func (d *detailBox) line(a *App, r canvas.Region, c detailWidths, l detailLine, ink canvas.Ink) {
	r.Text(1, 0, l.label, inkDim)
	x := c.label + 3
	if l.source == under {
		r.Text(x, 0, l.value, inkFaint)
		return
	}
	if !r.Whole(x, 0, r.W()-x-1, l.value, ink) {
		r.Text(x, 0, "too long to show here", inkFaint)
		return
	}
	if l.label == ledgerVersion {
		r.Link(x, 0, canvas.Width(l.value), a.linkOf(d.pane, d.id))
	}
	x += c.value + 2
	r.Sub(x, 0, max(0, r.W()-x-1), 1).Text(0, 0, cut(l.source, max(0, r.W()-x-1)), inkFaint)
}

// remains says in the frame how many lines are above and below, and the key that goes there.
func (d *detailBox) remains(a *App, all canvas.Region, at rect) {
	for _, s := range []struct {
		n, y          int
		where, action string
	}{{d.top, at.y, "above", "up"}, {d.total - d.top - d.visible, at.y + at.h - 1, "below", "down"}} {
		text := " " + strconv.Itoa(s.n) + " more " + s.where
		if key := a.keys.key(s.action); key != "" {
			text += ": " + key
		}
		text += " "
		if x := at.x + at.w - canvas.Width(text) - 2; s.n > 0 && x > at.x+at.w/2 {
			all.Text(x, s.y, text, inkKey)
		}
	}
}
