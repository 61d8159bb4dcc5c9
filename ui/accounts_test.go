package ui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

const hedge = model.Address("0xb0b00000000000000000000000000000000000000000000000000000000c0ffe")

// duo is an app that watches two accounts, main and hedge; all that hedge has is in hedgeSpeech.
func duo(t testing.TB, c *clock, o Options) *App {
	t.Helper()
	o.Accounts = []string{"main", "hedge"}
	a := lit(t, c, o)
	a.Update(batch(model.Account{Name: "main", State: model.AccountKnown, Profile: profile}))
	a.Update(batch(hedgeSpeech(c.now)...))
	return a
}

// half is an app of two accounts of which hedge is still being looked up.
func half(t testing.TB, c *clock, o Options) *App {
	t.Helper()
	a := duo(t, c, o)
	a.Update(batch(model.Account{Index: 1, Name: "hedge", State: model.AccountLookup, Wallet: "0x5"}))
	return a
}

func hedgeSpeech(now time.Time) []model.Event {
	d, at := model.MustDec, now.Add(-2*time.Second)
	return []model.Event{
		model.Account{Index: 1, Name: "hedge", State: model.AccountKnown, Profile: hedge},
		model.Link{Scope: model.AccountScope(hedge), State: model.LinkUp, Since: now.Add(-10 * time.Minute), Proven: now, RTT: 38 * time.Millisecond},
		model.Positions{Account: hedge, At: at, Rows: []model.Position{
			{Market: "15", ID: "1", Side: model.Short, Leverage: d("10"), Size: d("0.07"), Entry: d("118204"), Liq: d("126853.07317073"), Margin: d("827.428"), Updated: now.Add(-2 * time.Hour)},
		}},
		model.OpenOrders{Account: hedge, At: at, Rows: []model.Order{
			// The id, the price and the side of one of main's orders.
			{Market: "15", ID: "161668999059311546803014681", Type: "4", Leverage: d("10"), Price: d("117742"), Size: d("0.033"), Remaining: d("0.033"), Value: d("3885.486"), Time: now.Add(-3 * time.Minute)},
		}},
		model.NewOrders(hedge, at, []model.Order{
			{Market: "16", ID: "777", Type: "2", Leverage: d("5"), Price: d("3722.2"), Size: d("1.5"), Value: d("5583.3"), Status: "Filled", Time: now.Add(-90 * time.Minute)},
		}, true),
		model.NewFills(hedge, at, []model.Trade{trade("16", "3722.2", "1.5", "2", now.Add(-30*time.Minute), 10)}, true),
		model.NewTransfers(hedge, at, []model.Transfer{{Direction: model.Deposit, Amount: d("777"), Time: now.Add(-90 * time.Minute), Version: 3102182817}}),
	}
}

func TestAccountScreens(t *testing.T) {
	for _, s := range []struct {
		name string
		w, h int
		app  func(testing.TB, *clock, Options) *App
		keys string
	}{
		{"account", 120, 36, duo, "A"},
		{"account", 80, 24, duo, "A"},
		{"all", 120, 36, duo, "AA"},
		{"all", 80, 24, duo, "AA"},
		{"all", 45, 20, duo, "AA"},
		{"all-partly", 120, 36, half, "AA"},
		{"all-partly", 45, 20, half, "AA"},
	} {
		name := fmt.Sprintf("%s-%dx%d.txt", s.name, s.w, s.h)
		t.Run(name, func(t *testing.T) {
			c := &clock{start()}
			a := s.app(t, c, Options{})
			a.Update(tea.WindowSizeMsg{Width: s.w, Height: s.h})
			press(a, strings.Split(s.keys, "")...)
			if s.w < narrowFrom {
				focus(t, a, panePositions)
			}
			a.notice = ""
			a.dirty = true
			golden(t, name, frame(a)+"\n")
		})
	}
}

func TestAKeyWalksTheAccountsAndThenTheirSum(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	// 0.07 x (118204 - 117737.5) = 32.655; main has 1.426086.
	for _, want := range []struct{ name, title, profit, notice string }{
		{"main", "Positions 3 · main", "+1.43", ""},
		{"hedge", "Positions 1 · hedge", "+32.66", "account hedge"},
		{"ALL 2", "Positions 4 · ALL 2", "+34.08", "all 2 accounts, added up"},
		{"main", "Positions 3 · main", "+1.43", "account main"},
	} {
		has(t, header(a), want.name+" uPnL (mid) "+want.profit)
		has(t, paneText(t, a, panePositions), want.title, "total uPnL (mid) "+want.profit)
		has(t, footer(a), want.notice)
		press(a, "A")
	}
}

