package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// taped is an app whose BTC tape holds these trades, seen from wide enough a screen.
func taped(t *testing.T, rows ...model.Trade) *App {
	t.Helper()
	a := fresh(t, &clock{start()}, Options{})
	a.Update(batch(linksUp(start())...))
	a.Update(batch(model.NewTrades("15", start(), rows)))
	screen(a, 160, 48)
	return a
}

func TestFillsOfOneTakerInOneTransactionAreOnePrint(t *testing.T) {
	at := start().Add(-time.Second)
	a := taped(t, trade("15", "117738", "0.1", "1", at, 7), trade("15", "117739", "0.2", "1", at, 7), trade("15", "117739", "0.3", "2", at, 8))
	rows := tapeRows(t, a)
	has(t, rows[0], "▼", "117,739", "0.30000")
	has(t, rows[1], "▲", "117,739", "0.30000", "~2") // (11,773.8 + 23,547.8) / 0.3 = 117,738.67, to the tick
	if strings.Contains(rows[2], "117,7") {
		t.Errorf("a third print: %s", rows[2])
	}
}

func TestSizeFilterSaysWhatItHides(t *testing.T) {
	var trades []model.Trade
	for k := range 40 {
		trades = append(trades, trade("15", "117738", fmt.Sprintf("0.%02d", k+1), "1", start().Add(time.Duration(k-60)*time.Second), int64(k+1)))
	}
	a := taped(t, trades...)
	press(a, "t")
	screen(a, 200, 48)
	has(t, paneText(t, a, paneTrades), "≥ 0.21, 20 smaller hidden, sums of all")
	for _, row := range tapeRows(t, a)[:20] {
		hasNot(t, row, "0.20000", "0.01000")
	}
	press(a, "t", "t", "t", "t")
	hasNot(t, paneText(t, a, paneTrades), "hidden")
}

// TestEveryStepOfTheSizeFilterHidesMore: where half of the prints and more are of one size, the steps of a half, of three
// quarters and of nine tenths would all hide the same.
func TestEveryStepOfTheSizeFilterHidesMore(t *testing.T) {
	sized := func(sizes map[string]int) *App {
		var rows []model.Trade
		for size, n := range sizes {
			for range n {
				rows = append(rows, trade("15", "117738", size, "1", start().Add(time.Duration(len(rows)-400)*time.Second), int64(len(rows)+1)))
			}
		}
		return taped(t, rows...)
	}
	a := sized(map[string]int{"0.1": 20, "0.2": 75, "0.5": 5}) // 20 are smaller than a half, and than three quarters; 95 than 97 of 100
	var steps []string
	for range 4 {
		press(a, "t")
		steps = append(steps, regexp.MustCompile(`\d+ smaller`).FindString(paneText(t, a, paneTrades)))
	}
	if got := strings.Join(steps, ","); got != "20 smaller,95 smaller,,20 smaller" {
		t.Errorf("the steps hide %s", got)
	}
	a = sized(map[string]int{"0.1": 100})
	press(a, "t")
	hasNot(t, paneText(t, a, paneTrades), "hidden")
	has(t, footer(a), "none to hide")
}

// TestTheTapeTellsTheValueWhereItHasRoom: size times price, in the layouts of wide screens, and for the time where V asks for it.
func TestTheTapeTellsTheValueWhereItHasRoom(t *testing.T) {
	rows := []model.Trade{trade("15", "117738", "0.3", "1", start().Add(-time.Second), 7), trade("15", "117738", "0.05", "2", start().Add(-2*time.Second), 6)}
	for _, size := range [][2]int{{160, 48}, {180, 50}, {200, 50}, {240, 70}, {80, 24}} {
		a := taped(t, rows...)
		screen(a, size[0], size[1])
		text := paneText(t, a, paneTrades)
		has(t, text, "value", "time", " 35,321 ", "09:41:21") // 0.3 x 117,738 = 35,321.4
		has(t, text, " 5,887 ")                               // 0.05 x 117,738 = 5,886.9
	}
	a := taped(t, rows...)
	screen(a, 120, 36)
	hasNot(t, paneText(t, a, paneTrades), "value")
	focus(t, a, paneTrades)
	press(a, "V")
	has(t, paneText(t, a, paneTrades), "value", " 35,321 ")
	hasNot(t, paneText(t, a, paneTrades), "09:41:21")
	hasNot(t, paneText(t, a, paneBook), "value") // the book keeps its own
	press(a, "V")
	has(t, paneText(t, a, paneTrades), "09:41:21")
}

