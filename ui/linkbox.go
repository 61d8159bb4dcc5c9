package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// linkBox tells everything about the connections, of the live model even while paused.
type linkBox struct {
	pages
	rates map[model.Scope]*[2]pulse // of messages and of bytes
}

func (a *App) openLinks() tea.Cmd {
	b := &linkBox{rates: make(map[model.Scope]*[2]pulse)}
	b.second(a)
	a.overlay = b
	return nil
}

// second measures what came since the last call.
func (b *linkBox) second(a *App) {
	for _, l := range a.live.Links() {
		p := b.rates[l.Scope]
		if p == nil {
			p = new([2]pulse)
			b.rates[l.Scope] = p
		}
		p[0].beat(a.now, l.Count.Messages)
		p[1].beat(a.now, l.Count.Bytes)
	}
}

func (b *linkBox) press(a *App, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if k, _ := a.keys.find(msg.String()); a.closes(msg) || k.action == "links" {
		a.overlay = nil
		return nil, true
	}
	return nil, b.pages.press(a, msg)
}

func (b *linkBox) click(a *App, _, _ int) { a.overlay = nil }

func (b *linkBox) paint(a *App, all canvas.Region) {
	lines := b.lines(a)
	inside, _ := a.place(all, "Links", 104, len(lines)+2)
	top := b.fit(len(lines), inside.H())
	for y := range inside.H() {
		if top+y < len(lines) {
			putRuns(inside, 1, y, lines[top+y])
		}
	}
	more(inside, top, len(lines))
}

func (b *linkBox) lines(a *App) [][]run {
	var out [][]run
	lost := 0
	for _, l := range a.live.Links() {
		out = append(out, b.head(a, l))
		if l.Count.Failures+l.Count.Unknown+l.Count.Foreign > 0 {
			out = append(out, []run{
				{"  unread " + strconv.FormatInt(l.Count.Failures, 10), inkWarn, 0},
				{"  of others " + strconv.FormatInt(l.Count.Foreign, 10), inkDim, 0},
				{"  unknown topics " + strconv.FormatInt(l.Count.Unknown, 10), inkDim, 0},
			})
		}
		for _, text := range wrap(l.Count.LastFailure, clamp(a.width-10, 10, 96)) {
			out = append(out, []run{{"    " + text, inkWarn, 0}})
		}
		for _, t := range l.Topics {
			if t.Name == "" {
				break
			}
			ago := string(a.text.age(max(0, a.now.Sub(t.At)))) + " ago"
			out = append(out, []run{
				{"  " + pad(t.Name, 26), inkDim, 0},
				{ago, inkPlain, 0},
				{pad("", 10-len(ago)) + strconv.FormatInt(t.Messages, 10) + " messages", inkDim, 0},
			})
		}
	}
	for _, id := range a.strip {
		lost += a.live.Tape(id).Lost
	}
	out = append(out, a.unlinked()...)
	out = append(out, a.apart()...)
	h := a.live.HeldOf(model.AllAccounts)
	lost += h.Orders.Lost + h.Fills.Lost + h.Transfers.Lost
	return append(out, nil, []run{{"merged on the way " + strconv.Itoa(a.merged) + " events   given up " + strconv.Itoa(lost) + " rows", inkDim, 0}})
}

// head is the line of a connection.
func (b *linkBox) head(a *App, l model.Link) []run {
	name := l.Scope.String()
	if l.Scope.Kind == model.ScopeMarket {
		name = "market " + a.live.Market(model.MarketID(l.Scope.Owner)).Symbol
	}
	if own := a.accountOf(l.Scope); own != "" {
		name = "account " + own
	}
	since := string(a.text.age(max(0, a.now.Sub(l.Since))))
	state := run{"up " + since, inkLive, 0}
	switch {
	case l.State == model.LinkDown:
		state = run{"down " + since + ", retry in " + string(a.text.age(max(0, l.RetryAt.Sub(a.now)))), inkDanger, 0}
	case l.State == model.LinkConnecting:
		state = run{"connecting " + since, inkWarn, 0}
	case a.now.Sub(l.Proven) > model.ProofLimit:
		state = run{"no sign of life " + string(a.text.age(a.now.Sub(l.Proven))), inkWarn, 0}
	}
	if a.width < narrowFrom {
		return []run{{pad(name, 16), inkStrong, 0}, state}
	}
	out := []run{{pad(name, 28), inkStrong, 0}, {pad(state.text, 28), state.ink, 0}}
	if l.State == model.LinkUp && l.RTT > 0 {
		messages, bytes := absent, absent
		if p := b.rates[l.Scope]; p != nil {
			messages = p[0].text()
			if n, known := p[1].rate(); known {
				bytes = kilobytes(n)
			}
		}
		out = append(out, run{pad(milliseconds(l.RTT), 8), inkPlain, 0}, run{pad(messages+"/s", 7), inkPlain, 0}, run{pad(bytes+"/s", 12), inkPlain, 0})
	}
	if l.Cause != "" {
		out = append(out, run{"last ended: " + l.Cause, inkDim, 0})
	}
	return out
}

func kilobytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	return strconv.FormatInt(n/1000, 10) + " kB"
}

// pad fills a text with spaces to n cells.
func pad(s string, n int) string {
	for canvas.Width(s) < n {
		s += " "
	}
	return s
}

// apart says how far the exchange's clock, by the trades of the market shown, is from this one.
func (a *App) apart() [][]run {
	by := a.live.Tape(a.market).Apart()
	if by == 0 {
		return nil
	}
	way := "ahead of"
	if by < 0 {
		way = "behind"
	}
	var out [][]run
	text := "the times of trades are " + string(a.text.age(by.Abs())) + " " + way + " this machine's clock: ages of what the exchange dates are wrong by as much, until the clock that is wrong is set right"
	for _, line := range wrap(text, clamp(a.width-8, 10, 100)) {
		out = append(out, []run{{line, inkWarn, 0}})
	}
	return out
}
