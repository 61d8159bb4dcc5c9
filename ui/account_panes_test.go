package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// inkOf is the ink of a part of the screen.
func inkOf(t *testing.T, a *App, part string) canvas.Ink {
	t.Helper()
	x, y := whereIs(t, a, part)
	return a.canvas.At(x, y).Ink
}

func TestWhatHasNoColumnStandsUnderItsRowWhereThereIsRoom(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	text := paneText(t, a, panePositions)
	short := rowWith(t, text, "SHORT")
	has(t, short, "+0.48", "+7.36%", "126,403.41")
	_, under, _ := strings.Cut(text, short)
	under = strings.Split(under, "\n")[1]
	has(t, under, "mid 117,737.5", "age 1m", "close now", "-0.12", "break-even 117,726.14")
	hasNot(t, text, "break-even 117,726.14  break") // once a row
	// Both lines are the row: a click on either selects it, and both are marked.
	s := shownSlot(t, a, panePositions)
	a.Update(tea.MouseClickMsg{X: s.x + 10, Y: s.y + 5, Button: tea.MouseLeft})
	screen(a, 160, 48)
	has(t, marked(t, a, panePositions), "BTC SHORT")
	for _, y := range []int{4, 5} {
		if got := a.canvas.At(s.x+1, s.y+y).Rune; got != '▎' {
			t.Errorf("line %d of the selected row is marked %q", y, got)
		}
	}
	press(a, "z") // where all have a column there is no second line
	screen(a, 200, 48)
	hasNot(t, rowWith(t, paneText(t, a, panePositions), "5.76077"), "break-even")
}

func TestTheQueueAheadShowsWithoutZoom(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {240, 70}, {240, 48}, {120, 36}} {
		a := lit(t, &clock{start()}, Options{})
		var rows []model.Order
		for i := range 9 {
			o := order(fmt.Sprint(i), fmt.Sprintf("%d.5", 117_600+i))
			o.Size, o.Remaining = model.MustDec("0.05123"), model.MustDec("0.01123")
			rows = append(rows, o)
		}
		if size[0] == 120 {
			rows = rows[:2]
		}
		a.Update(openOrders(rows...))
		screen(a, size[0], size[1])
		has(t, paneText(t, a, paneOpen), "ahead")
	}
}

func TestEveryPositionTellsItsProfitOnAPhone(t *testing.T) {
	for _, h := range []int{20, 12} { // with room for a second line and without
		a := lit(t, &clock{start()}, Options{})
		screen(a, 45, h)
		focus(t, a, panePositions)
		text := paneText(t, a, panePositions)
		for side, profit := range map[string]string{"APT LONG": " 0.00 ", "BTC SHORT": "+0.48", "BTC LONG": "+0.95"} {
			has(t, rowWith(t, text, side), profit)
		}
		has(t, text, "uPnL", "-2.57%", "+7.36%", "-17.98%")
		press(a, "H")
		text = paneText(t, a, panePositions)
		hasNot(t, text, "+0.48", "+0.95")
		has(t, rowWith(t, text, "BTC SHORT"), "***", "+7.36%")
	}
}

func TestTotalsTellExposureThenLeverageThenMargin(t *testing.T) {
	for w := 40; w <= 200; w++ {
		for _, h := range []int{12, 16, 24, 48} {
			a := lit(t, &clock{start()}, Options{})
			screen(a, w, h)
			focus(t, a, panePositions)
			if s := shownSlot(t, a, panePositions); s.w < 40 || s.h < 8 {
				continue
			}
			text := paneText(t, a, panePositions)
			// With two lines of sums or more all of it stands; the margin is what gives way.
			has(t, text, "+1.43")
			if !strings.Contains(text, "exposure 3,589.70") {
				t.Fatalf("%dx%d: no exposure in\n%s", w, h, text)
			}
			leverage := strings.Contains(text, "effective leverage 6.1x") || strings.Contains(text, "effective 6.1x") || strings.Contains(text, "eff. 6.1x")
			if margin := strings.Contains(text, "margin in use 591.42") || strings.Contains(text, "margin 591.42"); !leverage {
				t.Fatalf("%dx%d: no effective leverage (margin: %t) in\n%s", w, h, margin, text)
			}
		}
	}
}

