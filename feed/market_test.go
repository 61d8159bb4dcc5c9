package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

func prices(levels []model.Level) string {
	var out []string
	for _, l := range levels {
		out = append(out, l.Price.String()+"×"+l.Size.String())
	}
	return strings.Join(out, " ")
}

func TestBookSamples(t *testing.T) {
	for _, c := range []struct{ file, bids, asks string }{
		{"orderbook.json", "117690×0.06 117667×0.1 117655×0.2 117561×0.3", "117785×0.06 117808×0.1 117820×0.2 117914×0.3"},
		{"orderbook.variant-2.json", "5.757×10 5.755×120.5", "5.759×33.333 5.761×80"},
	} {
		h := hearSample(t, c.file)
		b := h.Book(model.MarketID(h.scope.Owner))
		same(t, c.file, []string{prices(b.Bids), prices(b.Asks)}, []string{c.bids, c.asks})
		same(t, c.file, h.counts, model.Counts{Messages: 1})
	}
}

func TestEmptyBookEmptiesTheBookOfItsConnection(t *testing.T) {
	scope, full := sampleOf(t, "orderbook.json")
	_, empty := sampleOf(t, "orderbook.variant-3.json")
	b := hear(t, scope, string(full), string(empty)).Book("15")
	if len(b.Bids)+len(b.Asks) != 0 || b.Pushes != 2 || b.At != received {
		t.Errorf("got %d bids, %d asks after %d pushes", len(b.Bids), len(b.Asks), b.Pushes)
	}
}

func TestBookOfUnreadableRowsOnlyKeepsTheOldBook(t *testing.T) {
	scope, full := sampleOf(t, "orderbook.json")
	h := hear(t, scope, string(full), `{"message":"orderbook","data":[{"is_ask":true,"price":"NaN","size":"1"},{"price":1,"size":"1"},7,null]}`)
	if b := h.Book("15"); len(b.Asks) != 4 || b.Pushes != 1 {
		t.Errorf("got %d asks after %d pushes", len(b.Asks), b.Pushes)
	}
	same(t, "counts", h.counts.Failures, int64(4))
}

func TestRecentTradesSamples(t *testing.T) {
	h := hearSample(t, "recent_trades.json")
	tape := h.Tape("15")
	if tape.Len() != 3 || h.counts.Failures != 0 {
		t.Fatalf("got %d trades, %+v", tape.Len(), h.counts)
	}
	same(t, "newest", tape.Newest(0), model.Trade{
		Address: "0xb0b0000000000000000000000000000000000000000000000000000000beef02", Market: "15", Type: "1",
		Leverage: dec("10"), Price: dec("117785"), Size: dec("0.0123"), Value: dec("1448.7555"), PnL: dec("0"), Fee: dec("0.72437775"),
		Order: "161672983552653360323624960", Position: "166205164104123060060175",
		Time: second(1753165490), Updated: second(1753165491), Version: 3102182812,
	})
	same(t, "entry", tape.Newest(1).Entry, dec("117785"))
	same(t, "profit", tape.Newest(1).PnL, dec("-0.95"))
	if o := tape.Newest(2).Order; o != "" {
		t.Errorf("null order_id became %q", o)
	}
	later := hearSample(t, "recent_trades.variant-2.json").Tape("15")
	same(t, "later push", []string{later.Last().String(), string(later.Newest(0).Type)}, []string{"117786", "3"})
}

func TestTradesWithoutATimeTakeTheNextBestOne(t *testing.T) {
	h := hear(t, model.MarketScope("15"), `{"message":"recent_trades","data":[{"price":"1","size":"1","last_updated":1753165491}]}`,
		`{"message":"recent_trades","data":[{"price":"2","size":"1"}]}`)
	tape := h.Tape("15")
	same(t, "neither", tape.Newest(0).Time.UTC(), received)
	same(t, "updated", tape.Newest(1).Time, second(1753165491))
}