func TestThePaletteLooksAtAnAccountByItsName(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	for name, place := range map[string]int{"hedge": 1, "ALL": model.AllAccounts, "main": 0} {
		said, err := planAccount(a, name)
		if err != nil || !strings.HasPrefix(said, "look at ") {
			t.Errorf("%s: %q, %v", name, said, err)
		}
		if runAccount(a, name); a.live.Looked() != place {
			t.Errorf("%s: looks at %d, want %d", name, a.live.Looked(), place)
		}
	}
	if _, err := planAccount(a, "hegde"); err == nil || !strings.Contains(err.Error(), "hegde") {
		t.Errorf("a misspelt name: %v", err)
	}
}

func TestOneAccountIsNotSwitched(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	press(a, "A")
	has(t, footer(a), "one account is watched")
	hasNot(t, frame(a), "ALL", "acct")
	none := fresh(t, &clock{start()}, Options{})
	screen(none, 120, 36)
	press(none, "A")
	has(t, footer(none), "no account is configured")
}

func TestTheNameOfTheAccountStandsAtEveryWidth(t *testing.T) {
	c := &clock{start()}
	a := duo(t, c, Options{Demo: true})
	press(a, "space")
	for _, name := range []string{"main", "hedge", "ALL 2"} {
		for w := 45; w <= 240; w++ {
			screen(a, w, 36)
			if !strings.Contains(header(a), name) {
				t.Fatalf("%d columns: %q has no %q", w, header(a), name)
			}
		}
		press(a, "A")
	}
}

func TestLongNamesStandInTheFullestHeader(t *testing.T) {
	c := &clock{start()}
	a := fresh(t, c, Options{Demo: true, Accounts: []string{"the-first-account", "second-account-b"}})
	a.Update(batch(linksUp(c.now)...))
	a.Update(batch(marketSpeech(c.now)...))
	press(a, "space")
	c.now = c.now.Add(time.Hour)
	a.Update(batch(link("14", model.LinkDown, c.now)))
	for _, names := range [][]string{{"the-first-account", "the-firs", "the-fir…", "the-…"}, {"second-account-b", "second-…", "seco…"}} {
		for w := 45; w <= 240; w++ {
			screen(a, w, 36)
			shown := 0
			for _, n := range names {
				shown += strings.Count(header(a), n)
			}
			if shown == 0 {
				t.Fatalf("%d columns: %q has none of %q", w, header(a), names)
			}
		}
		press(a, "A")
	}
}

func TestTheCursorBeginsAnewWithEveryAccount(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "j", "j", "A", "A")
	has(t, marked(t, a, paneOpen), "6.500")
	press(a, "j", "j", "A")
	has(t, marked(t, a, paneOpen), "6.500")
}

// TestNothingOfAnotherAccountStandsUnderTheNewName looks for what only one of both has, wherever rows of accounts show.
func TestNothingOfAnotherAccountStandsUnderTheNewName(t *testing.T) {
	only := [][]string{
		{"5.75789", "118,400", "57.58", "1,000", "96,566.15", "117,690"},
		{"118,204", "126,853.07", "0.033", "3,722.2", "+777"},
	}
	for _, w := range []int{45, 80, 120, 160, 240} {
		a := duo(t, &clock{start()}, Options{})
		screen(a, w, 48)
		press(a, "z")
		for range 2 * paneCount {
			for range 2 {
				place := a.live.Looked()
				if place == model.AllAccounts {
					press(a, "A")
					place = 0
				}
				press(a, "j", "enter", "A") // what was chosen and opened is of the account before
				if a.overlay != nil {
					t.Fatal("the details of a row of another account are still open")
				}
				if a.live.Looked() == model.AllAccounts {
					press(a, "A")
				}
				hasNot(t, body(a), only[place]...)
			}
			press(a, "tab")
		}
	}
}

