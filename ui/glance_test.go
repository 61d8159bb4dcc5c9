package ui

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// TestFallingCandlesLookOtherThanRisingOnes: in every cell with a body, so that colour is not needed.
func TestFallingCandlesLookOtherThanRisingOnes(t *testing.T) {
	const nothing, wick, body = 0, 1, 2
	for _, ascii := range []bool{false, true} {
		for upper := nothing; upper <= body; upper++ {
			for lower := nothing; lower <= body; lower++ {
				rising, falling := glyph(upper, lower, ascii, false), glyph(upper, lower, ascii, true)
				if bodied := max(upper, lower) == body; (rising != falling) != bodied {
					t.Errorf("ascii %v, halves %d and %d: rising %c, falling %c", ascii, upper, lower, rising, falling)
				}
			}
		}
	}
	for _, theme := range []string{"dark", "light", "blue-orange", "16", "mono"} {
		a := strolled(t, Options{Theme: theme})
		screen(a, 160, 48)
		has(t, paneText(t, a, paneChart), "▌", "┃")
	}
}

func TestTheFooterKeepsTheDangerBesideANotice(t *testing.T) {
	for _, w := range []int{45, 80, 120} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, w, 36)
		press(a, "f4")
		screen(a, w, 36)
		has(t, footer(a), "layout risk", "APT LONG liq", "2.57% away")
	}
}

func TestHintsAreOfTheFocusedPane(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	for p, want := range map[paneID][]string{
		paneBook:      {"+ coarser", "- finer"},
		paneTrades:    {"t size", "w window"},
		paneChart:     {"i interval", "d depth", "C crosshair"},
		panePositions: {"enter details", "f filter", "s sort"},
		paneFills:     {"enter details", "f filter"},
	} {
		focus(t, a, p)
		screen(a, 160, 48)
		has(t, footer(a), append(want, "? help", "q quit")...)
	}
	focus(t, a, paneBook)
	screen(a, 160, 48)
	hasNot(t, footer(a), "details", "filter", "sort")
}

func TestNoWordOfTheHelpIsCut(t *testing.T) {
	for _, w := range []int{40, 45, 60, 80, 120, 160} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, w, 40)
		press(a, "?")
		said := ""
		for range 12 {
			page := screen(a, w, 40)
			hasNot(t, page, "…")
			said += page
			press(a, "pgdown")
		}
		for word := range strings.FieldsSeq("alert at the price, or of the position, under the cursor full from 20% on STALE says why broad ones fell") {
			has(t, said, word)
		}
	}
}

func TestTheHeaderKeepsWhatMattersMost(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	has(t, header(a), "BTC 117,737.5 0.00%", "uPnL (mid) +1.43")
	screen(a, 120, 36)
	has(t, header(a), "BTC 117,737.5 0.00%", "SOL 182.44", "uPnL (mid) +1.43")
	screen(a, 45, 20)
	has(t, header(a), "BTC 117,737.5 0.00%", "uPnL/mid +1.43")
	press(a, "space") // now the profit has no room
	has(t, header(a), "PAUSED", "BTC 117,737.5 0.00%")
	press(a, "space")
	c.now = c.now.Add(14 * time.Second)
	a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
	screen(a, 80, 24)
	has(t, header(a), "offline: connection reset by peer, retry in 4s", "BTC 117,737.5?")
	screen(a, 120, 36)
	has(t, header(a), "APT 5.758?", "BTC 117,737.5?", "ETH 3,712.8?", "SOL 182.44?")
	screen(a, 45, 20)
	has(t, header(a), "offline, retry in 4s", "BTC 117,737.5?")
}

func TestThePriceStaysBesideTheMarksOfAPhone(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{Demo: true})
	screen(a, 45, 20)
	press(a, "space")
	c.now = c.now.Add(12 * time.Second)
	a.Update(clockMsg{})
	for _, w := range []int{45, 42} {
		screen(a, w, 20)
		has(t, header(a), "DEMO", "PAUSED 12s", "●", "BTC 117,737.5")
	}
}

// TestPositionsThatAreFewLeaveTheRoomToOthers: in the layout of the risk, at most three lines under the rows are blank, and none where
// they have two lines each.
func TestPositionsThatAreFewLeaveTheRoomToOthers(t *testing.T) {
	for held := range 7 {
		for _, h := range []int{36, 48, 70} {
			if got := positionsHeight(facts{held: held, w: 200}, h); got != max(8, held+5) {
				t.Errorf("%d positions at a height of %d take %d lines", held, h, got)
			}
			if got := positionsHeight(facts{held: held, w: 120}, h); got != max(8, 2*held+5) {
				t.Errorf("%d positions of two lines at a height of %d take %d lines", held, h, got)
			}
		}
	}
}

