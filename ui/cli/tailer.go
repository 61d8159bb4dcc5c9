package cli

import (
	"time"

	"kanatop/model"
)

// tailer prints events as they come from the feed; it belongs to the one who sends them.
type tailer struct {
	query
	names

	out    *spout
	links  bool
	silent bool // somebody else prints
	warn   func(format string, args ...any)
	buf    []byte
	known  map[model.Scope]model.Link // as told last
	lookup map[int]string             // of accounts: why they are not found
}

// take prints a batch.
func (t *tailer) take(b model.Batch) {
	t.buf = t.buf[:0]
	for _, e := range b.Events() {
		switch e := e.(type) {
		case model.MarketList, model.Account:
			var one model.Batch
			one.Add(e)
			t.Apply(one)
			t.tellAccount(e)
		case model.Link:
			t.link(e)
		default:
			if !t.silent {
				t.data(e)
			}
		}
	}
	t.out.write(t.buf)
}

// line adds a line with the fields that all have.
func (t *tailer) line(topic string, at time.Time, fill func(*object)) {
	o := newObject(t.buf)
	o.when("received", at)
	o.string("topic", topic)
	if t.demo { // a file must not pass for what it is not
		o.flag("simulated", true)
	}
	fill(o)
	t.buf = append(o.end(), '\n')
}

// data adds the lines of an event of a topic.
func (t *tailer) data(e model.Event) {
	switch e := e.(type) {
	case model.Depth:
		t.line("orderbook", e.At, func(o *object) {
			t.market(o, e.Market)
			o.count("messages", int64(e.Pushes))
			o.flag("rounded", e.Rounded)
			o.levels("bids", e.Bids)
			o.levels("asks", e.Asks)
		})
	case model.Best:
		t.ofMarket("bestPrice", e.Market, e.At, func(o *object) {
			o.dec("bid", e.Bid)
			o.dec("ask", e.Ask)
		})
	case model.Funding:
		for _, r := range e.Rates {
			t.ofMarket("live_funding_rate", e.Market, r.At, func(o *object) {
				o.dec("rate", r.Value)
				o.when("told", r.Told)
			})
		}
	case model.Trades:
		rows := e.Rows()
		t.lost("recent_trades", e.Lost())
		t.line("recent_trades", e.At, func(o *object) {
			t.market(o, e.Market)
			o.list("rows", len(rows), func(i int, row *object) { t.trade(row, rows[i]) })
		})
	default:
		t.ofAccount(e)
	}
}

// ofMarket adds a line about a market of the exchange's connection, which tells of all.
func (t *tailer) ofMarket(topic string, id model.MarketID, at time.Time, fill func(*object)) {
	if t.named && !t.covers(id) {
		return
	}
	t.line(topic, at, func(o *object) {
		t.market(o, id)
		fill(o)
	})
}

// ofAccount adds the line of an event of an account.
func (t *tailer) ofAccount(e model.Event) {
	switch e := e.(type) {
	case model.Positions:
		t.whole("positions", e.Account, e.At, e.Flawed, len(e.Rows), func(i int, row *object) { t.position(row, e.Rows[i]) })
	case model.OpenOrders:
		t.whole("open_orders", e.Account, e.At, e.Flawed, len(e.Rows), func(i int, row *object) { t.order(row, e.Rows[i]) })
	case model.Orders:
		rows := e.Rows()
		t.joined("order_history", e.Account, e.At, !e.Listed.IsZero(), e.Lost(), len(rows), func(i int, row *object) { t.order(row, rows[i]) })
	case model.Fills:
		rows := e.Rows()
		t.joined("trade_history", e.Account, e.At, !e.Listed.IsZero(), e.Lost(), len(rows), func(i int, row *object) { t.fill(row, rows[i]) })
	case model.Transfers:
		rows := e.Rows()
		t.joined("deposit_withdraw_history", e.Account, e.At, true, e.Lost(), len(rows), func(i int, row *object) { t.transfer(row, rows[i]) })
	}
}

// whole adds the line of a message that replaces those before it.
func (t *tailer) whole(topic string, a model.Address, at time.Time, flawed, n int, fill func(i int, row *object)) {
	t.line(topic, at, func(o *object) {
		t.account(o, a)
		o.count("flawed", int64(flawed))
		o.list("rows", n, fill)
	})
}

// joined adds the line of a message whose rows join those before it; listed tells a list from a single newest row.
func (t *tailer) joined(topic string, a model.Address, at time.Time, listed bool, lost, n int, fill func(i int, row *object)) {
	t.lost(topic, lost)
	t.line(topic, at, func(o *object) {
		t.account(o, a)
		o.flag("listed", listed)
		o.list("rows", n, fill)
	})
}

func (t *tailer) lost(topic string, rows int) {
	if rows > 0 {
		t.warn("%s: %d rows were given up because nobody read them in time", topic, rows)
	}
}
