package sim

import "github.com/govalues/decimal"

// Network names the set of market ids and names that is served.
type Network string

// The networks of the exchange.
const (
	Mainnet Network = "mainnet"
	Testnet Network = "testnet"
)

// listing is what never changes about a market. Prices are counted in ticks, sizes in lots.
type listing struct {
	id         string
	number     uint64 // id as a number, part of position ids
	name       string
	priceScale int     // decimals of a price; the tick is one unit of the last
	sizeScale  int     // decimals of a size; the lot is one unit of the last
	lotSize    string  // base subunits per lot, for REST
	anchor     int64   // ticks; the price the market is pulled back to
	gap        int64   // ticks between neighbouring maker levels, on average
	rate       float64 // taker orders per second
	typical    int64   // lots of a median taker order
}

func (l listing) price(ticks int64) decimal.Decimal { return units(ticks, l.priceScale) }

func (l listing) size(lots int64) decimal.Decimal { return units(lots, l.sizeScale) }

// basisPoints returns n hundredths of a per cent of the anchor price in ticks, at least one.
func (l listing) basisPoints(n int64) int64 { return max(1, l.anchor*n/10_000) }

// listings returns the markets of a network in the order the exchange lists them; an unknown network gets those of
// mainnet.
func listings(n Network) []listing {
	all := []listing{
		{id: "14", number: 14, name: "APT-USD", priceScale: 3, sizeScale: 3, lotSize: "100000", anchor: 5758, gap: 1, rate: 0.5, typical: 120_000},
		{id: "15", number: 15, name: "BTC-USD", priceScale: 0, sizeScale: 5, lotSize: "1000", anchor: 117_737, gap: 4, rate: 2.2, typical: 600},
		{id: "16", number: 16, name: "ETH-USD", priceScale: 1, sizeScale: 4, lotSize: "10000", anchor: 37_128, gap: 2, rate: 1.2, typical: 2_000},
		{id: "31", number: 31, name: "SOL-USD", priceScale: 2, sizeScale: 3, lotSize: "100000", anchor: 18_244, gap: 1, rate: 0.8, typical: 4_000},
	}
	if n != Testnet {
		return all
	}
	for i, on := range []listing{
		{id: "1338", number: 1338, name: "APT/USDC"},
		{id: "1339", number: 1339, name: "BTC/USDC"},
		{id: "1340", number: 1340, name: "ETH/USDC"},
		{id: "2387", number: 2387, name: "SOL-USD"},
	} {
		all[i].id, all[i].number, all[i].name = on.id, on.number, on.name
	}
	return all
}
