package main

import (
	"fmt"
	"time"
)

// other is a market that is listed and has data, but no load.
type other struct {
	id  string
	bid int
}

func others() []other { return []other{{"14", 6}, {"16", 3712}, {"31", 182}} }

// bestPrices is the push of the best prices of all markets, that of the loaded one as given.
func bestPrices(bid int) []byte {
	b := fmt.Appendf(nil, `{"message":"bestPrice","data":[{"market_id":%q,"best_bid":%d,"best_ask":%d}`, market, bid, bid+1)
	for _, o := range others() {
		b = fmt.Appendf(b, `,{"market_id":%q,"best_bid":%d,"best_ask":%d}`, o.id, o.bid, o.bid+1)
	}
	return append(b, "]}"...)
}

// snapshot is what the exchange says once to a subscription; nil when it has nothing to say.
func snapshot(topic, id string, now time.Time) []byte {
	switch topic {
	case "bestPrice":
		return bestPrices(middle)
	case "live_funding_rate":
		return fmt.Appendf(nil, `{"message":"live_funding_rate","data":[{"market_id":%q,"rate":0.0000125,"timestamp":%d},`+
			`{"market_id":"14","rate":-0.000031,"timestamp":%[2]d}]}`, market, now.Unix())
	case "orderbook":
		return quietBook(id, now)
	case "recent_trades":
		return fmt.Appendf(nil, `{"message":"recent_trades","data":[]}`)
	case "positions":
		return positions(now)
	case "open_orders":
		return openOrders(now)
	case "order_history", "trade_history", "deposit_withdraw_history":
		return fmt.Appendf(nil, `{"message":%q,"data":[]}`, topic)
	}
	return nil
}

func quietBook(id string, now time.Time) []byte {
	bid := middle
	for _, o := range others() {
		if o.id == id {
			bid = o.bid
		}
	}
	return newBook(id, bid, min(20, bid-1), now, func(price int) int64 { return int64(1 + price*7919%unit) }).message
}

// positions are one long and one short: their prices lie outside of the loaded book.
func positions(now time.Time) []byte {
	row := `{"address":%q,"available_order_size":"0.4","entry_price":"%d","last_updated":%d,"leverage":10,"liq_price":"%d",` +
		`"margin":"4600","market_id":%q,"size":"0.4","sl":null,"tp":null,"trade_id":"16620516410412306017%d","trade_side":%t,` +
		`"transaction_version":%d,"value":"46400"}`
	b := fmt.Appendf([]byte(`{"message":"positions","data":[`), row, account, 116_000, now.Unix(), 107_000, market, 1, true, version)
	b = append(b, ',')
	b = fmt.Appendf(b, row, account, 119_000, now.Unix(), 128_000, market, 2, false, version)
	return append(b, "]}"...)
}

func openOrders(now time.Time) []byte {
	b := []byte(`{"message":"open_orders","data":[`)
	for i := range 6 {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `{"address":%q,"last_updated":%d,"leverage":10,"market_id":%q,"order_id":"16167298355265336032362490%d",`+
			`"order_type":3,"order_value":"11000","price":"%d","remaining_size":"0.1","timestamp":%[2]d,"total_size":"0.1",`+
			`"trade_id":null,"transaction_version":%[6]d}`, account, now.Unix(), market, i, 110_000+i, version+i)
	}
	return append(b, "]}"...)
}