func TestMarksInTheBookAreOfTheAccountLookedAt(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	row := func() string { return rowWith(t, paneText(t, a, paneBook), "117,742") }
	has(t, row(), "◆", "0.06")
	press(a, "A")
	has(t, row(), "◆", "0.033")
	has(t, paneText(t, a, paneBook), "liq 126,853.07")
	press(a, "A")
	has(t, row(), "◆", "0.093") // 0.06 of main and 0.033 of hedge
	has(t, paneText(t, a, paneBook), "main liq 126,403.41")
}

func TestRowsOfTheSumAreToldApartByTheirAccount(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	press(a, "A", "A")
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	for _, want := range []string{"6.500", "118,400", "main", "hedge"} {
		if want == "main" || want == "hedge" { // two orders of one id
			has(t, marked(t, a, paneOpen), want, "117,742")
		} else {
			has(t, marked(t, a, paneOpen), want)
		}
		press(a, "j")
	}
	press(a, "k", "enter")
	has(t, rowWith(t, frame(a), "account "), "hedge", "configured")
	has(t, rowWith(t, frame(a), "remaining"), "0.033")
}

func TestRowsOfTheSumAreFilteredAndCopiedWithTheirAccount(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	press(a, "A", "A")
	screen(a, 160, 48)
	focus(t, a, paneFills)
	fills, ok := a.panes[paneFills].(*fillsPane)
	if !ok {
		t.Fatal("no fills")
	}
	fills.words = "hedge"
	a.dirty = true
	has(t, paneText(t, a, paneFills), "3,722.2", "hedge: 1 fill ")
	hasNot(t, paneText(t, a, paneFills), "117,785")
	v := a.view(paneFills)
	_, id := fills.rows(v)
	if got := fills.fields(v, id(0)); len(got) == 0 || got[0] != (field{"account", "hedge"}) {
		t.Errorf("copied: %v", got)
	}
}

func TestTheSumSaysOfHowManyAccountsItIs(t *testing.T) {
	for _, w := range []int{45, 60, 80, 100, 120, 160, 240} {
		a := half(t, &clock{start()}, Options{})
		press(a, "A", "A")
		screen(a, w, 48)
		has(t, header(a), "ALL 1/2")
		for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers} {
			focus(t, a, p)
			has(t, paneText(t, a, p), "ALL 1/2", "1 of 2")
		}
		focus(t, a, panePositions)
		has(t, rowWith(t, paneText(t, a, panePositions), "1 of 2 accounts known uPnL"), "+1.43")
	}
	a := half(t, &clock{start()}, Options{})
	press(a, "A", "A")
	screen(a, 160, 48)
	hasNot(t, paneText(t, a, paneBook), "stale") // what is known of main is known
	a.Update(batch(model.Positions{Account: profile, At: start()}))
	has(t, paneText(t, a, panePositions), "no open positions; 1 of 2 accounts known: hedge: looking up the profile address")
	press(a, "A", "A")
	has(t, paneText(t, a, panePositions), "waiting: looking up the profile address")
	has(t, header(a), "hedge")
}

func TestAStaleAccountMakesTheSumStaleAndIsNamed(t *testing.T) {
	c := &clock{start()}
	a := duo(t, c, Options{})
	press(a, "A", "A")
	screen(a, 240, 48)
	a.Update(batch(model.Link{Scope: model.AccountScope(hedge), State: model.LinkDown, Since: c.now, Cause: "no route", RetryAt: c.now.Add(time.Minute)}))
	has(t, title(t, a, panePositions), "STALE", "hedge: offline: no route")
	has(t, paneText(t, a, paneBook), "│ ▲ main liq 126,403.41 +7.36%")
	has(t, header(a), "+34.08 stale")
	a.Update(batch(model.Positions{Account: hedge, At: c.now, Rows: []model.Position{held("9", model.Short, "120000")}}))
	has(t, paneText(t, a, paneBook), "stale ▲ hedge liq 120,000 ") // the nearest first
	press(a, "A")
	hasNot(t, title(t, a, panePositions), "STALE")
	hasNot(t, header(a), "stale")
}

