package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// Export writes a file whole or not at all; it is called beside Update and may take its time. Unless another file is to be
// replaced, the error of a path that is taken wraps [fs.ErrExist].
type Export func(path string, text []byte, replace bool) error

// exporter is a pane whose figures can be written to a file.
type exporter interface {
	// exported are its rows: those that show, or all that are held.
	exported(v *view, all bool) exportRows
}

// exportBox asks what of a pane is to be written, how, and to which file. The rows are those of the moment enter is pressed.
type exportBox struct {
	prompt

	pane    paneID
	json    bool
	all     bool
	named   string // the name that was proposed, as long as it is left as it is
	asking  bool   // whether the file that is there may be replaced
	writing bool
	trouble string
}

// longestPath bounds the path that can be typed, in characters.
const longestPath = 512

func (a *App) openExport() tea.Cmd {
	if _, ok := a.panes[a.focus].(exporter); !ok || a.opts.Export == nil {
		a.tell("nothing to export here")
		return nil
	}
	b := &exportBox{pane: a.focus}
	b.named = b.name(a)
	var cmd tea.Cmd
	b.prompt, cmd = newPrompt(b.named, longestPath)
	a.overlay = b
	return cmd
}

// name proposes a file for what is chosen.
func (b *exportBox) name(a *App) string {
	full, _ := a.panes[b.pane].names()
	parts := []string{"kanatop"}
	if a.opts.Demo {
		parts = append(parts, "demo")
	}
	parts = append(parts, strings.ReplaceAll(strings.ToLower(full), " ", "-"))
	if b.pane == paneBook || b.pane == paneTrades || b.pane == paneChart {
		parts = append(parts, strings.ToLower(fileName(a.shown.Market(a.market).Symbol)))
	}
	parts = append(parts, a.view(b.pane).now.UTC().Format("20060102-150405"))
	return a.opts.ExportFolder + strings.Join(parts, "-") + b.suffix()
}

// fileName is a word of which nothing can mean another folder.
func fileName(word string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, word)
}

func (b *exportBox) suffix() string {
	if b.json {
		return ".json"
	}
	return ".csv"
}

// rows are what would be written now.
func (b *exportBox) rows(a *App) [][]field {
	v := a.view(b.pane)
	rows := a.panes[b.pane].(exporter).exported(v, b.all) //nolint:errcheck,forcetypeassert // it was one when the box was opened
	state := field{freshness, freshnessWord(a.panes[b.pane].age(v))}
	out := make([][]field, rows.n)
	for i := range out {
		out[i] = rows.at(i)
		if n := len(out[i]); n == 0 || out[i][n-1].label != freshness { // it has one of its own
			out[i] = append(out[i], state)
		}
	}
	return out
}

// press takes what is text for the path; tab changes the format, shift+tab the rows, enter writes, esc leaves.
func (b *exportBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if b.asking {
		return b.answer(a, msg)
	}
	switch k, _ := a.keys.find(msg.String()); {
	case msg.String() == "esc", msg.Text == "" && k.action == "back":
		a.overlay = nil
	case msg.String() == "enter":
		return b.write(a, false), true
	case msg.String() == "tab":
		b.reformat(a)
	case msg.String() == "shift+tab":
		b.all = !b.all
	case msg.Text == "" && (k.action == "quit" || k.action == "suspend"):
		return nil, false
	default:
		b.trouble = ""
		return b.prompt.press(msg), true
	}
	return nil, true
}

// reformat changes the format, and the end of the path with it.
func (b *exportBox) reformat(a *App) {
	old := b.suffix()
	b.json = !b.json
	switch {
	case b.text() == b.named:
		b.named = b.name(a)
		b.set(b.named)
	case strings.HasSuffix(b.text(), old):
		b.set(strings.TrimSuffix(b.text(), old) + b.suffix())
	}
}

// answer takes the answer to whether a file may be replaced; anything but a yes is a no.
func (b *exportBox) answer(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if k, _ := a.keys.find(msg.String()); msg.Text == "" && (k.action == "quit" || k.action == "suspend") {
		return nil, false
	}
	b.asking = false
	if msg.String() == "y" || msg.String() == "Y" {
		return b.write(a, true), true
	}
	b.trouble = "left as it is; name another file"
	return nil, true
}

// exportDone is the end of a writing that a box began.
type exportDone struct {
	box  *exportBox
	path string
	rows int
	err  error
}

