package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
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

// passOn gives a message to what lies on top.
func (a *App) passOn(msg tea.PasteMsg) tea.Cmd {
	if p, ok := a.overlay.(*finder); ok {
		p.paste(a, msg.Content)
	}
	return nil
}

// show makes a market the one that all market panes are about.
func (a *App) show(id model.MarketID) {
	a.market = id
	a.overlay = nil
	a.rates = rates{last: a.live.Book(id).Pushes}
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

func (a *App) focusOn(p paneID) {
	a.focus = p
	a.recent = slices.DeleteFunc(a.recent, func(r paneID) bool { return r == p })
	a.recent = slices.Insert(a.recent, 0, p)
}

func (a *App) stepPane(by int) tea.Cmd {
	n := int(paneCount)
	a.focusOn(paneID((int(a.focus) + by + n) % n))
	return nil
}

// sideways goes to the tab beside, or from the last tab to the pane beside.
func (a *App) sideways(by int) tea.Cmd {
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
	if m, ok := a.panes[a.focus].(mover); ok {
		m.move(a.view(a.focus), delta)
	}
	return nil
}

func (a *App) page(by int) tea.Cmd {
	if m, ok := a.panes[a.focus].(mover); ok {
		m.move(a.view(a.focus), by*max(1, m.height()-1))
	}
	return nil
}

func (a *App) recentre() tea.Cmd {
	a.panes[paneBook].(*bookPane).renew()
	return nil
}

func (a *App) nextInterval() tea.Cmd {
	a.panes[paneChart].(*chartPane).next()
	return nil
}

// pause looks at a copy of this moment; the live model goes on.
func (a *App) pause() tea.Cmd {
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
	a.notice = "renewing all connections"
	return nil
}

func (a *App) hideMoney() tea.Cmd {
	a.hide = !a.hide
	return nil
}

// nextTheme goes on from the theme in use, leaving out the automatic one.
func (a *App) nextTheme() tea.Cmd {
	names := Themes()[1:]
	a.themeName = names[(slices.Index(names, a.theme.name)+1)%len(names)]
	a.restyle()
	a.notice = "theme " + a.theme.name
	if a.theme.name != a.themeName {
		a.notice = "this terminal shows no colours"
	}
	return nil
}

func (a *App) back() tea.Cmd {
	switch {
	case a.overlay != nil:
		a.overlay = nil
	default:
		a.zoomed = false
	}
	return nil
}

// hit is a place on the screen that does something when it is clicked.
type hit struct {
	rect
	market model.MarketID
	pane   paneID
}

func (a *App) click(x, y int, button tea.MouseButton) tea.Cmd {
	if button != tea.MouseLeft {
		return nil
	}
	if a.overlay != nil {
		a.overlay.click(a, x, y)
		return nil
	}
	for _, h := range a.tabs {
		if !h.contains(x, y) {
			continue
		}
		if h.market != "" {
			a.show(h.market)
		} else {
			a.focusOn(h.pane)
		}
		return nil
	}
	at := a.places.at(x, y)
	if at < 0 {
		return nil
	}
	s := a.places.slots[at]
	a.focusOn(s.active)
	if p, ok := a.panes[s.active].(picker); ok {
		p.pick(a.view(s.active), y-s.y-1)
	}
	return nil
}

func (a *App) wheel(x, y int, button tea.MouseButton) tea.Cmd {
	by := 3
	switch button {
	case tea.MouseWheelUp:
		by = -3
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if a.overlay != nil {
		a.overlay.scroll(by)
		return nil
	}
	if at := a.places.at(x, y); at >= 0 {
		p := a.places.slots[at].active
		if m, ok := a.panes[p].(mover); ok {
			m.move(a.view(p), by)
		}
	}
	return nil
}

// arrange places the panes for the present size, focus and rows.
func (a *App) arrange() {
	held := a.shown.Account(a.watched())
	a.places = arrange(facts{
		w: a.width, h: a.height, focus: a.focus, zoomed: a.zoomed, recent: a.recent,
		funded: min(len(a.shown.FundedMarkets()), 6),
		rows:   max(len(held.Positions.Rows)+1, len(held.Open.Rows), a.historyRows(held)),
	})
}

// historyRows is how many rows a history that shows would like.
func (a *App) historyRows(h *model.Holder) int {
	for _, p := range a.recent {
		switch p {
		case paneOpen:
			return 0
		case paneOrders:
			return len(h.Orders.Rows)
		case paneFills:
			return h.Fills.Len()
		case paneTransfers:
			return len(h.Transfers.Rows)
		}
	}
	return 0
}

func (a *App) watched() model.Address {
	account, _ := a.shown.Watched()
	return account.Profile
}

// paint fills the canvas with the whole screen.
func (a *App) paint() {
	a.text.reset()
	a.tabs = a.tabs[:0]
	a.arrange()
	all := a.canvas.Region()
	all.Fill(inkPlain, paperNone)
	if len(a.places.slots) == 0 {
		all.Text(0, 0, "kanatop", inkPlain)
		return
	}
	a.paintHeader(sub(all, a.places.header))
	a.paintTabline(sub(all, a.places.tabline))
	for _, s := range a.places.slots {
		a.paintSlot(all, s)
	}
	a.paintFooter(sub(all, a.places.footer))
	if a.overlay != nil {
		a.overlay.paint(a, all)
	}
}

func sub(r canvas.Region, at rect) canvas.Region { return r.Sub(at.x, at.y, at.w, at.h) }