func TestRowsOfOtherMarketsAreForeign(t *testing.T) {
	h := hear(t, model.MarketScope("15"),
		`{"message":"orderbook","data":[{"is_ask":true,"price":9,"size":"1","market_id":"14"},{"is_ask":true,"price":10,"size":"1","market_id":15},{"is_ask":true,"price":11,"size":"1"}]}`,
		`{"message":"recent_trades","data":[{"price":"2","size":"1","market_id":"16"}]}`)
	same(t, "asks", prices(h.Book("15").Asks), "10×1 11×1")
	same(t, "counts", h.counts, model.Counts{Messages: 2, Foreign: 2})
	if tape := h.Tape("15"); !tape.At.IsZero() {
		t.Error("a push of another market's trades made the topic speak")
	}
}

func TestFundingSamples(t *testing.T) {
	h := hearSample(t, "live_funding_rate.json")
	for id, want := range map[model.MarketID]string{"14": "0.000125", "15": "-0.000031", "16": "0.0", "31": "0.0001"} {
		same(t, string(id), h.Funding(id).Current(), model.Rate{Value: dec(want), At: received, Told: second(1753165487)})
	}
	same(t, "object", hearSample(t, "live_funding_rate.variant-2.json").Funding("15").Current().Value, dec("-0.000031"))
	same(t, "string", hearSample(t, "live_funding_rate.variant-3.json").Funding("14").Current(), model.Rate{Value: dec("0.000125"), At: received, Told: second(1753165487)})
}

func TestThePresentRateIsTheOneOfTheLatestTime(t *testing.T) {
	row := func(rate string, second int) string {
		return fmt.Sprintf(`{"market_id":"15","rate":%s,"timestamp":%d}`, rate, 1753165487+second)
	}
	push := func(rows ...string) string {
		return `{"message":"live_funding_rate","data":[` + strings.Join(rows, ",") + `]}`
	}
	newestFirst := push(row("0.0003", 0), row("0.0002", -3600), row("-0.0001", -7200))
	for name, c := range map[string]struct {
		pushes []string
		want   string
	}{
		"a list, newest first":          {[]string{newestFirst}, "0.0003"},
		"a late row":                    {[]string{newestFirst, push(row("-0.0009", -86400))}, "0.0003"},
		"a list and what comes after":   {[]string{newestFirst, push(row("0.0004", 60))}, "0.0004"},
		"a row without a time is news":  {[]string{newestFirst, push(`{"market_id":"15","rate":0.0005}`)}, "0.0005"},
		"two of one time: the last one": {[]string{push(row("0.1", 0), row("0.2", 0))}, "0.2"},
	} {
		h := hear(t, model.Scope{}, c.pushes...)
		same(t, name, h.Funding("15").Current().Value, dec(c.want))
	}
}

// TestARateOfMoreDigitsThanAreHeldIsKnownToBeRounded: 19 digits are held, and 19 of them behind the point.
func TestARateOfMoreDigitsThanAreHeldIsKnownToBeRounded(t *testing.T) {
	for text, want := range map[string]string{
		`"-12345.678901234567890123"`: "~-12345.67890123456789",
		`0.000012500000000000001234`:  "~0.0000125000000000000",
		`"-12345.67890123456789"`:     "-12345.67890123456789",
		`1.25e-5`:                     "0.0000125",
		`" 0.000 "`:                   "0.000",
	} {
		h := hear(t, model.Scope{}, `{"message":"live_funding_rate","data":{"market_id":"15","rate":`+text+`}}`)
		got := h.Funding("15").Current()
		if strings.TrimRight(got.Value.String(), "0") != strings.TrimRight(want, "0") {
			t.Errorf("%s is read as %s, want %s", text, got.Value, want)
		}
	}
	for text, want := range map[string]string{"1e-25": "~0.0000000000000000001", `"-0.00000000000000000000000001"`: "~-0.0000000000000000001"} {
		h := hear(t, model.Scope{}, `{"message":"live_funding_rate","data":{"market_id":"15","rate":0.0002}}`, `{"message":"live_funding_rate","data":{"market_id":"15","rate":`+text+`}}`)
		if got := h.Funding("15").Current(); got.Value.String() != want {
			t.Errorf("%s, too small to be held, is told as %s, want %s", text, got.Value, want)
		}
	}
}

