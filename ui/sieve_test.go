package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// logged is an app whose histories have six orders, six fills and three transfers, and a known explorer.
func logged(t testing.TB, o Options) *App {
	t.Helper()
	c := &clock{start()}
	o.Explorer = "https://explorer.example/txn/{version}?network=mainnet"
	a := lit(t, c, o)
	d, at := model.MustDec, func(minutes int) time.Time { return start().Add(-time.Duration(minutes) * time.Minute) }
	row := func(version int64, market, kind, price, size, pnl, fee string) model.Trade {
		f := model.Trade{Market: model.MarketID(market), Type: model.OrderType(kind), Price: d(price), Size: d(size), PnL: d(pnl), Fee: d(fee), Time: at(int(version % 100)), Version: version}
		f.Order, f.Position = model.OrderID(fmt.Sprint(90000+version)), model.TradeID(fmt.Sprint(70000+version))
		f.Value = f.Price.Mul(f.Size)
		return f
	}
	bare := row(3102199016, "15", "2", "117800", "0.1", "0", "5.89")
	bare.PnL = model.Dec{}
	order := func(id, market, kind, status, value string, minutes int) model.Order {
		return model.Order{Market: model.MarketID(market), ID: model.OrderID(id), Type: model.OrderType(kind), Status: model.Status(status), Price: d("117000"), Size: d("0.1"), Value: d(value), Time: at(minutes), Version: 3102199000 + int64(minutes)}
	}
	a.Update(batch(
		model.NewFills(profile, c.now, []model.Trade{
			row(3102199011, "15", "8", "117785.5", "0.01", "-0.95", "0.588925"),
			row(3102199012, "15", "2", "117790", "0.02", "0", "1.1779"),
			row(3102199013, "14", "5", "5.75789140", "10", "1.25", "0.0288"),
			row(3102199014, "16", "7", "3712.8", "1", "12.5", "1.8564"),
			bare,
			row(0, "15", "7", "117000", "0.5", "-20.25", "29.25"),
		}, true),
		model.NewOrders(profile, c.now, []model.Order{
			order("1111", "15", "1", "Filled", "11700", 21), order("2222", "15", "2", "Cancelled", "11700", 22), order("3333", "14", "7", "Filled", "57.5", 23),
			order("4444", "15", "8", "Partially Filled", "100", 24), order("5555", "16", "1", "cancelled", "0.5", 25), order("6666", "31", "3", "Open", "9", 26),
		}, true),
		model.NewTransfers(profile, c.now, []model.Transfer{{Direction: model.Deposit, Amount: d("500.25"), Time: at(31), Version: 3102182701}})))
	return a
}

// filtered opens the filter of a pane and types into it.
func filtered(t *testing.T, a *App, p paneID, w, h int, text string) {
	t.Helper()
	screen(a, w, h)
	focus(t, a, p)
	press(a, "f")
	for _, r := range text {
		press(a, map[bool]string{true: "space", false: string(r)}[r == ' '])
	}
	a.View()
}

func TestAFilterHoldsAsItIsTypedAndSaysWhatItHides(t *testing.T) {
	a := logged(t, Options{})
	filtered(t, a, paneFills, 120, 36, "btc")
	// The seventh fill is that of the fixture.
	has(t, title(t, a, paneFills), "Fills 5/7")
	hasNot(t, paneText(t, a, paneFills), "ETH", "APT")
	has(t, paneText(t, a, paneFills), "filter btc_", "BTC-USD · 5 of 7")
	press(a, "space", "s", "h", "o", "r", "t")
	has(t, title(t, a, paneFills), "Fills 4/7")
	press(a, "enter")
	if a.overlay != nil {
		t.Fatal("enter leaves the line open")
	}
	text := paneText(t, a, paneFills)
	hasNot(t, text, "filter btc")
	has(t, title(t, a, paneFills), "Fills 4/7")
	// Without the fill that has no profit: -0.95 (of the fixture) - 0.95 + 0.
	has(t, rowWith(t, text, "lacks"), "btc short: 4 fills, 1 lacks figures", "pnl -1.90")
	press(a, "f", "esc")
	hasNot(t, title(t, a, paneFills), "/7", "of 7")
}

