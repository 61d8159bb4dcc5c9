package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// bookAt is a book of BTC around a price.
func bookAt(at time.Time, price string) tea.Msg {
	mid := model.MustDec(price)
	return batch(model.NewDepth("15", at, levels(mid.Sub(model.Int(1)).String(), "-1", 12), levels(mid.Add(model.Int(1)).String(), "1", 12)),
		model.NewBest("15", at, mid.Sub(model.Int(1)), mid.Add(model.Int(1))))
}

// set sets alerts and fails when one is refused.
func set(t testing.TB, a *App, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := a.setAlert(text); err != nil {
			t.Fatal(err)
		}
	}
	a.Update(clockMsg{}) // the first look
}

// sent is what a command writes to the terminal.
func sent(cmd tea.Cmd) string {
	if cmd == nil {
		return ""
	}
	if raw, ok := cmd().(tea.RawMsg); ok {
		return fmt.Sprint(raw.Msg)
	}
	return ""
}

func TestAnAlertStaysInTheFooterUntilItIsAcknowledged(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	set(t, a, "BTC > 118000")
	c.now = c.now.Add(2 * time.Second)
	a.Update(bookAt(c.now, "118012"))
	c.now = c.now.Add(5 * time.Second)
	press(a, "j", "tab", "T", "space", "space")
	a.Update(bookAt(c.now, "117000"))
	has(t, screenFooter(a), "! 09:41:24 BTC mid 118,012 rose past 118,000", "x acknowledge")
	set(t, a, "BTC < 117000")
	has(t, screenFooter(a), "2 alerts: newest 09:41:29 BTC mid 117,000, already there")
	press(a, "x")
	hasNot(t, screenFooter(a), "!", "acknowledge")
	for _, w := range []int{40, 45, 60, 80, 120} {
		b := lit(t, c, Options{})
		set(t, b, "BTC > 1")
		screen(b, w, 20)
		has(t, footer(b), "APT LONG liq", "! ", "BTC ", "1") // and the danger before it
	}
}

func TestAPriceThatCameAndWentIsToldAsThat(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	set(t, a, "BTC > 118000")
	up, down := bookAt(c.now, "118020.5").(model.Batch), bookAt(c.now, "117690").(model.Batch) //nolint:forcetypeassert,errcheck // a test
	for _, e := range down.Events() {
		up.Add(e)
	}
	a.Update(up)
	has(t, screenFooter(a), "! 09:41:22 BTC mid reached 118,020.5")
	if got := a.memory.Fired[0].Text; got != "BTC mid reached 118,020.5 past 118,000, now 117,690" {
		t.Errorf("told as %q", got)
	}
}

func screenFooter(a *App) string {
	a.View()
	return footer(a)
}

func TestAlertsWatchTheLiveModelWhilePaused(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 120, 36)
	set(t, a, "BTC > 118000")
	press(a, "space")
	a.Update(bookAt(c.now, "118012"))
	has(t, screenFooter(a), "BTC mid 118,012 rose past 118,000")
}