// TestWhatIsRoundedSaysSoWhereverItIsRead: of a trade, of a level, of a position.
func TestWhatIsRoundedSaysSoWhereverItIsRead(t *testing.T) {
	h := hear(t, model.MarketScope("15"), `{"message":"recent_trades","data":[{"price":"117690.12345678901234567","size":"0.02"}]}`)
	if got := h.Tape("15").Newest(0); got.Price.String() != "~117690.1234567890123" || got.Size.Rounded() {
		t.Errorf("a trade of %s at %s", got.Size, got.Price)
	}
	for size, rounded := range map[string]bool{"0.123456789012345678901": true, "0.5": false} {
		h = hear(t, model.MarketScope("15"), `{"message":"orderbook","data":[{"price":"117690","size":"`+size+`","is_ask":true}]}`)
		if got := h.Book("15"); len(got.Asks) != 1 || got.Rounded != rounded {
			t.Errorf("a level of size %s: %+v", size, got)
		}
	}
	h = hear(t, model.MarketScope("15"), `{"message":"orderbook","data":[{"price":"117690","size":"1e-30","is_ask":true}]}`)
	if h.counts.Failures == 0 {
		t.Error("a size too small to be held is taken for none, and not counted")
	}
}

func TestFundingIsReadUnderItsOtherNames(t *testing.T) {
	for _, row := range []string{
		`{"marketId":"15","fundingRate":"0.5"}`,
		`{"market_id":15,"live_funding_rate":5e-1}`,
		`{"symbol":"btc","rate":0.5}`,
		`{"market_id":"BTC-USD","rate":null,"funding_rate":0.5}`,
	} {
		h := hear(t, model.Scope{}, `{"message":"live_funding_rate","data":`+row+`}`)
		same(t, row, h.Funding("15").Current().Value, dec("0.5"))
	}
}

func TestBestPriceSamples(t *testing.T) {
	for _, c := range []struct {
		file     string
		market   model.MarketID
		bid, ask string
	}{
		{"bestPrice.json", "14", "5.757", "5.759"},
		{"bestPrice.json", "15", "117690.0", "117785.0"},
		{"bestPrice.json", "31", "–", "–"},
		{"bestPrice.variant-2.json", "15", "117690.0", "117785.0"},
		{"bestPrice.variant-3.json", "15", "117690", "117785"},
		{"bestPrice.variant-4.json", "15", "117690", "–"},
	} {
		h := hearSample(t, c.file)
		q := h.Quote(c.market)
		same(t, c.file, []string{q.Bid.String(), q.Ask.String()}, []string{c.bid, c.ask})
		if q.At != received || h.counts.Failures != 0 {
			t.Errorf("%s: at %v, %+v", c.file, q.At, h.counts)
		}
	}
}

func TestBestPriceIsReadUnderItsOtherNames(t *testing.T) {
	for _, row := range []string{
		`{"symbol":"BTC","bid":1,"ask":"2"}`,
		`{"symbol":"BTC/USD","bestBid":1,"bestAsk":2,"mid_price":1.5}`,
		`{"marketId":"15","bestBidPrice":1,"bestAskPrice":2}`,
	} {
		q := hear(t, model.Scope{}, `{"message":"bestPrice","data":`+row+`}`).Quote("15")
		same(t, row, []string{q.Bid.String(), q.Ask.String()}, []string{"1", "2"})
	}
}

func TestBestPriceThatSaysNothingIsNoEmptySide(t *testing.T) {
	for _, c := range []struct {
		row     string
		counted model.Counts
	}{
		{`{"market_id":"15","mid_price":3}`, model.Counts{Failures: 1, LastFailure: `bestPrice: best_bid or best_ask is missing: {"market_id":"15","mid_price":3}`}},
		{`{"market_id":"15","best_bid":"x","best_ask":2}`, model.Counts{Failures: 1, LastFailure: `bestPrice: best_bid is not a number: {"market_id":"15","best_bid":"x","best_ask":2}`}},
		{`{"best_bid":1,"best_ask":2}`, model.Counts{Failures: 1, LastFailure: `bestPrice: market_id is missing: {"best_bid":1,"best_ask":2}`}},
		{`{"symbol":"DOGE","bid":1,"ask":2}`, model.Counts{Foreign: 1}},
	} {
		h := hear(t, model.Scope{}, `{"message":"bestPrice","data":[`+c.row+`]}`)
		c.counted.Messages = 1
		same(t, c.row, h.counts, c.counted)
		if at := h.Quote("15").At; !at.IsZero() {
			t.Errorf("%s: passes for best prices of %v", c.row, at)
		}
	}
}