func TestAnEmptyFilterLetsAllThroughAndSaysSo(t *testing.T) {
	for pane, rows := range map[paneID]string{panePositions: "all 3", paneOpen: "all 4", paneFills: "all 7", paneOrders: "all 8"} {
		a := logged(t, Options{})
		filtered(t, a, pane, 120, 36, "")
		has(t, rowWith(t, paneText(t, a, pane), "filter _"), rows)
		press(a, "q", "q", "backspace", "backspace")
		has(t, rowWith(t, paneText(t, a, pane), "filter _"), rows)
	}
}

func TestSumsAreOfTheRowsLetThrough(t *testing.T) {
	for _, c := range []struct {
		pane  paneID
		words string
		parts []string
	}{
		// 1.25 + 12.5; 0.0288 + 1.8564; 57.578914 + 3,712.8.
		{paneFills, "long 99999", []string{"none of 7", "long 99999"}},
		{paneFills, "apt", []string{"1 fill ", "pnl +1.25", "fees 0.03", "volume 57.58", "won 1 lost 0", "since 09:28"}},
		{paneFills, "31021990", []string{"5 fills, 1 lacks figures"}},
		// -20.25 + 12.5; 29.25 + 1.8564; 58,500 + 3,712.8.
		{paneFills, "close long", []string{"2 fills", "pnl -7.75", "fees 31.11", "volume 62,212.80", "won 1 lost 1"}},
		{paneOrders, "", []string{"8 orders", "filled 3 = 11,815.08", "partial 2 = 2,455.70", "open 1 = 9.00", "cancelled 2 = 11,700.50"}},
		{paneOrders, "filled", []string{"3 orders", "filled 3 = 11,815.08"}},
		{paneOrders, "canceled short", []string{"1 order ", "cancelled 1 = 11,700.00"}},
		{paneTransfers, "", []string{"3 transfers", "net +1,474.75", "2 in 1,500.25", "1 out 25.50"}},
		{paneTransfers, "withdrawal", []string{"1 transfer ", "net -25.50", "0 in –"}},
		{paneTransfers, "2809", []string{"1 transfer ", "net +1,000"}},
	} {
		a := logged(t, Options{})
		filtered(t, a, c.pane, 160, 48, c.words)
		press(a, "enter", "z")
		has(t, paneText(t, a, c.pane), c.parts...)
	}
}

func TestEachPaneKeepsItsOwnFilter(t *testing.T) {
	a := logged(t, Options{})
	filtered(t, a, paneFills, 160, 48, "eth")
	press(a, "enter")
	filtered(t, a, panePositions, 160, 48, "short")
	press(a, "enter")
	filtered(t, a, paneOpen, 160, 48, "117,735")
	press(a, "enter")
	has(t, title(t, a, panePositions), "Positions 1 of 3")
	has(t, title(t, a, paneOpen), "Orders 1/4")
	hasNot(t, paneText(t, a, panePositions), "APT", "LONG")
	has(t, paneText(t, a, panePositions), "SHORT", "shown uPnL (mid) +0.48") // the sums are of the rows that show
	hasNot(t, paneText(t, a, paneOpen), "118,400")
	focus(t, a, paneFills)
	has(t, title(t, a, paneFills), "Fills 1/7")
	focus(t, a, paneOrders)
	hasNot(t, title(t, a, paneOrders), "/8", "of 8")
}

func TestOnlyTheMarketShownFollowsTheMarket(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 160, 48)
	focus(t, a, paneFills)
	press(a, "F")
	has(t, title(t, a, paneFills), "5/7", "only BTC")
	press(a, "1")
	has(t, title(t, a, paneFills), "1/7", "only APT")
	has(t, paneText(t, a, paneFills), "5.75789140")
	press(a, "F")
	hasNot(t, title(t, a, paneFills), "only", "/7")
	focus(t, a, paneBook)
	press(a, "F")
	has(t, footer(a), "no filter")
}