func TestEveryKindOfAlertIsToldWithoutAmounts(t *testing.T) {
	c := &clock{start()}
	for _, k := range []struct {
		alert, told string
		events      func() []model.Event
	}{
		{"BTC < 117000", "BTC mid 116,999.5 fell past 117,000", func() []model.Event {
			return []model.Event{model.NewDepth("15", c.now, levels("116999", "-1", 3), levels("117000", "1", 3)), model.NewBest("15", c.now, model.Int(116999), model.Int(117000))}
		}},
		{"APT liq < 2%", "APT LONG liquidation 1.08% from the mid", func() []model.Event { // 5.61025316 from 5.6715
			return []model.Event{model.NewDepth("14", c.now, levels("5.671", "-0.001", 3), levels("5.672", "0.001", 3)), model.NewBest("14", c.now, model.MustDec("5.671"), model.MustDec("5.672"))}
		}},
		{"BTC imbalance > 90% ask", "BTC book 99.0% ask of the first 10 levels", func() []model.Event {
			return []model.Event{model.NewDepth("15", c.now, []model.Level{{Price: dec("117737"), Size: dec("1")}}, []model.Level{{Price: dec("117738"), Size: dec("99")}})}
		}},
		{"filled", "BTC close long at 118,400 filled", func() []model.Event {
			return []model.Event{model.NewOrders(profile, c.now, []model.Order{{Market: "15", ID: "161669017509", Type: "7", Price: dec2("118400"), Size: dec2("0.77"), Status: "Filled", Time: c.now, Updated: c.now}}, false)}
		}},
		{"cancelled", "BTC close long at 118,400 cancelled", func() []model.Event {
			return []model.Event{model.NewOrders(profile, c.now, []model.Order{{Market: "15", ID: "161669017509", Type: "7", Price: dec2("118400"), Size: dec2("0.77"), Status: "Cancelled", Time: c.now, Updated: c.now}}, false)}
		}},
		{"BTC position", "BTC SHORT closed: no longer listed", func() []model.Event {
			p := accountSpeech(c.now)[0].(model.Positions) //nolint:forcetypeassert,errcheck // a test
			p.At, p.Rows = c.now, p.Rows[:2]
			return []model.Event{p}
		}},
		{"ETH position", "ETH SHORT opened, entry 3,712.8", func() []model.Event {
			p := accountSpeech(c.now)[0].(model.Positions) //nolint:forcetypeassert,errcheck // a test
			p.At, p.Rows = c.now, append(p.Rows, model.Position{Market: "16", ID: "9", Side: model.Short, Size: dec2("0.77"), Entry: dec2("3712.8")})
			return []model.Event{p}
		}},
		{"funding BTC", "BTC funding now +0.000042, longs pay", func() []model.Event {
			return []model.Event{model.Funding{Market: "15", Rates: []model.Rate{{Value: dec2("0.000042"), At: c.now}}}}
		}},
	} {
		a := lit(t, c, Options{HideMoney: true, Notify: osc9})
		screen(a, 160, 48)
		set(t, a, k.alert)
		if len(a.memory.Fired) > 0 {
			t.Fatalf("%s fired before its time: %+v", k.alert, a.memory.Fired)
		}
		_, cmd := a.Update(batch(k.events()...))
		has(t, screenFooter(a), k.told)
		has(t, sent(cmd), "kanatop: "+k.told)
		hasNot(t, footer(a), "0.77")
	}
}

func dec2(s string) model.Dec { return model.MustDec(s) }

func TestALostConnectionAndAGapAreTold(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	set(t, a, "link", "BTC > 118000")
	a.Update(batch(linksDown(c.now, "connection reset by peer", time.Second)...))
	c.now = c.now.Add(5 * time.Second)
	a.Update(clockMsg{})
	has(t, screenFooter(a), "connection lost: 6 of 6 connections: offline: connection reset by peer")
	press(a, "x", "!")
	has(t, screen(a, 160, 48), "BTC > 118000", "cannot watch since 09:41:22: offline: connection reset by peer")
	press(a, "!")
	c.now = c.now.Add(time.Minute)
	for _, l := range a.live.Links() {
		l.State, l.Since, l.Proven = model.LinkUp, c.now, c.now
		a.Update(batch(l))
	}
	a.Update(bookAt(c.now, "118500"))
	screen(a, 240, 48) // beside the danger, of which nothing is heard yet
	has(t, screenFooter(a), "away, stale", "BTC mid 118,500 rose past 118,000, not watched 09:41:22-09:42:27: offline: connection reset by peer")
}

// TestAnOutageThatGrowsKeepsItsLineAndRingsOnce: six connections that are lost within seconds are one thing to be told.
func TestAnOutageThatGrowsKeepsItsLineAndRingsOnce(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{Notify: osc9})
	screen(a, 160, 48)
	set(t, a, "link repeat")
	rings := 0
	second := func() {
		c.now = c.now.Add(time.Second)
		said := []model.Event{model.NewBest("31", c.now, dec2("1"), dec2("2"))}
		for _, l := range a.live.Links() {
			if l.State == model.LinkUp {
				l.Proven = c.now
				said = append(said, l)
			}
		}
		_, cmd := a.Update(batch(said...))
		rings += strings.Count(sent(cmd), "\a")
	}
	down := linksDown(c.now, "reset", time.Second)
	for _, l := range down[:4] {
		a.Update(batch(l))
		second()
	}
	for range 6 {
		second()
	}
	if rings != 1 || len(a.memory.Fired) != 1 {
		t.Errorf("%d bells, %d lines: %+v", rings, len(a.memory.Fired), a.memory.Fired)
	}
	has(t, screenFooter(a), "connection lost: 4 of 6 connections, first ", ": offline: reset")
	press(a, "x")
	a.Update(batch(down[4:]...)) // what comes when that was taken note of is news
	for range 6 {
		second()
	}
	has(t, screenFooter(a), "connection lost: 6 of 6 connections, first ")
	if rings != 2 || len(a.memory.Fired) != 1 {
		t.Errorf("acknowledged in between: %d bells, %d lines", rings, len(a.memory.Fired))
	}
}

