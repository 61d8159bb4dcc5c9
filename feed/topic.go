package feed

import (
	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// topic is one row of the protocol.
type topic struct {
	name   string
	alias  string // another spelling in answers
	kind   model.ScopeKind
	decode func(*decoder, push)
}

// topics is the whole protocol, in the order in which it is subscribed. It is never written.
var topics = [...]topic{
	{name: "order_history", kind: model.ScopeAccount, decode: (*decoder).orderHistory},
	{name: "deposit_withdraw_history", kind: model.ScopeAccount, decode: (*decoder).transfers},
	{name: "trade_history", kind: model.ScopeAccount, decode: (*decoder).fills},
	{name: "positions", kind: model.ScopeAccount, decode: (*decoder).positions},
	{name: "open_orders", kind: model.ScopeAccount, decode: (*decoder).openOrders},
	{name: "orderbook", kind: model.ScopeMarket, decode: (*decoder).book},
	{name: "recent_trades", kind: model.ScopeMarket, decode: (*decoder).trades},
	{name: "live_funding_rate", kind: model.ScopeExchange, decode: (*decoder).funding},
	{name: "live_order_history", kind: model.ScopeAccount, decode: (*decoder).liveOrders},
	{name: "live_trade_history", kind: model.ScopeAccount, decode: (*decoder).liveFills},
	{name: "bestPrice", alias: "best_price", kind: model.ScopeExchange, decode: (*decoder).best},
}

// topicNamed finds a topic by the name in an answer; nil when there is none.
func topicNamed(name []byte) *topic {
	for i := range topics {
		if t := &topics[i]; string(name) == t.name || t.alias != "" && string(name) == t.alias {
			return t
		}
	}
	return nil
}

// subscriptions returns the frames that subscribe a scope, byte for byte as documented: the topic first, a market id
// as a JSON string, an address as it was configured.
func subscriptions(s model.Scope, account model.Address, wants func(model.Scope, string) bool) [][]byte {
	var frames [][]byte
	for i := range topics {
		if topics[i].kind != s.Kind || !wants(s, topics[i].name) {
			continue
		}
		frame := quoted([]byte(`{"topic":`), topics[i].name)
		switch s.Kind {
		case model.ScopeMarket:
			frame = quoted(append(frame, `,"market_id":`...), s.Owner)
		case model.ScopeAccount:
			frame = quoted(append(frame, `,"address":`...), string(account))
		case model.ScopeExchange:
		}
		frames = append(frames, append(frame, '}'))
	}
	return frames
}

// quoted appends a JSON string. Names and owners are checked texts, so there is nothing in them that could fail.
func quoted(dst []byte, text string) []byte {
	dst, _ = jsontext.AppendQuote(dst, text)
	return dst
}
