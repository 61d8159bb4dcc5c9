package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"kanatop/feed"
	"kanatop/model"
)

// tailed is what tail prints of events, and what it warns of.
func tailed(t *testing.T, change func(*tailer), events ...model.Event) (lines, warnings string) {
	t.Helper()
	var out bytes.Buffer
	var warned strings.Builder
	s := newSpout(&out)
	defer s.close()
	tail := &tailer{
		query: query{config: configured(t, nil), markets: model.Builtins("mainnet")[1:2]}, names: names{model.New(model.Builtins("mainnet"), "main")},
		out: s, warn: func(format string, args ...any) { fmt.Fprintf(&warned, format+"\n", args...) },
	}
	if change != nil {
		change(tail)
	}
	for _, e := range events {
		var b model.Batch
		b.Add(e)
		tail.take(b)
	}
	return out.String(), warned.String()
}

var tailNow = time.Date(2025, 7, 22, 9, 41, 22, 123456789, time.FixedZone("somewhere", 3600))

// everyEvent is an event of each topic.
func everyEvent() []model.Event {
	d := model.MustDec
	const a = model.Address("0xA11ce")
	level := func(price, size string) model.Level {
		p, _ := d(price).Value()
		s, _ := d(size).Value()
		return model.Level{Price: p, Size: s}
	}
	fill := model.Trade{Market: "15", Type: "1", Price: d("117738.10"), Size: d("0.0100"), Order: "161668980614256490457451450", Time: tailNow, Version: 3102182809}
	order := model.Order{Market: "15", ID: "5", Type: "12", Status: "Partially Filled", Price: d("1"), Size: d("2")}
	return []model.Event{
		model.NewDepth("15", tailNow, []model.Level{level("117737", "0.340"), level("117736", "1")}, []model.Level{level("117738", "0.08")}),
		model.NewTrades("15", tailNow, []model.Trade{fill}),
		model.NewBest("15", tailNow, d("117737"), model.Dec{}),
		model.Funding{Market: "15", Rates: []model.Rate{{Value: d("-0.000031"), At: tailNow}}},
		model.Positions{Account: a, At: tailNow, Rows: []model.Position{{Market: "15", ID: "7", Side: model.Short, Size: d("0.02")}}},
		model.OpenOrders{Account: a, At: tailNow, Rows: []model.Order{order}, Flawed: 2},
		model.NewOrders(a, tailNow, []model.Order{order}, false),
		model.NewFills(a, tailNow, []model.Trade{fill}, true),
		model.NewTransfers(a, tailNow, []model.Transfer{{Direction: model.Deposit, Amount: d("10"), Time: tailNow}}),
		model.Link{Scope: model.MarketScope("15"), State: model.LinkUp, Since: tailNow},
	}
}

func TestLinesHoldWhatWasSentExactly(t *testing.T) {
	got, warnings := tailed(t, nil, everyEvent()[:4]...)
	want := `{"received":"2025-07-22T08:41:22.123456789Z","topic":"orderbook","market":"15","symbol":"BTC-USD","messages":1,"rounded":false,"bids":[["117737","0.340"],["117736","1"]],"asks":[["117738","0.08"]]}
{"received":"2025-07-22T08:41:22.123456789Z","topic":"recent_trades","market":"15","symbol":"BTC-USD","rows":[{"time":"2025-07-22T08:41:22.123456789Z","side":"buy","price":"117738.10","size":"0.0100","value":null,"type":"1","intent":"open long","leverage":null,"order":"161668980614256490457451450","position":null,"address":null,"pnl":null,"fee":null,"entry":null,"updated":null,"version":"3102182809"}]}
{"received":"2025-07-22T08:41:22.123456789Z","topic":"bestPrice","market":"15","symbol":"BTC-USD","bid":"117737","ask":null}
{"received":"2025-07-22T08:41:22.123456789Z","topic":"live_funding_rate","market":"15","symbol":"BTC-USD","rate":"-0.000031","told":null}
`
	if diff := cmp.Diff(want, got); diff != "" || warnings != "" {
		t.Errorf("warnings %q, lines (- want + got)\n%s", warnings, diff)
	}
}

