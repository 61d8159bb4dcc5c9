package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

func TestOpenOrdersTellTheirDistanceAsPriceAndBasisPoints(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	text := paneText(t, a, paneOpen)
	has(t, text, "from mid", "bp", "filled", "ahead")
	// Against 117,737.5: 662.5 is 56.27 bp, -2.5 is -0.21 bp; against 5.758: 0.742 is 1,288.6 bp.
	has(t, rowWith(t, text, "close long"), "+662.5", "+56.3", " 60% ", "━━━──")
	has(t, rowWith(t, text, "increase long"), "-2.5", "-0.2", " 0% ", "─────")
	has(t, rowWith(t, text, "type 12"), "+0.742", "+1,288.6")
	// The bid at 117,735 has 0.34 and 0.08 at better prices, and 0.5 less its own 0.06 at its own.
	has(t, rowWith(t, text, "increase long"), " 0.86 ")
}

func TestWhatRestsIsAddedUpUnderTheOpenOrders(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 240, 60)
	// Bought: 0.06 x 117,735 and 10 x 6.5. Sold: 0.06 x 117,742 and 0.04 x 118,400.
	has(t, paneText(t, a, paneOpen), "unfilled 2 buys for 7,129.10", "2 sells for 11,800.52")
	press(a, "H")
	has(t, paneText(t, a, paneOpen), "2 buys for ***")
	press(a, "H")
	screen(a, 45, 20)
	focus(t, a, paneOpen)
	has(t, paneText(t, a, paneOpen), "buy 7,129.10   sell 11,800.52")
	screen(a, 36, 20)
	has(t, paneText(t, a, paneOpen), "buy 7,129.10   sell 11,800.52")
	screen(a, 30, 20)
	has(t, paneText(t, a, paneOpen), "2 buys   2 sells") // both values or none
	screen(a, 200, 60)
	lost := order("0", "117000") // neither its type nor its id tell its side
	lost.Type = "12"
	a.Update(openOrders(lost))
	has(t, paneText(t, a, paneOpen), "1 not known")
}

func TestOpenOrdersStandInTheOrderAskedFor(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	far, near, apt := order("1", "100000"), order("2", "117730"), order("3", "5.7")
	far.Time, near.Time, apt.Time, apt.Market = start().Add(-time.Minute), start().Add(-time.Hour), start().Add(-time.Second), "14"
	a.Update(openOrders(far, near, apt))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	for _, want := range []struct{ name, order string }{
		{"", "5.700 117,730 100,000"},
		{"by price", "117,730 100,000 5.700"},
		{"by distance", "117,730 5.700 100,000"}, // 0.6 bp, 100.7 bp, 1,506 bp
		{"by age", "5.700 100,000 117,730"},
		{"", "5.700 117,730 100,000"},
	} {
		got := strings.Join(regexp.MustCompile(`117,730|100,000|5\.700`).FindAllString(paneText(t, a, paneOpen), -1), " ")
		if got != want.order {
			t.Errorf("%s: %s, want %s", want.name, got, want.order)
		}
		if want.name == "" {
			hasNot(t, paneText(t, a, paneOpen), " by ")
		} else {
			has(t, paneText(t, a, paneOpen), want.name)
		}
		press(a, "s")
	}
}

func TestAMarketIsNamedLoudlyOnceInItsGroup(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	s := shownSlot(t, a, paneOpen)
	var loud []bool
	for y, row := range strings.Split(paneText(t, a, paneOpen), "\n") {
		if strings.Contains(row, "│ APT") || strings.Contains(row, "│ BTC") {
			loud = append(loud, a.canvas.At(s.x+2, s.y+y).Ink == inkStrong)
		}
	}
	if want := []bool{true, true, false, false}; len(loud) != 4 || loud[0] != want[0] || loud[1] != want[1] || loud[2] != want[2] || loud[3] != want[3] {
		t.Errorf("APT, BTC, BTC, BTC are loud: %v", loud)
	}
}

func TestDetailsOfAnOpenOrderDoubtAStaleBook(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	exchange := link("15", model.LinkDown, c.now)
	exchange.Scope = model.Scope{}
	a.Update(batch(link("15", model.LinkDown, c.now), exchange))
	text := detailsOf(t, a, paneOpen, "j")
	has(t, rowWith(t, text, "from mid  "), "+662.5", "STALE, from the book mid")
	has(t, rowWith(t, text, "of the mid"), "+56.3 bp = +0.56%")
	has(t, rowWith(t, text, " ahead "), "≥9.3926", "stale; the book ends before its price")
	has(t, rowWith(t, text, "unfilled value"), "4,736.00") // 0.04 x 118,400
}

