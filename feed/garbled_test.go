package feed

import (
	"testing"
	"time"

	"kanatop/model"
)

// TestWhatCannotBeReadIsNotSilence: numbers of before do not go on looking quiet while messages come that say otherwise.
func TestWhatCannotBeReadIsNotSilence(t *testing.T) {
	const profile = "0xa1"
	market, account := model.MarketScope("15"), model.AccountScope(profile)
	for _, c := range []struct {
		scope     model.Scope
		good, bad string
		age       func(m *model.Model, now time.Time) model.Age
	}{
		{market, `{"message":"orderbook","data":[{"price":1,"size":"1","is_ask":false},{"price":2,"size":"1","is_ask":true}]}`, `{"message":"orderbook","data":[{"px":1,"sz":"1"}]}`, func(m *model.Model, now time.Time) model.Age { return m.BookAge("15", now) }},
		{market, `{"message":"recent_trades","data":[{"price":"2","size":"1"}]}`, `{"message":"recent_trades","data":[{"price":"2"}]}`, func(m *model.Model, now time.Time) model.Age { return m.TapeAge("15", now) }},
		{model.Scope{}, `{"message":"bestPrice","data":{"market_id":"15","bid":1,"ask":2}}`, `{"message":"bestPrice","data":{"market_id":"15","bid":"x","ask":2}}`, func(m *model.Model, now time.Time) model.Age { return m.QuoteAge("15", now) }},
		{model.Scope{}, `{"message":"live_funding_rate","data":{"market_id":"15","rate":1}}`, `{"message":"live_funding_rate","data":{"market_id":"15","rate":"x"}}`, func(m *model.Model, now time.Time) model.Age { return m.FundingAge("15", now) }},
		{account, `{"message":"positions","data":[]}`, `{"message":"positions","data":[{"market_id":"15","size":null}]}`, func(m *model.Model, now time.Time) model.Age { return m.AccountAge(model.KindPositions, now) }},
		{account, `{"message":"open_orders","data":[]}`, `{"message":"open_orders","data":[{"market_id":"15"}]}`, func(m *model.Model, now time.Time) model.Age { return m.AccountAge(model.KindOpenOrders, now) }},
		{account, `{"message":"order_history","data":[]}`, `{"message":"order_history","data":[{"market_id":"15"}]}`, func(m *model.Model, now time.Time) model.Age { return m.AccountAge(model.KindOrders, now) }},
		{account, `{"message":"trade_history","data":[]}`, `{"message":"trade_history","data":["x"]}`, func(m *model.Model, now time.Time) model.Age { return m.AccountAge(model.KindFills, now) }},
		{account, `{"message":"deposit_withdraw_history","data":[]}`, `{"message":"deposit_withdraw_history","data":[7]}`, func(m *model.Model, now time.Time) model.Age { return m.AccountAge(model.KindTransfers, now) }},
	} {
		m := model.New(model.Builtins("mainnet"), "main")
		d := newDecoder(c.scope, newDirectory(model.Builtins("mainnet")))
		var b model.Batch
		b.Add(model.Account{Name: "main", State: model.AccountKnown, Profile: profile})
		b.Add(model.Link{Scope: c.scope, State: model.LinkUp, Since: received.Add(-time.Minute), Proven: received.Add(10 * time.Second)})
		m.Apply(b)
		tell := func(frame string, second int) model.Age {
			at := received.Add(time.Duration(second) * time.Second)
			var b model.Batch
			for _, e := range d.decode([]byte(frame), at).events {
				b.Add(e)
			}
			m.Apply(b)
			return c.age(m, at)
		}
		if age := tell(c.bad, 0); age.State != model.Waiting || age.Reason != "what came last cannot be read" {
			t.Errorf("%s at first: %+v, want it waited for, with the reason", c.bad, age)
		}
		if age := tell(c.good, 1); !age.Usable() {
			t.Errorf("%s: %+v", c.good, age)
		}
		if age := tell(c.bad, 2); age.State != model.Stale || age.Reason != "what came last cannot be read" {
			t.Errorf("%s: %+v, want what was told before stale", c.bad, age)
		}
		if age := tell(c.good, 3); !age.Usable() {
			t.Errorf("%s behind it: %+v", c.good, age)
		}
	}
}

func TestABookWithALevelThatCannotBeReadHasNoPrice(t *testing.T) {
	h := hear(t, model.MarketScope("15"), `{"message":"orderbook","data":[{"price":99999,"size":null,"is_ask":false},{"price":99990,"size":"1","is_ask":false},{"price":100021,"size":"1","is_ask":true}]}`)
	book := h.Book("15")
	if book.Flawed != 1 || book.Mids.Reach != (model.Reach{}) {
		t.Errorf("%d levels are told to be unreadable, and its mids reach %+v; want 1 and none", book.Flawed, book.Mids.Reach)
	}
	if book = hear(t, model.MarketScope("15"), `{"message":"orderbook","data":[{"price":99999,"size":"1","is_ask":false},{"price":100021,"size":"1","is_ask":true}]}`).Book("15"); book.Flawed != 0 {
		t.Errorf("a whole book: %+v", book)
	}
}
