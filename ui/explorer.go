package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// onChain is a lister whose rows come from transactions.
type onChain interface {
	lister
	// version is the ledger version of a row; 0 when it was not sent or the row is gone.
	version(v *view, id string) int64
}

// link is where a transaction is seen in the explorer; nothing when there is none.
func (s *settings) link(version int64) string {
	if version <= 0 || s.explorer == "" {
		return ""
	}
	return strings.ReplaceAll(s.explorer, "{version}", strconv.FormatInt(version, 10))
}

// linkOf is where the transaction of a row is seen in the explorer; nothing when there is none.
func (a *App) linkOf(p paneID, id string) string {
	if c, ok := a.panes[p].(onChain); ok {
		return a.link(c.version(a.view(p), id))
	}
	return ""
}

// chosen is the row that a key means: that of the details on top, else the one under the cursor. Empty for none.
func (a *App) chosen() (p paneID, id string) {
	if d, ok := a.overlay.(*detailBox); ok {
		return d.pane, d.id
	}
	if l, ok := a.panes[a.focus].(lister); ok {
		n, identity := l.rows(a.view(a.focus))
		return a.focus, l.chooser().choose(n, identity)
	}
	return a.focus, ""
}

// openExplorer shows the link of the row's transaction, or tells why there is none.
func (a *App) openExplorer() tea.Cmd {
	p, id := a.chosen()
	c, ok := a.panes[p].(onChain)
	switch {
	case !ok:
		a.tell("this pane has no transactions")
		return nil
	case id == "":
		a.tell("there is no row")
		return nil
	}
	n := c.version(a.view(p), id)
	switch {
	case n <= 0:
		a.tell("this row came without a transaction")
	case a.opts.Demo:
		a.tell("transaction " + version(n) + " is simulated: no explorer has it")
	case a.link(n) == "":
		a.tell("no explorer is set (explorer: in the configuration)")
	default:
		a.overlay = &explorerBox{version: n, url: a.link(n)}
	}
	return nil
}

// explorerBox shows the link to a transaction.
type explorerBox struct {
	pages
	version int64
	url     string
	at      rect
}

func (b *explorerBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if k, _ := a.keys.find(msg.String()); a.closes(msg) || k.action == "explorer" {
		a.overlay = nil
		return nil, true
	}
	return nil, b.pages.press(a, msg)
}

// click outside closes; inside it may be meant for the link, which is the terminal's to open.
func (b *explorerBox) click(a *App, x, y int) {
	if !b.at.contains(x, y) {
		a.overlay = nil
	}
}

func (b *explorerBox) hints(a *App) []helpRow {
	return []helpRow{{keys: a.keys.key("copy"), help: "copy the link"}, {keys: a.keys.key("back"), help: "close"}}
}

func (b *explorerBox) copied(*App) (what, text string) { return "", b.url }

func (b *explorerBox) paint(a *App, all canvas.Region) {
	w := clamp(canvas.Width(b.url)+4, 40, max(40, all.W()-4))
	said := wrap("A terminal that knows links opens it with a click, most with ctrl or shift held.", min(w, all.W())-4)
	var lines []string
	for rest, room := []rune(b.url), max(1, min(w, all.W())-4); len(rest) > 0; rest = rest[min(room, len(rest)):] {
		lines = append(lines, string(rest[:min(room, len(rest))]))
	}
	links := len(lines)
	lines = append(append(lines, ""), said...)
	inside, at := a.place(all, "Transaction "+version(b.version), w, len(lines)+2)
	b.at = at
	top := b.fit(len(lines), inside.H())
	for y := range inside.H() {
		switch i := top + y; {
		case i < links:
			end := inside.Text(1, y, lines[i], inkFocus)
			inside.Link(1, y, end-1, b.url)
		case i < len(lines):
			inside.Text(1, y, lines[i], inkFaint)
		}
	}
	more(inside, top, len(lines))
}
