package ui

import (
	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// filterBox is the line in which the words of a pane's filter are typed; they hold as they are typed.
type filterBox struct {
	prompt
	pane paneID
	at   rect
}

func (a *App) openFilter() tea.Cmd {
	s, ok := a.panes[a.focus].(sifted)
	if !ok {
		a.tell("this pane has no filter")
		return nil
	}
	f := &filterBox{pane: a.focus}
	var cmd tea.Cmd
	f.prompt, cmd = newPrompt(s.sifter().words, 60)
	a.overlay = f
	return cmd
}

// of is the sieve of the pane; never nil.
func (f *filterBox) of(a *App) *sieve {
	if s, ok := a.panes[f.pane].(sifted); ok {
		return s.sifter()
	}
	return new(sieve)
}

// apply makes what is typed the filter.
func (f *filterBox) apply(a *App) { f.of(a).words = f.text() }

// press takes what is text; of the other keys enter keeps the filter, esc shows all rows again, and those that move move the rows.
func (f *filterBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	b, _ := a.keys.find(msg.String())
	switch {
	case msg.String() == "enter":
		a.overlay = nil
	case msg.String() == "esc", msg.Text == "" && b.action == "back":
		f.of(a).clear()
		a.overlay = nil
	case msg.Text == "" && (b.action == "quit" || b.action == "suspend"):
		return nil, false
	case msg.Text == "" && (b.action == "up" || b.action == "down" || b.action == "page-up" || b.action == "page-down"):
		return b.run(a), true
	default:
		cmd := f.prompt.press(msg)
		f.apply(a)
		return cmd, true
	}
	return nil, true
}

func (f *filterBox) paste(a *App, text string) {
	f.set(f.text() + text)
	f.apply(a)
}

// click beside the line keeps the filter.
func (f *filterBox) click(a *App, x, y int) {
	if !f.at.contains(x, y) {
		a.overlay = nil
		a.click(x, y, tea.MouseLeft)
	}
}

func (f *filterBox) scroll(int) {}

func (f *filterBox) hints(*App) []helpRow {
	return []helpRow{{keys: "enter", help: "keep"}, {keys: "esc", help: "show all rows"}}
}

// seeThrough is said of an overlay that leaves the panes in their colours.
func (f *filterBox) seeThrough() {}

// paint draws the line over the last one inside the pane's frame.
func (f *filterBox) paint(a *App, all canvas.Region) {
	at := a.places.slotOf(f.pane)
	if at < 0 {
		return
	}
	s := a.places.slots[at].rect
	f.at = rect{s.x + 1, s.y + s.h - 2, s.w - 2, 1}
	line := sub(all, f.at)
	line.Fill(inkPlain, paperBar)
	v, sieve := a.view(f.pane), f.of(a)
	x := line.Text(1, 0, "filter ", inkDim)
	end := f.paintInput(line, x)
	if s, ok := a.panes[f.pane].(sifted); ok {
		s.gather(v)
	}
	right := sieve.badge(false)
	if reading := sieve.filter(v).Reading(); reading != "" && end+canvas.Width(reading)+canvas.Width(right)+10 < line.W() {
		right = reading + " · " + right
	}
	if from := line.W() - canvas.Width(right) - 1; from > end+1 {
		line.Text(from, 0, right, inkDim)
	}
}

// paintInput writes what is typed, its end when it is longer than the line, with the cursor; it returns the x behind it.
func (f *filterBox) paintInput(line canvas.Region, x int) int {
	text, cursor := []rune(f.text()), f.position()
	if room := max(1, line.W()-x-2); cursor > room {
		text, cursor = text[cursor-room:], room
	}
	end := line.Text(x, 0, string(text), inkStrong)
	if cursor < len(text) {
		line.Ink(x+cursor, 0, 1, inkTag)
		line.Tint(x+cursor, 0, 1, paperTag)
		return end
	}
	line.Set(end, 0, '_', inkKey)
	return end + 1
}

// intentTraits are what orders and fills have in common for a filter.
func intentTraits(market model.MarketID, kind model.OrderType, book model.BookSide) model.Traits {
	return model.Traits{Market: market, Book: book}.Intended(kind)
}