// TestFieldsOfLinesAreThoseOfTheReadme holds the schema: a field that comes, goes or moves has to be told there.
func TestFieldsOfLinesAreThoseOfTheReadme(t *testing.T) {
	text, _ := tailed(t, func(tail *tailer) { tail.links = true }, everyEvent()...)
	want := "| topic | fields |\n|---|---|\n"
	for line := range strings.Lines(text) {
		d := jsontext.NewDecoder(strings.NewReader(line))
		topic := line[strings.Index(line, `"topic":"`)+len(`"topic":"`):]
		topic, _, _ = strings.Cut(topic, `"`)
		want += "| `" + topic + "` | " + strings.TrimPrefix(shape(t, d), "received, topic, ") + " |\n"
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "<!-- lines -->\n")
	got, _, found := strings.Cut(rest, "<!-- /lines -->")
	if diff := cmp.Diff(want, got); !found || diff != "" {
		t.Errorf("the README says otherwise; it should be\n%s\n(- lines + README)\n%s", want, diff)
	}
}

// shape names the fields of the next JSON value in their order.
func shape(t *testing.T, d *jsontext.Decoder) string {
	t.Helper()
	token, err := d.ReadToken()
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	switch token.Kind() {
	case '{':
		for d.PeekKind() != '}' {
			name, err := d.ReadToken()
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, strings.TrimSpace(name.String()+" "+shape(t, d)))
		}
	case '[':
		inner := ""
		for d.PeekKind() != ']' {
			inner = shape(t, d)
		}
		parts = append(parts, "["+inner+"]")
	default:
		return ""
	}
	if _, err := d.ReadToken(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(parts, ", ")
}

func TestAMarketThatWasNotAskedForIsLeftOut(t *testing.T) {
	only := func(tail *tailer) { tail.named = true }
	if got, _ := tailed(t, only, model.NewBest("14", tailNow, model.Int(1), model.Int(2)), model.NewBest("15", tailNow, model.Int(3), model.Int(4))); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"15"`) {
		t.Error(got)
	}
	if got, _ := tailed(t, nil, model.NewBest("14", tailNow, model.Int(1), model.Int(2))); got == "" {
		t.Error("without a market asked for, not all are told")
	}
}

func TestTroubleOfLinksIsWarnedOfOnce(t *testing.T) {
	s := model.MarketScope("15")
	down := model.Link{Scope: s, State: model.LinkDown, Since: tailNow, Cause: "connection reset", RetryAt: tailNow.Add(1530 * time.Millisecond)}
	counted := down
	counted.Count.Bytes++
	up := model.Link{Scope: s, State: model.LinkUp, Since: tailNow.Add(2 * time.Second), Cause: "connection reset"}
	unread := up
	unread.Count.Failures, unread.Count.LastFailure = 3, "price is missing"
	_, got := tailed(t, nil, model.Link{Scope: s}, down, counted, up, unread, unread,
		model.Account{Index: 0, Name: "main", State: model.AccountLookup, Cause: "HTTP 503"}, model.Account{Index: 0, Name: "main", State: model.AccountLookup, Cause: "HTTP 503"})
	want := `market 15: offline: connection reset; next attempt in 1.5s
market 15: connected again; what came meanwhile is missing
market 15: 3 rows or messages could not be read, the last one: price is missing
account main: HTTP 503
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want + got)\n%s", diff)
	}
}

