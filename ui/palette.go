package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// palette runs commands by name: it completes them and says what will happen before it does.
type palette struct {
	prompt
	offers []offer
	chosen int
	top    int
	at     rect
	first  int    // row of the first offer on the screen
	picked bool   // the chosen offer was gone to, and is what enter does
	plan   string // what enter will do
	wrong  string // why it will do nothing
	edited string // the alert, as it is typed, in whose place one that is set comes; empty for none
}

// openPalette opens the palette with a text that is to be gone on with.
func (a *App) openPalette(text string) tea.Cmd {
	p := &palette{}
	var cmd tea.Cmd
	p.prompt, cmd = newPrompt(text, 120)
	p.think(a)
	a.overlay = p
	return cmd
}

// parsed splits the line into the command it names, if it does, and the argument.
func (p *palette) parsed(a *App, line string) (c command, arg string, known bool) {
	name, arg, more := strings.Cut(strings.TrimLeft(line, " :"), " ")
	if more {
		name = spelled(name)
	}
	all := a.commands()
	at := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if at < 0 {
		return command{}, "", false
	}
	return all[at], strings.TrimSpace(arg), true
}

// spelled is the command that takes an argument, for the action of the same purpose that takes none.
func spelled(name string) string {
	switch name {
	case "theme":
		return "colours"
	case "interval":
		return "candles"
	case "account":
		return "look"
	case "layout":
		return "arrange"
	case "zone":
		return "times"
	}
	return name
}

// planned says what a line would do.
func (p *palette) planned(a *App, line string) (plan string, err error) {
	c, arg, known := p.parsed(a, line)
	switch {
	case !known:
		return "", expected("a command", strings.TrimSpace(line), a.commandNames())
	case c.plan != nil:
		return c.plan(a, arg)
	case arg != "":
		return "", fmt.Errorf("%s takes no argument, found %q", c.name, quotable(arg))
	}
	return c.help, nil
}

// think makes the offers and the plan for what is typed.
func (p *palette) think(a *App) {
	line := strings.TrimLeft(p.text(), " :")
	c, arg, known := p.parsed(a, line)
	if known && c.args != "" && strings.Contains(line, " ") {
		p.offers = argumentOffers(a, c, arg)
	} else {
		p.offers = commandOffers(a, strings.TrimSpace(line))
	}
	p.chosen = clamp(p.chosen, 0, max(0, len(p.offers)-1))
	p.plan, p.wrong = "", ""
	plan, err := p.planned(a, p.meant(a))
	switch {
	case err == nil:
		p.plan = plan
	case p.chosen < len(p.offers) && p.offers[p.chosen].open && p.offers[p.chosen].text != line:
		p.plan = p.offers[p.chosen].help
	default:
		p.wrong = err.Error()
	}
}

// meant is the line that enter does: the offer that was gone to, what is typed, or the command it begins. An argument is never
// another than the one typed, but for a word that begins so.
func (p *palette) meant(a *App) string {
	line := strings.TrimLeft(p.text(), " :")
	if p.chosen >= len(p.offers) {
		return line
	}
	o := p.offers[p.chosen]
	if p.picked {
		return o.text
	}
	if _, err := p.planned(a, line); err == nil || o.open {
		return line
	}
	c, arg, _ := p.parsed(a, line)
	if arg != "" && (c.free || !strings.HasPrefix(strings.ToLower(o.text), strings.ToLower(strings.TrimSpace(line)))) {
		return line
	}
	return o.text
}

// press takes what is text; other keys mean what the key table says.
func (p *palette) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch msg.String() {
	case "esc":
		a.overlay = nil
		return nil, true
	case "enter":
		return p.enter(a), true
	case "tab":
		p.complete(a)
		return nil, true
	}
	if msg.Text == "" {
		switch b, _ := a.keys.find(msg.String()); b.action {
		case "back":
			a.overlay = nil
			return nil, true
		case "up", "previous-pane":
			p.scroll(-1)
			p.picked = true
			p.think(a)
			return nil, true
		case "down":
			p.scroll(1)
			p.picked = true
			p.think(a)
			return nil, true
		case "quit", "suspend":
			return nil, false
		}
	}
	cmd := p.prompt.press(msg)
	p.chosen, p.picked = 0, false
	p.think(a)
	return cmd, true
}