// write has the file written, beside everything else.
func (b *exportBox) write(a *App, replace bool) tea.Cmd {
	path := strings.TrimSpace(b.text())
	if path == "" || b.writing {
		b.trouble = "a path is needed"
		return nil
	}
	rows := b.rows(a)
	full, _ := a.panes[b.pane].names()
	text := csvText(rows)
	if b.json {
		text = jsonText([]field{{"network", a.exportedNetwork()}, {"pane", full}, {"market", a.exportedMarket(b.pane)}, {"exported", a.view(b.pane).now.UTC().Format(rfcMillis)}}, rows)
	}
	b.writing, b.trouble = true, ""
	export := a.opts.Export
	return func() tea.Msg { return exportDone{b, path, len(rows), export(path, text, replace)} }
}

// exportedNetwork is where the data is from; what is simulated says so.
func (a *App) exportedNetwork() string {
	if a.opts.Demo {
		return "DEMO"
	}
	return a.opts.Network
}

// exportedMarket is the market that a pane is about, nothing for those that are about several.
func (a *App) exportedMarket(p paneID) string {
	if p == paneBook || p == paneTrades || p == paneChart {
		return a.shown.Market(a.market).Name
	}
	return absent
}

// exported tells how a writing ended: the box goes when it went well, and asks when the file is there already.
func (a *App) exported(d exportDone) {
	a.dirty = true
	d.box.writing = false
	open := a.overlay == d.box
	switch {
	case d.err == nil:
		if open {
			a.overlay = nil
		}
		a.tell("exported " + counted(d.rows, "row") + " to " + oneLine(d.path[strings.LastIndexAny(d.path, `/\`)+1:]))
	case open && errors.Is(d.err, fs.ErrExist):
		d.box.asking = true
	case open:
		d.box.trouble = oneLine(d.err.Error())
	default:
		a.warn("export: " + oneLine(d.err.Error()))
	}
}

// oneLine keeps a text on one line and free of what acts on a terminal or takes more than a cell.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if canvas.Width(string(r)) != 1 {
			return '·'
		}
		return r
	}, cleaned(strings.ReplaceAll(text, "\n", " ")))
}

func (b *exportBox) click(a *App, _, _ int) { a.overlay = nil }
func (b *exportBox) scroll(int)             {}

// paste puts text into the path.
func (b *exportBox) paste(_ *App, text string) {
	b.insert(oneLine(text))
}

func (b *exportBox) hints(*App) []helpRow {
	if b.asking {
		return []helpRow{{keys: "y", help: "replace it"}, {keys: "n", help: "leave it"}}
	}
	return []helpRow{{keys: "enter", help: "write"}, {keys: "tab", help: "CSV or JSON"}, {keys: "shift+tab", help: "shown or all"}, {keys: "esc", help: "close"}}
}

func (b *exportBox) paint(a *App, all canvas.Region) {
	v := a.view(b.pane)
	full, _ := a.panes[b.pane].names()
	pane := a.panes[b.pane].(exporter) //nolint:errcheck,forcetypeassert // it was one when the box was opened
	shown, held := pane.exported(v, false).n, pane.exported(v, true).n
	inside, _ := a.place(all, "Export "+full, 76, 7)
	choice := func(y int, label string, first, second string, other bool) {
		inside.Text(1, y, label, inkDim)
		x := 9
		for i, word := range []string{first, second} {
			ink, mark := inkDim, "  "
			if (i == 1) == other {
				ink, mark = inkStrong, "> "
			}
			x = inside.Text(x, y, mark+word, ink) + 2
		}
	}
	choice(0, "format", "CSV", "JSON", b.json)
	choice(1, "rows", "shown "+strconv.Itoa(shown), "all held "+strconv.Itoa(held), b.all)
	inside.Text(1, 2, "file", inkDim)
	b.prompt.paint(inside.Sub(8, 2, max(0, inside.W()-9), 1), 0, " ")
	text, ink := b.said(v, shown+held)
	inside.Text(1, 4, cut(text, max(0, inside.W()-2)), ink)
}

// said is the line under the choices.
func (b *exportBox) said(v *view, rows int) (string, canvas.Ink) {
	switch {
	case b.asking:
		return "the file exists. Replace it? y / n", inkWarn
	case b.writing:
		return "writing", inkDim
	case b.trouble != "":
		return b.trouble, inkWarn
	case rows == 0:
		return "there are no rows: the file will hold none", inkWarn
	case v.hide:
		return fmt.Sprintf("your amounts and sizes are hidden, and are %s in the file", masked), inkWarn
	}
	return "all digits as received; what was not sent is empty", inkDim
}