func TestDangerIsOfAllAccountsAndNamed(t *testing.T) {
	for _, paused := range []bool{false, true} {
		c := &clock{start()}
		a := duo(t, c, Options{})
		screen(a, 120, 36)
		now := ""
		if paused {
			press(a, "space")
			now = "now "
		}
		for range 3 {
			a.Update(batch(model.Positions{Account: hedge, At: c.now, Rows: []model.Position{held("9", model.Short, "118000")}}))
			has(t, footer(a), "hedge BTC SHORT liquidation "+now+"0.22% away") // 262.5 of 117737.5
			press(a, "A")
			c.now = c.now.Add(noticeFor)
			a.Update(batch(model.Link{Scope: model.AccountScope(hedge), State: model.LinkUp, Since: start().Add(-time.Minute), Proven: c.now}))
		}
		a.Update(batch(model.Positions{Account: hedge, At: c.now}))
		has(t, footer(a), "main APT LONG liquidation "+now+"2.57% away")
	}
}

func TestAccountsCanBeSwitchedWhilePaused(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	press(a, "space", "A")
	has(t, paneText(t, a, panePositions), "Positions 1 · hedge", "118,204")
	a.Update(batch(model.Positions{Account: hedge, At: start()}))
	has(t, paneText(t, a, panePositions), "118,204")
	press(a, "space")
	has(t, paneText(t, a, panePositions), "Positions 0 · hedge")
}

func TestLinksAndMessagesOfAllAccountsAreNamed(t *testing.T) {
	var asked []string
	raw := func(topic string, s model.Scope) []byte {
		asked = append(asked, topic+" "+s.String())
		return []byte("{}")
	}
	a := half(t, &clock{start()}, Options{Raw: raw})
	screen(a, 160, 48)
	press(a, "L")
	has(t, frame(a), "account main", "account hedge", "looking up the profile address")
	press(a, "L", "A", "A")
	a.Update(batch(hedgeSpeech(start())...))
	focus(t, a, panePositions)
	press(a, "v")
	has(t, frame(a), "positions of account main", "positions of account hedge")
	if len(asked) != 2 {
		t.Errorf("asked for %q", asked)
	}
	press(a, "esc", "L")
	has(t, frame(a), "account hedge")
	hasNot(t, frame(a), "looking up")
}

func TestLongNamesAreCutOnlyWhereTheyStayApart(t *testing.T) {
	a := fresh(t, &clock{start()}, Options{Accounts: []string{"trading-main", "trading-hedge", "a-long-other-name"}})
	v := a.view(panePositions)
	for place, want := range []string{"#1", "#2", "a-long-…"} {
		if got := v.accountName(place, shortAccount); got != want {
			t.Errorf("%s is shown as %q, want %q", v.m.Accounts()[place].Name, got, want)
		}
	}
}

func TestFramesOfTheSumAreExactAtEverySize(t *testing.T) {
	var e eye
	for _, app := range []func(testing.TB, *clock, Options) *App{duo, half} {
		a := app(t, &clock{start()}, Options{})
		press(a, "A", "A")
		for w := 0; w <= 200; w += 9 {
			for h := 0; h <= 60; h += 1 + h/8 {
				e.steady(t, a, w, h)
			}
		}
	}
}

func TestSwitchingIsAtOnceInTheWholeProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := duo(t, &clock{time.Now()}, Options{})
		a.opts.Now = time.Now
		var seen []string // each time between two keys
		out := play(t, a, func(p *tea.Program) {
			for _, key := range []string{"A", "A", "q"} {
				time.Sleep(1500 * time.Millisecond)
				p.Send(keyPress(key))
			}
		}, tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			if k, ok := msg.(tea.KeyPressMsg); ok {
				seen = append(seen, k.String()+"\n"+frame(a))
			}
			return msg
		}))
		if len(seen) != 3 || !strings.Contains(out, "118,204") {
			t.Fatalf("%d keys arrived; written: %q", len(seen), out)
		}
		has(t, seen[0], "Positions 3 · main", "96,566.15")
		hasNot(t, seen[0], "118,204")
		has(t, seen[1], "Positions 1 · hedge", "118,204")
		hasNot(t, seen[1], "96,566.15")
		has(t, seen[2], "Positions 4 · ALL 2", "126,853.07", "96,566.15")
	})
}

func BenchmarkFrameOfTheSum(b *testing.B) {
	c := &clock{start()}
	a := duo(b, c, Options{})
	press(a, "A", "A")
	screen(a, 200, 60)
	batches := busy(c.now)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Update(batches[i%len(batches)])
		a.View()
	}
}