func TestHiddenMoneyTellsNoSignByItsInk(t *testing.T) {
	a := lit(t, &clock{start()}, Options{FundingWindow: 8 * time.Hour})
	screen(a, 240, 70)
	colourful := func() map[canvas.Ink]int {
		n := make(map[canvas.Ink]int)
		for y := range 70 {
			for x := range 240 {
				if tape := shownSlot(t, a, paneTrades); tape.contains(x, y) { // which marks large prints so
					continue
				}
				if c := a.canvas.At(x, y); c.Rune == '*' && a.canvas.At(x+1, y).Rune == '*' {
					n[c.Ink]++
				}
			}
		}
		return n
	}
	for _, keys := range [][]string{nil, {"m"}} {
		press(a, keys...)
		press(a, "H")
		a.View()
		got := colourful()
		if got[inkGain]+got[inkLoss] > 0 || len(got) == 0 {
			t.Errorf("%v: hidden amounts in the inks of gain and loss: %v", keys, got)
		}
		press(a, "H")
	}
	press(a, "esc", "H")
	for _, p := range []paneID{paneFills, paneTransfers} {
		focus(t, a, p)
		a.View()
		if got := colourful(); got[inkGain]+got[inkLoss] > 0 {
			t.Errorf("pane %d: %v", p, got)
		}
	}
	has(t, paneText(t, a, panePositions), "+0.40%") // a percentage stays, and so does its colour
	if got := inkOf(t, a, "+0.40%"); got != inkGain {
		t.Errorf("the return has ink %d", got)
	}
}

func TestANameWithoutItsFigureIsDroppedToo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	huge := trade("15", "117000", "1", "1", start().Add(-time.Minute), 77)
	huge.PnL, huge.Fee, huge.Value = model.MustDec("-123456789012.25"), model.MustDec("99999999999.5"), model.MustDec("9876543210987.5")
	var rows []model.Trade
	for i := range 3 {
		huge.Version = int64(77 + i)
		rows = append(rows, huge)
	}
	bare := huge
	bare.PnL, bare.Version = model.Dec{}, 99
	a.Update(batch(model.NewFills(profile, start(), append(rows, bare), true)))
	for w := 30; w <= 120; w++ {
		screen(a, w, 20)
		focus(t, a, paneFills)
		text := paneText(t, a, paneFills)
		for _, name := range []string{"pnl", "fees", "volume"} {
			for line := range strings.SplitSeq(text, "\n") {
				line = strings.TrimRight(strings.Trim(line, "│"), " ")
				if strings.Contains(line, "fills") && strings.HasSuffix(line, name) {
					t.Fatalf("%d columns: %q", w, line)
				}
			}
		}
	}
	screen(a, 45, 20)
	has(t, paneText(t, a, paneFills), "5 fills, 1 lacks figures  pnl -370.37B") // 3 x 123,456,789,012.25 and the 0.95 of the fixture
}

func TestFundingSaysWhatAFigureAssumesWhereItStands(t *testing.T) {
	for w := 40; w <= 200; w++ {
		a := lit(t, &clock{start()}, Options{FundingWindow: 8 * time.Hour})
		screen(a, w, 36)
		focus(t, a, paneFunding)
		text := paneText(t, a, paneFunding)
		sum := rowWith(t, text, "sum +0.0293")
		has(t, sum, "unit")
		if strings.Contains(sum, "/day") && !strings.Contains(sum, "8h assumed") && !strings.Contains(sum, "if 8h") {
			t.Errorf("%d columns: a day of no known window: %s", w, sum)
		}
		if w >= 120 {
			has(t, text, "/day", "8h assumed")
		}
	}
}

