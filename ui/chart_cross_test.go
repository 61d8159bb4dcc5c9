package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// charted is an app whose zoomed chart has candles of a second at 22, 23 and 25 past the minute, and a mid at 24.
func charted(t testing.TB, o Options) (*App, *clock) {
	t.Helper()
	c := &clock{start().Add(4 * time.Second)}
	o.Start = "15"
	a := fresh(t, c, o)
	a.Update(batch(linksUp(c.now)...))
	var rows []model.Trade
	for i, k := range []struct {
		second      int
		price, size string
	}{{0, "117700", "0.5"}, {0, "117720", "0.25"}, {0, "117690", "1"}, {0, "117717.7", "0.125"}, {1, "117710", "2"}, {3, "117730", "0.3"}} {
		at := start().Add(time.Duration(k.second)*time.Second + time.Duration(i)*time.Millisecond)
		rows = append(rows, trade("15", k.price, k.size, "1", at, int64(i+1)))
	}
	a.Update(batch(model.NewTrades("15", c.now, rows)))
	a.Update(batch(model.NewDepth("15", start().Add(2*time.Second), levels("117724", "-1", 3), levels("117727", "1", 3))))
	screen(a, 120, 30)
	focus(t, a, paneChart)
	press(a, "z", "i")
	return a, c
}

// readOut is the first line of the chart.
func readOut(t testing.TB, a *App) string {
	t.Helper()
	return strings.Split(paneText(t, a, paneChart), "\n")[1]
}

func TestTheCrosshairReadsTheCandleUnderIt(t *testing.T) {
	a, _ := charted(t, Options{})
	press(a, "C")
	has(t, readOut(t, a), "09:41:26", "no trade; mid 117,725.5", "so far")
	press(a, "h")
	has(t, readOut(t, a), "09:41:25", "O 117,730", "C 117,730", "vol 0.3 BTC", "of 1 row ")
	press(a, "left")
	has(t, readOut(t, a), "09:41:24", "no trade; mid 117,725.5")
	hasNot(t, readOut(t, a), "so far", "vol")
	press(a, "h", "h")
	// 117,700 to 117,717.7 is 0.01503 percent; the sizes are 0.5, 0.25, 1 and 0.125.
	has(t, readOut(t, a), "09:41:22", "O 117,700", "H 117,720", "L 117,690", "C 117,717.7", "O→C +0.02%", "vol 1.875 BTC", "of 4 rows")
	press(a, "h")
	has(t, readOut(t, a), "09:41:21", "before the first data")
	press(a, "right", "l")
	has(t, readOut(t, a), "09:41:23", "vol 2 BTC")
	if a.focus != paneChart {
		t.Error("moving the crosshair moved the focus")
	}
}

func TestTheCrosshairGoesToTheFirstAndTheLastThatIsKnown(t *testing.T) {
	a, _ := charted(t, Options{})
	press(a, "C", "g")
	has(t, readOut(t, a), "09:41:22")
	press(a, "G")
	has(t, readOut(t, a), "09:41:26")
	press(a, "l", "l")
	has(t, readOut(t, a), "09:41:26")
	press(a, "pgup")
	has(t, readOut(t, a), "09:41:16")
}

func TestTheCrosshairStaysWithItsCandle(t *testing.T) {
	a, c := charted(t, Options{})
	press(a, "C", "h")
	before := readOut(t, a)
	for k := range 5 {
		tick(a, c, time.Second)
		a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", fmt.Sprint(117800+k), "1", "1", c.now, int64(100+k))})))
		if got := readOut(t, a); got != before {
			t.Fatalf("after %d seconds the read-out is %s, before %s", k+1, got, before)
		}
	}
	tick(a, c, 10*time.Minute)
	hasNot(t, readOut(t, a), "117,730") // it left the screen; what is read is what is under it
	has(t, readOut(t, a), "no trade, no mid seen")
}

func TestEscapeTakesTheCrosshairOffBeforeItZoomsOut(t *testing.T) {
	a, _ := charted(t, Options{})
	without := paneText(t, a, paneChart)
	press(a, "C")
	has(t, paneText(t, a, paneChart), "┊")
	press(a, "esc")
	if got := paneText(t, a, paneChart); got != without || !a.zoomed {
		t.Errorf("after esc (zoomed: %t):\n%s", a.zoomed, got)
	}
	press(a, "esc")
	if a.zoomed {
		t.Error("the second esc does not zoom out")
	}
	focus(t, a, paneBook)
	press(a, "C", "C")
	if p, ok := a.panes[paneChart].(*chartPane); !ok || p.cross.on || a.focus != paneChart {
		t.Error("the key of the crosshair does not go to the chart and take it off again")
	}
	press(a, "h")
	if a.focus == paneChart {
		t.Error("without a crosshair the keys do not walk the panes")
	}
}