func TestBellAndNotificationAreSentOnceASecond(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{Notify: osc777})
	fire := func() string {
		for _, text := range []string{"BTC > 1", "BTC > 2"} {
			if _, err := a.setAlert(text); err != nil {
				t.Fatal(err)
			}
		}
		_, cmd := a.Update(bookAt(c.now, "117737.5"))
		return sent(cmd)
	}
	const one = "\x1b]777;notify;kanatop;BTC mid 117,737.5, already above 1 and 1 more\x1b\\\a"
	if got := fire(); got != one {
		t.Errorf("sent %q, want %q", got, one)
	}
	if got := fire(); got != "" {
		t.Errorf("within a second %q", got)
	}
	c.now = c.now.Add(time.Second)
	_, cmd := a.Update(bookAt(c.now, "117737.5"))
	if got := sent(cmd); got != one {
		t.Errorf("a second later %q", got)
	}
	a = lit(t, c, Options{Mute: true, Notify: notifyOff})
	if got := fire(); got != "" {
		t.Errorf("mute and off: %q", got)
	}
	a = lit(t, c, Options{Notify: osc9})
	a.Update(tea.EnvMsg{"TMUX=/tmp/x", "TERM=tmux-256color"})
	if got, want := fire(), "\x1bPtmux;\x1b\x1b]9;kanatop: BTC mid 117,737.5, already above 1 and 1 more\x1b\x1b\\\x1b\\\a"; got != want {
		t.Errorf("in tmux %q, want %q", got, want)
	}
}

