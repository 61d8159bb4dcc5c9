package ui

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

func TestUnknownWordsOfTheExchangeAreShownAsTheyCame(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(
		model.OpenOrders{Account: profile, At: c.now, Rows: []model.Order{{Market: "15", ID: "1", Type: "4711", Price: model.MustDec("117111"), Size: model.Int(1), Remaining: model.Int(1)}}},
		model.NewOrders(profile, c.now, []model.Order{{Market: "15", ID: "2", Type: "2", Status: "Half Baked", Price: model.MustDec("117222"), Size: model.Int(1), Time: c.now}}, true)))
	screen(a, 240, 60)
	has(t, rowWith(t, paneText(t, a, paneOpen), "117,111"), "4711")
	focus(t, a, paneOrders)
	has(t, rowWith(t, paneText(t, a, paneOrders), "117,222"), "Half Baked")
}

func TestAnUnlistedMarketIsNamedByItsNumber(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(model.Funding{Market: "99", Rates: []model.Rate{{Value: model.MustDec("0.00077"), At: c.now}}}))
	screen(a, 160, 48)
	has(t, rowWith(t, paneText(t, a, paneFunding), "0.00077"), "#99", "longs pay")
	a.show("99")
	a.dirty = true
	has(t, title(t, a, paneBook), "market 99")
	has(t, paneText(t, a, paneBook), "waiting", "market 99")
}

func TestTheOldEncodingIsMarked(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	d := model.MustDec
	apt := model.Position{Market: "14", ID: "1", Side: model.Long, Scaled: true, Leverage: d("2"), Size: d("1000"), Entry: d("6050"), Liq: d("3102"), Margin: d("3025000")}
	unlisted := apt
	unlisted.Market, unlisted.ID = "99", "2"
	a.Update(batch(model.Positions{Account: profile, At: c.now, Rows: []model.Position{apt, unlisted}}))
	screen(a, 160, 48)
	has(t, title(t, a, panePositions), "old integer encoding")
	has(t, rowWith(t, paneText(t, a, panePositions), "APT"), "6.050")
	row := rowWith(t, paneText(t, a, panePositions), "#99")
	has(t, row, "–")
	hasNot(t, row, "6050", "6,050", "1000", "1,000", "3102", "3,102")
	has(t, paneText(t, a, panePositions), "1 of 2") // as many are added up
}

func TestACrossedLiquidationSaysSo(t *testing.T) {
	for _, p := range []model.Position{held("1", model.Long, "118000"), held("2", model.Short, "117000")} {
		for _, size := range [][2]int{{160, 48}, {100, 30}, {80, 24}, {45, 20}} {
			a := lit(t, &clock{start()}, Options{})
			a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{p}}))
			screen(a, size[0], size[1])
			focus(t, a, panePositions)
			row := rowWith(t, paneText(t, a, panePositions), p.Side.String())
			has(t, row, "CROSSED")
			if regexp.MustCompile(`[-+]0\.\d\d%\s+CROSSED|CROSSED.*[-+]0\.`).MatchString(row) {
				t.Errorf("the distance is shown too: %s", row)
			}
			has(t, footer(a), "crossed")
		}
	}
}

func TestACrossedBookSaysSo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), levels("117740", "-1", 5), levels("117738", "1", 5))))
	screen(a, 160, 48)
	has(t, title(t, a, paneBook), "CROSSED")
}

func TestAnEmptySideOfTheBookSaysSo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.NewDepth("15", start(), levels("117740", "-1", 5), nil)))
	screen(a, 160, 48)
	has(t, paneText(t, a, paneBook), "no asks", "no mid")
	a.Update(batch(model.NewDepth("15", start(), nil, nil)))
	has(t, paneText(t, a, paneBook), "no asks", "no bids", "no mid")
	hasNot(t, paneText(t, a, paneBook), "waiting")
}

func TestAbsentFiguresOfAPositionAreDashes(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{{Market: "15", ID: "1", Side: model.Short}}}))
	screen(a, 240, 60)
	row := rowWith(t, paneText(t, a, panePositions), "SHORT")
	if n := strings.Count(row, "–"); n < 8 {
		t.Errorf("%d of the absent figures are dashes: %s", n, row)
	}
	if regexp.MustCompile(`(^|[^\d.,])0([^\d.,]|$)|0\.00`).MatchString(row) {
		t.Errorf("an absent figure is shown as zero: %s", row)
	}
}

// hostile are texts as no exchange should send them.
func hostile() map[string]string {
	return map[string]string{
		"escape": "\x1b[31mred\x1b]0;owned\x07", "lines": "one\ntwo\r\nthree\ttab", "wide": "価格は高い🚀🚀", "combining": "e\u0301\u202e\u200d\ufeff",
		"invalid": "\xff\xfe\x00\x9b31m", "endless": strings.Repeat("x", 1<<19),
	}
}

func TestHostileTextsLeaveTheFrameIntact(t *testing.T) {
	var e eye
	for name, text := range hostile() {
		c := &clock{start()}
		a := lit(t, c, Options{})
		markets := model.Builtins("mainnet")
		for i := range markets {
			markets[i].Name, markets[i].Symbol = text, text
		}
		a.Update(batch(
			model.MarketList{Markets: markets},
			model.OpenOrders{Account: profile, At: c.now, Rows: []model.Order{{Market: "15", ID: model.OrderID(text), Type: model.OrderType(text), Price: model.MustDec("117111")}}},
			model.NewOrders(profile, c.now, []model.Order{{Market: "15", ID: "2", Type: "2", Status: model.Status(text), Time: c.now}}, true),
			model.Positions{Account: profile, At: c.now, Rows: []model.Position{{Market: model.MarketID(text), ID: model.TradeID(text), Side: model.Long}}}))
		for _, state := range []model.Link{{Scope: model.MarketScope("15"), State: model.LinkDown, Cause: text}, {Scope: model.AccountScope(profile), State: model.LinkDown, Cause: text}} {
			for range paneCount {
				press(a, "tab", "enter")
				for _, size := range [][2]int{{160, 48}, {45, 20}} {
					a.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
					if err := e.check(a.View().Content, size[0], size[1]); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
				}
				press(a, "esc")
			}
			a.Update(batch(state))
		}
		if title := a.View().WindowTitle; len(title) > 200 || strings.ContainsFunc(title, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%s: the window is called %.80q…", name, title)
		}
	}
}

// TestALongWordCostsNoFigure: one strange status must not take the numbers off the other rows.
func TestALongWordCostsNoFigure(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(model.NewOrders(profile, c.now, []model.Order{{Market: "15", ID: "2", Type: "2", Status: model.Status(strings.Repeat("strange ", 40)), Time: c.now}}, true)))
	screen(a, 160, 48)
	focus(t, a, paneOrders)
	press(a, "z")
	if row := rowWith(t, paneText(t, a, paneOrders), "117,785"); !strings.Contains(row, "part") || !strings.Contains(row, "2,355.70") {
		t.Errorf("beside a long status an order is reduced to %s", strings.TrimSpace(row))
	}
}