func TestSumsOfTheTapeAreOfTheWindow(t *testing.T) {
	a := taped(t,
		trade("15", "117700", "5", "1", start().Add(-10*time.Minute), 1),
		trade("15", "117738", "0.3", "1", start().Add(-2*time.Minute), 2),
		trade("15", "117741", "0.1", "2", start().Add(-time.Minute), 3))
	text := paneText(t, a, paneTrades)
	// In five minutes 0.3 bought and 0.1 sold: (35,321.4 + 11,774.1) / 0.4 = 117,738.75.
	has(t, text, "5m buy 75%", "25% sell", "delta +0.20000", "vwap 117,738.8")
	press(a, "w")
	has(t, paneText(t, a, paneTrades), "10m of 15m buy", "delta +5.20000") // nobody told of trades before the oldest
}

// flowing is a tape of BTC with prints of rising prices, a second apart, the newest at 117,759.
func flowing(t *testing.T) *App {
	t.Helper()
	var rows []model.Trade
	for k := range 60 {
		rows = append(rows, trade("15", fmt.Sprint(117700+k), fmt.Sprintf("0.%02d", 1+k), "1", start().Add(time.Duration(k-60)*time.Second), int64(k+1)))
	}
	a := taped(t, rows...)
	focus(t, a, paneTrades)
	return a
}

func traded(a *App, version int64, price, size, kind string) {
	a.Update(batch(model.NewTrades("15", start(), []model.Trade{trade("15", price, size, kind, start(), version)})))
}

func TestTheCursorOfTheTapeHoldsItsPrintAndCountsTheNewer(t *testing.T) {
	a := flowing(t)
	hasNot(t, paneText(t, a, paneTrades), "▎")
	press(a, "j")
	has(t, marked(t, a, paneTrades), "117,759")
	has(t, title(t, a, paneTrades), "held")
	for k := range 3 {
		traded(a, int64(100+k), fmt.Sprint(118801+k), "0.1", "2")
	}
	has(t, marked(t, a, paneTrades), "117,759")
	has(t, title(t, a, paneTrades), "3 newer")
	hasNot(t, paneText(t, a, paneTrades), "118,80")
	press(a, "k", "k")
	has(t, marked(t, a, paneTrades), "118,802")
	has(t, title(t, a, paneTrades), "1 newer")
	press(a, "k")
	has(t, title(t, a, paneTrades), "held")
	press(a, "k")
	hasNot(t, title(t, a, paneTrades), "held", "newer")
	hasNot(t, paneText(t, a, paneTrades), "▎")
	traded(a, 200, "118,900", "0.1", "1")
	traded(a, 201, "118901", "0.1", "1")
	has(t, tapeRows(t, a)[0], "118,901")
}

func TestAPrintStaysChosenWhileItsTakerTradesOn(t *testing.T) {
	a := flowing(t)
	traded(a, 100, "118801", "0.1", "1")
	press(a, "j", "enter")
	traded(a, 100, "118802", "0.25", "1")
	text := frame(a)
	has(t, rowWith(t, text, "average"), "118,801.7") // (11,880.10 + 29,700.50) / 0.35 = 118,801.714...
	has(t, rowWith(t, text, "range"), "118,801 to 118,802")
	has(t, rowWith(t, text, "rows            2"), "united")
	has(t, rowWith(t, text, "side"), "buy", "not documented")
	press(a, "esc")
	has(t, marked(t, a, paneTrades), "118,802", "~2")
}