func TestNotificationsHoldNothingATerminalObeys(t *testing.T) {
	got := notice(osc777, "a;b\x1b]0;x\a\n\u009b–"+strings.Repeat("y", 500))
	if want := "\x1b]777;notify;kanatop;a,b?]0,x????" + strings.Repeat("y", 108) + "\x1b\\"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTheWayOfNotificationFollowsTheTerminal(t *testing.T) {
	for _, c := range []struct{ env, chosen, want string }{
		{"TERM=xterm-256color", "", notifyOff},
		{"TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", notifyAuto, notifyOff},
		{"TERM=xterm-256color TERM_PROGRAM=iTerm.app", notifyAuto, osc9},
		{"TERM=xterm-256color TERM_PROGRAM=WezTerm", "", osc9},
		{"TERM=xterm-kitty", "", osc9},
		{"TERM=foot-extra", "", osc777},
		{"TERM=tmux-256color TERM_PROGRAM=tmux TMUX=x", "", notifyOff},
		{"TERM=dumb", osc777, osc777},
		{"TERM=foot", notifyOff, notifyOff},
	} {
		if got := newSurroundings(tea.EnvMsg(strings.Fields(c.env))).notification(c.chosen); got != c.want {
			t.Errorf("%s with %q: %s, want %s", c.env, c.chosen, got, c.want)
		}
	}
}

func TestAlertsAreRememberedUntilTheyFireAndThenUntilAcknowledged(t *testing.T) {
	c := &clock{start()}
	var last Memory
	keep := Options{Remember: func(m Memory) { last = m }}
	a := lit(t, c, keep)
	set(t, a, "btc>118,000", "filled repeat")
	if !slices.Equal(last.Alerts, []string{"BTC > 118000", "filled repeat"}) {
		t.Fatalf("remembered %+v", last)
	}
	keep.Memory = last
	b := lit(t, c, keep)
	b.Update(bookAt(c.now, "118500"))
	want := []Firing{{At: c.now, Alert: "BTC > 118000", Text: "BTC mid 118,500 rose past 118,000"}}
	if !slices.Equal(last.Alerts, []string{"filled repeat"}) || !slices.Equal(last.Fired, want) {
		t.Fatalf("remembered %+v", last)
	}
	keep.Memory = last
	c.now = c.now.Add(24 * time.Hour)
	d := dark(t, c, keep)
	has(t, screen(d, 120, 36), "! 07-22 09:41 BTC mid 118,500 rose past 118,000")
	press(d, "x")
	if len(last.Fired) > 0 || !slices.Equal(last.Alerts, []string{"filled repeat"}) {
		t.Errorf("remembered %+v", last)
	}
}

func TestARememberedTextThatIsNoAlertIsToldAndKept(t *testing.T) {
	var last Memory
	c := &clock{start()}
	a := lit(t, c, Options{Memory: Memory{Alerts: []string{"BTC above 5", "DOGE > 1", "BTC > 118000"}}, Remember: func(m Memory) { last = m }})
	has(t, screen(a, 160, 48), "remembered alert: not an alert:", "BTC above 5")
	set(t, a, "link")
	press(a, "!")
	has(t, screen(a, 160, 48), "does nothing: not an alert", "does nothing: no such market")
	if !slices.Equal(last.Alerts, []string{"BTC > 118000", "link", "BTC above 5", "DOGE > 1"}) || len(last.Fired) > 0 {
		t.Errorf("remembered %+v", last)
	}
	a.Update(batch(model.MarketList{Markets: []model.Market{model.NewMarket("77", "DOGE-USD", model.Int(1), model.Int(1), 5, 8, 6)}}))
	if a.alarms.set.Len() != 3 || len(a.alarms.unread) != 1 {
		t.Errorf("when the market is listed: %+v", a.alarms.set.All())
	}
	press(a, "!")
	a.Update(bookAt(c.now, "118500"))
	has(t, screenFooter(a), "BTC mid 118,500")
}

func TestTheMarketOfAnAlertIsSubscribed(t *testing.T) {
	var watched []model.MarketID
	o := Options{Watch: func(id model.MarketID) { watched = append(watched, id) }, Memory: Memory{Alerts: []string{"DOGE > 1", "BTC > 1", "link"}}}
	a := lit(t, &clock{start()}, o)
	if len(watched) > 0 {
		t.Errorf("watched %v, which are subscribed or not known", watched)
	}
	a.Update(batch(model.MarketList{Markets: []model.Market{model.NewMarket("77", "DOGE-USD", model.Int(1), model.Int(1), 5, 8, 6)}}))
	if !slices.Equal(watched, []model.MarketID{"77"}) {
		t.Errorf("watched %v", watched)
	}
}

func TestTheKeySetsAnAlertWhereTheCursorIs(t *testing.T) {
	c := &clock{start()}
	line := func(first ...string) string {
		a := lit(t, c, Options{})
		screen(a, 160, 48)
		press(a, first...)
		press(a, "a")
		p, open := a.overlay.(*palette)
		if !open {
			t.Fatal("no palette")
		}
		return p.text()
	}
	if got := line(); got != "alert BTC > " { // at any price of now it would fire at once
		t.Errorf("without a cursor: %q", got)
	}
	if got := line("j", "j"); got != "alert BTC < 117736 " {
		t.Errorf("at a bid: %q", got)
	}
	if got := line("k", "k"); got != "alert BTC > 117739 " {
		t.Errorf("at an ask: %q", got)
	}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "j", "a")
	if got := a.overlay.(*palette).text(); got != "alert BTC liq < 5% " { //nolint:forcetypeassert,errcheck // a test
		t.Errorf("at a position: %q", got)
	}
	press(a, "r", "e", "p", "e", "a", "t", "enter")
	if all := a.alarms.set.All(); len(all) != 1 || all[0].Alert.String() != "BTC liq < 5% repeat" {
		t.Errorf("set %+v", all)
	}
	has(t, screenFooter(a), "alert set: BTC liq < 5% repeat")
}

func TestPreviewSaysWhatWillHappenAndHowThingsStand(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for text, want := range map[string]string{
		"BTC > 118000":            "once, when the mid of BTC rises to 118,000; now 117,737.5, 0.22% away",
		"BTC > 117740":            "once, when the mid of BTC rises to 117,740; now 117,737.5, <0.01% away", // 0.0021
		"BTC < 117000 repeat":     "each time the mid of BTC falls to 117,000; now 117,737.5, 0.63% away",
		"BTC > 117000":            "once, when the mid of BTC rises to 117,000; so already: fires at once",
		"liq < 2.5%":              "once, when a liquidation price is nearer than 2.5% to the mid; nearest LONG 2.57%",
		"ETH liq < 5%":            "once, when a liquidation price of ETH is nearer than 5% to the mid; no such position now",
		"filled":                  "once, when the history says that an order is filled",
		"BTC cancelled":           "once, when the history says that an order of BTC is cancelled",
		"position":                "once, when a position appears or is no longer listed",
		"funding BTC":             "once, when the sign of a funding rate of BTC changes; now -0.000031",
		"link":                    "once, when a connection is lost, or its data stale, for 5s",
		"BTC imbalance > 70% ask": "once, when over 70% of the first 10 levels of BTC is ask; now 50.0%",
	} {
		if got, err := a.previewAlert(text); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", text, got, err, want)
		}
	}
	b := dark(t, &clock{start()}, Options{})
	if got, err := b.previewAlert("BTC > 118000"); err != nil || !strings.HasSuffix(got, "not seen now: not subscribed") {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := a.previewAlert("BTC >"); err == nil {
		t.Error("half an alert is accepted")
	}
}

