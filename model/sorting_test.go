package model

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func marketsOf(rows []Exposure) string {
	text := ""
	for _, e := range rows {
		text += fmt.Sprintf("%s%.1s ", e.Market, e.Side)
	}
	return text
}

func TestPositionsAreSortedByWhatIsAsked(t *testing.T) {
	// Room: APT 2.57 %, BTC short 7.36 %, BTC long 17.98 %. Profit: 0.001, 0.475, 0.95. Notional: 57.58, 1177.375, 2354.75.
	rows := sampleDay().Exposures(after(1))
	for by, want := range map[ExposureOrder]string{
		ByRisk:     "14L 15S 15L ",
		ByProfit:   "15L 15S 14L ",
		ByNotional: "15L 15S 14L ",
		ByMarket:   "14L 15L 15S ",
	} {
		if got := marketsOf(SortExposures(rows, by)); got != want {
			t.Errorf("by %s: %s, want %s", by, got, want)
		}
	}
	rows[2].UPnL = Dec{}
	if got := marketsOf(SortExposures(rows, ByProfit)); got != "15S 14L 15L " {
		t.Errorf("a position without a profit stands among those with one: %s", got)
	}
	if marketsOf(rows) != "14L 15S 15L " {
		t.Error("sorting changed the rows it was given")
	}
}

func TestOrdersOfListsGoRound(t *testing.T) {
	seen := map[string]bool{}
	by := ByRisk
	for range 4 {
		seen[by.String()] = true
		by = by.Next()
	}
	if by != ByRisk || len(seen) != 4 {
		t.Errorf("positions have the orders %v", seen)
	}
	clear(seen)
	open := OpenByMarket
	for range 4 {
		seen[open.String()] = true
		open = open.Next()
	}
	if open != OpenByMarket || len(seen) != 4 {
		t.Errorf("open orders have the orders %v", seen)
	}
}

// dayOfOrders are open orders of two markets, with what rests of them: a BTC bid and ask, and an APT ask far away.
func dayOfOrders() *Model {
	order := func(market MarketID, id, kind, price, size, rest string, seconds int) Order {
		return Order{Market: market, ID: OrderID(id), Type: OrderType(kind), Price: MustDec(price), Size: MustDec(size), Remaining: MustDec(rest), Time: after(seconds)}
	}
	return watching(
		sampleDepth(0),
		NewDepth("14", start, levels("5.757", "10"), levels("5.759", "33.333")),
		OpenOrders{Account: profile, At: start, Rows: []Order{
			order("15", "1", "1", "117667", "0.1", "0.04", -30),
			order("15", "2", "7", "117785", "0.2", "0.2", -90),
			order("14", "3", "2", "6.5", "10", "10", -60),
			order("15", "0", "12", "117000", "1", "1", -10),
		}},
	)
}

func TestOpenOrdersAreSortedByWhatIsAsked(t *testing.T) {
	rows := dayOfOrders().OpenRows(after(1))
	for by, want := range map[OpenOrder]string{
		OpenByMarket:   "3210", // APT, then BTC from 117,785 down to 117,000
		OpenByPrice:    "2103", // 117,785, 117,667, 117,000, 6.5
		OpenByDistance: "2103", // 0.04 %, 0.06 %, 0.63 %, 12.9 %
		OpenByAge:      "0132",
	} {
		got := ""
		for _, o := range SortOpen(rows, by) {
			got += string(o.ID)
		}
		if got != want {
			t.Errorf("by %s: %s, want %s", by, got, want)
		}
	}
}

func TestDistanceFromTheMidIsAPriceAndBasisPoints(t *testing.T) {
	rows := dayOfOrders().OpenRows(after(1))
	// 117785 - 117737.5 is 47.5, of the mid 4.0343985561 bp; 6.5 - 5.758 is 0.742, 1288.6418895450 bp.
	sameNumber(t, "price of the ask", rows[1].Away, "47.5")
	rounds(t, "basis points of the ask", rows[1].Basis(), "4.0343985561")
	sameNumber(t, "price of the far one", rows[0].Away, "0.742")
	rounds(t, "basis points of the far one", rows[0].Basis(), "1288.6418895450")
}

func TestWhatRestsIsAddedUpBySide(t *testing.T) {
	got := TotalResting(dayOfOrders().OpenRows(after(1)))
	// Bought: 0.04 x 117667. Sold: 0.2 x 117785 + 10 x 6.5. An order of type 12 without a telling id is on no side.
	sameNumber(t, "buys", got.Buys.Value, "4706.68")
	sameNumber(t, "sells", got.Sells.Value, "23622")
	if got.Count != 4 || got.Missing != 1 || got.Buys.Count != 1 || got.Sells.Count != 2 {
		t.Errorf("%+v", got)
	}
}

func TestTotalsPerSideAddUpToTheTotal(t *testing.T) {
	total := Total(sampleDay().Exposures(after(1)))
	// Long: 57.58 + 2354.75 of notional, 0.001086 + 0.95 of profit. Short: 1177.375 and 0.475.
	sameNumber(t, "long", total.Long.Notional, "2412.33")
	sameNumber(t, "profit of the longs", total.Long.UPnL, "0.951086")
	sameNumber(t, "short", total.Short.Notional, "1177.375")
	sameNumber(t, "net", total.Net(), "1234.955")
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]Exposure, rapid.IntRange(0, 8).Draw(t, "rows"))
		for i := range rows {
			side := rapid.SampledFrom([]Side{Long, Short}).Draw(t, "side")
			rows[i] = Exposure{Position: Position{Side: side, Margin: drawDec(t)}, UPnL: drawDec(t), Notional: drawDec(t)}
		}
		total := Total(rows)
		if total.Long.Count+total.Short.Count+total.Missing != total.Count {
			t.Fatalf("of %d positions %d are long, %d short, %d missing", total.Count, total.Long.Count, total.Short.Count, total.Missing)
		}
		for name, sums := range map[string][3]Dec{
			"profit":   {total.Long.UPnL, total.Short.UPnL, total.UPnL},
			"margin":   {total.Long.Margin, total.Short.Margin, total.Margin},
			"notional": {total.Long.Notional, total.Short.Notional, total.Notional},
		} {
			if both := sums[0].Add(sums[1]); both.Known() && sums[2].Known() && both.Cmp(sums[2]) != 0 {
				t.Fatalf("%s: %s and %s are %s in all", name, sums[0], sums[1], sums[2])
			}
		}
	})
}

func TestTheWayToLiquidationIsCountedFromTheEntry(t *testing.T) {
	for _, c := range []struct {
		name             string
		side             Side
		entry, liq, mark string
		want             string
	}{
		{"long at its entry", Long, "100", "80", "100", "0"},
		{"long a quarter down", Long, "100", "80", "95", "0.25"},
		{"long in profit", Long, "100", "80", "110", "-0.5"},
		{"long liquidated", Long, "100", "80", "80", "1"},
		{"short halfway", Short, "100", "120", "110", "0.5"},
		{"short in profit", Short, "100", "120", "90", "-0.5"},
		{"long with margin beyond its entry", Long, "100", "105", "110", ""},
		{"short likewise", Short, "100", "95", "90", ""},
		{"without a liquidation price", Long, "100", "0", "90", ""},
		{"without a mark", Long, "100", "80", "", ""},
	} {
		e := Exposure{Position: Position{Side: c.side, Entry: MustDec(c.entry), Liq: MustDec(c.liq)}, Mark: Mark{Price: MustDec(c.mark)}}
		sameNumber(t, c.name, e.Used(), c.want)
	}
}
