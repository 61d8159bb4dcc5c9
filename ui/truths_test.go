package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

func TestDetailsAndAlertsAreOfTheRowUnderTheCursor(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	filtered(t, a, panePositions, 120, 36, "short") // one row: BTC SHORT
	press(a, "enter", "enter")
	if _, text := a.toCopy(); !strings.Contains(text, "BTC-USD") || !strings.Contains(text, "SHORT") {
		t.Errorf("details of\n%s", text)
	}
}

func TestHidingAPaneNeverPanics(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {80, 2}, {5, 24}, {8, 3}} {
		a := lit(t, &clock{start()}, Options{})
		press(a, "D") // before the first size too
		a.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for range paneCount {
			press(a, "D")
		}
		press(a, "S")
	}
}

func TestNothingThatFiredHidesTheDanger(t *testing.T) {
	for w := 45; w <= 200; w += 5 {
		c := &clock{start()}
		a := lit(t, c, Options{})
		screen(a, w, 36)
		d := model.MustDec
		a.Update(batch(model.Positions{Account: profile, At: c.now, Rows: []model.Position{
			{Market: "15", ID: "1", Side: model.Long, Size: d("1"), Entry: d("118690"), Liq: d("117738"), Margin: d("470.76")},
		}}))
		set(t, a, "ETH < 5000")
		has(t, screenFooter(a), "BTC LONG", "crossed", "! ")
		a.Update(Warning("read what was remembered: permission denied; nothing is remembered in this run"))
		has(t, screenFooter(a), "BTC LONG", "crossed", "! ")
	}
}

// TestADangerIsNotOverBecauseNobodyTellsOfIt: APT LONG is 2.57 % from its liquidation, by the last mid that was seen.
func TestADangerIsNotOverBecauseNobodyTellsOfIt(t *testing.T) {
	for w := 45; w <= 200; w += 31 {
		c := &clock{start()}
		a := lit(t, c, Options{})
		screen(a, w, 36)
		has(t, screenFooter(a), "APT LONG", "2.57% away")
		hasNot(t, screenFooter(a), "stale", "no price")
		a.Update(batch(model.NewDepth("14", c.now, levels("5.758", "-0.001", 3), nil), model.NewBest("14", c.now, model.Dec{}, model.MustDec("5.759"))))
		has(t, screenFooter(a), "APT LONG", "2.57% away, no price")
		focus(t, a, panePositions)
		has(t, strings.Split(paneText(t, a, panePositions), "\n")[2], "APT")
		a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
		tick(a, c, time.Minute)
		has(t, screenFooter(a), "APT LONG", "2.57% away, ")
	}
}

func TestSumsOfTheTapeSayThatTheLinkWasDown(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	hasNot(t, paneText(t, a, paneTrades), "gap")
	up := model.Link{Scope: model.MarketScope("15"), State: model.LinkUp, Since: c.now, Proven: c.now}
	for _, lost := range []model.LinkState{model.LinkDown, model.LinkConnecting} {
		a.Update(batch(link("15", lost, c.now)))
		c.now = c.now.Add(6 * time.Minute)
		a.Update(clockMsg{})
		has(t, paneText(t, a, paneTrades), "5m, gap: no trade")
	}
	up.Since, up.Proven, up.Cause = c.now, c.now, "connection reset by peer"
	a.Update(batch(up))
	a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", "117740", "0.5", "1", c.now, 777)})))
	has(t, paneText(t, a, paneTrades), "5m, gap buy")
	c.now = c.now.Add(6 * time.Minute)
	up.Proven = c.now
	a.Update(batch(up, model.NewTrades("15", c.now, []model.Trade{trade("15", "117740", "0.5", "1", c.now, 778)})))
	hasNot(t, paneText(t, a, paneTrades), "gap")
}

func TestATradeOfTheFutureLeavesTheChartWhereItIs(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 120, 36)
	before := paneText(t, a, paneChart)
	a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", "117740", "0.01", "1", c.now.Add(400*24*time.Hour), 999999)})))
	if now := paneText(t, a, paneChart); strings.Count(now, "┃") < strings.Count(before, "┃")/2 {
		t.Errorf("before\n%s\nafter\n%s", before, now)
	}
}

func TestBidsAreNeverGroupedAtZero(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Start: "14"}) // bids from 5.757, ticks of 0.001: 5,000 of them are the most
	screen(a, 160, 48)
	for range model.GroupSteps {
		press(a, "+")
	}
	p := the[*bookPane](t, a, paneBook)
	if l := p.ladder(a.view(paneBook)); l.bids[0].Price.Cmp(dec("5")) != 0 {
		t.Errorf("bids at %v", l.bids[0].Price)
	}
	has(t, paneText(t, a, paneBook), "×5,000")
}

