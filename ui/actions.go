package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// press finds what a key means: first for what lies on top, then in the key table.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	a.notice = ""
	if a.overlay != nil {
		if cmd, taken := a.overlay.press(a, msg); taken {
			return cmd
		}
	}
	b, found := a.keys.find(msg.String())
	if !found {
		return nil
	}
	return b.run(a)
}

// passOn gives pasted text to what lies on top.
func (a *App) passOn(msg tea.PasteMsg) {
	if p, ok := a.overlay.(interface{ paste(a *App, text string) }); ok {
		p.paste(a, msg.Content)
	}
}

// show makes a market the one that all market panes are about.
func (a *App) show(id model.MarketID) {
	a.market = id
	a.overlay = nil
	a.books = pulse{}
	a.books.beat(a.now, int64(a.live.Book(id).Pushes))
	for _, p := range a.panes {
		if r, ok := p.(interface{ renew() }); ok {
			r.renew()
		}
	}
	if !slices.Contains(a.strip, id) {
		a.strip = append(a.strip, id)
		if a.opts.Watch != nil {
			a.opts.Watch(id)
		}
	}
}

func (a *App) pickMarket(i int) tea.Cmd {
	if i < len(a.strip) {
		a.show(a.strip[i])
	}
	return nil
}

func (a *App) stepMarket(by int) tea.Cmd {
	if n := len(a.strip); n > 0 {
		at := slices.Index(a.strip, a.market)
		a.show(a.strip[((at+by)%n+n)%n])
	}
	return nil
}

// focusOn gives a pane the focus; a hidden one is shown again.
func (a *App) focusOn(p paneID) {
	if a.layout.hidden[p] {
		a.layout.hidden[p] = false
		a.rememberLayout()
	}
	a.focus = p
	a.recent = slices.DeleteFunc(a.recent, func(r paneID) bool { return r == p })
	a.recent = append([]paneID{p}, a.recent...)
}

// stepPane walks through all panes as they stand on the screen, the tabs of a place one after the other.
func (a *App) stepPane(by int) tea.Cmd {
	zoomed := a.zoomed
	a.zoomed = false
	a.arrange()
	a.zoomed = zoomed
	var order []paneID
	for _, s := range a.places.slots {
		order = append(order, s.tabs...)
	}
	if n := len(order); n > 0 {
		a.focusOn(order[((slices.Index(order, a.focus)+by)%n+n)%n])
	}
	return nil
}

// sideways goes to the tab beside, or from the last tab to the pane beside.
func (a *App) sideways(by int) tea.Cmd {
	if a.sidewaysIn(a.focus, by) {
		return nil
	}
	a.arrange()
	at := a.places.slotOf(a.focus)
	if at < 0 {
		return nil
	}
	tabs := a.places.slots[at].tabs
	if to := slices.Index(tabs, a.focus) + by; to >= 0 && to < len(tabs) {
		a.focusOn(tabs[to])
		return nil
	}
	if n := len(a.places.slots); n > 1 {
		a.focusOn(a.places.slots[((at+by)%n+n)%n].active)
	}
	return nil
}

func (a *App) zoom() tea.Cmd {
	a.zoomed = !a.zoomed
	return nil
}

func (a *App) move(delta int) tea.Cmd {
	a.moveIn(a.focus, delta)
	return nil
}

// moveIn moves by rows in a pane.
func (a *App) moveIn(p paneID, delta int) {
	v := a.view(p)
	switch pane := a.panes[p].(type) {
	case mover:
		pane.move(v, delta)
	case lister:
		n, id := pane.rows(v)
		pane.chooser().step(delta, n, id)
	}
}

func (a *App) page(by int) tea.Cmd {
	if m, ok := a.panes[a.focus].(interface{ height() int }); ok {
		a.moveIn(a.focus, by*max(1, m.height()-1))
	}
	return nil
}

func (a *App) recentre() tea.Cmd {
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		p.renew()
	}
	return nil
}

func (a *App) groupBook(by int) tea.Cmd {
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		p.group(a.view(paneBook), by)
		a.rememberGroup(a.market, p.groups[a.market])
	}
	return nil
}

// switchBars changes what the bars of the book measure.
func (a *App) switchBars() tea.Cmd {
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		p.single = !p.single
		a.tell("bars of the book: " + map[bool]string{true: "size of each level", false: "cumulative size"}[p.single])
	}
	return nil
}

// switchSums changes, where there is room for one of both, what the book adds up; on the tape, whether it tells value or time.
func (a *App) switchSums() tea.Cmd {
	if p, ok := a.panes[a.focus].(*tradesPane); ok {
		p.worth = !p.worth
		a.tell("tape, where it is narrow: " + map[bool]string{true: "value instead of time", false: "time before value"}[p.worth])
		return nil
	}
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		p.worth = !p.worth
		a.tell("sums of the book: " + map[bool]string{true: "cumulative value", false: "cumulative size"}[p.worth])
	}
	return nil
}

func (a *App) siftTrades() tea.Cmd {
	if p, ok := a.panes[paneTrades].(*tradesPane); ok && !p.sift(a.view(paneTrades)) {
		a.tell("no print is smaller than the others: none to hide")
	}
	return nil
}

func (a *App) nextWindow() tea.Cmd {
	if p, ok := a.panes[paneTrades].(*tradesPane); ok {
		p.nextWindow()
	}
	return nil
}

func (a *App) nextInterval() tea.Cmd {
	if p, ok := a.panes[paneChart].(*chartPane); ok {
		p.next()
	}
	return nil
}

// pause looks at a copy of this moment; the live model goes on. A recording that is played stands still.
func (a *App) pause() tea.Cmd {
	if a.replays() {
		return a.order(PlayOrder{Do: PlayOrHold})
	}
	if a.paused.IsZero() {
		a.paused, a.held, a.shown = a.now, 0, a.live.Clone()
		return nil
	}
	a.paused, a.shown = time.Time{}, a.live
	return nil
}

func (a *App) reconnect() tea.Cmd {
	if a.opts.Reconnect == nil {
		return nil
	}
	a.opts.Reconnect()
	a.tell("renewing all connections")
	return nil
}

func (a *App) hideMoney() tea.Cmd {
	a.hide = !a.hide
	if _, raw := a.overlay.(*rawBox); raw && a.hide { // what it shows has the amounts
		a.overlay = nil
	}
	return nil
}

// nextTheme goes on from the theme in use; those for the terminal's background come first.
func (a *App) nextTheme() tea.Cmd {
	names := themeRound(a.dark, a.opts.Themes)
	a.themeName = names[(slices.Index(names, a.theme.name)+1)%len(names)]
	a.restyle()
	a.tell("theme " + a.theme.name)
	if a.theme.name != a.themeName {
		a.tell("this terminal shows no colours")
	}
	return nil
}

func (a *App) back() tea.Cmd {
	switch {
	case a.overlay != nil:
		a.overlay = nil
	case a.release():
	default:
		a.zoomed = false
	}
	return nil
}
