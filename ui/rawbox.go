package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// rawBox shows the last messages of a pane's topics as they came, each cut where the feed cuts it.
type rawBox struct {
	pages
	pane  paneID
	texts []string
	at    time.Time
}

// sourced is a pane that says which topics of which connection it is made of.
type sourced interface {
	source(v *view) (scope model.Scope, topics []string)
}

func (a *App) openRaw() tea.Cmd {
	if a.hide && a.focus != paneBook && a.focus != paneTrades && a.focus != paneChart && a.focus != paneFunding {
		a.tell("money is hidden, so is the raw message")
		return nil
	}
	if _, ok := a.panes[a.focus].(sourced); ok && a.opts.Raw != nil {
		b := &rawBox{pane: a.focus}
		b.second(a)
		a.overlay = b
	}
	return nil
}

// rawLimit is the length at which the feed cuts what it keeps of a message.
const rawLimit = 64 << 10

// second fetches the messages anew.
func (b *rawBox) second(a *App) {
	p, ok := a.panes[b.pane].(sourced)
	if !ok {
		return
	}
	v := a.view(b.pane)
	scope, topics := p.source(v)
	b.texts, b.at = b.texts[:0], a.now
	if scope.Kind != model.ScopeAccount {
		b.add(a, scope, topics)
		return
	}
	for _, k := range v.lookedAt() {
		b.add(a, model.AccountScope(k.Profile), topics)
	}
}

// add fetches the messages of one connection.
func (b *rawBox) add(a *App, scope model.Scope, topics []string) {
	of := scope.String()
	if own := a.accountOf(scope); own != "" {
		of = "account " + own
	}
	for _, t := range topics {
		text := string(a.opts.Raw(t, scope))
		head := t + " of " + of + ", " + strconv.Itoa(len(text)) + " bytes"
		switch len(text) {
		case 0:
			head, text = t+" of "+of, "nothing received"
		case rawLimit:
			head += " of a longer message"
		}
		b.texts = append(b.texts, head, text)
	}
}

func (b *rawBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if k, _ := a.keys.find(msg.String()); a.closes(msg) || k.action == "raw" {
		a.overlay = nil
		return nil, true
	}
	return nil, b.pages.press(a, msg)
}

func (b *rawBox) click(a *App, _, _ int) { a.overlay = nil }

func (b *rawBox) paint(a *App, all canvas.Region) {
	inside, _ := a.place(all, "Raw, at "+string(a.text.clock(b.at, "15:04:05", a.zone)), all.W()-4, all.H()-2)
	w := max(1, inside.W()-3)
	type line struct {
		text string
		ink  canvas.Ink
	}
	var lines []line
	for i, text := range b.texts {
		ink := inkPlain
		if i%2 == 0 {
			ink = inkTitle
		}
		for runes := []rune(text); len(runes) > 0; runes = runes[min(w, len(runes)):] {
			lines = append(lines, line{string(runes[:min(w, len(runes))]), ink})
		}
	}
	top := b.fit(len(lines), inside.H())
	for y := range inside.H() {
		if top+y < len(lines) {
			inside.Text(1, y, lines[top+y].text, lines[top+y].ink)
		}
	}
	more(inside, top, len(lines))
}

func (p *bookPane) source(v *view) (model.Scope, []string) {
	return model.MarketScope(v.market.ID), []string{"orderbook"}
}

func (p *tradesPane) source(v *view) (model.Scope, []string) {
	return model.MarketScope(v.market.ID), []string{"recent_trades"}
}

func (p *chartPane) source(v *view) (model.Scope, []string) {
	return model.MarketScope(v.market.ID), []string{"recent_trades"}
}

func (p *fundingPane) source(*view) (model.Scope, []string) {
	return model.Scope{}, []string{"live_funding_rate", "bestPrice"}
}

// accountTopics names topics of what is looked at: an account, or each of several.
func accountTopics(v *view, topics ...string) (model.Scope, []string) {
	return model.AccountScope(v.lookedAt()[0].Profile), topics
}

func (p *positionsPane) source(v *view) (model.Scope, []string) { return accountTopics(v, "positions") }

func (p *openPane) source(v *view) (model.Scope, []string) { return accountTopics(v, "open_orders") }

func (p *ordersPane) source(v *view) (model.Scope, []string) {
	return accountTopics(v, "order_history", "live_order_history")
}

func (p *fillsPane) source(v *view) (model.Scope, []string) {
	return accountTopics(v, "trade_history", "live_trade_history")
}

func (p *transfersPane) source(v *view) (model.Scope, []string) {
	return accountTopics(v, "deposit_withdraw_history")
}