func TestTheOldestPrintTakesThePlaceOfOneNoLongerKept(t *testing.T) {
	a := flowing(t)
	press(a, "G")
	has(t, marked(t, a, paneTrades), "117,700")
	var rows []model.Trade
	for k := range model.MaxTrades - 10 {
		rows = append(rows, trade("15", "118000", "0.1", "1", start().Add(time.Duration(k)*time.Millisecond), int64(1000+k)))
	}
	a.Update(batch(model.NewTrades("15", start(), rows)))
	has(t, marked(t, a, paneTrades), "117,750") // ten of the sixty are left
}

func TestAPrintOfUnknownSideSaysSo(t *testing.T) {
	row := trade("15", "117738", "0.3", "12", start().Add(-time.Second), 7)
	a := taped(t, row, trade("15", "117738", "0.1", "1", start().Add(-2*time.Second), 6))
	focus(t, a, paneTrades)
	has(t, tapeRows(t, a)[0], "?", "117,738")
	has(t, paneText(t, a, paneTrades), "? 0.30000")
	press(a, "j", "enter")
	has(t, rowWith(t, frame(a), "side"), "unknown")
}

func TestTheTitleOfTheTapeHasItsFilterAtAnyWidth(t *testing.T) {
	a := flowing(t)
	press(a, "t")
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}} {
		screen(a, size[0], size[1])
		focus(t, a, paneTrades)
		text := title(t, a, paneTrades)
		if size[0] < narrowFrom {
			text = lines(a)[1]
		}
		has(t, text, "Trades ≥0.31")
		has(t, paneText(t, a, paneTrades), "30 smaller hidden")
	}
	press(a, "t", "t", "t", "t")
	hasNot(t, frame(a), "≥")
}

func TestTheAverageHasALineOfItsOwnWhereItIsNarrow(t *testing.T) {
	a := flowing(t)
	screen(a, 120, 36)
	text := paneText(t, a, paneTrades)
	// Sizes 0.01 to 0.60 at 117,700 to 117,759: 18.3 bought, the prices' average by size is 117,739.33.
	has(t, rowWith(t, text, "vwap"), "vwap 117,739.3")
	has(t, rowWith(t, text, "delta"), "delta +18.30000")
	hasNot(t, rowWith(t, text, "delta"), "vwap")
	screen(a, 200, 48)
	has(t, rowWith(t, paneText(t, a, paneTrades), "delta"), "vwap 117,739.3")
}

func TestLargePrintsAreMarkedByClass(t *testing.T) {
	a := flowing(t)
	screen(a, 200, 48)
	rows := tapeRows(t, a)
	// Of 60 prints 0.55 is the 54th from the smallest on, 0.59 the 58th: classes from there.
	has(t, rows[0], "0.60000  ** ")
	has(t, rows[1], "0.59000  ** ")
	has(t, rows[2], "0.58000  *  ")
	has(t, rows[5], "0.55000  *  ")
	hasNot(t, rows[6], "*")
	press(a, "j", "enter")
	has(t, rowWith(t, frame(a), "large"), "** from 0.59")
}

func TestANarrowTapeSaysItsFilterWhatIsNewerAndTheClasses(t *testing.T) {
	a := flowing(t)
	traded(a, 100, "118801", "0.5", "1")
	traded(a, 100, "118802", "0.4", "1")
	screen(a, 120, 36)
	rows := tapeRows(t, a)
	// Of 61 prints 0.60 is the 60th from the smallest on, 0.55 the 55th: classes from there.
	has(t, rows[0], "0.90000 #") // the largest, of two rows
	has(t, rows[1], "0.60000 #")
	has(t, rows[2], "0.59000 *")
	press(a, "t", "j")
	traded(a, 101, "118803", "0.5", "1")
	traded(a, 102, "118804", "0.5", "1")
	has(t, title(t, a, paneTrades), "≥0.31 2 newer")
}

