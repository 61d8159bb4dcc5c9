package model

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func alertMarkets() []Market {
	link := NewMarket("40", "LINK-USD", Int(1), Int(1), 2, 8, 6)
	odd := NewMarket("41", "BTC-EUR", Int(1), Int(1), 2, 8, 6)
	return append(Builtins("mainnet"), link, odd, UnknownMarket("99"))
}

func TestAlertsAreReadAsTyped(t *testing.T) {
	for text, want := range map[string]string{
		"ETH > 118000":                     "ETH > 118000",
		"eth<110,000 REPEAT":               "ETH < 110000 repeat",
		"  eth-usd   >=  3712.50 ":         "ETH > 3712.5",
		"ETH > 1,234,567.25":               "ETH > 1234567.25",
		"BTC-USD > 1":                      "BTC-USD > 1", // BTC alone names two
		"15 > 1":                           "BTC-USD > 1",
		"99 < 5":                           "#99 < 5",
		"liq < 5%":                         "liq < 5%",
		"liq<5":                            "liq < 5%",
		"ETH LIQ < 2.50% repeat":           "ETH liq < 2.5% repeat",
		"Filled":                           "filled",
		"eth filled repeat":                "ETH filled repeat",
		"canceled":                         "cancelled",
		"position repeat":                  "position repeat",
		"sol position":                     "SOL position",
		"funding":                          "funding",
		"funding eth":                      "funding ETH",
		"eth funding":                      "funding ETH",
		"link":                             "link",
		"link repeat":                      "link repeat",
		"LINK > 20":                        "LINK > 20",
		"link filled":                      "LINK filled",
		"funding link":                     "funding LINK",
		"eth imbalance > 70% BID":          "ETH imbalance > 70% bid",
		"eth imbalance>70.5 ask repeat":    "ETH imbalance > 70.5% ask repeat",
		"ETH > 100000000000000000.0000001": "ETH > 100000000000000000",
	} {
		a, err := ParseAlert(text, alertMarkets())
		if err != nil || a.String() != want {
			t.Errorf("%q is read as %q, %v; want %q", text, a, err, want)
		}
	}
}

func TestBadAlertsAreToldInOneLineThatSaysWhatWasExpected(t *testing.T) {
	for text, part := range map[string]string{
		"":                                   "BTC > 118000",
		"repeat":                             "BTC > 118000",
		"hello":                              "BTC > 118000",
		"ETH":                                "BTC > 118000",
		"ETH >":                              "one price",
		"ETH > 1 2":                          "one price",
		"ETH > 0":                            "above zero",
		"ETH > -5":                           "above zero",
		"ETH > 1,5":                          "a price",
		"ETH > 0,500":                        "a price",
		"ETH > 1,0000":                       "a price",
		"ETH > 1.000,5":                      "a price",
		"ETH > \x1b[31m":                     `\x1b`,
		"DOGE > 1":                           "APT, BTC, ETH, SOL",
		"BTC > 1":                            "2 markets",
		"liq > 5%":                           "liq < 5%",
		"liq < 0%":                           "above 0 and below 100",
		"liq < 100%":                         "above 0 and below 100",
		"ETH liq":                            "liq < 5%",
		"ETH imbalance > 50% bid":            "above 50",
		"ETH imbalance > 70%":                "bid or ask",
		"ETH imbalance > 70% x":              "bid or ask",
		"imbalance > 70% bid":                "expected",
		"ETH > " + strings.Repeat("9", 1000): "a price",
		strings.Repeat("x ", 1000):           "expected",
	} {
		_, err := ParseAlert(text, alertMarkets())
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "\n") || len(err.Error()) > 300 {
			t.Errorf("%q: %v; want %q", text, err, part)
			continue
		}
		if unknown := text == "DOGE > 1"; errors.Is(err, ErrAlertMarket) != unknown || errors.Is(err, ErrAlert) == unknown {
			t.Errorf("%q: %v is of the wrong kind", text, err)
		}
	}
}

// drawAlert draws an alert as ParseAlert makes them.
func drawAlert(t *rapid.T) Alert {
	a := Alert{Kind: AlertKind(rapid.Uint8Range(0, uint8(AlertImbalance)).Draw(t, "kind")), Repeat: rapid.Bool().Draw(t, "repeat")}
	if needs := a.Kind == AlertPrice || a.Kind == AlertImbalance; a.Kind != AlertLink && (needs || rapid.Bool().Draw(t, "one market")) {
		m, err := a.of(string(rapid.SampledFrom(alertMarkets()).Draw(t, "market").ID), alertMarkets())
		if err != nil {
			t.Fatal(err)
		}
		a = m
	}
	switch a.Kind {
	case AlertPrice:
		a.Below = rapid.Bool().Draw(t, "below")
		a.Level = Int(rapid.Int64Range(1, 1<<60).Draw(t, "coefficient")).Shift(-rapid.IntRange(0, 8).Draw(t, "scale")).key()
	case AlertLiquidation:
		a.Level = Int(rapid.Int64Range(1, 9999).Draw(t, "hundredths")).Shift(-2).key()
	case AlertImbalance:
		a.Level = Int(rapid.Int64Range(5001, 9999).Draw(t, "hundredths")).Shift(-2).key()
		a.Side = rapid.SampledFrom([]BookSide{Bid, Ask}).Draw(t, "side")
	}
	return a
}

func TestAlertsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAlert(t)
		got, err := ParseAlert(a.String(), alertMarkets())
		if err != nil || got != a {
			t.Errorf("%q is read as %q (%+v), %v; want %+v", a, got, got, err, a)
		}
	})
}

func TestAlertsOfMarketsNamedLikeTheGrammarAreReadBack(t *testing.T) {
	var markets []Market
	words := []string{wordRepeat, wordLiq, wordFilled, wordCancelled, "canceled", wordPosition, wordFunding, wordLink, wordImbalance, wordBid, wordAsk, "BTC"}
	for i, word := range words {
		markets = append(markets, NewMarket(MarketID(Int(int64(i+7)).String()), strings.ToUpper(word)+"-USD", Int(1), Int(1), 2, 2, 6))
	}
	for _, m := range markets {
		for kind := AlertPrice; kind <= AlertImbalance; kind++ {
			for _, repeat := range []bool{false, true} {
				a := Alert{Kind: kind, Market: m.ID, Name: AlertName(m, markets), Repeat: repeat}
				switch kind {
				case AlertPrice, AlertLiquidation, AlertImbalance:
					a.Level = Int(60).key()
				case AlertLink:
					continue
				}
				if kind == AlertImbalance {
					a.Side = Bid
				}
				if b, err := ParseAlert(a.String(), markets); err != nil || b != a {
					t.Errorf("%s: %q is read as %+v, %v", m.Name, a, b, err)
				}
			}
		}
	}
	for at, want := range map[int]string{0: "REPEAT-USD", 2: "FILLED-USD", 7: "LINK", 9: "BID", 11: "BTC"} {
		if got := AlertName(markets[at], markets); got != want {
			t.Errorf("%s is called %s, want %s", markets[at].Name, got, want)
		}
	}
}

func FuzzParseAlert(f *testing.F) {
	for _, text := range []string{"BTC > 118000", "liq < 5%", "funding link", "ETH imbalance > 70% bid repeat", "a b c d e"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseAlert(text, alertMarkets())
		if err != nil {
			return
		}
		if again, err := ParseAlert(a.String(), alertMarkets()); err != nil || again != a {
			t.Errorf("%q is written %q and read %q, %v", text, a, again, err)
		}
	})
}
