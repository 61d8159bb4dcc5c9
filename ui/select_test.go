package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// marked is the row of a pane that has the cursor.
func marked(t testing.TB, a *App, p paneID) string {
	t.Helper()
	return rowWith(t, paneText(t, a, p), "▎")
}

// order is an open order of market 15.
func order(id, price string) model.Order {
	return model.Order{Market: "15", ID: model.OrderID(id), Type: "1", Price: model.MustDec(price), Size: model.MustDec("0.1"), Remaining: model.MustDec("0.1"), Time: start()}
}

func openOrders(rows ...model.Order) model.Batch {
	return batch(model.OpenOrders{Account: profile, At: start(), Rows: rows})
}

func TestCursorStaysOnItsOrder(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	one, two, three := order("1", "117111"), order("2", "117222"), order("3", "117333")
	a.Update(openOrders(one, two, three))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "j")
	has(t, marked(t, a, paneOpen), "117,222")
	a.Update(openOrders(order("8", "117888"), order("9", "117999"), three, two, one))
	has(t, marked(t, a, paneOpen), "117,222")
	moved := order("2", "117000") // the dearest first, so it goes to the end
	a.Update(openOrders(moved, one, three))
	has(t, marked(t, a, paneOpen), "117,000")
	a.Update(openOrders(one, three))
	has(t, marked(t, a, paneOpen), "117,111")
	a.Update(openOrders(three))
	has(t, marked(t, a, paneOpen), "117,333")
	a.Update(openOrders())
	hasNot(t, paneText(t, a, paneOpen), "▎")
	a.Update(openOrders(one))
	has(t, marked(t, a, paneOpen), "117,111")
}

func TestTheRowInItsPlaceIsTaken(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(openOrders(order("1", "117111"), order("2", "117222"), order("3", "117333"), order("4", "117444")))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "j")
	has(t, marked(t, a, paneOpen), "117,333")
	a.Update(openOrders(order("1", "117111"), order("2", "117222"), order("4", "117444")))
	has(t, marked(t, a, paneOpen), "117,222")
}

func held(id string, side model.Side, liq string) model.Position {
	d := model.MustDec
	return model.Position{Market: "15", ID: model.TradeID(id), Side: side, Size: d("0." + id), Entry: d("117000"), Liq: d(liq), Margin: d("100")}
}

func TestCursorStaysOnItsPositionWhenRiskChangesTheOrder(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	tell := func(rows ...model.Position) {
		a.Update(batch(model.Positions{Account: profile, At: start(), Rows: rows}))
	}
	tell(held("1", model.Long, "90000"), held("2", model.Long, "100000"), held("3", model.Long, "80000"))
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "j")
	has(t, marked(t, a, panePositions), "90,000")
	tell(held("1", model.Long, "117000"), held("2", model.Long, "100000"), held("3", model.Long, "110000"))
	has(t, marked(t, a, panePositions), "117,000")
	tell(held("1", model.Short, "140000"), held("2", model.Long, "100000"), held("3", model.Long, "110000"))
	hasNot(t, marked(t, a, panePositions), "140,000") // the short side is another position
}

// TestDetailsNeverTurnIntoAnotherRow: what is read under a heading must not become another order's figures.
func TestDetailsNeverTurnIntoAnotherRow(t *testing.T) {
	for _, moved := range []bool{false, true} {
		a := lit(t, &clock{start()}, Options{})
		a.Update(openOrders(order("1111", "117111"), order("2222", "117222"), order("3333", "117333")))
		screen(a, 160, 48)
		focus(t, a, paneOpen)
		if moved {
			press(a, "j", "k")
		}
		press(a, "enter")
		about := func() string {
			for _, row := range lines(a) {
				if _, id, found := strings.Cut(row, "order id"); found {
					return strings.Fields(id)[0]
				}
			}
			return ""
		}
		if got := about(); got != "3333" {
			t.Fatalf("the details are of order %q", got)
		}
		a.Update(openOrders(order("9999", "117999"), order("1111", "117111"), order("2222", "117222"), order("3333", "117333")))
		if got := about(); got != "3333" {
			t.Errorf("cursor moved before: %t: a new order above turns the open details of 3333 into those of %q", moved, got)
		}
		a.Update(openOrders(order("1111", "117111"), order("2222", "117222")))
		if got := about(); got != "" && got != "3333" {
			t.Errorf("cursor moved before: %t: order 3333 is gone and its open details turn into those of %q", moved, got)
		}
	}
}

