package sim

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// topic is a stream a client can subscribe to, spelled as in the subscribe frame.
type topic string

const (
	orderHistory    topic = "order_history"
	transferHistory topic = "deposit_withdraw_history"
	tradeHistory    topic = "trade_history"
	positionList    topic = "positions"
	openOrders      topic = "open_orders"
	orderBook       topic = "orderbook"
	recentTrades    topic = "recent_trades"
	fundingRate     topic = "live_funding_rate"
	liveOrder       topic = "live_order_history"
	liveTrade       topic = "live_trade_history"
	bestPrice       topic = "bestPrice"
)

// scope says what a subscription of the topic must name.
type scope int

const (
	unscoped scope = iota
	ofMarket
	ofAccount
)

// scope returns what a subscription of the topic must name, and whether the topic exists.
func (t topic) scope() (scope, bool) {
	switch t {
	case fundingRate, bestPrice:
		return unscoped, true
	case orderBook, recentTrades:
		return ofMarket, true
	case orderHistory, transferHistory, tradeHistory, positionList, openOrders, liveOrder, liveTrade:
		return ofAccount, true
	}
	return unscoped, false
}

// subscription is a topic and what it is about: a market id, a padded address, or nothing.
type subscription struct {
	topic topic
	about string
}

// parse reads a subscribe frame. It wants the documented forms: an object with a known topic and, where the topic needs
// one, a market id or an address, both as strings.
func parse(frame []byte) (subscription, bool) {
	var in struct {
		Topic   topic   `json:"topic"`
		Market  *string `json:"market_id"`
		Address *string `json:"address"`
	}
	if !bytes.HasPrefix(bytes.TrimSpace(frame), []byte("{")) || json.Unmarshal(frame, &in) != nil {
		return subscription{}, false
	}
	scope, known := in.Topic.scope()
	switch {
	case !known:
		return subscription{}, false
	case scope == ofMarket && in.Market != nil:
		return subscription{in.Topic, *in.Market}, true
	case scope == ofAccount && in.Address != nil:
		return subscription{in.Topic, padded(*in.Address)}, true
	}
	return subscription{in.Topic, ""}, scope == unscoped
}

// padded is the form in which addresses are compared: lower case, 64 digits.
func padded(address string) string {
	digits := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(address)), "0x")
	return "0x" + strings.Repeat("0", max(0, 64-len(digits))) + digits
}

// frame is one message for a client. Frames with the same stream replace each other while they wait; an empty stream is
// never replaced.
type frame struct {
	stream  string
	body    []byte
	form    form
	spoiled []string // what in it is not as it should be, for Spoiled
}

// snapshot returns the frames that state a subscription's present data in full; none for a topic that has only news, and
// none for an unknown market.
func (x *Exchange) snapshot(s subscription) []frame {
	scope, _ := s.topic.scope()
	i := slices.IndexFunc(x.markets, func(m *market) bool { return m.id == s.about })
	switch {
	case scope == ofAccount:
		return x.accountSnapshot(s)
	case s.topic == bestPrice:
		return x.perMarket(s.topic, (*market).bestRow)
	case s.topic == fundingRate:
		return x.perMarket(s.topic, func(m *market) row { return m.fundingRow(x.fundingAt) })
	case i < 0:
		return nil
	case s.topic == recentTrades:
		tape := x.markets[i].tape
		return []frame{x.list("", s.topic, tradeRows(tape[:min(len(tape), tradesKept)], x.shape))}
	}
	return []frame{x.list(string(s.topic)+s.about, s.topic, x.markets[i].bookRows(x.shape))}
}

// accountSnapshot answers for a simulated account; any other has empty lists.
func (x *Exchange) accountSnapshot(s subscription) []frame {
	a := x.account(s.about)
	if a == nil {
		a = &account{}
	}
	var rows []row
	switch s.topic {
	case positionList:
		rows = rowsOf(a.positions, a.positionRow)
	case openOrders:
		rows = rowsOf(a.open, openOrderRow)
	case orderHistory:
		rows = rowsOf(a.orders, orderRow)
	case tradeHistory:
		rows = rowsOf(a.fills, func(t trade) row { return tradeRow(t, x.shape) })
	case transferHistory:
		rows = rowsOf(a.transfers, a.transferRow)
	default:
		return nil
	}
	return []frame{x.list(string(s.topic)+s.about, s.topic, rows)}
}

// perMarket states one row for each market, in one frame or in one for each.
func (x *Exchange) perMarket(t topic, rowOf func(*market) row) []frame {
	rows := rowsOf(x.markets, rowOf)
	if !x.shape.SingleObjects {
		return []frame{x.list(string(t), t, rows)}
	}
	var frames []frame
	for i, r := range rows {
		frames = append(frames, frame{stream: string(t) + x.markets[i].id, body: x.record(t, r).body})
	}
	return frames
}

// list prints an array of rows, as the faults have it, as a frame of a stream.
func (x *Exchange) list(stream string, t topic, rows []row) frame {
	rows, spoiled := x.spoil(t, rows)
	return frame{stream: stream, body: x.shape.envelope(t, x.shape.array(rows)), spoiled: spoiled}
}

// record prints a single newest record.
func (x *Exchange) record(t topic, r row) frame {
	if x.shape.SingleObjects && !x.fault.EmptyPushes {
		return frame{body: x.shape.envelope(t, r.append(nil, x.shape))}
	}
	return x.list("", t, []row{r})
}
