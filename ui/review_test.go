package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

func TestSweepOfAGroupIsThatOfItsLevels(t *testing.T) {
	// Bids 117,737 down; with steps of 100 all fall into 117,700 and 117,800. The cursor on 117,800 sweeps the asks up to it.
	a, _ := bookOf(t, levels("117737", "-1", 20), levels("117738", "1", 2), "+", "+", "+", "+", "+", "+", "k")
	text := paneText(t, a, paneBook)
	// 0.34 at 117,738 and 0.08 at 117,739, as in the book: not 117,800.
	has(t, text, "to here 0.42000 = 49,450.04", "avg 117,738.19", "slip 0.06 bp")
}

func TestOwnPricesOutOfSightPointTheRightWay(t *testing.T) {
	a, _ := bookOf(t, levels("117737", "-1", 80), levels("117738", "1", 80))
	for _, key := range []string{"j", "k"} {
		press(a, "c")
		for range 70 {
			press(a, key)
			text := paneText(t, a, paneBook)
			hasNot(t, text, "▲ liq 96,566.15", "▼ liq 126,403.41")
			if !strings.Contains(text, "▲ liq 126,403.41") || !strings.Contains(text, "▼ liq 96,566.15") {
				t.Fatalf("a liquidation price is not told:\n%s", text)
			}
		}
	}
}

func TestGravestOwnPriceOfARowIsMarked(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	d := model.MustDec
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{
		{Market: "15", ID: "1", Side: model.Long, Size: d("1"), Entry: d("117735"), SL: d("117735"), Liq: d("96000")},
	}}))
	screen(a, 160, 48)
	has(t, rowWith(t, paneText(t, a, paneBook), "117,735 "), "S")
}

func TestOwnOrdersOfAStaleAccountFadeInTheBook(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	a.Update(batch(model.Link{Scope: model.AccountScope(profile), State: model.LinkDown, Since: c.now, Cause: "closed"}))
	a.View()
	at := a.places.slots[a.places.slotOf(paneBook)]
	for y := at.y; y < at.y+at.h; y++ {
		if k := a.canvas.At(at.x+1, y); k.Rune == '◆' && k.Ink != inkStale {
			t.Errorf("row %d marks an order of a stale account in ink %d", y, k.Ink)
		}
	}
	has(t, paneText(t, a, paneBook), "stale ▲ liq 126,403.41")
	screen(a, 120, 36) // narrower: the word stands only with its price; above are an entry and an order too, below more
	has(t, paneText(t, a, paneBook), "stale ▲L 126,403.41 2 more", "stale ▼L 96,566.15 2 more")
}

func TestSumsOfFillsSayWhatIsMissing(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, paneFills)
	bare := trade("15", "117000", "1", "1", start().Add(-time.Minute), 77)
	bare.PnL, bare.Fee, bare.Value = model.Dec{}, model.Dec{}, model.Dec{}
	a.Update(batch(model.NewFills(profile, start(), []model.Trade{bare}, true)))
	has(t, paneText(t, a, paneFills), "2 fills, 1 lacks figures", "pnl -0.95")
	b := lit(t, &clock{start()}, Options{})
	b.Update(batch(model.NewFills("0xb", start(), []model.Trade{bare}, true), model.Account{State: model.AccountKnown, Profile: "0xb"}))
	screen(b, 160, 48)
	focus(t, b, paneFills)
	has(t, paneText(t, b, paneFills), "1 fill, 1 lacks figures", "pnl –", "fees –")
}

func TestCrossedBookValuesNothingAsLive(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 200, 48)
	a.Update(batch(model.NewBest("15", c.now, model.Dec{}, model.Dec{}), model.NewDepth("15", c.now, levels("120000", "-1", 3), levels("117738", "1", 3))))
	has(t, title(t, a, paneBook), "CROSSED")
	has(t, title(t, a, panePositions), "mid of BTC stale")
}

func TestDetailsOfStaleRowsSaySo(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "j", "enter")
	a.Update(batch(linksDown(c.now, "closed 1001", time.Second)...))
	has(t, frame(a), "Position BTC-USD SHORT 10x · STALE 3s: offline: closed 1001", "STALE, from the book mid")
}

func TestDangerIsOfThisMomentAlsoWhilePaused(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "space")
	a.Update(batch(model.NewDepth("14", c.now, levels("5.500", "-0.001", 3), levels("5.501", "0.001", 3))))
	has(t, footer(a), "liquidation price now crossed")
}

func TestNearlyAllIsNotAll(t *testing.T) {
	var s scratch
	for in, want := range map[string]string{"0.997": "99%", "0.004": "1%", "1": "100%", "0": "0%", "0.5": "50%"} {
		if got := string(s.share(model.MustDec(in))); got != want {
			t.Errorf("%s is told as %s, want %s", in, got, want)
		}
	}
	if got := string(s.fit(model.MustDec("0.00004"), style{least: 2, most: 4}, 10)); got != "<0.0001" {
		t.Errorf("a tiny fee is told as %s", got)
	}
}

func TestControlCQuitsWhateverIsBound(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Keys: map[string][]string{"quit": {"Q"}}})
	if _, cmd := a.Update(keyPress("ctrl+c")); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("nothing quits")
	}
	if _, err := New(Options{Keys: map[string][]string{"quit": {}}}); err == nil || err.Error() != "keys: quit: expected at least one key: there has to be a way out" {
		t.Errorf("quit without a key: %v", err)
	}
	for _, key := range []string{"f0", "f64", "shift+g", "ctrl+"} {
		if _, err := New(Options{Keys: map[string][]string{"help": {key}}}); err == nil {
			t.Errorf("%s is taken for a key", key)
		}
	}
}

func TestHiddenMoneyStaysHiddenInTheRawView(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Raw: func(string, model.Scope) []byte { return []byte(`{"margin":"470.76"}`) }})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "H", "v")
	hasNot(t, frame(a), "470.76")
	press(a, "H", "v")
	has(t, frame(a), "470.76")
}

func TestChangeOfAnotherDaySaysTheDay(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 48)
	has(t, header(a), "since 09:41")
	c.now = c.now.Add(26 * time.Hour)
	a.Update(clockMsg{})
	has(t, header(a), "since 07-22 09:41")
}
