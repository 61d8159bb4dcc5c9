package feed

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kanatop/model"
)

func TestBadRowLosesNoNeighbour(t *testing.T) {
	junk := []string{`7`, `null`, `"text"`, `[]`, `[{"price":1}]`, `{}`, `true`}
	for _, c := range []struct {
		topic string
		good  string
		bad   []string // beside the junk
		rows  func(heard) int
	}{
		{
			"orderbook", `{"is_ask":true,"price":1,"size":"1"}`,
			[]string{`{"is_ask":true,"price":"NaN","size":"1"}`, `{"is_ask":true,"price":1,"size":{}}`, `{"is_ask":"maybe","price":1,"size":"1"}`, `{"price":1,"size":"1"}`},
			func(h heard) int { return len(h.Book("15").Asks) },
		},
		{
			"recent_trades", `{"price":1,"size":"1"}`,
			[]string{`{"price":"1","size":null}`, `{"price":"-1","size":"1"}`, `{"size":"1"}`, `{"price":1,"size":"1","order_id":[]}`, `{"price":1,"size":"1","trade_id":1.5}`},
			func(h heard) int { return h.Tape("15").Len() },
		},
		{
			"live_funding_rate", `{"market_id":"15","rate":1}`,
			[]string{`{"market_id":"15"}`, `{"rate":1}`, `{"market_id":"15","rate":"Infinity"}`},
			func(h heard) int { return len(h.Funding("15").Rates) },
		},
		{
			"bestPrice", `{"market_id":"15","best_bid":1}`,
			[]string{`{"market_id":"15"}`, `{"best_bid":1}`, `{"market_id":"15","best_bid":"soon"}`},
			func(h heard) int { return min(1, h.events) },
		},
		{
			"positions", `{"market_id":"15","size":"1"}`,
			[]string{`{"market_id":"15"}`, `{"size":"1"}`, `{"market_id":{},"size":"1"}`, `{"market_id":"15","size":"1","trade_id":"a b"}`},
			func(h heard) int { return len(h.account().Positions.Rows) },
		},
		{
			"open_orders", `{"market_id":"15","order_id":"1"}`,
			[]string{`{"market_id":"15"}`, `{"order_id":"1"}`, `{"market_id":"15","order_id":"` + strings.Repeat("1", 65) + `"}`},
			func(h heard) int { return len(h.account().Open.Rows) },
		},
		{
			"order_history", `{"market_id":"15","order_id":"1"}`,
			[]string{`{"market_id":"15"}`, `{"order_id":"1"}`, `{"market_id":"15","order_id":"ü"}`},
			func(h heard) int { return len(h.account().Orders.Rows) },
		},
		{
			"trade_history", `{"market_id":"15","price":1,"size":"1"}`,
			[]string{`{"market_id":"15","price":1}`, `{"price":1,"size":1}`},
			func(h heard) int { return len(h.fills()) },
		},
		{
			"deposit_withdraw_history", `{"amount":"1","timestamp":9}`,
			[]string{`{"timestamp":9}`, `{"amount":"lots"}`},
			func(h heard) int { return len(h.account().Transfers.Rows) },
		},
	} {
		t.Run(c.topic, func(t *testing.T) {
			bad := append(c.bad, junk...)
			frame := `{"message":"` + c.topic + `","data":[` + strings.Join(bad, ",") + `,` + c.good + `,` + strings.Join(bad, ",") + `]}`
			h := hear(t, scopeOf(c.topic), frame)
			if got := c.rows(h); got != 1 {
				t.Errorf("%d good rows survived", got)
			}
			if want := int64(2 * len(bad)); h.counts.Failures != want {
				t.Errorf("%d failures counted, want %d; last %s", h.counts.Failures, want, h.counts.LastFailure)
			}
		})
	}
}

func scopeOf(name string) model.Scope {
	switch topicNamed([]byte(name)).kind {
	case model.ScopeMarket:
		return model.MarketScope("15")
	case model.ScopeAccount:
		return model.AccountScope(alice)
	}
	return model.Scope{}
}

func TestUnreadableFigureLeavesTheRestOfItsRow(t *testing.T) {
	h := hear(t, model.AccountScope(alice), `{"message":"positions","data":[{"market_id":"15","size":"1","entry_price":"7","liq_price":"Infinity","leverage":[],"last_updated":"now"}]}`)
	same(t, "row", h.account().Positions.Rows, []model.Position{{Market: "15", Size: dec("1"), Entry: dec("7")}})
	same(t, "counts", h.counts.Failures, int64(1))
}

func TestEnvelopeIsReadByName(t *testing.T) {
	book := `[{"is_ask":true,"price":1,"size":"1"}]`
	for frame, want := range map[string]model.Counts{
		`{"data":` + book + `,"message":"orderbook"}`:                                                  {},
		`{"topic":"orderbook","data":` + book + `}`:                                                    {},
		`{"topic":"orderbook","message":"Subscribed","data":` + book + `}`:                             {},
		`{"extra":{"a":[1]},"data":` + book + `,"message":"order\u0062ook"}`:                           {},
		"  \n" + `{"message":"orderbook","data":` + book + `} `:                                        {},
		`{"message":"orderbook","data":` + book + `}` + "\n" + `{"message":"recent_trades","data":[]}`: {},
		`{"message":"orderbook","data":` + book + `} trailing`:                                         {Failures: 1, LastFailure: `frame: is not JSON: {"message":"orderbook","data":` + book + `} trailing`},
	} {
		h := hear(t, model.MarketScope("15"), frame)
		want.Messages = 1
		same(t, frame, h.counts, want)
		if got := prices(h.Book("15").Asks); got != "1×1" {
			t.Errorf("%s: asks %q", frame, got)
		}
	}
}

