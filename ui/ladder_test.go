package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// bookText is the book pane of an app that shows this BTC book, after keys.
func bookOf(t *testing.T, bids, asks []model.Level, keys ...string) (*App, string) {
	t.Helper()
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), bids, asks)))
	screen(a, 160, 48)
	press(a, keys...)
	return a, paneText(t, a, paneBook)
}

func TestGroupsNeverPromiseABetterPrice(t *testing.T) {
	a, text := bookOf(t, levels("117737", "-1", 8), levels("117738", "1", 8), "+", "+", "+")
	has(t, title(t, a, paneBook), "×10")
	has(t, text, "117,730", "117,740", "117,750")
	hasNot(t, text, "117,737 ", "117,738 ")
	// The bids 117,737 to 117,730 fall into one group of 117,730: their sizes add up to 2.3742.
	has(t, rowWith(t, text, "117,730"), "2.37420")
	has(t, text, "117,737.5") // the mid stays that of the book
	press(a, "-", "-", "-")
	has(t, paneText(t, a, paneBook), "117,737 ", "117,738 ")
}

func TestGroupingIsRememberedPerMarket(t *testing.T) {
	a, _ := bookOf(t, levels("117737", "-1", 8), levels("117738", "1", 8), "+")
	press(a, "1")
	hasNot(t, title(t, a, paneBook), "×2")
	press(a, "2")
	has(t, title(t, a, paneBook), "×2")
}

func TestOwnOrderStandsAtTheGroupItFallsInto(t *testing.T) {
	_, text := bookOf(t, levels("117737", "-1", 20), levels("117738", "1", 20), "+", "+", "+")
	has(t, rowWith(t, text, "117,730"), "◆", "0.06") // a bid at 117,735
	has(t, rowWith(t, text, "117,750"), "◆", "0.06") // an ask at 117,742
}

func TestCursorTellsWhatSweepingToItsLevelCosts(t *testing.T) {
	// 0.34 at 117,738 and 0.08 at 117,739: 0.42 for 49,450.04 on average 117,738.19, 0.06 bp above the mid of 117,737.5.
	a, text := bookOf(t, levels("117737", "-1", 8), levels("117738", "1", 8), "k", "k")
	has(t, text, "to here 0.42000 = 49,450.04", "avg 117,738.19", "slip 0.06 bp")
	press(a, "c")
	hasNot(t, paneText(t, a, paneBook), "to here")
}

func TestClickInTheBookPutsTheCursorOnTheLevel(t *testing.T) {
	a, text := bookOf(t, levels("117737", "-1", 30), levels("117738", "1", 30))
	for y, row := range strings.Split(text, "\n") {
		if !strings.Contains(row, "117,730") {
			continue
		}
		at := a.places.slots[a.places.slotOf(paneBook)]
		a.Update(tea.MouseClickMsg{X: at.x + 10, Y: at.y + y, Button: tea.MouseLeft})
	}
	a.View()
	p, ok := a.panes[paneBook].(*bookPane)
	if !ok || !p.cursor.on || p.cursor.side != model.Bid || p.cursor.price.String() != "117730" {
		t.Errorf("the cursor is %+v", p.cursor)
	}
}

func TestOwnPricesOutOfSightAreToldWithTheirDistance(t *testing.T) {
	_, text := bookOf(t, levels("117737", "-1", 30), levels("117738", "1", 30))
	has(t, text, "▲ liq 126,403.41 +7.36%", "▼ liq 96,566.15 -17.98%")
}

func TestChangedLevelsAreMarkedForAMoment(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	bids := levels("117737", "-1", 30)
	bids[0].Size, bids[2].Size = dec("0.5"), dec("0.1")
	a.Update(batch(model.NewDepth("15", c.now, bids[:29], levels("117738", "1", 31))))
	text := paneText(t, a, paneBook)
	has(t, rowWith(t, text, "117,737 "), "0.50000+")
	has(t, rowWith(t, text, "117,735 "), "0.10000-")
	hasNot(t, rowWith(t, text, "117,736 "), "+", "0.08000-")
	tick(a, c, 2*time.Second)
	hasNot(t, rowWith(t, paneText(t, a, paneBook), "117,737 "), "+")
}

