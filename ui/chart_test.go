package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// TestTheChartSaysTheIntervalItDraws: the time axis stands at the pace of the interval in the title.
func TestTheChartSaysTheIntervalItDraws(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {120, 36}, {100, 30}, {200, 60}, {240, 60}} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, size[0], size[1])
		p, ok := a.panes[paneChart].(*chartPane)
		if !ok {
			t.Fatal("the pane of the chart is another")
		}
		s := shownSlot(t, a, paneChart)
		said := p.note(a.view(paneChart))
		every := time.Duration(0)
		for _, e := range intervals() {
			if strings.HasPrefix(said, string(a.text.age(e))+" ") {
				every = e
			}
		}
		rows := strings.Split(cropped(lines(a), s.rect), "\n")
		axis := rows[len(rows)-2]
		stamps := regexp.MustCompile(`\d\d:\d\d(:\d\d)?`).FindAllStringIndex(axis, -1)
		if len(stamps) < 2 {
			continue // too narrow for two
		}
		at := func(i int) time.Duration {
			text := axis[stamps[i][0]:stamps[i][1]]
			if len(text) == 5 {
				text += ":00"
			}
			clock, err := time.Parse(time.TimeOnly, text)
			if err != nil {
				t.Fatal(err)
			}
			return clock.Sub(clock.Truncate(24 * time.Hour))
		}
		columns := stamps[1][0] - stamps[0][0]
		if drawn := (at(1) - at(0)) / time.Duration(columns); drawn != every {
			t.Errorf("%v: the title says %q and a column is %s", size, said, drawn)
		}
	}
}

func TestTheIntervalKeyGoesThroughAllAndBack(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	first := title(t, a, paneChart)
	has(t, first, "auto")
	for _, every := range []string{"1s", "5s", "15s", "1m", "5m", "15m", "1h"} {
		press(a, "i")
		has(t, title(t, a, paneChart), " "+every+" ")
		hasNot(t, title(t, a, paneChart), "auto")
	}
	press(a, "i")
	if got := title(t, a, paneChart); got != first {
		t.Errorf("after all intervals the title is %s", got)
	}
}

// TestACandleStandsAtItsPrices: the newest candle's body and wicks are in the rows of its prices.
func TestACandleStandsAtItsPrices(t *testing.T) {
	c := &clock{start()}
	a := fresh(t, c, Options{Start: "15"})
	// Two candles of a second: one over the whole range, and one that opens at 103, falls to 101 and closes at 105.
	var rows []model.Trade
	for i, price := range []string{"100", "107", "103", "101", "105"} {
		at := start().Add(time.Duration(i) * time.Millisecond)
		if i >= 2 {
			at = at.Add(time.Second)
		}
		rows = append(rows, trade("15", price, "1", "1", at, int64(i)))
	}
	a.Update(batch(linksUp(c.now)...))
	a.Update(batch(model.NewTrades("15", c.now, rows)))
	screen(a, 160, 48)
	focus(t, a, paneChart)
	press(a, "z", "i")
	s := shownSlot(t, a, paneChart)
	rowOf := func(price string) int {
		for y, row := range strings.Split(paneText(t, a, paneChart), "\n") {
			if strings.Contains(row, " "+price+" ") {
				return s.y + y
			}
		}
		t.Fatalf("%s is not on the axis:\n%s", price, paneText(t, a, paneChart))
		return 0
	}
	tag := rowOf("105")
	x := -1
	for i := s.x + 1; i < s.x+s.w-7; i++ {
		if r := a.canvas.At(i, tag).Rune; r != ' ' && r != '·' {
			x = i // the newest candle is the rightmost
		}
	}
	if x < 0 {
		t.Fatalf("no candle at 105:\n%s", paneText(t, a, paneChart))
	}
	for price, want := range map[string]string{"106": " ·", "104": "┃", "102": "│"} {
		if got := a.canvas.At(x, rowOf(price)).Rune; !strings.ContainsRune(want, got) {
			t.Errorf("at %s the newest candle is %q:\n%s", price, got, paneText(t, a, paneChart))
		}
	}
}

func TestOwnPricesAreMarkedInTheChart(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		a := lit(t, &clock{start()}, Options{ASCII: ascii})
		a.Update(batch(ownPricesInRange(start())))
		screen(a, 160, 48)
		has(t, paneText(t, a, paneChart), "E 117,735", "L 117,722", "TP 117,750", "SL 117,728")
		press(a, "1")
		hasNot(t, paneText(t, a, paneChart), "117,7")
	}
}

func TestAFlatChartMarksNoPriceThatIsFarFromIt(t *testing.T) {
	c := &clock{start()}
	a := fresh(t, c, Options{})
	a.Update(batch(linksUp(c.now)...))
	a.Update(batch(accountSpeech(c.now)...))
	a.Update(batch(model.Account{State: model.AccountKnown, Profile: profile}, model.NewDepth("15", c.now, levels("117737", "-1", 3), levels("117738", "1", 3))))
	screen(a, 160, 48)
	text := paneText(t, a, paneChart)
	has(t, text, "117,737.5", "E 117,785", "▼ SL 110,000 -6.57%", "▲ L 126,403 +7.36%", "▼ L 96,566 -17.98%")
	hasNot(t, text, "╌╌")
	for row := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(row, "│L") || strings.HasPrefix(row, "│S") {
			t.Errorf("a price far away has a line: %s", row)
		}
	}
}

func TestBeforeTheFirstTradeTheMidIsDrawn(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		c := &clock{start()}
		a := fresh(t, c, Options{ASCII: ascii})
		a.Update(batch(linksUp(c.now)...))
		for k := range 30 {
			at := start().Add(time.Duration(k) * time.Second)
			bid := 117000 + k*10
			a.Update(batch(model.NewDepth("15", at, levels(fmt.Sprint(bid), "-1", 3), levels(fmt.Sprint(bid+2), "1", 3))))
		}
		screen(a, 160, 48)
		text := paneText(t, a, paneChart)
		has(t, title(t, a, paneChart), "mid")
		has(t, text, "117,291", "09:41:30")
		if columns := drawnColumns(text, '*', '⠁', '⣿'); columns != 30 {
			t.Errorf("ascii %t: %d columns for 30 seconds:\n%s", ascii, columns, text)
		}
	}
}

// drawnColumns is the number of columns in which one glyph or one of a range is.
func drawnColumns(text string, one, from, to rune) int {
	found := make(map[int]bool)
	for row := range strings.SplitSeq(text, "\n") {
		for x, ch := range []rune(row) {
			if ch == one || ch >= from && ch <= to {
				found[x] = true
			}
		}
	}
	return len(found)
}