func TestOwnSizeOfALevelTheBookDoesNotHaveIsNotToldAsExact(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	d := model.MustDec
	a.Update(batch(model.NewDepth("15", c.now, []model.Level{{Price: dec("100"), Size: dec("5")}}, []model.Level{{Price: dec("103"), Size: dec("5")}}),
		model.OpenOrders{Account: profile, At: c.now, Rows: []model.Order{
			{Market: "15", ID: "1", Type: "1", Price: d("100"), Remaining: d("1")},
			{Market: "15", ID: "2", Type: "1", Price: d("101"), Remaining: d("7")}, // the book has no such level
		}}))
	if own := the[*bookPane](t, a, paneBook).ladder(a.view(paneBook)).owned[2]; own.exact || own.size != d("8") {
		t.Errorf("own %v, exact %v, at a level of 5", own.size, own.exact)
	}
}

func TestPositionsNobodyToldAreNotNone(t *testing.T) {
	a := dark(t, &clock{start()}, Options{})
	s := speech(start())
	a.Update(s[0])
	a.Update(s[1]) // no word of the account
	if text, _, _ := (&watchBox{}).held(a.view(paneBook), a.live.Market("15")); string(text) != absent {
		t.Errorf("you hold %q", text)
	}
}

// With money hidden no amount or size of the account stands anywhere: in no pane, no details, no table, no copy.
func TestHiddenMoneyIsNowhere(t *testing.T) {
	secrets := []string{
		"0.02 ", "470.76", "0.95", "2,354.75", "2,355.70", // the long: size, margin, profit, notional, order value
		"117.785", "117.79", "0.475", "+0.48", // the short
		"2.8789457", "7,061.4", "4,736.00", "11,766.7", // margin, and what orders are worth, whole and unfilled
		"25.5", "1,000", "0.58845", "-0.95",
	}
	a := lit(t, &clock{start()}, Options{HideMoney: true})
	screen(a, 240, 70)
	var all []string
	for p := range paneCount {
		focus(t, a, p)
		if p == paneTrades || p == paneBook || p == paneChart {
			continue // the market's sizes are everybody's
		}
		all = append(all, paneText(t, a, p))
		d, ok := a.panes[p].(detailer)
		if !ok {
			continue
		}
		n, id := d.rows(a.view(p))
		for i := range n {
			_, lines := d.detail(a.view(p), id(i))
			all = append(all, fmt.Sprint(lines))
		}
		press(a, "g")
		_, text := a.toCopy()
		all = append(all, text)
	}
	press(a, "m")
	all = append(all, frame(a))
	for _, text := range all {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%q stands in\n%.600s", secret, text)
			}
		}
	}
}

func TestTabsWithoutRoomAreCountedAndCanBeClicked(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	has(t, frame(a), "│ +3 ")
	x, y := whereIs(t, a, "+3")
	a.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if a.focus != paneOrders {
		t.Errorf("a click on the other tabs goes to pane %d", a.focus)
	}
}

func TestAnOrderBetweenTicksStandsAtItsOwnPriceOnTheChart(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(model.OpenOrders{Account: profile, At: c.now, Rows: []model.Order{
		{Market: "15", ID: "1", Type: "1", Price: model.MustDec("117733.5"), Size: model.Int(1), Remaining: model.Int(1)},
	}}))
	screen(a, 160, 48)
	has(t, paneText(t, a, paneChart), "117,733.5")
}

func TestACrossedBookSaysSoInItsMiddle(t *testing.T) {
	for _, w := range []int{80, 120, 160} {
		c := &clock{start()}
		a := lit(t, c, Options{})
		screen(a, w, 48)
		a.Update(batch(model.NewDepth("15", c.now, levels("117740", "-1", 20), levels("117738", "1", 20))))
		has(t, paneText(t, a, paneBook), " CROSSED ")
	}
}

func TestAPartlyFilledOrderNeverLooksWhole(t *testing.T) {
	for _, w := range []int{80, 100, 120, 160, 240} {
		a := lit(t, &clock{start()}, Options{}) // 0.04 of 0.1 rests of the order at 118,400
		screen(a, w, 48)
		focus(t, a, paneOpen)
		has(t, rowWith(t, paneText(t, a, paneOpen), "118,400"), "0.04/0.1")
	}
}

func TestWhatHasNotComeSaysWhyWhenTheLinkIsDown(t *testing.T) {
	c := &clock{start()}
	a := dark(t, c, Options{})
	screen(a, 160, 48)
	panes := map[paneID]string{paneBook: "the book of BTC-USD", paneTrades: "the trades of BTC-USD", paneChart: "prices of BTC-USD", paneFunding: "funding rates"}
	a.Update(batch(link("15", model.LinkUp, c.now)))
	for pane, what := range panes {
		has(t, paneText(t, a, pane), "waiting for "+what)
		hasNot(t, paneText(t, a, pane), "connection refused")
	}
	for _, l := range linksDown(c.now, "connection refused", time.Second) {
		a.Update(batch(l))
	}
	for pane := range panes {
		if text := strings.Join(strings.Fields(strings.ReplaceAll(paneText(t, a, pane), "│", " ")), " "); !strings.Contains(text, ": offline: connection refused") {
			t.Errorf("pane %d does not say why it waits: %s", pane, text)
		}
	}
}