func TestStrangeMessagesAreCountedAndChangeNothing(t *testing.T) {
	for frame, want := range map[string]model.Counts{
		`{"message":"welcome"}`:             {Unknown: 1},
		`{"message":"error","data":[1]}`:    {Unknown: 1},
		`{"data":[]}`:                       {Unknown: 1},
		`{}`:                                {Unknown: 1},
		`{"message":7,"data":[]}`:           {Unknown: 1},
		`"pong"`:                            {Unknown: 1},
		`[1,2]`:                             {Unknown: 1},
		`null`:                              {Unknown: 1},
		`{"message":"positions","data":[]}`: {Unknown: 1},
		``:                                  {Failures: 1, LastFailure: "frame: is not JSON: "},
		`not json`:                          {Failures: 1, LastFailure: "frame: is not JSON: not json"},
		`{"message":"orderbook","data":[{"is_ask":true,`:    {Failures: 1, LastFailure: `frame: is not JSON: {"message":"orderbook","data":[{"is_ask":true,`},
		`{"message":"orderbook","data":"closed for lunch"}`: {Failures: 1, LastFailure: `orderbook: row is not an object: "closed for lunch"`},
		`{"message":"orderbook","data":17}`:                 {Failures: 1, LastFailure: `orderbook: row is not an object: 17`},
	} {
		h := hear(t, model.MarketScope("15"), frame)
		want.Messages = 1
		same(t, frame, h.counts, want)
		if h.events != 0 {
			t.Errorf("%s: %d events", frame, h.events)
		}
	}
}

func TestTruncatedPushIsNotShownInParts(t *testing.T) {
	scope, frame := sampleOf(t, "positions.json")
	for n := range len(frame) {
		if h := hear(t, scope, string(frame[:n])); h.events != 0 || h.counts.Failures != 1 {
			t.Fatalf("cut at %d: %d events, %d failures", n, h.events, h.counts.Failures)
		}
	}
}

func TestHostileTextIsCleaned(t *testing.T) {
	status := "\\u001b[31mred\\u0007\\u0000" + "\xff\xfe" + "漢字🚀e\u0301\u202e" + strings.Repeat("x", 1<<20)
	h := hear(t, model.AccountScope(alice), `{"message":"order_history","data":[{"market_id":"15","order_id":"1","status":"`+status+`","order_type":"\u001b]0;t\u0007"},{"order_id":"`+status+`"}]}`)
	o := h.account().Orders.Rows[0]
	if !strings.HasPrefix(string(o.Status), "·[31mred··") || utf8.RuneCountInString(string(o.Status)) != textLimit || o.Type != "·]0;t·" {
		t.Errorf("status %q, type %q", o.Status, o.Type)
	}
	last := h.counts.LastFailure
	if !strings.HasPrefix(last, "order_history: order_id is not an id: {") || utf8.RuneCountInString(last) > failureLimit || !visible(last) || h.counts.Failures != 1 {
		t.Errorf("%d failures, last %q", h.counts.Failures, last)
	}
}

// visible reports whether every rune of a text is one that may reach a terminal.
func visible(text string) bool {
	for _, r := range text {
		if !oneCell(r) {
			return false
		}
	}
	return utf8.ValidString(text)
}

func TestCleanKeepsLettersAndReplacesTheRest(t *testing.T) {
	for in, want := range map[string]string{
		"Partially Filled":                    "Partially Filled",
		"Größe Ωμ Жя":                         "Größe Ωμ Жя",
		"a\x1b[0m\tb\x7f":                     "a·[0m·b·",
		"\u0085\u00ad\u200b\u0301\U0001f680漢": "······",
		"ok\xff\xc3(":                         "ok··(",
		"":                                    "",
	} {
		if got := clean(in, textLimit); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	if got := clean("abcdef", 3); got != "abc" {
		t.Errorf("cut to %q", got)
	}
	if got := clean("äöüß", 3); got != "äöü" {
		t.Errorf("cut to %q", got)
	}
}

func TestHugeRowsAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		b.WriteString(`"f` + itoa(i) + `":1,`)
	}
	h := hear(t, model.MarketScope("15"), `{"message":"recent_trades","data":[{"price":1,"size":1,`+b.String()+`"z":1}]}`)
	if h.Tape("15").Len() != 1 {
		t.Error("a row with many fields was lost")
	}
	many := `{"message":"recent_trades","data":[` + strings.Repeat(`{},`, maxRows+10) + `{}]}`
	h = hear(t, model.MarketScope("15"), many)
	same(t, "failures", h.counts.Failures, int64(maxRows+1))
}