// tapeRows are the rows of trades on the screen.
func tapeRows(t *testing.T, a *App) []string {
	rows := strings.Split(paneText(t, a, paneTrades), "\n")
	return rows[2 : len(rows)-3]
}

func TestScrolledTapeStaysOnItsTrades(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	focus(t, a, paneTrades)
	press(a, "j", "j", "j", "j", "j")
	before := tapeRows(t, a)
	for k := range 7 {
		at := start().Add(time.Duration(k) * time.Second)
		a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", fmt.Sprint(118800+k), "0.1", "1", at, int64(1000+k))})))
		if got := tapeRows(t, a); !slices.Equal(got, before) {
			t.Fatalf("after %d trades the tape moved:\n%s\nwas\n%s", k+1, strings.Join(got, "\n"), strings.Join(before, "\n"))
		}
	}
	has(t, title(t, a, paneTrades), "7 newer")
	press(a, "g")
	has(t, tapeRows(t, a)[0], "118,806")
	hasNot(t, title(t, a, paneTrades), "newer", "held")
}

func TestTapeThatIsNotScrolledShowsTheNewest(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	a.Update(batch(model.NewTrades("15", c.now, []model.Trade{trade("15", "118800", "0.1", "1", start(), 1000)})))
	has(t, tapeRows(t, a)[0], "118,800")
}

func TestLevelUnderTheCursorStaysPutUntilTheBookIsRecentred(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 24)
	lineOf := func(text string) int {
		for y, row := range strings.Split(paneText(t, a, paneBook), "\n") {
			if strings.Contains(row, text) {
				return y
			}
		}
		return -1
	}
	centre := lineOf("spread")
	press(a, "j", "j", "j")
	under := lineOf("117,735 ")
	if under != centre+3 {
		t.Fatalf("three rows down the cursor's level stands in row %d, the mid in %d", under, centre)
	}
	a.Update(batch(model.NewDepth("15", c.now, levels("117740", "-1", 30), levels("117741", "1", 30))))
	if got := lineOf("117,735 "); got != under {
		t.Errorf("a push moved the level under the cursor to row %d from %d", got, under)
	}
	has(t, title(t, a, paneBook), "scrolled")
	press(a, "c")
	if got := lineOf("spread"); got != centre {
		t.Errorf("c puts the mid into row %d, not %d", got, centre)
	}
}

func TestBookReachesItsLastLevels(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), levels("117740", "-1", 30), levels("117741", "1", 30))))
	for _, h := range []int{24, 25} {
		screen(a, 160, h)
		press(a, "G")
		if !strings.Contains(paneText(t, a, paneBook), "117,711 ") {
			t.Errorf("%d high: G does not reach the last bid, 117,711", h)
		}
		press(a, "g")
		if !strings.Contains(paneText(t, a, paneBook), "117,770 ") {
			t.Errorf("%d high: g does not reach the last ask, 117,770", h)
		}
	}
}

func TestPagesAreOfTheHeightShown(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	var rows []model.Order
	for k := range 60 {
		rows = append(rows, order(fmt.Sprint(k), fmt.Sprint(118000-k)))
	}
	a.Update(openOrders(rows...))
	screen(a, 160, 48)
	focus(t, a, paneOpen)
	press(a, "z")
	shown := len(strings.Split(paneText(t, a, paneOpen), "\n")) - 3
	press(a, "pgdown")
	has(t, marked(t, a, paneOpen), fmt.Sprintf("117,%03d", 1000-shown+1))
	press(a, "G")
	has(t, marked(t, a, paneOpen), "117,941")
	press(a, "pgup", "g")
	has(t, marked(t, a, paneOpen), "118,000")
}
