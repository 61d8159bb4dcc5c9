package sim

import (
	"slices"
	"sort"
)

// fundingScale is the decimals of a funding rate as it is counted here.
const fundingScale = 8

func orderRow(o *order) row {
	price, value := o.on.price(o.ticks), times(o.on.size(o.lots), o.on.price(o.ticks))
	if o.market {
		price, value = over(o.value, o.on.size(o.lots-o.left)), o.value
	}
	return row{
		text("address", o.address), text("order_id", o.id), text("market_id", o.on.id),
		number("order_type", int64(o.kind)), flag("is_market_order", o.market),
		amount("size", o.on.size(o.lots)), amount("price", price), amount("order_value", value),
		number("leverage", o.leverage), text("status", o.status),
		number("timestamp", o.created), number("last_updated", o.updated),
		text("trade_id", o.position), number("transaction_version", o.version),
	}
}

func openOrderRow(o *order) row {
	return row{
		text("address", o.address), text("market_id", o.on.id), number("leverage", o.leverage),
		number("order_type", int64(o.kind)), number("timestamp", o.created), amount("price", o.on.price(o.ticks)),
		amount("total_size", o.on.size(o.lots)), amount("remaining_size", o.on.size(o.left)),
		amount("order_value", times(o.on.size(o.lots), o.on.price(o.ticks))),
		text("order_id", o.id), text("trade_id", o.position),
		number("last_updated", o.updated), number("transaction_version", o.version),
	}
}

// tradeRow is a row of recent_trades, trade_history and live_trade_history. The entry price is known for reducing fills
// only.
func tradeRow(t trade, s Shape) row {
	o := t.order
	entry, id := null("entry_price"), text("order_id", o.id)
	if o.kind.reduces() {
		entry = amount("entry_price", o.entry)
	}
	if s.NullReferences {
		entry, id = null("entry_price"), null("order_id")
	}
	return row{
		text("address", o.address), entry, amount("fee", t.fee), number("last_updated", t.second+1),
		number("leverage", o.leverage), text("market_id", o.on.id), id, number("order_type", int64(o.kind)),
		amount("order_value", t.value), amount("pnl", t.pnl), amount("price", t.price), amount("size", t.size),
		number("timestamp", t.second), text("trade_id", o.position), number("transaction_version", t.version),
	}
}

// tradeRows prints matches as public trades.
func tradeRows(matches []match, s Shape) []row {
	var rows []row
	for _, m := range matches {
		rows = append(rows, tradeRow(m.taker, s))
		if s.BothRows {
			rows = append(rows, tradeRow(m.maker, s))
		}
	}
	return rows
}

func (a *account) positionRow(p *position) row {
	return row{
		text("address", a.Profile), text("market_id", p.market.id), number("leverage", p.leverage),
		flag("trade_side", p.long), amount("size", p.size()), amount("available_order_size", p.market.size(a.available(p))),
		amount("value", p.value()), amount("entry_price", p.entry),
		amount("liq_price", liquidation(p.entry, p.leverage, p.long)), amount("margin", p.margin()),
		optional("tp", p.tp), optional("sl", p.sl), text("trade_id", p.id),
		number("last_updated", p.stamp.second), number("transaction_version", p.stamp.version),
	}
}

func (a *account) transferRow(t transfer) row {
	return row{
		text("address", a.Profile), text("amount", t.amount), flag("is_deposit", t.deposit),
		number("timestamp", t.second), number("last_updated", t.second+1), number("transaction_version", t.version),
	}
}

// bookRows prints the whole book: asks from the best up, then bids from the best down.
func (m *market) bookRows(s Shape) []row {
	var rows []row
	for _, ask := range []bool{true, false} {
		for _, l := range *m.book.side(ask) {
			rows = append(rows, row{
				flag("is_ask", ask), number("last_updated", l.stamp.second), text("market_id", m.id),
				exact("price", m.price(l.ticks)), amount("size", m.size(l.lots)), number("transaction_version", l.stamp.version),
			})
		}
	}
	if s.UnsortedBook {
		// The price's digits read backwards give a fixed order that follows neither price nor side.
		sort.SliceStable(rows, func(i, j int) bool { return backwards(rows[i][3].text) < backwards(rows[j][3].text) })
	}
	return rows
}

func backwards(digits string) string {
	b := []byte(digits)
	slices.Reverse(b)
	return string(b)
}

func (m *market) bestRow() row {
	r := row{text("market_id", m.id), null("best_bid"), null("best_ask")}
	for i, ask := range []bool{false, true} {
		if ticks, found := m.book.best(ask); found {
			r[i+1] = exact(r[i+1].key, m.price(ticks))
		}
	}
	return r
}

func (m *market) fundingRow(second int64) row {
	return row{text("market_id", m.id), exact("rate", units(m.funding, fundingScale)), number("timestamp", second)}
}

// rowsOf prints each element of a list.
func rowsOf[T any](list []T, rowOf func(T) row) []row {
	rows := make([]row, 0, len(list))
	for _, element := range list {
		rows = append(rows, rowOf(element))
	}
	return rows
}
