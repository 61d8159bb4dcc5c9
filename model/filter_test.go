package model

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func filterMarkets() []Market { return Builtins("mainnet") }

func TestEveryWordOfAFilterMustFit(t *testing.T) {
	row := Traits{Market: "15", Status: "Partially Filled", Book: Ask, Text: func() string { return "BTC\n117,785\n117785\nincrease short\n161670032\nlimit" }}.Intended("4")
	moved := Traits{Direction: Withdrawal, Text: func() string { return "withdrawal\n25.5\n3102182819" }}
	for _, c := range []struct {
		text            string
		order, transfer bool
	}{
		{"", true, true},
		{"  ", true, true},
		{"BTC", true, false},
		{"btc-usd", true, false},
		{"btc/usd", true, false},
		{"15", true, false},
		{"14", false, false},
		{"eth", false, false},
		{"short", true, false},
		{"SHORT", true, false},
		{"long", false, false},
		{"sell", true, false},
		{"buy", false, false},
		{"increase", true, false},
		{"decrease", false, false},
		{"open", false, false},
		{"partial", true, false},
		{"filled", false, false},
		{"cancelled", false, false},
		{"withdrawal", false, true},
		{"deposit", false, false},
		{"withdr", false, true},
		{"117785", true, false},
		{"117,7", true, false},
		{"16167", true, false},
		{"3102", false, true},
		{"BTC short", true, false},
		{"short BTC limit", true, false},
		{"BTC long", false, false},
		{"BTC ETH", false, false},
		{"lim 9999", false, false},
	} {
		f := ParseFilter(c.text, filterMarkets())
		if got := f.Match(row); got != c.order {
			t.Errorf("%q lets the order through: %t", c.text, got)
		}
		if got := f.Match(moved); got != c.transfer {
			t.Errorf("%q lets the transfer through: %t", c.text, got)
		}
	}
}

func TestAWordOfTwoMeaningsFitsEither(t *testing.T) {
	opening := Traits{Text: func() string { return "" }}.Intended("1")
	working := Traits{Status: "Open", Text: func() string { return "" }}.Intended("8")
	named := Traits{Market: "7", Text: func() string { return "" }}
	f := ParseFilter("open", []Market{NewMarket("7", "OPEN-USD", Dec{}, Dec{}, 2, 8, 6)})
	for name, row := range map[string]Traits{"an opening order": opening, "an order at work": working, "a market of that name": named} {
		if !f.Match(row) {
			t.Errorf("open does not find %s", name)
		}
	}
	if f.Match(Traits{Status: "Filled", Text: func() string { return "open" }}.Intended("8")) {
		t.Error("open finds a filled order that closes, by its text")
	}
}

func TestAFilterTellsHowItWasRead(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"btc Short 117":        `BTC-USD, short, text "117"`,
		"15":                   "BTC-USD",
		"canceled withdrawals": `canceled, text "withdrawals"`,
	} {
		if got := ParseFilter(text, filterMarkets()).Reading(); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}

func TestTextIsAskedForOnlyWhenItIsNeeded(t *testing.T) {
	asked := 0
	row := Traits{Market: "15", Text: func() string { asked++; return "abc" }}.Intended("1")
	ParseFilter("btc long open", filterMarkets()).Match(row)
	if asked != 0 {
		t.Errorf("asked %d times for words with a meaning", asked)
	}
	ParseFilter("a b c", filterMarkets()).Match(row)
	if asked != 1 {
		t.Errorf("asked %d times for three words of text", asked)
	}
}

// TestMoreWordsLetFewerThrough: what a longer filter finds, each of its words finds alone.
func TestMoreWordsLetFewerThrough(t *testing.T) {
	word := rapid.SampledFrom([]string{"btc", "15", "long", "short", "buy", "open", "close", "filled", "deposit", "11", "7", "x"})
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 4).Draw(t, "words")
		text := rapid.StringMatching(`[0-9x]{0,6}`).Draw(t, "text")
		row := Traits{
			Market: rapid.SampledFrom([]MarketID{"14", "15", ""}).Draw(t, "market"),
			Status: rapid.SampledFrom([]Status{"", "Filled", "Open"}).Draw(t, "status"),
			Book:   rapid.SampledFrom([]BookSide{Bid, Ask}).Draw(t, "book"),
			Text:   func() string { return text },
		}.Intended(rapid.SampledFrom([]OrderType{"1", "2", "8", "9"}).Draw(t, "type"))
		each := true
		for _, w := range words {
			each = each && ParseFilter(w, filterMarkets()).Match(row)
		}
		if got := ParseFilter(strings.Join(words, " "), filterMarkets()).Match(row); got != each {
			t.Fatalf("together %t, one by one %t", got, each)
		}
	})
}