func TestAlertHereIsOfTheRowUnderTheCursorWhenFilteredOrSorted(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	filtered(t, a, panePositions, 120, 36, "short") // one row: BTC SHORT
	press(a, "enter", "a")
	if text := a.overlay.(*palette).text(); text != "alert BTC liq < 5% " { //nolint:forcetypeassert,errcheck // a test
		t.Errorf("filtered to BTC SHORT: %q", text)
	}
	b := lit(t, &clock{start()}, Options{})
	screen(b, 120, 36)
	focus(t, b, panePositions)
	press(b, "s", "a")                                                      // by profit: BTC LONG on top
	if text := b.overlay.(*palette).text(); text != "alert BTC liq < 5% " { //nolint:forcetypeassert,errcheck // a test
		t.Errorf("sorted, BTC LONG on top: %q", text)
	}
}

func TestARememberedAlertOfAnUnknownMarketIsToldOnce(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{Memory: Memory{Alerts: []string{"DOGE > 1", "BTC > 200000"}}})
	screen(a, 120, 36)
	c.now = c.now.Add(30 * time.Second)
	a.Update(clockMsg{})
	if len(a.memory.Fired) > 0 {
		t.Errorf("told before the exchange has listed its markets: %+v", a.memory.Fired)
	}
	c.now = c.now.Add(31 * time.Second)
	a.Update(clockMsg{})
	has(t, screenFooter(a), "not watched: DOGE > 1: no such market; it is kept")
	press(a, "x")
	a.Update(clockMsg{})
	if len(a.memory.Fired) > 0 {
		t.Errorf("told again: %+v", a.memory.Fired)
	}
	b := lit(t, c, Options{Memory: Memory{Alerts: []string{"DOGE > 1", "PEPE > 1", "WIF > 1"}}})
	screen(b, 120, 36)
	b.Update(batch(model.MarketList{Markets: []model.Market{model.NewMarket("77", "DOGE-USD", model.Int(1), model.Int(1), 5, 8, 6)}}))
	has(t, screenFooter(b), "not watched: PEPE > 1 and 1 more: no such market")
}

func TestAlertsThatCannotBeWatchedForLongAreCountedInTheFooter(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 120, 36)
	a.Update(batch(model.Positions{Account: profile, At: c.now})) // no danger to tell of
	set(t, a, "BTC > 200000", "BTC < 1", "position")
	a.Update(batch(linksDown(c.now, "connection reset by peer", time.Second)...))
	a.Update(clockMsg{})
	hasNot(t, screenFooter(a), "not watched")
	c.now = c.now.Add(model.ProofLimit + time.Second)
	a.Update(clockMsg{})
	has(t, screenFooter(a), "3 alerts not watched")
	a.deleteAlert(a.alarms.set.All()[0].Alert)
	a.deleteAlert(a.alarms.set.All()[0].Alert)
	a.dirty = true
	has(t, screenFooter(a), "1 alert not watched")
}

func TestARepeatingAlertThatWasToldIsNotToldAgainAtTheNextStart(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	set(t, a, "BTC > 100000 repeat")
	if len(a.memory.Fired) != 1 {
		t.Fatalf("one that was just set: %+v", a.memory.Fired)
	}
	a.Update(clockMsg{})
	m := a.memory.clone()
	m.Fired = nil // acknowledged
	b := lit(t, c, Options{Memory: m})
	b.Update(clockMsg{})
	if len(b.memory.Fired) > 0 {
		t.Errorf("told again: %+v", b.memory.Fired)
	}
	press(b, "!")
	has(t, screen(b, 160, 48), "so from the start of the program, waits until it is over")

	// What begins between the runs is news.
	m.Told = nil
	k := lit(t, c, Options{Memory: m})
	if len(k.memory.Fired) != 1 {
		t.Errorf("it began between the runs: %+v", k.memory.Fired)
	}
}