func TestOddBooksAreShownSensibly(t *testing.T) {
	for name, b := range map[string]struct {
		bids, asks []model.Level
		want       []string
	}{
		"empty":     {nil, nil, []string{"no mid", "no asks", "no bids"}},
		"only asks": {nil, levels("117738", "1", 5), []string{"no mid", "no bids", "117,738"}},
		"only bids": {levels("117737", "-1", 5), nil, []string{"no mid", "no asks", "117,737"}},
		"crossed":   {levels("117740", "-1", 5), levels("117738", "1", 5), []string{"117,740", "117,738", "-2"}},
		"deep":      {levels("117737", "-1", 2000), levels("117738", "1", 2000), []string{"117,737.5"}},
	} {
		a, text := bookOf(t, b.bids, b.asks)
		has(t, text, b.want...)
		press(a, "G", "g", "pgdown", "+", "j", "k", "G")
		a.View()
		if name == "crossed" {
			has(t, title(t, a, paneBook), "CROSSED")
		}
	}
}

// TestTheBookAndThePositionsAreJudgedByOnePrice: of a book without a mid both go by the best prices that the exchange states apart
// from it, and the book says so; without these neither has one.
func TestTheBookAndThePositionsAreJudgedByOnePrice(t *testing.T) {
	for name, sides := range map[string][2][]model.Level{"only bids": {levels("117737", "-1", 5), nil}, "only asks": {nil, levels("117738", "1", 5)}} {
		a, _ := bookOf(t, sides[0], sides[1])
		a.Update(batch(model.NewBest("15", start(), model.MustDec("117600"), model.MustDec("117700"))))
		text := paneText(t, a, paneBook)
		has(t, text, "no mid, best mid 117,650", "▲ liq 126,403.41 +7.44%") // 8,753.41 of 117,650
		mark := a.live.Mark("15", a.now)
		has(t, mark.Source, "best mid")
		screen(a, 100, 30)
		has(t, paneText(t, a, paneBook), "best mid 117,650")
		screen(a, 160, 48)
		focus(t, a, paneBook)
		press(a, "j", "k")
		hasNot(t, rowWith(t, paneText(t, a, paneBook), "slip"), "–")
		press(a, "c")
		a.Update(batch(model.NewBest("15", start(), model.Dec{}, model.MustDec("117700")))) // of it one side is gone too
		text = paneText(t, a, paneBook)
		has(t, text, "no mid", "126,403.41 –")
		hasNot(t, text, "best mid", "+7.")
		if a.live.Mark("15", a.now).Price.Known() {
			t.Errorf("%s: positions have a mark that the book has not", name)
		}
	}
}

// TestTheSizeOfOwnOrdersStandsInTheBookAtEveryWidth: in a column of its own, or with its mark for a cumulative figure of its row.
func TestTheSizeOfOwnOrdersStandsInTheBookAtEveryWidth(t *testing.T) {
	for w := 40; w <= 240; w += 2 {
		for _, worth := range []bool{false, true} {
			a := lit(t, &clock{start()}, Options{})
			a.Update(batch(model.OpenOrders{Account: profile, At: start(), Rows: []model.Order{
				{Market: "15", ID: "1", Type: "1", Price: model.MustDec("117737"), Remaining: model.MustDec("0.777")},
			}}))
			screen(a, w, 24)
			focus(t, a, paneBook)
			if worth {
				press(a, "V")
			}
			row := rowWith(t, paneText(t, a, paneBook), " 117,737 ")
			has(t, row, "◆", "0.777")
			press(a, "H")
			row = rowWith(t, paneText(t, a, paneBook), " 117,737 ")
			has(t, row, "***")
			hasNot(t, row, "0.777")
		}
	}
}

// TestACrossedBookTellsThePriceThatTheProgramGoesBy: the middle of a crossed book, 117,739, is no price; the best prices state 117,650.
func TestAnEmptyBookHasNoOwnPriceAtItsMiddle(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}} {
		a, _ := bookOf(t, nil, nil)
		a.Update(batch(model.NewBest("15", start(), model.MustDec("117600"), model.MustDec("117700"))))
		screen(a, size[0], size[1])
		focus(t, a, paneBook)
		text := paneText(t, a, paneBook)
		hasNot(t, rowWith(t, text, "best mid 117,650"), "L", "E", "T", "S")
		has(t, text, "126,403.41")
	}
}

func TestACrossedBookTellsThePriceThatTheProgramGoesBy(t *testing.T) {
	a, _ := bookOf(t, levels("117740", "-1", 5), levels("117738", "1", 5))
	a.Update(batch(model.NewBest("15", start(), model.MustDec("117600"), model.MustDec("117700"))))
	for _, size := range [][2]int{{160, 48}, {120, 36}, {100, 30}, {80, 24}, {60, 20}, {45, 20}, {40, 12}, {28, 12}, {26, 12}, {22, 12}} {
		screen(a, size[0], size[1])
		focus(t, a, paneBook)
		text := paneText(t, a, paneBook)
		has(t, rowWith(t, text, "best mid"), "best mid 117,650 ", map[bool]string{true: "CROSSED", false: "X"}[size[0] >= 28])
	}
	screen(a, 160, 48)
	has(t, paneText(t, a, paneBook), "CROSSED -2 ")
	a.Update(batch(model.NewBest("15", start(), model.Dec{}, model.MustDec("117700")))) // nothing else is there to go by
	has(t, rowWith(t, paneText(t, a, paneBook), "CROSSED -2"), "book mid 117,739 ")
}

