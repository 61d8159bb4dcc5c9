package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// tellTale are prices that only one market has, by market.
func tellTale() map[model.MarketID]string {
	return map[model.MarketID]string{"14": "1,41", "15": "2,52", "16": "3,63"}
}

// unmistakable is an app whose markets 14, 15 and 16 have prices of their own and whose market 31 has said nothing.
func unmistakable(t testing.TB, o Options) *App {
	c := &clock{start()}
	o.Accounts = []string{""}
	a := fresh(t, c, o)
	a.Update(batch(linksUp(c.now)...))
	for id, told := range tellTale() {
		base := strings.ReplaceAll(told, ",", "") + "0"
		var rows []model.Trade
		for k := range 30 {
			rows = append(rows, trade(id, fmt.Sprint(base[:3], k%10), "0.5", fmt.Sprint(1+k%4), c.now.Add(-time.Duration(k)*time.Minute), int64(k)))
		}
		top := model.MustDec(base)
		a.Update(batch(
			model.NewDepth(id, c.now, levels(top.String(), "-0.1", 5), levels(top.Add(model.Int(1)).String(), "0.1", 5)),
			model.NewTrades(id, c.now, rows)))
	}
	return a
}

// onlyOf checks that the panes of the market shown have prices of it and of no other.
func onlyOf(t *testing.T, a *App, id model.MarketID, panes ...paneID) {
	t.Helper()
	for _, p := range panes {
		text := paneText(t, a, p)
		for other, price := range tellTale() {
			if shown := strings.Contains(text, price); shown != (other == id) {
				t.Errorf("market %s: prices of %s are shown: %t:\n%s", id, other, shown, text)
			}
		}
	}
}

func marketPanes() []paneID { return []paneID{paneBook, paneTrades, paneChart} }

func TestSwitchingShowsTheOtherMarketInTheNextFrame(t *testing.T) {
	a := unmistakable(t, Options{})
	screen(a, 160, 48)
	onlyOf(t, a, "15", marketPanes()...)
	for _, c := range []struct {
		key, symbol string
		id          model.MarketID
	}{{"1", "APT", "14"}, {"3", "ETH", "16"}, {"2", "BTC", "15"}, {"]", "ETH", "16"}, {"[", "BTC", "15"}, {"[", "APT", "14"}, {"[", "SOL", "31"}, {"]", "APT", "14"}} {
		press(a, c.key)
		onlyOf(t, a, c.id, marketPanes()...)
		has(t, title(t, a, paneBook), c.symbol)
		if got := a.View().WindowTitle; !strings.Contains(got, c.symbol) {
			t.Errorf("after %s the window is called %q", c.key, got)
		}
	}
}

func TestAMarketThatSaidNothingHasNoRowOfTheOldOne(t *testing.T) {
	for _, scrolled := range []bool{false, true} {
		a := unmistakable(t, Options{})
		screen(a, 160, 48)
		if scrolled {
			press(a, "j", "j", "tab", "tab", "tab", "j", "j", "j")
		}
		press(a, "4")
		onlyOf(t, a, "31", marketPanes()...)
		for _, p := range marketPanes() {
			has(t, paneText(t, a, p), "waiting", "SOL")
		}
		hasNot(t, title(t, a, paneChart), "since", "auto")
	}
}

func TestTheMarketShownStandsOutInTheHeader(t *testing.T) {
	a := unmistakable(t, Options{Theme: "mono"})
	a.Update(tea.WindowSizeMsg{Width: 160, Height: 48})
	has(t, header(a), "[2 BTC")
	press(a, "3")
	has(t, header(a), "[3 ETH")
	hasNot(t, header(a), "[2 BTC")
}

func TestAKeyWithoutAMarketDoesNothing(t *testing.T) {
	a := unmistakable(t, Options{})
	before := screen(a, 160, 48)
	press(a, "9")
	if frame(a) != before {
		t.Error("9 changes the screen though there are four markets")
	}
}

func TestTheMarketShownIsNamedAtEveryUsefulSize(t *testing.T) {
	for name, prepare := range map[string]func(*App, *clock){
		"live":   func(*App, *clock) {},
		"paused": func(a *App, _ *clock) { press(a, "space") },
		"offline": func(a *App, c *clock) {
			a.Update(batch(linksDown(c.now, "connection reset by peer", 12*time.Second)...))
		},
	} {
		for _, demo := range []bool{false, true} {
			c := &clock{start()}
			a := lit(t, c, Options{Demo: demo})
			prepare(a, c)
			screen(a, 45, 20)
			focus(t, a, paneTrades)
			for w := 40; w <= 200; w++ {
				if text := screen(a, w, 20); !strings.Contains(text, "BTC") {
					t.Errorf("%s, demo %t: at %d cells nothing says whose trades these are; the header is %q", name, demo, w, header(a))
					break
				}
			}
		}
	}
}

func TestFinderFindsMarkets(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  model.MarketID
	}{{"eth", "16"}, {"APT-USD", "14"}, {"31", "31"}, {"sl", "31"}, {"bt", "15"}, {"16", "16"}} {
		a := unmistakable(t, Options{Start: "14"})
		screen(a, 120, 36)
		press(a, "/")
		for _, ch := range c.typed {
			press(a, string(ch))
		}
		press(a, "enter")
		if a.overlay != nil || a.market != c.want {
			t.Errorf("%q finds market %s, not %s", c.typed, a.market, c.want)
		}
	}
}

func TestFinderChoosesWithArrowsAndClosesWithEscape(t *testing.T) {
	a := unmistakable(t, Options{})
	screen(a, 120, 36)
	press(a, "/", "down", "down", "up", "down", "enter")
	if a.market != "16" {
		t.Errorf("the third market is %s", a.market)
	}
	press(a, "/", "q", "?", "1")
	has(t, frame(a), "> q?1", "no market matches")
	press(a, "enter")
	if a.overlay == nil || a.market != "16" {
		t.Error("enter chose a market that was not found")
	}
	press(a, "esc")
	if a.overlay != nil || a.market != "16" {
		t.Error("escape does not close the finder as it was")
	}
	press(a, "/")
	a.Update(tea.PasteMsg{Content: "sol"})
	press(a, "enter")
	if a.market != "31" {
		t.Errorf("a pasted name finds %s", a.market)
	}
}

func TestAMarketOffTheStripIsWatchedOnce(t *testing.T) {
	var watched []model.MarketID
	a := unmistakable(t, Options{Watch: func(id model.MarketID) { watched = append(watched, id) }})
	a.Update(batch(model.MarketList{Markets: []model.Market{model.NewMarket("77", "DOGE-USD", model.Int(100), model.Int(1), 4, 8, 6)}}))
	screen(a, 160, 48)
	for range 2 {
		press(a, "/", "d", "o", "g", "e", "enter")
		press(a, "1")
	}
	if fmt.Sprint(watched) != "[77]" {
		t.Errorf("asked to watch %v", watched)
	}
	press(a, "5")
	has(t, title(t, a, paneBook), "DOGE")
	has(t, paneText(t, a, paneBook), "waiting")
}