func TestALineOfFewOrNearlyEqualRatesIsFlat(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for text, want := range map[string]string{
		"":                                  "–",
		"0.0001":                            "·",
		"0.0001 0.0009":                     "··",
		"0.0001 0.0002 0.0001":              "▃▄▃", // a unit of the last digit is a level
		"0.0001 0.0006 0.0001":              "▁▆▁", // five of them are all five
		"0.0001 0.0011 0.0006":              "▁▆▄",
		"0.000100 0.000600 0.000101":        "▁▆▁",
		"-0.0003 0.0003 0.00000 -0.0000001": "▁▆▄▃",
	} {
		var rates []model.Rate
		for value := range strings.FieldsSeq(text) {
			rates = append(rates, model.Rate{Value: model.MustDec(value)})
		}
		if got := string(a.view(paneFunding).sparkline(rates)); got != want {
			t.Errorf("%q is drawn %s, want %s", text, got, want)
		}
	}
}

func TestDetailsTellWhatIsWorthMostFirst(t *testing.T) {
	a := duo(t, &clock{start()}, Options{FundingWindow: 8 * time.Hour})
	screen(a, 80, 24)
	focus(t, a, panePositions)
	press(a, "j", "enter")
	text := screen(a, 80, 24)
	has(t, text, "BTC-USD SHORT 10x", "liquidation price", "closing now", "break-even, both", "funding rate", "per window", "per day", "uPnL", "more below: j")
	if n := strings.Count(text, "\n"); n > 24 || strings.Count(text, "│ account ") != 1 {
		t.Errorf("%d lines, the account stands %d times:\n%s", n, strings.Count(text, "│ account "), text)
	}
	press(a, "G")
	text = screen(a, 80, 24)
	has(t, text, "more above: k", "ledger version", "profile")
	hasNot(t, text, "more below", "account ")
	// Where it is wide enough all of it stands beside each other.
	text = screen(a, 180, 24)
	hasNot(t, text, "more below", "more above")
	has(t, rowWith(t, text, "liquidation price"), "received", "market")
	has(t, text, "ledger version", "free to close")
}

func TestAsManyMarketsStandBesideTheOfflineStateAsFit(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(linksDown(c.now, "connection refused", 4*time.Second)...))
	screen(a, 80, 24)
	has(t, header(a), "offline: connection refused, retry in 4s", "APT 5.758", "BTC 117,737.5")
	press(a, "4") // the market shown is always one of them
	has(t, header(a), "SOL 182.44", "APT 5.758")
}

