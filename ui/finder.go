package ui

import (
	"sort"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// finder finds a market by parts of its symbol, name or id.
type finder struct {
	prompt
	chosen int
	top    int
	at     rect
	first  int // row of the first market on the screen
	found  []model.Market
}

func (a *App) openFinder() tea.Cmd {
	f := &finder{}
	var cmd tea.Cmd
	f.prompt, cmd = newPrompt("", 40)
	f.search(a)
	a.overlay = f
	return cmd
}

// search lists the markets that match, best first; all of them for an empty text.
func (f *finder) search(a *App) {
	markets := a.shown.Markets()
	text := f.text()
	f.found = nil
	if text == "" {
		f.found = markets
	} else {
		names := make([]string, len(markets))
		for i, m := range markets {
			names[i] = m.Symbol + " " + m.Name + " " + string(m.ID)
		}
		for _, match := range fuzzy.Find(text, names) {
			f.found = append(f.found, markets[match.Index])
		}
		sort.SliceStable(f.found, func(i, j int) bool { return exact(f.found[j], text) < exact(f.found[i], text) })
	}
	f.chosen = clamp(f.chosen, 0, max(0, len(f.found)-1))
}

func exact(m model.Market, text string) int {
	if m.Matches(text) {
		return 1
	}
	return 0
}

// press takes what is text; other keys mean what the key table says.
func (f *finder) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if msg.Text == "" {
		switch b, _ := a.keys.find(msg.String()); b.action {
		case "back":
			a.overlay = nil
			return nil, true
		case "up", "previous-pane":
			f.scroll(-1)
			return nil, true
		case "down", "next-pane":
			f.scroll(1)
			return nil, true
		case "quit", "suspend":
			return nil, false
		}
	}
	switch msg.String() {
	case "esc":
		a.overlay = nil
	case "enter":
		if f.chosen < len(f.found) {
			a.show(f.found[f.chosen].ID)
		}
	default:
		cmd := f.prompt.press(msg)
		f.chosen = 0
		f.search(a)
		return cmd, true
	}
	return nil, true
}

func (f *finder) paste(a *App, text string) {
	f.set(f.text() + text)
	f.chosen = 0
	f.search(a)
}

func (f *finder) click(a *App, x, y int) {
	i := f.top + y - f.first
	switch {
	case !f.at.contains(x, y):
		a.overlay = nil
	case y >= f.first && y < f.at.y+f.at.h-1 && i < len(f.found):
		a.show(f.found[i].ID)
	}
}

func (f *finder) hints(*App) []helpRow {
	return []helpRow{{keys: "enter", help: "show"}, {keys: "esc", help: "close"}}
}

func (f *finder) scroll(by int) { f.chosen = clamp(f.chosen+by, 0, max(0, len(f.found)-1)) }

func (f *finder) paint(a *App, all canvas.Region) {
	inside, at := a.place(all, "Find a market", 52, max(8, min(len(f.found)+5, 20)))
	f.at = at
	f.prompt.paint(inside, 0, ">")
	rows := inside.Inset(0, 2, 0, 0)
	f.first = at.y + 3
	f.top = clamp(f.top, f.chosen-max(1, rows.H())+1, f.chosen)
	if len(f.found) == 0 {
		rows.Text(1, 0, "no market matches", inkDim)
	}
	v := a.view(a.focus)
	for y := range rows.H() {
		i := f.top + y
		if i >= len(f.found) {
			break
		}
		m := f.found[i]
		ink := inkPlain
		if i == f.chosen {
			rows.TintRow(y, paperChosen)
			rows.Set(0, y, '>', inkKey)
			ink = inkStrong
		}
		c := v.m.Change(m.ID, v.now)
		price := run{string(v.price(c.Price, m, 1)), inkPlain, 0}
		if c.Price.Known() && !c.Age.Usable() {
			price = run{price.text + " stale", inkStale, 0}
		}
		left := rows.W() - 2 - canvas.Width(price.text)
		rows.Text(left, y, price.text, price.ink)
		for _, part := range []struct {
			x    int
			text string
			ink  canvas.Ink
		}{{2, m.Symbol, ink}, {9, cut(m.Name, 14), inkDim}, {24, "id " + cut(string(m.ID), 8), inkFaint}} {
			if part.x+canvas.Width(part.text) < left {
				rows.Text(part.x, y, part.text, part.ink)
			}
		}
	}
}
