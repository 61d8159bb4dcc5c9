package ui

import (
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

func TestOwnOrdersHaveASCIIMarks(t *testing.T) {
	a := lit(t, &clock{start()}, Options{ASCII: true})
	a.Update(openOrders(rests("1", "1", "117735.5", "0.5", "0.5"), rests("2", "1", "117733", "0.5", "0.5"), rests("3", "2", "119000", "1", "1")))
	screen(a, 160, 48)
	text := paneText(t, a, paneBook)
	has(t, rowWith(t, text, "117,735 "), "|o ")
	has(t, rowWith(t, text, "117,733 "), "|@ ")
	has(t, text, "^ @ 119,000")
}

func TestTheBookGivesWayByHeight(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, c := range []struct {
		h          int // of the pane with its frame
		has, hasNo []string
	}{
		{5, []string{"117,737.5", "117,738 ", "117,737 "}, []string{"total", "bid 5", "▲"}},
		{8, []string{"total", "117,737.5"}, []string{"bid 5", "▲ liq"}},
		{9, []string{"total", "117,737.5", "bid 5"}, []string{"▲ liq"}},
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