func TestMarketsTheExchangeNamesAreBounded(t *testing.T) {
	d := newDecoder(model.Scope{}, newDirectory(model.Builtins("mainnet")))
	var rows []string
	for i := range 1000 {
		rows = append(rows, `{"market_id":"`+strings.Repeat("7", i%60+1)+`","rate":1}`, `{"market_id":`+string(quoted(nil, string(rune('a'+i%26))))+`,"rate":1}`)
	}
	for i := range 1000 {
		rows = append(rows, `{"rate":1,"market_id":`+strings.TrimLeft(strings.Repeat("0", 4-len(itoa(i)))+"9"+itoa(i), "0")+`}`)
	}
	h := d.decode([]byte(`{"message":"live_funding_rate","data":[`+strings.Join(rows, ",")+`]}`), received)
	var b model.Batch
	for _, e := range h.events {
		b.Add(e)
	}
	if b.Len() == 0 || b.Len() > model.MaxMarkets {
		t.Errorf("%d streams", b.Len())
	}
	if !d.markets.admits("15") {
		t.Error("a market of the configuration was crowded out")
	}
}

// TestATradeWithoutATimeIsNoOtherTradeWhenItIsToldAgain: it stays where it was told first.
func TestATradeWithoutATimeIsNoOtherTradeWhenItIsToldAgain(t *testing.T) {
	const push = `{"message":"recent_trades","data":[{"price":"1","size":"1","address":"0xb","transaction_version":5},{"price":"1","size":"1","address":"0xb","transaction_version":5},{"price":"2","size":"1","address":"0xb","transaction_version":6}]}`
	m := model.New(model.Builtins("mainnet"))
	d := newDecoder(model.MarketScope("15"), newDirectory(model.Builtins("mainnet")))
	for second := range 3 {
		var b model.Batch
		for _, e := range d.decode([]byte(push), received.Add(time.Duration(second)*time.Second)).events {
			b.Add(e)
		}
		m.Apply(b)
	}
	tape := m.Tape("15")
	if tape.Len() != 3 || !tape.Newest(0).Time.Equal(received) {
		t.Errorf("%d trades, the newest of %v; want 3 of %v", tape.Len(), tape.Newest(0).Time, received)
	}
}

func TestATimeMayBeAText(t *testing.T) {
	for text, want := range map[string]time.Time{
		`"2026-11-23T09:00:01.5Z"`:      time.Date(2026, 11, 23, 9, 0, 1, 500_000_000, time.UTC),
		`"2026-11-23T10:00:01+01:00"`:   time.Date(2026, 11, 23, 9, 0, 1, 0, time.UTC),
		`"1753165491"`:                  second(1753165491),
		`"2026-11-23"`:                  received, // as good as none
		`"9999-11-23T09:00:01Z"`:        received,
		`"2026-11-23T09:00:01Z\u001b["`: received,
	} {
		h := hear(t, model.MarketScope("15"), `{"message":"recent_trades","data":[{"price":"2","size":"1","timestamp":`+text+`}]}`)
		if got := h.Tape("15").Newest(0).Time; !got.Equal(want) {
			t.Errorf("%s is read as %v, want %v", text, got, want)
		}
	}
}

func TestAFillToldWithAndWithoutItsAddressIsOne(t *testing.T) {
	row := func(more string) string {
		return `{"market_id":"15","price":"2","size":"1","trade_id":"7","order_id":"8","timestamp":1753165491,"transaction_version":5` + more + `}`
	}
	h := hear(t, model.AccountScope("0xa1"), `{"message":"trade_history","data":[`+row(`,"address":"0xa1"`)+`]}`, `{"message":"live_trade_history","data":`+row("")+`}`)
	if n := h.Account("0xa1").Fills.Len(); n != 1 {
		t.Errorf("%d fills, want 1", n)
	}
}
