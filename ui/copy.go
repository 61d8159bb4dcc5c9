package ui

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// field is a label and a value with all its digits, as a row is copied.
type field struct{ label, value string }

// copyable is a lister whose rows can be copied.
type copyable interface {
	lister
	// fields are the figures of the row of an identity; none when it is gone.
	fields(v *view, id string) []field
}

// longestCopy bounds what is copied, in bytes: many terminals drop more.
const longestCopy = 64 << 10

// copyRow puts the row under the cursor, or the text of what lies on top, onto the terminal's clipboard.
func (a *App) copyRow() tea.Cmd {
	why, text := a.toCopy()
	if text == "" {
		a.tell(why)
		return nil
	}
	text = cleaned(text)
	whole := len(text)
	text = bounded(text, longestCopy)
	said := "copied: "
	if len(text) < whole {
		said = "copied the first " + strconv.Itoa(len(text)) + " of " + strconv.Itoa(whole) + " bytes: "
	}
	first, _, _ := strings.Cut(text, "\n")
	a.tell(said + first)
	return tea.SetClipboard(text)
}

// toCopy is what would be copied, or why there is nothing.
func (a *App) toCopy() (why, text string) {
	if a.overlay != nil {
		if o, ok := a.overlay.(interface {
			copied(a *App) (why, text string)
		}); ok {
			return o.copied(a)
		}
		return "nothing to copy here", ""
	}
	v := a.view(a.focus)
	switch pane := a.panes[a.focus].(type) {
	case copyable:
		if _, id := a.chosen(); id != "" {
			return "there is no row", line(pane.fields(v, id))
		}
		return "there is no row", ""
	case interface{ pointed(v *view) []field }:
		return "no level is chosen: move the cursor first", line(pane.pointed(v))
	}
	return "this pane has no rows to copy", ""
}

// line writes fields as label=value, those with a space in quotation marks.
func line(fields []field) string {
	var out strings.Builder
	for i, f := range fields {
		if i > 0 {
			out.WriteByte(' ')
		}
		value := strings.ReplaceAll(f.value, "\n", "·")
		if strings.ContainsAny(value, " =\"") {
			value = `"` + strings.ReplaceAll(value, `"`, "'") + `"`
		}
		out.WriteString(f.label + "=" + value)
	}
	return out.String()
}

// cleaned replaces what is neither printable nor the end of a line.
func cleaned(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) && r != utf8.RuneError {
			return r
		}
		return '·'
	}, text)
}

// bounded cuts a text between two runes.
func bounded(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// exactOwn is an amount of the account with all its digits, masked when money is hidden.
func (v *view) exactOwn(d model.Dec) string {
	if v.hide && d.Known() {
		return masked
	}
	return d.String()
}

// exactTime is a moment in the zone shown, with the zone.
func (v *view) exactTime(t time.Time) string {
	if t.IsZero() {
		return absent
	}
	return t.In(v.zone).Format(time.RFC3339)
}

// hints tell that details can be copied, and followed to their transaction.
func (d *detailBox) hints(a *App) []helpRow {
	out := append(d.pages.hints(a), helpRow{keys: a.keys.key("copy"), help: "copy"})
	if a.linkOf(d.pane, d.id) != "" {
		out = append(out, helpRow{keys: a.keys.key("explorer"), help: "explorer"})
	}
	return bound(out)
}

// bound are hints of keys that there are.
func bound(hints []helpRow) []helpRow {
	out := hints[:0]
	for _, h := range hints {
		if h.keys != "" {
			out = append(out, h)
		}
	}
	return out
}

// copied is all lines of the details, as they are shown.
func (d *detailBox) copied(a *App) (why, text string) {
	p, ok := a.panes[d.pane].(detailer)
	if !ok {
		return "nothing to copy here", ""
	}
	title, lines := p.detail(a.view(d.pane), d.id)
	if len(lines) == 0 {
		return "the row is gone", ""
	}
	var out strings.Builder
	out.WriteString(title + "\n")
	for _, l := range lines {
		out.WriteString(l.label + ": " + l.value)
		if l.source != "" {
			out.WriteString(" (" + l.source + ")")
		}
		out.WriteByte('\n')
	}
	return "", out.String()
}

// copied is the messages whole, as they came.
func (b *rawBox) copied(*App) (why, text string) { return "", strings.Join(b.texts, "\n") }

// copied is the lines that are shown.
func (b *linkBox) copied(a *App) (why, text string) {
	var out strings.Builder
	for _, runs := range b.lines(a) {
		for _, r := range runs {
			out.WriteString(r.text)
		}
		out.WriteByte('\n')
	}
	return "", out.String()
}
