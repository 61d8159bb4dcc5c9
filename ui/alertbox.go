package ui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// alertBox lists what fired and is not acknowledged, the newest first, and what is set. It is of the live model, whatever is
// shown.
type alertBox struct {
	list
	at    rect
	lines []alertLine // as painted last
	first int         // the line on top
}

// alertRow is one alert of the list: one that fired, one that is set, or a text that is none.
type alertRow struct {
	id    string
	head  string
	text  string
	ink   canvas.Ink
	fired int            // its place among those that fired, or -1
	set   *model.Watched // nil for others
	bad   int            // its place among the texts that are none, or -1
}

// alertLine is a line of the box and the row that it belongs to, -1 for a heading.
type alertLine struct {
	row  int
	runs []run
}

func (a *App) openAlerts() tea.Cmd {
	a.overlay = &alertBox{}
	return nil
}

func (b *alertBox) all(a *App) []alertRow {
	var rows []alertRow
	for i, f := range slices.Backward(a.memory.Fired) {
		head := a.timeText(f.At)
		if f.Alert != "" {
			head += " " + f.Alert
		}
		rows = append(rows, alertRow{id: "fired " + strconv.FormatInt(f.At.UnixNano(), 10) + f.Text, head: head, text: f.Text, ink: inkDanger, fired: i, bad: -1})
	}
	for _, w := range a.alarms.set.All() {
		ink := inkDim
		if w.State == model.WatchBlind {
			ink = inkWarn
		}
		text := w.Alert.String()
		rows = append(rows, alertRow{id: "set " + text, head: text, text: a.stateText(w), ink: ink, fired: -1, set: &w, bad: -1})
	}
	for i, u := range a.alarms.unread {
		rows = append(rows, alertRow{id: "unread " + u.text, head: cut(u.text, 60), text: "does nothing: " + u.err.Error(), ink: inkWarn, fired: -1, bad: i})
	}
	return rows
}

func alertID(rows []alertRow) func(int) string { return func(i int) string { return rows[i].id } }

func (b *alertBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	rows := b.all(a)
	k, _ := a.keys.find(msg.String())
	by, moves := map[string]int{"up": -1, "down": 1, "page-up": -5, "page-down": 5, "top": -endless, "bottom": endless}[k.action]
	switch {
	case moves:
		b.step(clamp(by, -len(rows), len(rows)), len(rows), alertID(rows))
	case a.closes(msg) || k.action == "alerts":
		a.overlay = nil
	case k.action == "details":
		return b.edit(a, rows)
	case msg.String() == "d" || msg.String() == "delete":
		b.delete(a, rows)
	case msg.String() == "r":
		b.repeat(a, rows)
	default:
		return nil, false
	}
	return nil, true
}

// chosen is the row under the cursor.
func (b *alertBox) chosen(rows []alertRow) (alertRow, bool) {
	b.choose(len(rows), alertID(rows))
	if len(rows) == 0 {
		return alertRow{}, false
	}
	return rows[b.index], true
}

func (b *alertBox) delete(a *App, rows []alertRow) {
	switch row, ok := b.chosen(rows); {
	case !ok:
	case row.fired >= 0:
		a.dismiss(row.fired)
	case row.set != nil:
		a.deleteAlert(row.set.Alert)
	default:
		a.alarms.unread = slices.Delete(a.alarms.unread, row.bad, row.bad+1)
		a.keepAlerts()
	}
	b.selected = ""
}

func (b *alertBox) repeat(a *App, rows []alertRow) {
	if row, ok := b.chosen(rows); ok && row.set != nil {
		alert := row.set.Alert
		alert.Repeat = !alert.Repeat
		a.alarms.set.Set(alert)
		a.keepAlerts()
		b.selected = ""
	}
}

// edit opens the palette with what the row says. What is set there comes in the place of the row's alert.
func (b *alertBox) edit(a *App, rows []alertRow) (tea.Cmd, bool) {
	row, ok := b.chosen(rows)
	if !ok {
		return nil, true
	}
	text := row.typed(a)
	cmd := a.openPalette(alertCommand + " " + text)
	if p, ok := a.overlay.(*palette); ok {
		p.edited = text
	}
	return cmd, true
}

// typed is the alert of the row as it is typed; empty for a warning.
func (r alertRow) typed(a *App) string {
	switch {
	case r.fired >= 0:
		return a.memory.Fired[r.fired].Alert
	case r.set != nil:
		return r.set.Alert.String()
	}
	return a.alarms.unread[r.bad].text
}

func (b *alertBox) click(a *App, x, y int) {
	if !b.at.contains(x, y) {
		a.overlay = nil
		return
	}
	rows := b.all(a)
	if i := b.first + y - b.at.y - 1; i >= 0 && i < len(b.lines) && b.lines[i].row >= 0 && b.lines[i].row < len(rows) {
		b.to(b.lines[i].row, len(rows), alertID(rows))
	}
}

func (b *alertBox) scroll(by int) { b.index, b.selected = max(0, b.index+by), "" }

func (b *alertBox) hints(a *App) []helpRow {
	hints := []helpRow{
		{keys: a.keys.key("acknowledge"), help: "acknowledge all"},
		{keys: a.keys.key("back"), help: "close"},
		{keys: "d", help: "delete"},
		{keys: "r", help: "repeat"},
		{keys: a.keys.key("details"), help: "edit"},
		{keys: a.keys.key("alert-here"), help: "new"},
	}
	if len(a.memory.Fired) == 0 {
		hints = hints[1:]
	}
	return bound(hints)
}

func (b *alertBox) paint(a *App, all canvas.Region) {
	rows := b.all(a)
	wide := clamp(all.W()-6, 10, 100)
	b.lines = b.lines[:0]
	for i, row := range rows {
		mark := run{"  ", inkPlain, 0}
		if row.fired >= 0 {
			mark = run{"! ", inkDanger, 0}
		}
		for n, line := range wrap(row.head, wide-4) {
			if n > 0 {
				mark.text = "  "
			}
			b.lines = append(b.lines, alertLine{i, []run{mark, {line, inkStrong, 0}}})
		}
		for _, line := range wrap(row.text, wide-6) {
			b.lines = append(b.lines, alertLine{i, []run{{"    ", inkPlain, 0}, {line, row.ink, 0}}})
		}
	}
	inside, at := a.place(all, "Alerts", wide+2, max(3, len(b.lines)+2))
	b.at = at
	if len(rows) == 0 {
		v := a.view(a.focus)
		v.say(inside, inkDim, "no alerts: "+a.keys.key("alert-here")+" sets one at the price under the cursor, "+a.keys.key("palette")+"alert any")
		return
	}
	b.choose(len(rows), alertID(rows)) // what comes meanwhile does not slip under the cursor
	b.follow(inside.H())
	for y := range inside.H() {
		if b.first+y >= len(b.lines) {
			break
		}
		line := b.lines[b.first+y]
		putRuns(inside, 1, y, line.runs)
		if line.row == b.index {
			inside.TintRow(y, paperChosen)
			inside.Set(0, y, '>', inkKey)
		}
	}
	more(inside, b.first, len(b.lines))
}

// follow scrolls so that the chosen row shows whole, as far as it fits.
func (b *alertBox) follow(h int) {
	from := max(0, slices.IndexFunc(b.lines, func(l alertLine) bool { return l.row == b.index }))
	to := from
	for to+1 < len(b.lines) && b.lines[to+1].row == b.index {
		to++
	}
	b.first = clamp(b.first, min(from, to-h+1), from)
	b.first = clamp(b.first, 0, max(0, len(b.lines)-h))
}
