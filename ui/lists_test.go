package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// long is an account and a funding list with more rows than a screen has.
func long(t testing.TB) *App {
	c := &clock{start()}
	a := dark(t, c, Options{})
	a.Update(batch(linksUp(c.now)...))
	a.Update(batch(model.Account{State: model.AccountKnown, Profile: profile}))
	var positions []model.Position
	var open, orders []model.Order
	var fills []model.Trade
	var transfers []model.Transfer
	for k := range 80 {
		at := start().Add(-time.Duration(k) * 25 * time.Hour) // over a new year, too
		id := fmt.Sprint(1000 + k)
		positions = append(positions, model.Position{Market: "15", ID: model.TradeID(id), Side: model.Long, Size: model.MustDec(id), Liq: model.MustDec(fmt.Sprint(99999 - k))})
		row := order(id, fmt.Sprint(117999-k))
		open = append(open, row)
		row.Time, row.Status = at, "Filled"
		orders = append(orders, row)
		fills = append(fills, trade("15", fmt.Sprint(117999-k), "0.01", "8", at, int64(1000-k)))
		transfers = append(transfers, model.Transfer{Direction: model.Deposit, Amount: model.MustDec(fmt.Sprint(7000 + k)), Time: at, Version: int64(1000 - k)})
		a.Update(batch(model.Funding{Market: model.MarketID(fmt.Sprint(100 + k)), Rates: []model.Rate{{Value: model.MustDec(fmt.Sprint("0.0", 100+k)), At: c.now}}}))
	}
	a.Update(batch(
		model.Positions{Account: profile, At: c.now, Rows: positions}, model.OpenOrders{Account: profile, At: c.now, Rows: open},
		model.NewOrders(profile, c.now, orders, true), model.NewFills(profile, c.now, fills, true), model.NewTransfers(profile, c.now, transfers)))
	return a
}

// TestEveryListMovesToItsEndsAndPicks tries keys, wheel and mouse on all panes with a cursor.
func TestEveryListMovesToItsEndsAndPicks(t *testing.T) {
	for _, c := range []struct {
		pane                paneID
		first, second, last string
	}{
		{panePositions, "99,999", "99,998", "99,920"},
		{paneOpen, "117,999", "117,998", "117,920"},
		{paneOrders, "117,999", "117,998", "117,920"},
		{paneFills, "117,999", "117,998", "117,920"},
		{paneTransfers, "+7,000", "+7,001", "+7,079"},
		{paneFunding, "APT", "BTC", "#179"},
	} {
		a := long(t)
		screen(a, 200, 30)
		focus(t, a, c.pane)
		press(a, "z")
		has(t, marked(t, a, c.pane), c.first)
		press(a, "j")
		has(t, marked(t, a, c.pane), c.second)
		press(a, "k", "k")
		has(t, marked(t, a, c.pane), c.first)
		press(a, "G", "j")
		has(t, marked(t, a, c.pane), c.last)
		press(a, "g")
		has(t, marked(t, a, c.pane), c.first)
		wheel(a, 50, 10, tea.MouseWheelDown)
		hasNot(t, marked(t, a, c.pane), c.first, c.second)
		press(a, "g")
		a.View()
		at := shownSlot(t, a, c.pane)
		for y, row := range strings.Split(paneText(t, a, c.pane), "\n") {
			if strings.Contains(row, c.second) {
				click(a, at.x+2, at.y+y)
			}
		}
		has(t, marked(t, a, c.pane), c.second)
	}
}

func TestRowsOfOtherDaysCarryTheirDate(t *testing.T) {
	a := long(t)
	screen(a, 200, 30)
	focus(t, a, paneOrders)
	press(a, "z")
	text := paneText(t, a, paneOrders)
	has(t, rowWith(t, text, "117,999"), "09:41:22")
	has(t, rowWith(t, text, "117,998"), "07-21 08:41")
	a.Update(batch(model.NewOrders(profile, start(), []model.Order{{Market: "15", ID: "9", Type: "1", Price: model.MustDec("117555"), Time: start().AddDate(-1, 0, 0)}}, true)))
	press(a, "G")
	has(t, rowWith(t, paneText(t, a, paneOrders), "117,555"), "2024-07-22")
}

func TestRightReachesEveryPaneAndLeftGoesBackToTheTab(t *testing.T) {
	for _, size := range [][2]int{{200, 60}, {160, 48}, {120, 36}, {80, 24}, {80, 14}, {45, 20}} {
		a := lit(t, &clock{start()}, Options{})
		seen := make(map[paneID]bool)
		for range 2 * paneCount {
			screen(a, size[0], size[1])
			seen[a.focus] = true
			before := shownSlot(t, a, a.focus)
			press(a, "l")
			a.View()
			if a.places.slotOf(a.focus) == a.places.slotOf(before.active) && a.focus != before.active {
				press(a, "h")
				if a.focus != before.active {
					t.Errorf("%v: right and left from pane %d end at %d", size, before.active, a.focus)
				}
				press(a, "l")
			}
		}
		if len(seen) != int(paneCount) {
			t.Errorf("%v: right reaches %d of %d panes", size, len(seen), paneCount)
		}
	}
}

func TestTheHeaderTellsTheStateOfTheLinks(t *testing.T) {
	for _, c := range []struct {
		name  string
		event func(now time.Time) []model.Event
		after time.Duration
		parts []string
	}{
		{"all up", linksUp, 0, []string{"● live 38ms"}},
		{"one of another market down", func(now time.Time) []model.Event { return []model.Event{link("14", model.LinkDown, now)} }, 0, []string{"1 of 6 links down", "connection reset"}},
		{"one connecting", func(now time.Time) []model.Event { return []model.Event{link("14", model.LinkConnecting, now)} }, 0, []string{"1 of 6 links down"}},
		{"all down, due", func(now time.Time) []model.Event { return linksDown(now, "refused", 0) }, 0, []string{"offline: refused", "retrying"}},
		{"all down, later", func(now time.Time) []model.Event { return linksDown(now, "refused", 33*time.Second) }, 0, []string{"offline: refused", "retry in 33s"}},
		{"all silent", linksUp, 40 * time.Second, []string{"stale 40s"}},
	} {
		clk := &clock{start()}
		a := lit(t, clk, Options{})
		screen(a, 200, 30)
		a.Update(batch(c.event(clk.now)...))
		tick(a, clk, c.after)
		t.Run(c.name, func(t *testing.T) {
			has(t, header(a), c.parts...)
			if c.name != "all up" && strings.Contains(header(a), "●") {
				t.Errorf("the header looks live: %s", header(a))
			}
		})
	}
}

func TestTheHeaderSaysAllWhereThereIsRoom(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	has(t, strings.Split(screen(a, 200, 20), "\n")[0], "uPnL ", "+1.43", "09:41:22 UTC", "kanatop", "MAINNET")
}
