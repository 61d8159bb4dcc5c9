package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

func TestCumulativeValueIsOfTheLevelsAtTheirOwnPrices(t *testing.T) {
	// Asks: 0.34 x 117,738 = 40,030.92; with 0.08 x 117,739 49,450.04; with 0.5 x 117,740 108,320.04.
	a, text := bookOf(t, levels("117737", "-1", 8), levels("117738", "1", 8), "V")
	has(t, text, "value")
	hasNot(t, text, "total")
	has(t, rowWith(t, text, "117,739 "), " 49,450 ") // all with as many decimals as the largest has room for
	has(t, rowWith(t, text, "117,740 "), " 108,320 ")
	press(a, "V")
	text = paneText(t, a, paneBook)
	has(t, text, "total")
	has(t, rowWith(t, text, "117,739 "), "0.42000")
	hasNot(t, text, "value", "49,450")
}

func TestAWideBookShowsCumulativeSizeAndValue(t *testing.T) {
	a, _ := bookOf(t, levels("117737", "-1", 8), levels("117738", "1", 8), "z")
	text := paneText(t, a, paneBook)
	has(t, text, "total", "value", "yours")
	has(t, rowWith(t, text, "117,739 "), "0.42000", "49,450.04")
	// In groups of two the first ask is 117,738 alone and the second 117,739 and 117,740: at their own prices, not at 117,740.
	press(a, "+")
	has(t, rowWith(t, paneText(t, a, paneBook), "117,740 "), "0.92000", "108,320.04")
}

func TestImbalanceIsOfTheRowsShown(t *testing.T) {
	d := func(price, size string) model.Level { return model.Level{Price: dec(price), Size: dec(size)} }
	bids := []model.Level{d("99", "1"), d("98", "1"), d("97", "1"), d("96", "100"), d("95", "1"), d("94", "1")}
	asks := []model.Level{d("101", "3"), d("102", "3"), d("103", "3"), d("104", "3"), d("105", "3"), d("106", "900")}
	a, _ := bookOf(t, bids, asks)
	a.Update(batch(model.Positions{Account: profile, At: start()}, model.OpenOrders{Account: profile, At: start()}))
	screen(a, 160, 13)
	focus(t, a, paneBook)
	press(a, "z") // nine lines, of which heading and sums take two: three levels a side
	text := paneText(t, a, paneBook)
	has(t, text, "103", "97", "bid 25%", "75% ask") // 3 of 3 + 9
	hasNot(t, text, "104", "96 ")
	press(a, "+", "+") // by five: 95 holds 99 to 95, 90 holds 94; asks 105 and 110
	text = paneText(t, a, paneBook)
	has(t, rowWith(t, text, " 95 "), "104")       // 1 + 1 + 1 + 100 + 1
	has(t, rowWith(t, text, " 105 "), "15")       // five times 3
	has(t, text, "bid 10%", "90% ask")            // 105 of 105 + 915
	has(t, rowWith(t, text, "110"), "900", "915") // the second group and the sum
}

func TestChangesAreMarkedInGroupsToo(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(model.NewDepth("15", c.now, levels("117737", "-1", 40), levels("117738", "1", 40))))
	screen(a, 160, 48)
	press(a, "+", "+", "+")
	hasNot(t, rowWith(t, paneText(t, a, paneBook), "117,730 "), "+", "-", "*")
	bids := levels("117737", "-1", 40)
	bids[3].Size = dec("1.09") // 117,734 grows by 1, and so does the group of 117,730
	a.Update(batch(model.NewDepth("15", c.now, bids, levels("117738", "1", 40))))
	text := paneText(t, a, paneBook)
	has(t, rowWith(t, text, "117,730 "), "3.37420+")
	hasNot(t, rowWith(t, text, "117,720 "), "+", "-", "*")
	press(a, "-") // what is marked is of one grouping
	hasNot(t, paneText(t, a, paneBook), "+ ", "0*")
	tick(a, c, 2*time.Second)
	hasNot(t, rowWith(t, paneText(t, a, paneBook), "117,730 "), "+")
}

func TestDecimalsOfGroupsFollowTheStep(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Start: "14"})
	screen(a, 160, 48)
	for _, c := range []struct{ key, bid, ask string }{ // best 5.757 and 5.759
		{"", " 5.757 ", " 5.759 "}, {"+", " 5.756 ", " 5.760 "}, {"+", " 5.755 ", " 5.760 "}, {"+", " 5.75 ", " 5.76 "}, {"+", " 5.74 ", " 5.76 "}, {"+", " 5.75 ", " 5.80 "}, {"+", " 5.7 ", " 5.8 "},
	} {
		if c.key != "" {
			press(a, c.key)
		}
		has(t, paneText(t, a, paneBook), c.bid, c.ask)
	}
	hasNot(t, paneText(t, a, paneBook), " 5.700 ", " 5.70 ")
	has(t, title(t, a, paneBook), "×100")
}

// TestAMarkOfChangeIsNeverASign: a minus that touches the figure behind it would be read as part of it.
func TestAMarkOfChangeIsNeverASign(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	touching := regexp.MustCompile(`\d[-+*][\d<]`)
	marked := 0
	for w := leastWidth; w < 130; w++ {
		for _, key := range []string{"V", "+"} {
			press(a, key)
			less := levels("117737", "-1", 40)
			a.Update(batch(model.NewDepth("15", c.now, less, levels("117738", "1", 40))))
			screen(a, w, 40)
			more := levels("117738", "1", 40)
			for i := range less {
				less[i].Size, more[i].Size = dec("0.00001"), dec("22.22222")
			}
			a.Update(batch(model.NewDepth("15", c.now, less, more)))
			text := paneText(t, a, paneBook)
			if found := touching.FindString(text); found != "" {
				t.Fatalf("%d cells wide: %s in\n%s", w, found, text)
			}
			marked += strings.Count(text, "- ")
			press(a, "-")
		}
	}
	if marked == 0 {
		t.Error("nothing was marked")
	}
}

// TestNothingIsCalledNewThatMayHaveBeenThere: a book that is sent in windows brings levels that were beyond the window before.
func TestNothingIsCalledNewThatMayHaveBeenThere(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(model.NewDepth("15", c.now, levels("117737", "-1", 5), levels("117738", "1", 5))))
	screen(a, 160, 48)
	a.Update(batch(model.NewDepth("15", c.now, append(levels("117736", "-1", 5), levels("117737", "-1", 1)...), levels("117737.5", "1", 1))))
	text := paneText(t, a, paneBook)
	hasNot(t, rowWith(t, text, "117,732 "), "*") // beyond the five bids sent before
	has(t, rowWith(t, text, "117,737.5 "), "*")
}

func TestNothingIsMarkedWhenTheMarketIsChanged(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "1", "2")
	text := paneText(t, a, paneBook)
	hasNot(t, text, "0+", "0*", "0- ")
}