// TestAPrintOfSeveralRowsSaysSoAtEverySize: its price is an average, at which no trade was.
func TestAPrintOfSeveralRowsSaysSoAtEverySize(t *testing.T) {
	for _, worth := range []bool{false, true} {
		a := flowing(t)
		for _, size := range []string{"0.5", "0.4", "0.2"} {
			traded(a, 100, "118801", size, "1")
		}
		if worth {
			press(a, "V")
		}
		for w := 40; w <= 240; w++ {
			screen(a, w, map[bool]int{true: 12, false: 36}[w < 60])
			focus(t, a, paneTrades)
			has(t, rowWith(t, paneText(t, a, paneTrades), "118,801"), "x3", "1.10000")
			if row := rowWith(t, paneText(t, a, paneTrades), "118,801"); !strings.ContainsAny(row, "*#") {
				t.Errorf("at %d the largest print is not marked: %s", w, row)
			}
		}
	}
}

// TestAGapTakesNoColumn: neither from other rows nor the label of its own.
func TestAGapTakesNoColumn(t *testing.T) {
	for _, w := range []int{100, 110, 119, 120, 128, 140, 150, 160, 170, 200, 80, 45, 40} {
		heads := make(map[bool]string)
		for _, gap := range []bool{false, true} {
			c := &clock{start()}
			a := linked(t, c, Options{})
			if past := kept(c.now, 4*time.Minute); gap {
				a.Update(batch(past))
			}
			a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", "117640", "0.5", "1", c.now, 9), trade("15", "117640", "0.7", "1", c.now, 9)})))
			screen(a, w, 36)
			focus(t, a, paneTrades)
			text := paneText(t, a, paneTrades)
			heads[gap] = strings.Split(text, "\n")[1]
			has(t, rowWith(t, text, "117,640"), "x2")
			if gap {
				has(t, regexp.MustCompile(` g(ap)? `).FindString(text), " g")
			}
		}
		if w >= 60 && strings.Fields(heads[true])[1] != strings.Fields(heads[false])[1] || len(strings.Fields(heads[true])) != len(strings.Fields(heads[false])) {
			t.Errorf("%d wide, with a gap %q, without %q", w, heads[true], heads[false])
		}
	}
}

func TestSumsOfTheTapeAreOfTheExchangesClockWhereItDiffers(t *testing.T) {
	for _, ahead := range []time.Duration{time.Hour, -time.Hour} {
		c := &clock{start()}
		a := fresh(t, c, Options{})
		a.Update(batch(linksUp(start())...))
		a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 30), levels("117738", "1", 30))))
		for i := range 9 {
			at := start().Add(time.Duration(i-9) * time.Second)
			a.Update(batch(model.NewTrades("15", at, []model.Trade{trade("15", "117738", "0.1", "1", at.Add(ahead), int64(i+1))})))
		}
		screen(a, 160, 48)
		has(t, frame(a), "clocks 1h apart")
		has(t, paneText(t, a, paneTrades), "9s of 5m buy 100%", "delta +0.90000")
		tick(a, c, 6*time.Minute)
		has(t, paneText(t, a, paneTrades), "no trade")
		press(a, "L")
		has(t, frame(a), "the times of trades are 1h "+map[bool]string{true: "ahead of", false: "behind"}[ahead > 0]+" this machine's clock")
	}
}

func TestFiguresThatCountAMatchOnceOrTwiceSayOfWhatTheyAre(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}} {
		screen(a, size[0], size[1])
		focus(t, a, paneTrades)
		has(t, frame(a), "by rows")
	}
	screen(a, 160, 48)
	has(t, paneText(t, a, paneChart), "vol ", "by rows")
}

func TestASilentTapeStillTellsItsSumsAndOfWhatTheyAre(t *testing.T) {
	c := &clock{start()}
	a := fresh(t, c, Options{})
	a.Update(batch(linksUp(start())...))
	a.Update(batch(model.NewTrades("15", start(), []model.Trade{
		trade("15", "117738", "0.3", "1", start().Add(-150*time.Second), 2), trade("15", "117741", "0.1", "2", start().Add(-time.Minute), 3),
	})))
	a.Update(batch(link("15", model.LinkDown, c.now)))
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}} {
		screen(a, size[0], size[1])
		focus(t, a, paneTrades)
		text := paneText(t, a, paneTrades)
		has(t, text, "gap", " buy 75%", "25% sell", byRows)
	}
}
