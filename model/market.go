package model

import "strings"

// Source says where something is known from.
type Source string

// Sources of a market's parameters.
const (
	Builtin    Source = "built in"
	Configured Source = "configuration"
	Exchange   Source = "exchange"
	Unlisted   Source = "unlisted"
)

// Market is what is known of a market. Numbers that nobody told are absent; decimals are then -1.
type Market struct {
	ID     MarketID
	Name   string // as the exchange calls it: "BTC-USD"
	Symbol string // the base: "BTC"
	// PriceDecimals and SizeDecimals are the decimals of the tick and of the lot.
	PriceDecimals, SizeDecimals int
	Tick, Lot                   Dec // smallest steps of price (quote units) and size (base units)
	// Precision, BaseDecimals and QuoteDecimals scale the old integer encoding of positions.
	Precision, BaseDecimals, QuoteDecimals int
	MaxLeverage                            Dec
	Maintenance                            Dec // maintenance margin as a fraction of the notional
	Source                                 Source
}

// Key is what a market id, a symbol or a full name is compared by: case and the spelling of the separator do not count.
func Key(s string) string {
	return strings.NewReplacer("/", "-", "_", "-", " ", "").Replace(strings.ToUpper(s))
}

// Matches reports whether text names the market: its id, its symbol or its full name.
func (m Market) Matches(text string) bool {
	k := Key(text)
	return k != "" && (k == Key(string(m.ID)) || k == Key(m.Symbol) || k == Key(m.Name))
}

// UnknownMarket is what can be said of a market of which only the id is known.
func UnknownMarket(id MarketID) Market {
	return Market{ID: id, Name: "market " + string(id), Symbol: "#" + string(id), PriceDecimals: -1, SizeDecimals: -1, Precision: -1, BaseDecimals: -1, QuoteDecimals: -1, Source: Unlisted}
}

// NewMarket builds a market from the parameters the exchange publishes: the lot in base subunits, the price precision,
// the tick in units of that precision. An absent or impossible parameter leaves what depends on it absent.
func NewMarket(id MarketID, name string, lot, tick Dec, precision, baseDecimals, quoteDecimals int) Market {
	m := UnknownMarket(id)
	if name != "" {
		m.Name = name
		m.Symbol, _, _ = strings.Cut(strings.ReplaceAll(name, "/", "-"), "-")
	}
	m.Precision, m.BaseDecimals, m.QuoteDecimals = plausible(precision), plausible(baseDecimals), plausible(quoteDecimals)
	if m.Precision >= 0 && tick.Positive() {
		m.Tick = tick.Shift(-precision)
		m.PriceDecimals = decimals(m.Tick, precision)
	}
	if m.BaseDecimals >= 0 && lot.Positive() {
		m.Lot = lot.Shift(-baseDecimals)
		m.SizeDecimals = decimals(m.Lot, baseDecimals)
	}
	return m
}

// plausible returns a number of decimals, or -1 for one that no market has.
func plausible(places int) int {
	if places < 0 || places > 18 {
		return -1
	}
	return places
}

// decimals is the number of digits after the point that steps of d need, at most limit.
func decimals(d Dec, limit int) int {
	v, ok := d.Value()
	if !ok {
		return -1
	}
	return min(v.Trim(0).Scale(), limit)
}

// Builtins returns the market table of a network ("mainnet" or "testnet"); nil for another name.
func Builtins(network string) []Market {
	type row struct{ mainnet, testnet, mainName, testName, lot, precision string }
	rows := []row{
		{"14", "1338", "APT-USD", "APT/USDC", "100000", "3"},
		{"15", "1339", "BTC-USD", "BTC/USDC", "1000", "0"},
		{"16", "1340", "ETH-USD", "ETH/USDC", "10000", "1"},
		{"31", "2387", "SOL-USD", "SOL-USD", "100000", "2"},
	}
	if network != "mainnet" && network != "testnet" {
		return nil
	}
	markets := make([]Market, 0, len(rows))
	for _, r := range rows {
		id, name := r.mainnet, r.mainName
		if network == "testnet" {
			id, name = r.testnet, r.testName
		}
		m := NewMarket(MarketID(id), name, MustDec(r.lot), Int(1), int(r.precision[0]-'0'), 8, 6)
		m.MaxLeverage, m.Maintenance, m.Source = Int(20), MustDec("0.025"), Builtin
		markets = append(markets, m)
	}
	return markets
}
