package ui

import (
	"slices"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// finder finds a market by parts of its symbol, name or id.
type finder struct {
	input  textinput.Model
	chosen int
	top    int
	at     rect
	first  int // row of the first market on the screen
	found  []model.Market
}

func (a *App) openFinder() tea.Cmd {
	f := &finder{input: textinput.New()}
	f.input.CharLimit = 40
	cmd := f.input.Focus()
	f.search(a)
	a.overlay = f
	return cmd
}

// search lists the markets that match, best first; all of them for an empty text.
func (f *finder) search(a *App) {
	markets := a.shown.Markets()
	text := f.input.Value()
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
		slices.SortStableFunc(f.found, func(x, y model.Market) int { return exact(y, text) - exact(x, text) })
	}
	f.chosen = clamp(f.chosen, 0, max(0, len(f.found)-1))
}

func exact(m model.Market, text string) int {
	if m.Matches(text) {
		return 1
	}
	return 0
}

func (f *finder) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch msg.String() {
	case "esc":
		a.overlay = nil
	case "enter":
		if f.chosen < len(f.found) {
			a.show(f.found[f.chosen].ID)
		}
	case "up", "shift+tab", "ctrl+p":
		f.chosen = max(0, f.chosen-1)
	case "down", "tab", "ctrl+n":
		f.chosen = min(f.chosen+1, max(0, len(f.found)-1))
	case "ctrl+c":
		return nil, false
	default:
		var cmd tea.Cmd
		f.input, cmd = f.input.Update(msg)
		f.chosen = 0
		f.search(a)
		return cmd, true
	}
	return nil, true
}

func (f *finder) paste(a *App, text string) {
	f.input.SetValue(f.input.Value() + text)
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
	x := inside.Text(1, 0, "> ", inkKey)
	x = inside.Text(x, 0, f.input.Value(), inkStrong)
	inside.Set(x, 0, '_', inkKey)
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
		rows.Text(2, y, m.Symbol, ink)
		rows.Text(9, y, cut(m.Name, 14), inkDim)
		rows.Text(24, y, "id "+cut(string(m.ID), 8), inkFaint)
		c := v.m.Change(m.ID, v.now)
		price := inkPlain
		if !c.Age.Usable() {
			price = inkStale
		}
		rightBytes(rows, rows.W()-2, y, v.price(c.Price, m, 1), price)
	}
}