// TestHiddenSizesCannotBeWorkedOut: what is public of a book, less or walked by a size of the account, tells that size.
func TestHiddenSizesCannotBeWorkedOut(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	has(t, rowWith(t, paneText(t, a, paneOpen), "118,400"), "≥9.3926")
	press(a, "H")
	lacks := func(text, part string) {
		t.Helper()
		if strings.Contains(text, part) {
			t.Errorf("%q is in\n%s", part, text)
		}
	}
	lacks(paneText(t, a, paneOpen), "9.3926")
	lacks(rowWith(t, detailsOf(t, a, paneOpen, "j"), " ahead "), "9.3926")
	press(a, "esc", "z")
	lacks(rowWith(t, detailsOf(t, a, panePositions), "closing now"), "at 1")
}

func TestClosingOnADoubtfulBookSaysSoInWords(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "z")
	a.Update(batch(link("15", model.LinkDown, c.now)))
	has(t, paneText(t, a, panePositions), "stale -0.12")
	a = lit(t, c, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "z")
	a.Update(batch(model.NewDepth("15", c.now, levels("117740", "-1", 20), levels("117738", "1", 20))))
	text := paneText(t, a, panePositions)
	has(t, text, "crossed", "best 117,737.5")
}

func TestWhatRestsOfAnOrderIsItsValue(t *testing.T) {
	a := lit(t, &clock{start()}, Options{}) // 0.04 of 0.1 rests of the order at 118,400
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	has(t, paneText(t, a, paneOpen), "unfilled")
	has(t, rowWith(t, paneText(t, a, paneOpen), "118,400"), " 4,736.00 ")
}

// TestALowerBoundIsNeverToldHigherThanItIs: what is cut to fit the column is rounded down, and does not stand without its digits.
func TestALowerBoundIsNeverToldHigherThanItIs(t *testing.T) {
	for _, c := range []struct{ size, plain, ascii string }{
		{"9.3926", "≥9.3926", ">=9.3926"},
		{"123.456789", "≥123.456", ">=123.45"},
		{"1999.99999", "≥1,999.9", ">=1,999"},
		{"12345678.9", "≥12,345K", ">=12.34M"},
		{"999999999.9", "≥999.99M", ">=999.9M"},
		{"0.123456789", "≥0.12345", ">=0.1234"},
		{"0.000000019", "≥0", ">=0"},
		{"900000000000000000", "–", "–"}, // a unit that fits there is none
	} {
		for ascii, want := range map[bool]string{false: c.plain, true: c.ascii} {
			a := lit(t, &clock{start()}, Options{ASCII: ascii})
			v := a.view(paneOpen)
			if got := string(v.bound(model.MustDec(c.size), aheadWidth)); got != want {
				t.Errorf("at least %s is told as %s, want %s", c.size, got, want)
			}
		}
	}
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 3), []model.Level{{Price: dec("117738"), Size: dec("123.456789")}})))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	has(t, rowWith(t, paneText(t, a, paneOpen), "118,400"), " ≥123.456 ")
}

// TestASumThatNoDecimalHoldsIsUnknownAndNotABound: 19 digits are held before the point, and two levels may have more.
func TestASumThatNoDecimalHoldsIsUnknownAndNotABound(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	most := dec("9000000000000000000")
	a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 3), []model.Level{{Price: dec("117738"), Size: most}, {Price: dec("117739"), Size: most}})))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	hasNot(t, paneText(t, a, paneOpen), "≥")
	hasNot(t, rowWith(t, detailsOf(t, a, paneOpen, "j"), " ahead "), "≥")
}

// TestAnOrderWithoutAPriceHasNoValueEither: what rests of it is worth nobody knows what, and the sum says so.
func TestAnOrderWithoutAPriceHasNoValueEither(t *testing.T) {
	for _, price := range []string{"0", "-5"} {
		a := lit(t, &clock{start()}, Options{})
		a.Update(openOrders(order("1", price)))
		screen(a, 160, 48)
		focus(t, a, paneOpen)
		press(a, "z")
		text := paneText(t, a, paneOpen)
		has(t, text, "1 not known")
		row := rowWith(t, text, "BTC")
		if n := strings.Count(row, " –"); n < 4 { // from mid, bp, ahead, unfilled
			t.Errorf("at %s only %d figures are unknown: %s", price, n, row)
		}
		has(t, rowWith(t, detailsOf(t, a, paneOpen), "unfilled value"), " – ")
	}
}

func TestWhatRestsAheadInADoubtfulBookIsMarkedWithoutColour(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 240, 60)
	has(t, rowWith(t, paneText(t, a, paneOpen), "increase long"), " 0.86 ")
	hasNot(t, rowWith(t, paneText(t, a, paneOpen), "increase long"), "0.86?")
	exchange := link("15", model.LinkDown, c.now)
	exchange.Scope = model.Scope{}
	a.Update(batch(link("15", model.LinkDown, c.now), exchange))
	has(t, rowWith(t, paneText(t, a, paneOpen), "increase long"), " 0.86? ")
	hasNot(t, paneText(t, a, paneOpen), "–?") // of nothing there is nothing to doubt
	press(a, "?", "G")
	has(t, screen(a, 240, 60), "?  behind a figure: what it is made from is stale or crossed")
}
