package model

import (
	"fmt"
	"strings"
	"testing"
)

func TestOfReportsOfOnePositionTheLaterVersionStands(t *testing.T) {
	row := func(id TradeID, version int64, size int64) Position {
		return Position{Market: "15", ID: id, Side: Long, Version: version, Size: Int(size)}
	}
	short := row("7", 100, 9)
	short.Side = Short
	for name, c := range map[string]struct {
		pushes [][]Position
		want   string
	}{
		"twice in a push, the older last":    {[][]Position{{row("7", 200, 2), row("7", 100, 1)}}, "2"},
		"twice in a push, the newer last":    {[][]Position{{row("7", 100, 1), row("7", 200, 2)}}, "2"},
		"the same row twice":                 {[][]Position{{row("7", 200, 2), row("7", 200, 2)}}, "2"},
		"an older push after a newer one":    {[][]Position{{row("7", 200, 2)}, {row("7", 100, 1)}}, "2"},
		"a push without versions":            {[][]Position{{row("7", 200, 2)}, {row("7", 0, 1)}}, "1"},
		"closed and there again":             {[][]Position{{row("7", 200, 2)}, {}, {row("7", 100, 1)}}, "1"},
		"rows without an id are not united":  {[][]Position{{row("", 200, 2), row("", 100, 1)}}, "2 1"},
		"both sides of one id are positions": {[][]Position{{row("7", 200, 2), short}}, "2 9"},
	} {
		m, merged := New(Builtins("mainnet")), Batch{}
		for s, rows := range c.pushes {
			m.Apply(batchOf(Positions{Account: profile, At: after(s), Rows: rows}))
			merged.Add(Positions{Account: profile, At: after(s), Rows: rows})
		}
		once := New(Builtins("mainnet"))
		once.Apply(merged)
		for how, m := range map[string]*Model{"one by one": m, "merged": once} {
			var sizes []string
			for _, p := range m.Account(profile).Positions.Rows {
				sizes = append(sizes, p.Size.String())
			}
			if got := strings.Join(sizes, " "); got != c.want {
				t.Errorf("%s, %s: sizes %s, want %s", name, how, got, c.want)
			}
		}
	}
}

func TestAnOpenOrderStandsOnce(t *testing.T) {
	m := New(Builtins("mainnet"))
	row := func(market MarketID, version, left int64) Order {
		return Order{Market: market, ID: "3", Version: version, Remaining: Int(left)}
	}
	m.Apply(batchOf(OpenOrders{Account: profile, At: after(1), Rows: []Order{row("15", 2, 4), row("15", 1, 6), row("14", 1, 5)}}))
	var got []string
	for _, o := range m.Account(profile).Open.Rows {
		got = append(got, fmt.Sprint(o.Market, " ", o.Remaining))
	}
	if want := "15 4, 14 5"; strings.Join(got, ", ") != want {
		t.Errorf("open orders %q, want %q", got, want)
	}
}

func TestTotalsSayHowManyPositionsCannotBeRead(t *testing.T) {
	m := quotedMarket()
	m.Apply(batchOf(
		Account{Name: "main", State: AccountKnown, Profile: profile},
		Positions{Account: profile, At: after(1), Rows: []Position{{Market: "15", Side: Long, Size: Int(1), Entry: Int(100), Margin: Int(10)}}, Flawed: 2, Lost: 1},
		Funding{Market: "15", Rates: []Rate{{Value: MustDec("0.01"), At: after(1)}}},
	))
	got := m.Total(m.Exposures(after(1)), after(1))
	if got.Count != 2 || got.Missing != 1 {
		t.Errorf("%d positions, %d of them in no sum; want 2 and 1", got.Count, got.Missing)
	}
	sameNumber(t, "profit of what is known", got.UPnL, "0.5")
	sameNumber(t, "margin", got.Margin, "")
	sameNumber(t, "payment in a window", got.PerWindow, "")
}