func TestRawMessagesActOnNoTerminalAndMeanTheSame(t *testing.T) {
	var out bytes.Buffer
	var warned []string
	r := newRawLines(query{topics: tailTopics()}, newSpout(&out), func(format string, args ...any) { warned = append(warned, fmt.Sprintf(format, args...)) })
	for _, c := range []struct{ text, want string }{
		{"{ \"message\" : \"positions\",\n \"data\": [ ] }", "{\"message\":\"positions\",\"data\":[]}\n"},
		{`{"a":"\u001b[2J"}`, `{"a":"\u001b[2J"}` + "\n"},
		{"{\"a\":\"\u009b2J\u202e\u007f\"}", `{"a":"\u009b2J\u202e\u007f"}` + "\n"},
		{"{\"a\":\"\U000e0001ü\"}", `{"a":"\udb40\udc01ü"}` + "\n"},
		{"{\"a\":\"\xff\"}", `{"a":"\ufffd"}` + "\n"},
		{`{"a":1}{"b":2}`, "{\"a\":1}\n{\"b\":2}\n"},
		{`{"a":1,"a":2}`, "{\"a\":1,\"a\":2}\n"},
		{`{"a":1}x`, "{\"a\":1}\n"},
	} {
		if got := string(r.lines([]byte(c.text))); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
	if len(warned) != 1 {
		t.Errorf("warnings: %q", warned)
	}
}

func TestRawMessagesThatNobodyTakesAreCounted(t *testing.T) {
	r := newRawLines(query{topics: tailTopics()}, newSpout(new(bytes.Buffer)), nil)
	for range rawWaiting + 7 {
		r.hear(feed.Frame{Topics: []string{"orderbook"}, Text: []byte("{}")})
	}
	r.hear(feed.Frame{Text: []byte("{}")}) // of no topic
	if len(r.waiting) != rawWaiting || r.dropped.Load() != 7 {
		t.Errorf("%d wait and %d were dropped", len(r.waiting), r.dropped.Load())
	}
}

func TestTopicsHaveTheNamesPeopleUse(t *testing.T) {
	for word, want := range map[string]string{
		"orderbook": "orderbook", "Book": "orderbook", "trades": "recent_trades", "best": "bestPrice", "BESTPRICE": "bestPrice", "funding": "live_funding_rate",
		"orders": "open_orders", "live_order_history": "order_history", "fills": "trade_history", "transfers": "deposit_withdraw_history",
	} {
		if got, err := topicsNamed([]string{word, word}); err != nil || len(got) != 1 || got[0].name != want {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
	wire := make(map[string]bool)
	for _, topic := range tailTopics() {
		for _, name := range topic.wire() {
			wire[name] = true
		}
	}
	for _, topic := range feed.Topics() {
		if !wire[topic.Name] {
			t.Errorf("%s cannot be asked for", topic.Name)
		}
	}
}

func TestBadQuestionsAreOneLineAndExitCode2(t *testing.T) {
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"tail"}, []string{"expected a topic", "book, trades, best"}},
		{[]string{"tail", "trdes"}, []string{`"trdes"`, `did you mean "trades"?`}},
		{[]string{"tail", "lnks"}, []string{"transfers, links; did you mean \"links\"?"}},
		{[]string{"tail", "book", "--market", "NOPE"}, []string{"--market", `"NOPE"`, "15 BTC-USD"}},
		{[]string{"tail", "book", "--market", "BTC,NOPE"}, []string{"--market", `"NOPE"`, "15 BTC-USD"}},
		{[]string{"tail", "positions"}, []string{"positions", "--address"}},
		{[]string{"tail", "book", "--duration", "soon"}, []string{"--duration"}},
		{[]string{"tail", "book", "--duration", "-1s"}, []string{"--duration", "30s"}},
		{[]string{"tail", "links", "--raw"}, []string{"links"}},
		{[]string{"snapshot", "nothing"}, []string{`"nothing"`}},
		{[]string{"snapshot", "fills"}, []string{"trade_history", "--address"}},
		{[]string{"snapshot", "--timeout", "1ms"}, []string{"--timeout", "100ms"}},
		{[]string{"snapshot", "--ws-url", "ws://example.com/"}, []string{"--ws-url", "wss://"}},
		{[]string{"check", "everything"}, []string{`"everything"`}},
		{[]string{"check", "--timeout", "0s"}, []string{"--timeout", "1s"}},
		{[]string{"check", "--address", "0xzz"}, []string{"--address"}},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) { command(t, nil, c.args...).refused(t, c.want...) })
	}
}

func TestOnlyAWordThatIsNearIsSuggested(t *testing.T) {
	for typed, want := range map[string]string{"nope": "", "tap": `; did you mean "tape"?`, "etap": "", "tpae": `; did you mean "tape"?`, "xyzzy": "", "positons": `; did you mean "positions"?`} {
		if got := suggestion(typed, []string{"tape", "positions"}); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