func TestTheHeaderSaysSinceWhenTheChangeIs(t *testing.T) {
	a := duo(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	has(t, header(a), "182.44 0.00%    since 09:41", "uPnL (mid) +1.43", "09:41", "UTC", "main")
}

// TestStaleBooksTakeTheInkOfWhatTheyAreWalkedFor: the queue ahead and closing now are read from the book, whatever the mid is from.
func TestStaleBooksTakeTheInkOfWhatTheyAreWalkedFor(t *testing.T) {
	c := &clock{start()}
	for _, stale := range []bool{false, true} {
		a := lit(t, c, Options{})
		if stale {
			a.Update(batch(link("15", model.LinkDown, c.now)))
		}
		screen(a, 160, 48)
		for part, p := range map[string]paneID{"0.86": paneOpen, "-0.12": panePositions} {
			focus(t, a, p)
			press(a, "z")
			a.View()
			if got := inkOf(t, a, part) == inkStale; got != stale {
				t.Errorf("the book is stale: %t, and %s is in stale ink: %t", stale, part, got)
			}
			press(a, "z")
		}
	}
}

func TestTheStripStandsStill(t *testing.T) {
	for _, w := range []int{100, 120, 160, 240} {
		c := &clock{start()}
		a := duo(t, c, Options{})
		screen(a, w, 48)
		at := strings.Index(header(a), "3 ETH")
		for _, key := range []string{"1", "4", "2"} {
			if press(a, key); w >= wideFrom && strings.Index(header(a), "3 ETH") != at {
				t.Errorf("%d columns: %s moves the markets\n%s", w, key, header(a))
			}
		}
		for _, took := range []time.Duration{time.Microsecond, 9 * time.Millisecond, 120 * time.Millisecond} {
			l := link("15", model.LinkUp, c.now)
			l.RTT = took
			a.Update(batch(l))
			if strings.Index(header(a), "3 ETH") != at {
				t.Errorf("%d columns: a round trip of %s moves the markets\n%s", w, took, header(a))
			}
		}
		// Of SOL one side is gone, and the best price too; then it has a price again.
		stands := func(what string) {
			t.Helper()
			if strings.Index(header(a), "3 ETH") != at || !strings.Contains(header(a), " SOL ") {
				t.Errorf("%d columns: %s moves the markets\n%s", w, what, header(a))
			}
		}
		before := header(a)
		a.Update(batch(model.NewDepth("31", c.now, levels("182", "-1", 3), nil), model.NewBest("31", c.now, model.Dec{}, model.MustDec("183"))))
		hasNot(t, header(a), "182.44")
		stands("a price that is lost")
		a.Update(batch(model.NewDepth("31", c.now, levels("182.43", "-0.01", 3), levels("182.45", "0.01", 3))))
		if header(a) != before {
			t.Errorf("%d columns: not as before\n%s\n%s", w, before, header(a))
		}
		press(a, "space")
		at = strings.Index(header(a), "3 ETH")
		tick(a, c, 10*time.Second)
		stands("ten seconds of a pause")
		press(a, "space")
		a.Update(batch(linksDown(c.now, "refused", 30*time.Second)...))
		tick(a, c, 15*time.Second) // what is of the other account is not trusted any more either
		at = strings.Index(header(a), "3 ETH")
		for range 16 {
			tick(a, c, time.Second)
			has(t, header(a), "refused, retry")
			stands("the time to the next attempt")
		}
	}
}

func TestHidingMoneyHidesHowLongItWas(t *testing.T) {
	for w, h := range map[int]int{160: 48, 120: 36, 80: 24} {
		shown, hidden := lit(t, &clock{start()}, Options{}), lit(t, &clock{start()}, Options{HideMoney: true})
		screen(shown, w, h)
		screen(hidden, w, h)
		press(shown, "H")
		got, want := lines(shown), lines(hidden)
		for y := range h - 1 { // the last line says that it was done
			if got[y] != want[y] {
				t.Errorf("at %d it is %q, and hidden from the begin %q", w, got[y], want[y])
			}
		}
	}
}

func TestNoSideOfThePositionsStandsWithoutItsFigure(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	long, short := held("1", model.Long, "117000"), held("2", model.Short, "118000")
	for i := range 6 * 121 {
		w := 40 + i/6
		short.Size = model.MustDec([]string{"0.1", "1", "10", "100", "1000", "10000"}[i%6])
		a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{long, short}}))
		screen(a, w, 40)
		focus(t, a, panePositions)
		for line := range strings.SplitSeq(paneText(t, a, panePositions), "\n") {
			line = strings.TrimRight(strings.Trim(line, "│"), " ")
			if strings.Contains(line, "long ") && (strings.HasSuffix(line, " short") || strings.HasSuffix(line, "net long")) {
				t.Fatalf("%d columns: %q", w, line)
			}
		}
	}
}

func TestATransferOfUnknownDirectionHasNoSign(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewTransfers(profile, start(), []model.Transfer{{Amount: model.MustDec("3.25"), Time: start(), Version: 5}})))
	screen(a, 160, 48)
	focus(t, a, paneTransfers)
	text := paneText(t, a, paneTransfers)
	has(t, text, " 3.25 ", "1 lacks amount or direction")
	hasNot(t, text, "+3.25", "-3.25")
}
