package sim

// Shape switches the wire form to variants that are seen in old data or that nobody can rule out. The zero value is the
// form thought most likely today. Shapes never change what happens in the market.
type Shape struct {
	// DataFirst writes data before the topic's name in the envelope.
	DataFirst bool
	// TopicKey names the topic under "topic" instead of "message".
	TopicKey bool
	// SingleObjects sends bare objects instead of arrays on the topics whose container is unknown: bestPrice,
	// live_funding_rate (a message per market), live_order_history and live_trade_history.
	SingleObjects bool
	// NumbersAsStrings quotes every number but the times.
	NumbersAsStrings bool
	// TimesAsStrings quotes timestamp and last_updated.
	TimesAsStrings bool
	// IsLong names the side of a position is_long instead of trade_side.
	IsLong bool
	// UnsortedBook mixes the levels of both sides in no useful order.
	UnsortedBook bool
	// BothRows reports each match twice in recent_trades: the taker's row, then the maker's.
	BothRows bool
	// NullReferences leaves entry_price and order_id of all trade rows null.
	NullReferences bool
	// UnknownOrderType gives every order and trade the order_type 12.
	UnknownOrderType bool
	// UnknownStatus gives every order the status "Expired".
	UnknownStatus bool
	// SnakeBestPrice calls the topic best_price in answers.
	SnakeBestPrice bool
}

// field applies the variants that concern a single field.
func (s Shape) field(f field) field {
	switch {
	case f.key == "timestamp", f.key == "last_updated":
		f.quoted = f.quoted || s.TimesAsStrings
	case s.UnknownOrderType && f.key == "order_type":
		f.text = "12"
	case s.UnknownStatus && f.key == "status":
		f.text = "Expired"
	case s.IsLong && f.key == "trade_side":
		f.key = "is_long"
	}
	if f.numeric && s.NumbersAsStrings && f.key != "timestamp" && f.key != "last_updated" {
		f.quoted = true
	}
	return f
}