func TestAClickPutsTheCrosshairOnItsColumn(t *testing.T) {
	a, _ := charted(t, Options{})
	press(a, "C", "h")
	s := shownSlot(t, a, paneChart)
	x := -1
	for i := s.x; i < s.x+s.w; i++ {
		if a.canvas.At(i, s.y+3).Rune == '┊' {
			x = i
		}
	}
	if x < 0 {
		t.Fatalf("no crosshair:\n%s", paneText(t, a, paneChart))
	}
	press(a, "C")
	click(a, x-3, s.y+5)
	has(t, readOut(t, a), "09:41:22", "of 4 rows")
	click(a, x, s.y+5)
	has(t, readOut(t, a), "09:41:25", "of 1 row ")
}

func TestTheCrosshairSurvivesAnotherIntervalAndAnotherMarket(t *testing.T) {
	a, _ := charted(t, Options{})
	press(a, "C", "h", "i")
	has(t, readOut(t, a), "09:41:25", "vol 0.3 BTC") // of 5 s
	press(a, "i")
	has(t, readOut(t, a), "09:41:15", "O 117,700", "H 117,730", "L 117,690", "C 117,730", "vol 4.175 BTC", "of 6 rows")
	press(a, "1")
	hasNot(t, paneText(t, a, paneChart), "117,7")
}

func TestAnIntervalWithoutTradesShowsTheMid(t *testing.T) {
	a, _ := charted(t, Options{})
	text := paneText(t, a, paneChart)
	if n := drawnColumns(text, '\x00', '⠁', '⣿'); n != 2 { // 24, and 26 which has just begun
		t.Errorf("%d columns with a mid:\n%s", n, text)
	}
	a, _ = charted(t, Options{ASCII: true})
	if text := paneText(t, a, paneChart); drawnColumns(text, '*', '\x00', '\x00') != 2 {
		t.Errorf("in ASCII:\n%s", text)
	}
}

func TestAMidIsNotDrawnOnForLong(t *testing.T) {
	a, c := charted(t, Options{})
	up, _ := a.live.Link(model.MarketScope("15"))
	tick(a, c, time.Minute)
	up.Proven = c.now
	a.Update(batch(up))
	text := paneText(t, a, paneChart)
	if n := drawnColumns(text, '\x00', '⠁', '⣿'); n != staySeconds-1 { // from 24 to 38, without 25 in which a trade was
		t.Errorf("%d columns with a mid that was seen once:\n%s", n, text)
	}
}

// TestAMidIsDrawnToTheLastSignOfLifeOfItsLink: the mid was seen at 24, and the link last gave a sign of life at 31.
func TestAMidIsDrawnToTheLastSignOfLifeOfItsLink(t *testing.T) {
	columns := func(a *App) int { return drawnColumns(paneText(t, a, paneChart), '\x00', '⠁', '⣿') }
	const want = 31 - 24 // and 24 itself, without 25 in which a trade was
	for name, lose := range map[string]func(a *App, c *clock, up model.Link){
		"silent": func(a *App, c *clock, _ model.Link) { tick(a, c, model.ProofLimit) },
		"down": func(a *App, c *clock, up model.Link) {
			up.Lose()
			up.State, up.Since = model.LinkDown, c.now
			a.Update(batch(up))
		},
		"up again": func(a *App, c *clock, up model.Link) {
			up.Lose()
			up.Since, up.Proven = c.now, c.now
			a.Update(batch(up))
		},
	} {
		a, c := charted(t, Options{})
		up, _ := a.live.Link(model.MarketScope("15"))
		tick(a, c, 5*time.Second)
		up.Proven = c.now
		a.Update(batch(up))
		tick(a, c, 4*time.Second)
		if n := columns(a); n != want+4 {
			t.Errorf("%s: %d columns with a mid while it lives, want %d", name, n, want+4)
		}
		lose(a, c, up)
		tick(a, c, time.Second)
		if n := columns(a); n != want {
			t.Errorf("%s: %d columns with a mid, want %d:\n%s", name, n, want, paneText(t, a, paneChart))
		}
	}
}

func TestOrdersHaveLinesAndSidesInTheChart(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		a, c := charted(t, Options{ASCII: ascii, Accounts: []string{""}, HideMoney: true})
		a.Update(batch(model.Account{State: model.AccountKnown, Profile: profile}, model.OpenOrders{Account: profile, At: c.now, Rows: []model.Order{
			{Market: "15", ID: "1", Type: "1", Price: model.MustDec("117705"), Remaining: model.MustDec("0.777")},
			{Market: "15", ID: "2", Type: "2", Price: model.MustDec("117725"), Remaining: model.MustDec("0.777")},
			{Market: "15", ID: "3", Type: "2", Price: model.MustDec("118000"), Remaining: model.MustDec("0.777")},
			{Market: "15", ID: "4", Type: "2", Price: model.MustDec("118001"), Remaining: model.MustDec("0.777")},
			{Market: "14", ID: "5", Type: "2", Price: model.MustDec("117711"), Remaining: model.MustDec("0.777")},
		}}))
		text := paneText(t, a, paneChart)
		buy, sell, mark := "▲ 117,705", "▼ 117,725", "│◆" // the second stands where the mid has its place at the right
		if ascii {
			buy, sell, mark = "^ 117,705", "v 117,725", "|@"
			has(t, text, "^ 2 orders")
		} else {
			has(t, text, "▲ 2 orders")
		}
		has(t, rowWith(t, text, buy), mark)
		has(t, rowWith(t, text, sell), mark)
		hasNot(t, text, "117,711", "0.777")
	}
}

