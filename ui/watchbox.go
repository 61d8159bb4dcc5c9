package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// watchBox is the table of all markets: what the strip of the header has no room for.
type watchBox struct {
	list
	table table
	at    rect
}

func (a *App) openWatch() tea.Cmd {
	w := &watchBox{}
	n, id := w.rows(a.view(a.focus))
	if at := rowOf(w, a.view(a.focus), string(a.market)); at >= 0 {
		w.to(at, n, id)
	}
	a.overlay = w
	return nil
}

func (w *watchBox) rows(v *view) (int, func(int) string) {
	markets := v.m.Markets()
	return len(markets), func(i int) string { return string(markets[i].ID) }
}

func (w *watchBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	b, _ := a.keys.find(msg.String())
	n, id := w.rows(a.view(a.focus))
	by, moves := map[string]int{"up": -1, "down": 1, "page-up": -w.visible, "page-down": w.visible, "top": -endless, "bottom": endless}[b.action]
	switch {
	case moves:
		w.step(clamp(by, -n, n), n, id)
	case a.closes(msg) || b.action == "markets":
		a.overlay = nil
	case b.action == "details":
		if chosen := w.choose(n, id); chosen != "" {
			a.show(model.MarketID(chosen))
		}
	default:
		return nil, false
	}
	return nil, true
}

func (w *watchBox) click(a *App, x, y int) {
	if !w.at.contains(x, y) {
		a.overlay = nil
		return
	}
	n, id := w.rows(a.view(a.focus))
	if i := w.top + y - w.at.y - 2; i >= 0 && i < n {
		a.show(model.MarketID(id(i)))
	}
}

func (w *watchBox) scroll(by int) { w.index += by; w.selected = "" }

func (w *watchBox) hints(a *App) []helpRow {
	return []helpRow{{keys: a.keys.key("details"), help: "show"}, {keys: a.keys.key("back"), help: "close"}}
}

func (w *watchBox) paint(a *App, all canvas.Region) {
	v := a.view(a.focus)
	v.focused = true
	markets := v.m.Markets()
	inside, at := a.place(all, "Markets", 112, max(6, len(markets)+3))
	w.at = at
	columns := []column{
		{head: "", rank: 1},
		{head: "market", left: true},
		{head: "mid"},
		{head: "change", rank: 2},
		{head: "since", rank: 8},
		{head: "spread bp", rank: 3},
		{head: "funding", rank: 4},
		{head: "who pays", left: true, rank: 7},
		{head: "you hold", left: true, rank: 5},
		{head: "uPnL (mid)", rank: 6},
		{head: "price age", left: true, rank: 2},
	}
	w.table.list(v, inside, columns, w, func(i int) []cell { return w.row(a, v, markets[i]) })
}

func (w *watchBox) row(a *App, v *view, m model.Market) []cell {
	key, name := v.join(""), inkPlain
	for i, id := range a.strip[:min(len(a.strip), maxMarketKeys)] {
		if id == m.ID {
			key = v.join(strconv.Itoa(i + 1))
		}
	}
	if m.ID == v.market.ID {
		name = inkStrong
	}
	c := v.m.Change(m.ID, v.now)
	price, change, since := inkPlain, gainInkAt(c.Percent, 2), v.join(absent)
	if c.First.Known() {
		since = v.moment(c.Since)
	}
	age, old, _ := a.ageText(c.Age)
	if canvas.Width(age) > 24 {
		age = old
	}
	if !c.Price.Known() && c.Age.Spoken { // what spoke said nothing of a price
		age = absent
	}
	if !c.Age.Usable() {
		price, change = inkStale, inkStale
	}
	spread, live := w.spread(v, m)
	bp := inkPlain
	if !live {
		bp = inkStale
	}
	rate := v.m.Funding(m.ID).Current()
	funding := gainInk(rate.Value)
	if !v.m.FundingAge(m.ID, v.now).Usable() {
		funding = inkStale
	}
	held, profit, ink := w.held(v, m)
	return v.row(
		cell{key, inkFaint},
		cell{v.join(m.Name), name},
		cell{v.price(c.Price, m, 1), price},
		cell{v.percent(c.Percent), change},
		cell{since, inkFaint},
		cell{v.number(spread, style{least: 1, most: 2}), bp},
		cell{v.rate(rate.Value), funding},
		cell{v.join(whoPays(rate.Value)), inkDim},
		cell{held, inkPlain},
		cell{v.own(v.gain(profit)), ink},
		cell{v.join(age), inkDim},
	)
}

// spread is that of the book, or of the best prices where the book is not to be trusted.
func (w *watchBox) spread(v *view, m model.Market) (bp model.Dec, live bool) {
	if book := v.m.Book(m.ID); book.Spread().Known() && v.m.BookAge(m.ID, v.now).Usable() {
		return book.SpreadBP(), true
	}
	q := v.m.Quote(m.ID)
	return q.Ask.Sub(q.Bid).Quo(q.Mid()).Mul(model.Int(10_000)), v.m.QuoteAge(m.ID, v.now).Usable()
}

// held says which positions the account has in a market and what they win together.
func (w *watchBox) held(v *view, m model.Market) (text []byte, profit model.Dec, ink canvas.Ink) {
	sum, words, usable := model.Int(0), "", true
	for _, e := range v.exposures() {
		if e.Market != m.ID {
			continue
		}
		if words != "" {
			words += " "
		}
		words += e.Side.String() + " " + string(v.own(v.amount(e.Size)))
		sum = sum.Add(e.UPnL)
		usable = usable && e.Overall.Usable()
	}
	switch {
	case words == "" && v.account && !v.m.AccountAge(model.KindPositions, v.now).Spoken:
		return v.join(absent), model.Dec{}, inkDim
	case words == "":
		return v.join(""), model.Dec{}, inkDim
	case !usable:
		return v.join(words), sum, inkStale
	}
	return v.join(words), sum, v.gainInk(sum)
}
