package ui

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kanatop/model"
)

// bookWith is the book pane of BTC with these open orders, zoomed, after keys.
func bookWith(t *testing.T, orders []model.Order, keys ...string) string {
	t.Helper()
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 20), levels("117738", "1", 20)),
		model.Positions{Account: profile, At: start()}, model.OpenOrders{Account: profile, At: start(), Rows: orders}))
	screen(a, 160, 48)
	focus(t, a, paneBook)
	press(a, append([]string{"z"}, keys...)...)
	return paneText(t, a, paneBook)
}

// rests is an open order that is filled in part.
func rests(id, kind, price, size, rest string) model.Order {
	return model.Order{Market: "15", ID: model.OrderID(id), Type: model.OrderType(kind), Price: model.MustDec(price), Size: model.MustDec(size), Remaining: model.MustDec(rest), Time: start()}
}

func TestOwnOrdersAtOneLevelAddUpByWhatRests(t *testing.T) {
	text := bookWith(t, []model.Order{rests("1", "1", "117735", "0.5", "0.25"), rests("2", "3", "117735.0", "0.1", "0.1"), rests("3", "2", "117740", "0.3", "0.3")})
	has(t, rowWith(t, text, "117,735 "), "◆", " 0.35 ") // 0.25 and 0.1
	has(t, rowWith(t, text, "117,740 "), "◆", " 0.3 ")
	if n := strings.Count(text, "◆"); n != 2 {
		t.Errorf("%d levels are marked", n)
	}
}

func TestAnOwnOrderBetweenTicksStandsAtTheNextWorseLevelAndSaysSo(t *testing.T) {
	orders := []model.Order{rests("1", "1", "117735.5", "0.5", "0.5"), rests("2", "2", "117740.5", "0.3", "0.3")}
	text := bookWith(t, orders)
	has(t, rowWith(t, text, "117,735 "), "◇", " 0.5 ")
	has(t, rowWith(t, text, "117,741 "), "◇", " 0.3 ")
	hasNot(t, text, "◆")
	// In groups of ten the bid lies within 117,730 and the ask within 117,750, rounded away from the mid.
	text = bookWith(t, orders, "+", "+", "+")
	has(t, rowWith(t, text, "117,730 "), "◆", " 0.5 ")
	has(t, rowWith(t, text, "117,750 "), "◆", " 0.3 ")
	hasNot(t, text, "◇")
}

func TestAnOwnOrderIsMarkedOnItsOwnSideAndMarketOnly(t *testing.T) {
	other := rests("1", "1", "117735", "0.5", "0.5")
	other.Market = "16"
	// The ask is below all bids: the book has no such ask, so it stands with the best one.
	text := bookWith(t, []model.Order{other, rests("2", "2", "117734", "0.3", "0.3")})
	hasNot(t, rowWith(t, text, "117,735 "), "◆", "◇")
	hasNot(t, rowWith(t, text, "117,734 "), "◆", "◇")
	has(t, rowWith(t, text, "117,738 "), "◇", " 0.3 ")
}

func TestOwnOrdersOutOfSightAreCounted(t *testing.T) {
	text := bookWith(t, []model.Order{
		rests("1", "2", "118400", "0.1", "0.1"), rests("2", "2", "118000", "0.1", "0.1"), rests("3", "1", "100000", "0.1", "0.1"),
	})
	has(t, text, "▲ 2◆ 118,000", "▼ ◆ 100,000")
}

// TestOwnPricesBeyondAShortBookAreTold: a book that ends before the pane does is no reason not to tell of them.
func TestOwnPricesBeyondAShortBookAreTold(t *testing.T) {
	_, text := bookOf(t, levels("117737", "-1", 3), levels("117738", "1", 3))
	has(t, text, "▲ liq 126,403.41 +7.36%", "▼ liq 96,566.15 -17.98%")
}

// TestOwnPricesWithoutRoomAreCounted: the gravest stands first and whole, and what has no room behind it is counted.
func TestOwnPricesWithoutRoomAreCounted(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	d := model.MustDec
	a.Update(batch(
		model.Positions{Account: profile, At: start(), Rows: []model.Position{
			{Market: "15", ID: "3", Side: model.Short, Size: d("0.01"), Entry: d("118500"), Liq: d("126403.41"), SL: d("125000"), TP: d("100000"), Margin: d("117")},
		}},
		model.OpenOrders{Account: profile, At: start(), Rows: []model.Order{rests("1", "2", "119000", "1", "1"), rests("2", "2", "119500", "1", "1")}}))
	counted := regexp.MustCompile(`(\d+) more|…(\d+)|(\d+) out of sight`)
	for w := 40; w <= 240; w++ {
		screen(a, w, 48)
		focus(t, a, paneBook)
		row := strings.Split(paneText(t, a, paneBook), "\n")[2]
		prices := strings.Count(row, "▲") + strings.Count(row, "2◆") // an arrow each, and the orders are two
		if m := counted.FindStringSubmatch(row); m != nil {
			more, _ := strconv.Atoi(m[1] + m[2] + m[3])
			prices += more
		}
		if prices != 5 || !strings.HasSuffix(row, " │") && !strings.HasSuffix(row, " ") || !strings.Contains(row, "▲ liq 126,403.41") && !strings.Contains(row, "▲L 126,403.41") {
			t.Fatalf("%d cells wide, of 5 prices: %s", w, row)
		}
		has(t, rowWith(t, paneText(t, a, paneBook), "▼"), "100,000 ")
	}
	press(a, "z")
	has(t, paneText(t, a, paneBook), "▲ liq 126,403.41 +7.36%  ▲ SL 125,000 +6.17%  ▲ entry 118,500 +0.65%  ▲ 2◆ 119,000 ")
}