func TestTheCursorStaysOnItsRowUnderAFilter(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 160, 48)
	focus(t, a, paneFills)
	press(a, "z", "j", "j", "j", "j")
	has(t, marked(t, a, paneFills), "3102199014")
	filtered(t, a, paneFills, 160, 48, "eth")
	has(t, marked(t, a, paneFills), "3102199014")
	press(a, "esc")
	has(t, marked(t, a, paneFills), "3102199014")
	a.Update(batch(model.NewFills(profile, start(), []model.Trade{trade("16", "3700", "1", "7", start(), 3102200000)}, false)))
	has(t, marked(t, a, paneFills), "3102199014")
}

func TestAFilterFindsNewRows(t *testing.T) {
	a := logged(t, Options{})
	filtered(t, a, paneFills, 160, 48, "eth")
	a.Update(batch(model.NewFills(profile, start(), []model.Trade{trade("16", "3700", "1", "7", start(), 3102200000), trade("14", "5", "1", "7", start(), 3102200001)}, false)))
	has(t, title(t, a, paneFills), "2/9")
}

// TestHiddenMoneyIsNotFound: who looks over the shoulder must not learn an amount by filtering for it.
func TestHiddenMoneyIsNotFound(t *testing.T) {
	for _, hidden := range []bool{false, true} {
		a := logged(t, Options{HideMoney: hidden})
		filtered(t, a, paneTransfers, 160, 48, "500.25")
		want := map[bool]string{false: "1/3", true: "0/3"}[hidden]
		has(t, title(t, a, paneTransfers), want)
		press(a, "enter", "H")
		has(t, title(t, a, paneTransfers), map[bool]string{false: "0/3", true: "1/3"}[hidden])
		press(a, "H", "f")
		press(a, "enter", "f", "esc", "z")
		text := paneText(t, a, paneTransfers)
		if strings.Contains(text, "500.25") == hidden {
			t.Errorf("hidden %t:\n%s", hidden, text)
		}
		has(t, text, "net ")
		if hidden {
			hasNot(t, text, "1,474", "1,500", "25.5")
		}
	}
}

func TestAFilterIsAsLongAsItsLine(t *testing.T) {
	a := logged(t, Options{})
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}, {40, 12}, {20, 6}} {
		filtered(t, a, paneFills, size[0], size[1], strings.Repeat("x", 80))
		a.passOn(tea.PasteMsg{Content: "\x1b[31m\n永"})
		var e eye
		if err := e.check(a.View().Content, size[0], size[1]); err != nil {
			t.Errorf("%v: %v", size, err)
		}
		press(a, "left", "x", "esc")
	}
}

func TestFilteredScreens(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}} {
		a := logged(t, Options{})
		filtered(t, a, paneFills, size[0], size[1], "btc short")
		golden(t, fmt.Sprintf("filter-%dx%d.txt", size[0], size[1]), frame(a)+"\n")
		press(a, "enter", "z")
		a.View()
		golden(t, fmt.Sprintf("filtered-%dx%d.txt", size[0], size[1]), frame(a)+"\n")
	}
}

// TestAnOrderOfThePastTellsItsStatusAtEveryWidth: without it a cancelled one would be read as filled.
func TestAnOrderOfThePastTellsItsStatusAtEveryWidth(t *testing.T) {
	for w := 40; w <= 200; w += 4 {
		a := logged(t, Options{})
		screen(a, w, 16)
		focus(t, a, paneOrders)
		press(a, "z")
		text := paneText(t, a, paneOrders)
		has(t, rowWith(t, text, "8 orders"), "filled 3") // which is not what is looked for
		rows := text[:strings.Index(text, "8 orders")]
		has(t, rows, "filled", "cance")
	}
}
