package model

import "testing"

func TestBuiltInMarketsAreThoseOfTheExchange(t *testing.T) {
	type row struct {
		id                MarketID
		name, symbol      string
		tick, lot         string
		priceDec, sizeDec int
	}
	for network, rows := range map[string][]row{
		"mainnet": {
			{"14", "APT-USD", "APT", "0.001", "0.001", 3, 3},
			{"15", "BTC-USD", "BTC", "1", "0.00001", 0, 5},
			{"16", "ETH-USD", "ETH", "0.1", "0.0001", 1, 4},
			{"31", "SOL-USD", "SOL", "0.01", "0.001", 2, 3},
		},
		"testnet": {
			{"1338", "APT/USDC", "APT", "0.001", "0.001", 3, 3},
			{"1339", "BTC/USDC", "BTC", "1", "0.00001", 0, 5},
			{"1340", "ETH/USDC", "ETH", "0.1", "0.0001", 1, 4},
			{"2387", "SOL-USD", "SOL", "0.01", "0.001", 2, 3},
		},
	} {
		markets := Builtins(network)
		if len(markets) != len(rows) {
			t.Fatalf("%s has %d markets, want %d", network, len(markets), len(rows))
		}
		for i, want := range rows {
			m := markets[i]
			if m.ID != want.id || m.Name != want.name || m.Symbol != want.symbol || m.PriceDecimals != want.priceDec || m.SizeDecimals != want.sizeDec || m.Source != Builtin {
				t.Errorf("%s market %d is %+v, want %+v", network, i, m, want)
			}
			sameNumber(t, want.name+" tick", m.Tick, want.tick)
			sameNumber(t, want.name+" lot", m.Lot, want.lot)
			sameNumber(t, want.name+" leverage", m.MaxLeverage, "20")
			sameNumber(t, want.name+" maintenance", m.Maintenance, "0.025")
		}
	}
	if got := Builtins("moonnet"); got != nil {
		t.Errorf("an unknown network has %d markets", len(got))
	}
}

func TestMarketIsFoundByIDSymbolAndName(t *testing.T) {
	btc := Builtins("testnet")[1]
	for _, text := range []string{"1339", "BTC", "btc", "BTC/USDC", "btc-usdc", "btc_usdc", " BTC "} {
		if !btc.Matches(text) {
			t.Errorf("%q does not find %s", text, btc.Name)
		}
	}
	for _, text := range []string{"", " ", "B", "133", "BTCUSDC", "ETH"} {
		if btc.Matches(text) {
			t.Errorf("%q finds %s", text, btc.Name)
		}
	}
}

func TestAbsentOrImpossibleParametersLeaveStepsAbsent(t *testing.T) {
	for name, m := range map[string]Market{
		"unknown":             UnknownMarket("7"),
		"no parameters":       NewMarket("7", "", Dec{}, Dec{}, -1, -1, -1),
		"zero steps":          NewMarket("7", "", Int(0), Int(0), 3, 8, 6),
		"impossible decimals": NewMarket("7", "", Int(1), Int(1), 1<<40, 1<<40, 1<<40),
	} {
		if m.Tick.Known() || m.Lot.Known() || m.PriceDecimals != -1 || m.SizeDecimals != -1 {
			t.Errorf("%s: tick %s, lot %s, decimals %d and %d; want none", name, m.Tick, m.Lot, m.PriceDecimals, m.SizeDecimals)
		}
		if m.Name != "market 7" || m.Symbol != "#7" {
			t.Errorf("%s: called %q, %q", name, m.Name, m.Symbol)
		}
	}
	if m := NewMarket("7", "X-USD", Int(5), Int(25), 1, 8, 6); m.PriceDecimals != 1 || m.SizeDecimals != 8 {
		t.Errorf("steps 2.5 and 0.00000005 have %d and %d decimals", m.PriceDecimals, m.SizeDecimals)
	}
	if m := NewMarket("7", "X-USD", Int(100), Int(10), 1, 2, 6); m.PriceDecimals != 0 || m.SizeDecimals != 0 {
		t.Errorf("steps of 1 have %d and %d decimals", m.PriceDecimals, m.SizeDecimals)
	}
}

func TestWhatTheExchangeListsCountsBeforeTheBuiltIn(t *testing.T) {
	m := New(Builtins("mainnet")[:2])
	listed := []Market{NewMarket("99", "DOGE-USD", Int(1), Int(1), 5, 0, 6), NewMarket("15", "XBT-USD", Int(1), Int(1), 0, 8, 6)}
	m.Apply(batchOf(MarketList{Markets: listed, Source: Exchange}, Funding{Market: "7", Rates: []Rate{{Value: Int(1)}}}, Funding{Market: "8"}))

	names := func(markets []Market) (all string) {
		for _, k := range markets {
			all += k.Name + ","
		}
		return all
	}
	if got, want := names(m.Markets()), "APT-USD,XBT-USD,DOGE-USD,"; got != want {
		t.Errorf("markets are %s want %s", got, want)
	}
	if got, want := names(m.FundedMarkets()), "APT-USD,XBT-USD,DOGE-USD,market 7,"; got != want {
		t.Errorf("funded markets are %s want %s", got, want)
	}
	if got := m.Market("123").Name; got != "market 123" {
		t.Errorf("a market nobody told of is called %q", got)
	}
}

func TestNewListOfTheExchangeReplacesTheOld(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(MarketList{Markets: []Market{UnknownMarket("1"), UnknownMarket("2")}}))
	m.Apply(batchOf(MarketList{Markets: []Market{UnknownMarket("2")}}))
	if got := m.Markets(); len(got) != 1 || got[0].ID != "2" {
		t.Errorf("markets are %v, want 2 alone", got)
	}
}