func TestAnOrderWithoutAPriceAboveZeroHasNoLevel(t *testing.T) {
	text := bookWith(t, []model.Order{rests("1", "1", "-5", "0.5", "0.5"), rests("2", "1", "0", "0.5", "0.5"), rests("3", "2", "-117738", "0.5", "0.5")})
	hasNot(t, text, "◆", "◇", "-5", "-117,738")
	text = bookWith(t, []model.Order{rests("1", "1", "-5", "0.5", "0.5"), rests("3", "2", "117738", "0.5", "0.5")}) // beside one that has
	if n := strings.Count(text, "◆"); n != 1 {
		t.Errorf("%d levels are marked", n)
	}
	a := lit(t, &clock{start()}, Options{})
	a.Update(openOrders(rests("1", "1", "-5", "0.5", "0.5")))
	screen(a, 160, 48)
	hasNot(t, paneText(t, a, paneChart), "◆", "order")
}

func TestOwnOrdersHaveASCIIMarks(t *testing.T) {
	a := lit(t, &clock{start()}, Options{ASCII: true})
	a.Update(batch(model.Positions{Account: profile, At: start()})) // whose prices would stand before the order
	a.Update(openOrders(rests("1", "1", "117735.5", "0.5", "0.5"), rests("2", "1", "117733", "0.5", "0.5"), rests("3", "2", "119000", "1", "1")))
	screen(a, 160, 48)
	text := paneText(t, a, paneBook)
	has(t, rowWith(t, text, "117,735 "), "|o ")
	has(t, rowWith(t, text, "117,733 "), "|@ ")
	has(t, text, "^ @ 119,000")
}

// TestOwnPricesOutOfSightAreToldOnSmallScreens: at least the gravest, and how many more there are.
func TestOwnPricesOutOfSightAreToldOnSmallScreens(t *testing.T) {
	for _, c := range []struct {
		w, h int
		has  []string
	}{
		{80, 24, []string{"126,403.41 +7.36%", "96,566.15 -17.98%"}},
		{45, 20, []string{"▲L 126,403.41 +7.36%", "▼ liq 96,566.15 -17.98%"}},
		{40, 12, []string{"126,403.41 +7.36%", "7 more"}}, // a liquidation, a stop, two entries, three orders
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, c.w, c.h)
		focus(t, a, paneBook)
		has(t, paneText(t, a, paneBook), append(c.has, "117,738 ", "117,737 ", "117,737.5")...)
	}
}

func TestTheBookGivesWayByHeight(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, c := range []struct {
		h          int // of the pane with its frame
		has, hasNo []string
	}{
		{5, []string{"117,737.5", "117,738 ", "117,737 "}, []string{"total", "bid 5", "▲"}},
		{7, []string{"117,737.5", "▲ liq"}, []string{"total", "bid 5"}},
		{8, []string{"total", "117,737.5", "▼ liq 96,566.15"}, []string{"bid 5"}},
		{9, []string{"total", "117,737.5", "bid 5", "▼ liq 96,566.15"}, nil},
		{12, []string{"total", "117,737.5", "bid 5", "▲ liq", "▼ liq"}, nil},
		{20, []string{"total", "117,737.5", "bid 5", "▲ liq", "▼ liq"}, nil},
	} {
		screen(a, 160, c.h+2)
		if !a.zoomed {
			focus(t, a, paneBook)
			press(a, "z")
		}
		text := paneText(t, a, paneBook)
		has(t, text, c.has...)
		hasNot(t, text, c.hasNo...)
	}
}

func TestAnOwnPriceBetweenTheRowsStandsInASmallLetter(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	d := model.MustDec
	a.Update(batch(model.NewDepth("15", start(), levels("117737", "-1", 20), levels("117738", "2", 20)), model.OpenOrders{Account: profile, At: start()},
		model.Positions{Account: profile, At: start(), Rows: []model.Position{
			{Market: "15", ID: "3", Side: model.Long, Size: d("0.01"), Entry: d("117735"), Liq: d("117731.25"), SL: d("117733.0"), TP: d("117741"), Margin: d("117")},
		}}))
	screen(a, 160, 48)
	focus(t, a, paneBook)
	press(a, "z")
	text := paneText(t, a, paneBook)
	has(t, rowWith(t, text, "117,735 "), "E")
	has(t, rowWith(t, text, "117,733 "), "S")
	has(t, rowWith(t, text, "117,731 "), "l")
	has(t, rowWith(t, text, "117,740 "), "t")
	press(a, "+", "+", "+") // of groups of ten no price is that of the row
	text = paneText(t, a, paneBook)
	has(t, text, "│─l─") // below the mid, above the first bid
	hasNot(t, text, " E ", " S ", " L ", " T ")
}

func TestNoRowOfTheBookLosesItsPriceToAnotherColumn(t *testing.T) {
	bids, asks := levels("117737", "-1", 20), levels("117738", "1", 20)
	bids[3].Price, asks[4].Price = dec("117734.1234"), dec("117742.0625")
	for _, orders := range [][]model.Order{nil, {rests("1", "1", "117735", "0.5", "0.5")}} {
		a := lit(t, &clock{start()}, Options{})
		a.Update(batch(model.NewDepth("15", start(), bids, asks), model.OpenOrders{Account: profile, At: start(), Rows: orders}))
		for w := 45; w <= 240; w++ {
			screen(a, w, 48)
			focus(t, a, paneBook)
			text := paneText(t, a, paneBook)
			has(t, text, "117,734.1234 ", "117,742.0625 ", " 0.08000")
		}
	}
}
