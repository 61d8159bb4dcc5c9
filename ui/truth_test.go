package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// inks are the inks of the text inside a pane's frame.
func inks(t *testing.T, a *App, p paneID) map[canvas.Ink]int {
	s := shownSlot(t, a, p)
	out := make(map[canvas.Ink]int)
	for y := s.y + 1; y < s.y+s.h-1; y++ {
		for x := s.x + 1; x < s.x+s.w-1; x++ {
			if c := a.canvas.At(x, y); c.Rune != ' ' {
				out[c.Ink]++
			}
		}
	}
	return out
}

// link is a market's connection in a state.
func link(id model.MarketID, state model.LinkState, now time.Time) model.Link {
	return model.Link{Scope: model.MarketScope(id), State: state, Since: now, Proven: now, Cause: "connection reset by peer", RetryAt: now.Add(9 * time.Second)}
}

func TestStalePaneSaysSoWithReasonAndAgeAndIsDimmed(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 60)
	if n := len(inks(t, a, paneBook)); n < 3 {
		t.Fatalf("a live book has %d inks", n)
	}
	tick(a, c, 12*time.Second)
	a.Update(batch(link("15", model.LinkDown, c.now)))
	for _, p := range []paneID{paneBook, paneTrades, paneChart} {
		if in := inks(t, a, p); len(in) != 1 || in[inkStale] == 0 {
			t.Errorf("pane %d is not dimmed: %v", p, in)
		}
		has(t, title(t, a, p), "STALE")
	}
	has(t, title(t, a, paneChart), "offline: connection reset by peer")
	hasNot(t, header(a), "live")
	has(t, header(a), "stale 1")
	press(a, "1") // whose book is live
	has(t, header(a), "1 of 6 links down")
	press(a, "2")
	hasNot(t, title(t, a, paneOpen), "STALE")
}

func TestStaleSaysHowOldWhereverItFits(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 120, 36)
	tick(a, c, 14*time.Second)
	a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
	for _, p := range []paneID{paneBook, paneTrades, panePositions, paneOpen, paneFunding, paneChart} {
		if head := title(t, a, p); !regexp.MustCompile(`STALE \d+s`).MatchString(head) {
			t.Errorf("there is room for the age in %s", head)
		}
	}
}

func TestAPaneIsNamedWhateverElseItsTitleSays(t *testing.T) {
	for _, offline := range []bool{false, true} {
		for _, size := range [][2]int{{160, 48}, {120, 36}, {100, 30}, {80, 24}, {45, 20}, {40, 12}} {
			c := &clock{start()}
			a := lit(t, c, Options{})
			if offline {
				a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
			}
			screen(a, size[0], size[1])
			for range paneCount {
				press(a, "tab")
				full, short := a.panes[a.focus].names()
				if head := title(t, a, a.focus); !strings.Contains(head, short) && !strings.Contains(head, full) {
					t.Errorf("%v, offline %t: nothing says that this is %s: %s", size, offline, short, head)
				}
			}
		}
	}
}

func TestNothingFromBeforeAReconnectIsLive(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 60)
	tick(a, c, 5*time.Second)
	a.Update(batch(link("15", model.LinkUp, c.now)))
	tick(a, c, time.Second)
	for _, p := range []paneID{paneBook, paneTrades} {
		has(t, title(t, a, p), "STALE")
		if in := inks(t, a, p); len(in) != 1 || in[inkStale] == 0 {
			t.Errorf("pane %d is not dimmed: %v", p, in)
		}
	}
	has(t, header(a), "stale")
	hasNot(t, header(a), "live")
	a.Update(batch(model.NewDepth("15", c.now, levels("117737", "-1", 30), levels("117738", "1", 30))))
	hasNot(t, title(t, a, paneBook), "STALE")
	has(t, title(t, a, paneTrades), "STALE")
	has(t, header(a), "live")
	a.Update(batch(model.NewTrades("15", c.now, nil)))
	hasNot(t, title(t, a, paneTrades), "STALE")
}

func TestASilentLinkIsNotTrusted(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 60)
	tick(a, c, model.QuietAfter+time.Second)
	has(t, title(t, a, paneBook), "quiet 11s")
	tick(a, c, model.ProofLimit)
	has(t, title(t, a, paneBook), "STALE 24s")
	has(t, title(t, a, paneFunding), "no sign of life")
	hasNot(t, header(a), "live")
	if in := inks(t, a, panePositions); len(in) != 1 {
		t.Errorf("the positions are not dimmed: %v", in)
	}
}