func TestALowChartDrawsTheCloses(t *testing.T) {
	a, _ := charted(t, Options{})
	for h := 3; h < 14; h++ {
		screen(a, 60, h)
		text := paneText(t, a, paneChart)
		inside := shownSlot(t, a, paneChart).h - 2
		switch n := drawnColumns(text, '\x00', '⠁', '⣿'); {
		case inside < 4:
			hasNot(t, text, "117,7")
		case inside < candlesFrom+1:
			has(t, title(t, a, paneChart), "closes 1s")
			if n != 5 {
				t.Errorf("%d rows: %d columns in a line of five seconds:\n%s", inside, n, text)
			}
		default:
			hasNot(t, title(t, a, paneChart), "closes")
		}
	}
	screen(a, 20, 20)
	has(t, strings.Join(strings.Fields(paneText(t, a, paneChart)), " "), "too small")
}

func TestReadOutsKeepNumbersWhole(t *testing.T) {
	a, _ := charted(t, Options{})
	press(a, "C", "g")
	for w := 22; w < 140; w++ {
		for _, h := range []int{8, 12, 20, 30} {
			screen(a, w, h)
			rows := strings.Split(paneText(t, a, paneChart), "\n")
			for _, row := range rows[1:min(4, len(rows)-1)] {
				for i, word := range strings.Fields(strings.Trim(row, "│ ")) {
					if i > 0 && strings.HasPrefix(word, "117") && len(word) != len("117,700") && len(word) != len("117,717.7") {
						t.Fatalf("%dx%d: %q in %s", w, h, word, row)
					}
				}
			}
		}
	}
}

// TestTimesAreRoundInTheZoneShown: four hours of a zone half an hour off begin at other moments than those of UTC.
func TestTimesAreRoundInTheZoneShown(t *testing.T) {
	a, _ := charted(t, Options{})
	a.zone = time.FixedZone("IST", 5*3600+1800)
	press(a, "i", "i", "i", "i", "i") // 15 m
	text := paneText(t, a, paneChart)
	times := strings.Split(text, "\n")
	// A day back and today, of which the date is said or not.
	has(t, times[len(times)-2], " 12:00", "07-21 16:00")
	hasNot(t, times[len(times)-2], ":30")
}

// TestAnAutomaticIntervalStaysUnderTheCrosshair: what is read must not turn into another interval's figures.
func TestAnAutomaticIntervalStaysUnderTheCrosshair(t *testing.T) {
	a, c := charted(t, Options{})
	press(a, "i", "i", "i", "i", "i", "i", "i") // automatic again
	has(t, title(t, a, paneChart), "auto")
	press(a, "C", "h")
	for range 100 {
		tick(a, c, 3*time.Second)
		a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", "117700", "1", "1", c.now, c.now.Unix())})))
		frame(a)
	}
	has(t, title(t, a, paneChart), "1s ")
	press(a, "esc")
	tick(a, c, time.Second)
	has(t, title(t, a, paneChart), "5s ")
}

func TestTheChartHasTheExchangesTimeWhereItsClockDiffers(t *testing.T) {
	for ahead, hour := range map[time.Duration]string{time.Hour: "10", -time.Hour: "08", 0: "09"} {
		c := &clock{start()}
		a := fresh(t, c, Options{})
		a.Update(batch(linksUp(start())...))
		for i := range 9 { // trades of nine seconds, then a quiet half minute
			at := start().Add(time.Duration(i-39) * time.Second)
			a.Update(batch(model.NewTrades("15", at, []model.Trade{trade("15", fmt.Sprint(117738+i%3), "0.1", "1", at.Add(ahead), int64(i+1))})))
		}
		for i := range 30 {
			a.Update(batch(model.NewDepth("15", start().Add(time.Duration(i-29)*time.Second), levels("117737", "-1", 30), levels("117738", "1", 30))))
		}
		screen(a, 160, 48)
		focus(t, a, paneChart)
		press(a, "z", "i")
		has(t, paneText(t, a, paneChart), "vol 0.1 ", " "+hour+":41:15", "since "+hour+":40")
		press(a, "C")
		has(t, readOut(t, a), hour+":41:22", "no trade; mid 117,737.5", "so far")
		press(a, slices.Repeat([]string{"h"}, 31)...)
		has(t, readOut(t, a), hour+":40:51", "C 117,740")
	}
}