// TestAStaleBookSaysThatPositionsGoByAnotherPrice: its mid, 117,737.5, stands between its sides; the best prices state 117,650.
func TestAStaleBookSaysThatPositionsGoByAnotherPrice(t *testing.T) {
	a, _ := bookOf(t, levels("117737", "-1", 5), levels("117738", "1", 5))
	a.Update(batch(link("15", model.LinkDown, start())))
	a.Update(batch(model.NewBest("15", start(), model.MustDec("117600"), model.MustDec("117700"))))
	for _, size := range [][2]int{{160, 48}, {120, 36}, {100, 30}, {80, 24}, {60, 20}, {45, 20}, {40, 12}} {
		screen(a, size[0], size[1])
		focus(t, a, paneBook)
		has(t, rowWith(t, paneText(t, a, paneBook), "best"), "best mid 117,650 ")
	}
}

// TestTheImbalanceCountsTheLevelsThereAre: of the rows that show, more than either side has, and none of a side without levels.
func TestTheImbalanceCountsTheLevelsThereAre(t *testing.T) {
	a, _ := bookOf(t, levels("117737", "-1", 3), levels("117738", "1", 5))
	foot := func() string {
		rows := strings.Split(paneText(t, a, paneBook), "\n")
		return rows[len(rows)-2]
	}
	has(t, foot(), "bid 46% of 3/5", "54% ask") // 0.34+0.08+0.5 = 0.92 beside 1.07 with 0.09 and 0.06
	a.Update(batch(model.NewDepth("15", start(), nil, levels("117738", "1", 10))))
	has(t, foot(), "no bids")
	hasNot(t, foot(), "%", "/")
	a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 10), nil)))
	has(t, foot(), "no asks")
	hasNot(t, foot(), "%", "/")
}

// TestBarsOfTheBookAreSeenWithoutATint: as long as the sums, in cells of their own or, where these have no room, of reversed
// figures; and no figure loses a digit to them.
func TestBarsOfTheBookAreSeenWithoutATint(t *testing.T) {
	blocks := 0
	for _, c := range []struct {
		theme       string
		ascii       bool
		whole, half string
	}{{"mono", false, "█", "▐"}, {"16", false, "█", "▐"}, {"mono", true, "#", "="}} {
		a := lit(t, &clock{start()}, Options{Theme: c.theme, ASCII: c.ascii})
		a.Update(batch(model.Positions{Account: profile, At: start()}, model.OpenOrders{Account: profile, At: start()},
			model.NewDepth("15", start(), []model.Level{level("100000", "3"), level("99999", "3"), level("99998", "1"), level("99997", "5")}, []model.Level{level("100001", "6"), level("100002", "6")})))
		for _, size := range [][2]int{{160, 48}, {140, 40}, {120, 36}, {100, 30}, {80, 24}, {45, 20}, {240, 70}} {
			screen(a, size[0], size[1])
			focus(t, a, paneBook)
			s, text := shownSlot(t, a, paneBook), paneText(t, a, paneBook)
			length := func(price string) (n, most int) {
				row := rowWith(t, text, price)
				has(t, row, price, ".00000")
				if n = 2*strings.Count(row, c.whole) + strings.Count(row, c.half); n > 0 {
					blocks++
					p, _ := a.panes[paneBook].(*bookPane)
					l := p.ladder(a.view(paneBook))
					return n, 2 * l.roomForBars(a.view(paneBook), s.w-2, map[bool]int{true: 4, false: 3}[s.w-2 >= 50])
				}
				y := s.y + slices.Index(strings.Split(text, "\n"), row)
				for x := s.x + 1; x < s.x+s.w-1; x++ {
					if ink := a.canvas.At(x, y).Ink; ink == inkBarBid || ink == inkBarAsk {
						n++
					}
				}
				return n, s.w - 2 - 3
			}
			for price, share := range map[string]int{"100,002 ": 12, " 99,997 ": 12, "100,001 ": 6, "100,000 ": 3} {
				n, most := length(price)
				if off := 12*n - share*most; off < -12 || off > 12 {
					t.Errorf("%s at %v: the bar of %s is %d of %d, want %d of 12:\n%s", c.theme, size, price, n, most, share, text)
				}
			}
		}
	}
	if blocks == 0 {
		t.Error("no bar has cells of its own")
	}
}