// TestFiguresMadeOfStalePricesAreDimmed: the account is live, the market's prices are not.
func TestFiguresMadeOfStalePricesAreDimmed(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 60)
	down := link("15", model.LinkDown, c.now)
	exchange := down
	exchange.Scope = model.Scope{}
	a.Update(batch(down, exchange))
	s := shownSlot(t, a, panePositions)
	for y, row := range strings.Split(paneText(t, a, panePositions), "\n") {
		for _, figure := range []string{"117,737.5", "+0.48", "+7.36%", "+1.43"} {
			if before, _, found := strings.Cut(row, figure); found {
				if ink := a.canvas.At(s.x+canvas.Width(before)+1, s.y+y).Ink; ink != inkStale {
					t.Errorf("%s has ink %d, not the stale one", figure, ink)
				}
			}
		}
	}
	x, y := whereIs(t, a, "+1.43")
	if ink := a.canvas.At(x, y).Ink; ink != inkStale {
		t.Errorf("the profit in the header has ink %d, not the stale one", ink)
	}
}

func TestNoneIsNotWaitingAndNotNoAccount(t *testing.T) {
	c := &clock{start()}
	none, waiting, missing := fresh(t, c, Options{Accounts: []string{""}}), fresh(t, c, Options{Accounts: []string{""}}), fresh(t, c, Options{})
	for _, a := range []*App{none, waiting, missing} {
		screen(a, 200, 48)
		a.Update(batch(linksUp(c.now)...))
	}
	none.Update(batch(nothingHeld(c.now)...))
	waiting.Update(batch(model.Account{State: model.AccountKnown, Profile: profile}))
	for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers} {
		for _, a := range []*App{none, waiting, missing} {
			focus(t, a, p)
		}
		has(t, paneText(t, none, p), "no ")
		hasNot(t, paneText(t, none, p), "waiting", "no account")
		has(t, paneText(t, waiting, p), "waiting")
		hasNot(t, paneText(t, waiting, p), "no ")
		has(t, paneText(t, missing, p), "no account", "--address")
		hasNot(t, paneText(t, missing, p), "waiting")
	}
	has(t, title(t, none, panePositions), "Positions 0")
	hasNot(t, title(t, waiting, panePositions), "Positions 0")
}

func TestAConfiguredAccountIsNeverCalledMissing(t *testing.T) {
	c := &clock{start()}
	a := fresh(t, c, Options{Accounts: []string{""}})
	screen(a, 200, 48)
	hasNot(t, paneText(t, a, panePositions), "no account")
	a.Update(batch(model.Account{State: model.AccountLookup}))
	has(t, paneText(t, a, panePositions), "looking up")
	a.Update(batch(model.Account{State: model.AccountNotFound, Cause: "wallet unknown to the exchange"}))
	has(t, paneText(t, a, panePositions), "wallet unknown to the exchange")
}

func TestHiddenMoney(t *testing.T) {
	for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers, paneFunding, paneBook} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 200, 48)
		focus(t, a, p)
		press(a, "z")
		open := paneText(t, a, p)
		press(a, "H")
		shut := paneText(t, a, p)
		hasNot(t, shut+header(a), "0.0100 ", " 0.01 ", "1,177.38", "591.42", "3,589.70", "2,355.70", "7,061.40", "-0.95", "0.5885", "25.5", "1,000", "+1.43", "-0.0072")
		if strings.Count(shut, "***") == 0 && p != paneBook {
			t.Errorf("pane %d hides nothing:\n%s", p, shut)
		}
		for _, kept := range []string{"117,785", "126,403.41", "+0.40%", "+7.36%", "118,400", "+0.56%", "60%", "5.75789140", "-0.000031", "117,738", "10x"} {
			if strings.Contains(open, kept) && !strings.Contains(shut, kept) {
				t.Errorf("pane %d hides %s, which is no amount:\n%s", p, kept, shut)
			}
		}
		press(a, "H")
		if paneText(t, a, p) != open {
			t.Errorf("pane %d does not show again what it hid", p)
		}
	}
}

func TestDetailsHideMoneyToo(t *testing.T) {
	for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills} {
		a := lit(t, &clock{start()}, Options{HideMoney: true})
		screen(a, 200, 48)
		focus(t, a, p)
		press(a, "j", "enter")
		for _, label := range []string{"size", "value", "value at entry", "margin", "remaining", "uPnL", "notional", "per window", "pnl", "fee"} {
			for _, row := range lines(a) {
				if _, value, found := strings.Cut(row, "│ "+label+"  "); found {
					if figure := strings.Fields(value)[0]; figure != "***" && figure != "–" {
						t.Errorf("pane %d: the details show %s", p, strings.TrimSpace(row))
					}
				}
			}
		}
	}
}

func TestFiguresOfAStaleMidSaySo(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 200, 48)
	hasNot(t, title(t, a, panePositions), "stale")
	a.Update(batch(link("15", model.LinkDown, c.now), model.Link{State: model.LinkDown, Since: c.now, Cause: "closed"}))
	has(t, title(t, a, panePositions), "mid of BTC stale")
	has(t, title(t, a, paneOpen), "mid of BTC stale")
	has(t, header(a), "+1.43 stale", "BTC 117,737.5 stale")
	hasNot(t, header(a), "APT 5.758 stale")
}
