package cli

import (
	"slices"
	"strings"
	"time"

	"kanatop/model"
)

// marketPart and accountPart are the parts of the document of a market and of an account.
type marketPart struct {
	name, topic string
	age         func(*model.Model, model.MarketID, time.Time) model.Age
	fill        func(v viewer, o *object, id model.MarketID)
}

type accountPart struct {
	name, topic string
	kind        model.Kind
	fill        func(v viewer, o *object, place int, now time.Time)
}

// marketParts are those asked for.
func (v viewer) marketParts() (out []marketPart) {
	for _, p := range []marketPart{
		{"book", "orderbook", (*model.Model).BookAge, viewer.book},
		{"trades", "recent_trades", (*model.Model).TapeAge, viewer.trades},
		{"best", "bestPrice", (*model.Model).QuoteAge, viewer.best},
		{"funding", "live_funding_rate", (*model.Model).FundingAge, viewer.funding},
	} {
		if v.topic(p.topic) {
			out = append(out, p)
		}
	}
	return out
}

func (v viewer) accountParts() (out []accountPart) {
	for _, p := range []accountPart{
		{"positions", "positions", model.KindPositions, viewer.positions},
		{"open_orders", "open_orders", model.KindOpenOrders, viewer.openOrders},
		{"orders", "order_history", model.KindOrders, viewer.orders},
		{"fills", "trade_history", model.KindFills, viewer.fills},
		{"transfers", "deposit_withdraw_history", model.KindTransfers, viewer.transfers},
	} {
		if v.topic(p.topic) {
			out = append(out, p)
		}
	}
	return out
}

// notes say what the computed figures are made of.
func notes() [][2]string {
	return [][2]string{
		{"mark", "a mid, of the book or of the best prices as source says: the exchange publishes no mark price"},
		{"upnl", "size times the way from entry to mark, in quote units; fees and funding are not in it"},
		{"roe_percent", "upnl in percent of the margin"},
		{"notional", "size times mark, in quote units"},
		{"distance_percent", "of the liquidation price from the mark, in percent of the mark"},
		{"per_window", "notional times the funding rate, read as a fraction; positive is received. The window is not documented"},
		{"away", "price of the order minus mark, in quote units"},
	}
}

// document is the whole text.
func (v viewer) document(now time.Time, missing []string) *object {
	o := newObject(nil)
	o.count("schema", 1)
	o.string("program", version())
	o.string("network", strings.ToLower(v.header))
	o.flag("simulated", v.demo)
	o.when("taken", now)
	o.flag("complete", len(missing) == 0)
	o.strings("missing", missing)
	if parts := v.marketParts(); len(parts) > 0 {
		o.list("markets", len(v.markets), func(i int, row *object) { v.marketObject(row, v.markets[i].ID, parts, now) })
	}
	if parts := v.accountParts(); len(parts) > 0 {
		accounts := slices.Clone(v.Accounts())
		o.list("accounts", len(accounts), func(i int, row *object) { v.accountObject(row, accounts[i], parts, now) })
	}
	links := v.Links()
	o.list("links", len(links), func(i int, row *object) { v.linkFields(row, links[i]) })
	o.inner("notes", func(in *object) {
		for _, n := range notes() {
			in.string(n[0], n[1])
		}
	})
	return o
}

// fresh writes how fresh a part is.
func fresh(o *object, age model.Age) {
	o.inner("freshness", func(in *object) {
		words := map[model.Freshness]string{model.Live: "live", model.Quiet: "quiet", model.Waiting: "waiting", model.Stale: "stale"}
		in.string("state", words[age.State])
		if age.Spoken {
			in.count("age_ms", age.Old.Milliseconds())
		} else {
			in.null("age_ms")
		}
		in.string("reason", age.Reason)
	})
}

func (v viewer) marketObject(o *object, id model.MarketID, parts []marketPart, now time.Time) {
	m := v.Market(id)
	v.market(o, id)
	o.dec("tick", m.Tick)
	o.dec("lot", m.Lot)
	o.string("parameters", string(m.Source))
	for _, p := range parts {
		o.inner(p.name, func(in *object) {
			fresh(in, p.age(v.Model, id, now))
			p.fill(v, in, id)
		})
	}
	o.inner("computed", func(in *object) { v.mark(in, v.Mark(id, now)) })
}

// mark writes the price that positions and orders are valued at.
func (v viewer) mark(o *object, m model.Mark) {
	o.dec("mark", m.Price)
	o.string("source", m.Source)
	fresh(o, m.Age)
}

func (v viewer) book(o *object, id model.MarketID) {
	b := v.Book(id)
	o.when("received", b.At)
	o.flag("rounded", b.Rounded)
	o.inner("computed", func(in *object) {
		in.dec("mid", b.Mid())
		in.dec("spread", b.Spread())
		in.flag("crossed", b.Crossed())
	})
	o.levels("bids", b.Bids)
	o.levels("asks", b.Asks)
}

func (v viewer) trades(o *object, id model.MarketID) {
	t := v.Tape(id)
	o.when("received", t.At)
	o.list("rows", t.Len(), func(i int, row *object) { v.trade(row, t.Newest(i)) })
}

func (v viewer) best(o *object, id model.MarketID) {
	q := v.Quote(id)
	o.when("received", q.At)
	o.dec("bid", q.Bid)
	o.dec("ask", q.Ask)
	o.inner("computed", func(in *object) { in.dec("mid", q.Mid()) })
}

func (v viewer) funding(o *object, id model.MarketID) {
	r := v.Funding(id).Current()
	o.when("received", r.At)
	o.dec("rate", r.Value)
	o.when("told", r.Told)
}