// complete takes over the offer that is chosen.
func (p *palette) complete(a *App) {
	if p.chosen < len(p.offers) {
		p.set(p.offers[p.chosen].text)
		p.chosen, p.picked = 0, false
		p.think(a)
	}
}

// enter does what the line says, or else what the chosen offer says; an offer that wants an argument is taken over instead.
func (p *palette) enter(a *App) tea.Cmd {
	line := p.meant(a)
	_, err := p.planned(a, line)
	if err != nil && p.chosen < len(p.offers) && p.offers[p.chosen].open && p.offers[p.chosen].text != p.text() {
		p.complete(a)
		return nil
	}
	if err != nil {
		p.plan, p.wrong = "", err.Error()
		return nil
	}
	c, arg, _ := p.parsed(a, line)
	a.overlay = nil
	if c.name == alertCommand && p.edited != "" {
		return replaceAlert(a, p.edited, arg)
	}
	return c.run(a, arg)
}

func (p *palette) paste(a *App, text string) {
	p.set(p.text() + strings.Join(strings.Fields(text), " "))
	p.chosen = 0
	p.think(a)
}

func (p *palette) click(a *App, x, y int) {
	i := p.top + y - p.first
	switch {
	case !p.at.contains(x, y):
		a.overlay = nil
	case y >= p.first && y < p.at.y+p.at.h-1 && i < len(p.offers):
		p.chosen = i
		p.complete(a)
	}
}

func (p *palette) hints(*App) []helpRow {
	return []helpRow{{keys: "enter", help: "do it"}, {keys: "tab", help: "complete"}, {keys: "esc", help: "close"}}
}

func (p *palette) scroll(by int) { p.chosen = clamp(p.chosen+by, 0, max(0, len(p.offers)-1)) }

func (p *palette) paint(a *App, all canvas.Region) {
	inside, at := a.place(all, "Commands", 96, 20)
	p.at = at
	p.prompt.paint(inside, 0, ":")
	said, ink := p.plan, inkKey
	if p.wrong != "" {
		said, ink = p.wrong, inkWarn
	}
	for y, line := range wrap(said, inside.W()-4) {
		if y < 2 {
			inside.Text(3, 1+y, line, ink)
		}
	}
	rows := inside.Inset(0, 3, 0, 0)
	p.first = at.y + 4
	p.top = clamp(p.top, p.chosen-max(1, rows.H())+1, p.chosen)
	wide := 0
	for _, o := range p.offers {
		wide = max(wide, canvas.Width(o.text)+1+canvas.Width(o.args))
	}
	for y := range rows.H() {
		if i := p.top + y; i < len(p.offers) {
			p.offers[i].paint(rows, y, wide, i == p.chosen)
		}
	}
	more(rows, p.top, len(p.offers))
}

// paint writes an offer: what is typed, what it means where there is room, and its key.
func (o offer) paint(rows canvas.Region, y, wide int, chosen bool) {
	ink := inkPlain
	if chosen {
		rows.TintRow(y, paperChosen)
		rows.Set(0, y, '>', inkKey)
		ink = inkStrong
	}
	x := rows.Text(2, y, strings.TrimSpace(o.text), ink)
	rows.Text(x+1, y, o.args, inkDim)
	end := rows.W() - 3 - canvas.Width(o.key)
	rows.Text(end, y, o.key, inkKey)
	if room := end - wide - 4; room >= 12 {
		rows.Text(wide+3, y, cut(o.help, room), inkFaint)
	}
}