func TestAPhoneTellsTheStateOfEachConnection(t *testing.T) {
	for _, w := range []int{40, 45, 59} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, w, 30)
		l := model.Link{Scope: model.MarketScope("15"), State: model.LinkUp, Since: start().Add(-10 * time.Minute), Proven: start()}
		l.Topics[0] = model.Topic{Name: "deposit_withdraw_history", At: start().Add(-18 * time.Second), Messages: 7}
		a.Update(batch(l))
		press(a, "L")
		has(t, rowWith(t, screen(a, w, 30), "market BTC"), "up 10m")
		has(t, rowWith(t, screen(a, w, 30), "deposit_withdraw_history"), "18s ago")
		a.Update(batch(link("15", model.LinkDown, start())))
		has(t, rowWith(t, screen(a, w, 30), "market BTC"), "down")
	}
}

func TestTheFooterCountsTheOtherDangers(t *testing.T) {
	a := lit(t, &clock{start()}, Options{WarnDistance: model.Int(10)})
	screen(a, 160, 48)
	has(t, footer(a), "APT LONG liquidation 2.57% away, 1 more near") // BTC SHORT is 7.36 % away, BTC LONG 17.98 %
}

func TestAPaneSaysHowManyRowsAreBelow(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	events := make([]model.Order, 9)
	for i := range events {
		events[i] = model.Order{Market: "15", ID: model.OrderID(string(rune('1' + i))), Type: "3", Price: model.MustDec("117000"), Size: model.Int(1), Remaining: model.Int(1), Time: start()}
	}
	a.Update(batch(model.OpenOrders{Account: profile, At: start(), Rows: events}))
	screen(a, 80, 20)
	focus(t, a, paneOpen)
	screen(a, 80, 20)
	text := paneText(t, a, paneOpen)
	below := len(events) - strings.Count(text, "BTC ")
	if below < 1 {
		t.Fatalf("all rows have room in\n%s", text)
	}
	has(t, text, " "+string(rune('0'+below))+" more ")
	press(a, "G")
	screen(a, 80, 20)
	hasNot(t, paneText(t, a, paneOpen), " more ")
	focus(t, a, paneTrades)
	screen(a, 80, 20)
	hasNot(t, paneText(t, a, paneTrades), " more ")
}

func TestColumnsOfTimesNameAZoneThatTheHeaderHasNoRoomFor(t *testing.T) {
	katmandu := time.FixedZone("+0545", 5*3600+45*60)
	for _, w := range []int{80, 120, 160} {
		a := lit(t, &clock{start()}, Options{Zone: katmandu})
		screen(a, w, 36)
		focus(t, a, paneTrades)
		screen(a, w, 36)
		has(t, paneText(t, a, paneTrades), "UTC+0545")
		focus(t, a, paneFills)
		screen(a, w, 36)
		has(t, paneText(t, a, paneFills), "UTC+0545")
	}
	a := lit(t, &clock{start()}, Options{})
	screen(a, 80, 36)
	focus(t, a, paneTrades)
	screen(a, 80, 36)
	hasNot(t, paneText(t, a, paneTrades), "UTC")
}

func TestANarrowTitleKeepsThatDataIsOfAnotherMoment(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 120, 36)
	press(a, "space")
	c.now = c.now.Add(10 * time.Second)
	a.Update(clockMsg{})
	screen(a, 120, 36)
	for _, p := range []paneID{paneOpen, panePositions, paneTrades, paneBook} {
		has(t, paneText(t, a, p), "paused")
	}
}

func TestWithoutAnyPriceOwnPricesStandOnNoSideOfTheBook(t *testing.T) {
	c := &clock{start()}
	a := dark(t, c, Options{})
	a.Update(speech(c.now)[0])
	a.Update(batch(accountSpeech(c.now)...))
	a.Update(batch(model.NewDepth("15", c.now, nil, nil)))
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}} {
		screen(a, size[0], size[1])
		hasNot(t, paneText(t, a, paneBook), "126,403.41", "96,566.15")
	}
	// The last price there was tells the sides, though no distance.
	b := lit(t, c, Options{})
	b.Update(batch(model.NewDepth("15", c.now, nil, nil), model.NewBest("15", c.now, model.Dec{}, model.Dec{})))
	screen(b, 160, 48)
	has(t, paneText(t, b, paneBook), "▲L 126,403.41", "▼L 96,566.15")
}

func TestSourcesInDetailsAreWhole(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, size := range [][2]int{{80, 24}, {120, 36}, {60, 24}, {160, 48}} {
		screen(a, size[0], size[1])
		focus(t, a, panePositions)
		press(a, "g", "enter")
		seen := ""
		for range 60 {
			a.View()
			seen += frame(a)
			press(a, "down")
		}
		press(a, "esc")
		for line := range strings.SplitSeq(seen, "\n") {
			if _, box, found := strings.Cut(line, "│ "); found && strings.Contains(box, "… ") {
				t.Fatalf("at %v a line is cut: %s", size, line)
			}
		}
	}
}
