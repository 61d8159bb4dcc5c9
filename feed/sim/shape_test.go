package sim

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// firstPush returns the first push of a topic in a shape.
func firstPush(t *testing.T, shape Shape, name string) (m message) {
	t.Helper()
	perform(t, Options{Seed: 1, Shape: shape}, func(_ *testing.T, s stage) {
		conn := s.dial(subscribeFrame(name))
		m = s.read(conn)
	})
	return m
}

func TestEnvelopeVariants(t *testing.T) {
	if m := firstPush(t, Shape{DataFirst: true}, "positions"); !strings.HasPrefix(m.raw, `{"data":[{`) || !strings.HasSuffix(m.raw, `],"message":"positions"}`) {
		t.Errorf("data first: %.200s", m.raw)
	}
	if m := firstPush(t, Shape{TopicKey: true}, "positions"); !strings.HasPrefix(m.raw, `{"topic":"positions","data":[{`) {
		t.Errorf("topic key: %.200s", m.raw)
	}
	if m := firstPush(t, Shape{SnakeBestPrice: true}, "bestPrice"); m.Message != "best_price" {
		t.Errorf("best_price: %.200s", m.raw)
	}
}

func TestUnknownContainersCanBeObjects(t *testing.T) {
	for _, name := range []string{"bestPrice", "live_funding_rate", "live_order_history", "live_trade_history"} {
		m := firstPush(t, Shape{SingleObjects: true}, name)
		var row map[string]any
		if err := json.Unmarshal(m.Data, &row); err != nil || !slices.Equal(keysOf(row), documentedKeys()[name]) {
			t.Errorf("%s: %.200s", name, m.raw)
		}
	}
	if m := firstPush(t, Shape{SingleObjects: true}, "positions"); m.Data[0] != '[' {
		t.Errorf("positions is not one of them: %.200s", m.raw)
	}
}

func TestFieldVariants(t *testing.T) {
	for name, c := range map[string]struct {
		shape Shape
		topic string
		holds func(row map[string]any) bool
	}{
		"numbers":     {Shape{NumbersAsStrings: true}, "orderbook", func(r map[string]any) bool { return isText(r["price"]) && !isText(r["last_updated"]) }},
		"times":       {Shape{TimesAsStrings: true}, "order_history", func(r map[string]any) bool { return isText(r["timestamp"]) && !isText(r["leverage"]) }},
		"is_long":     {Shape{IsLong: true}, "positions", func(r map[string]any) bool { return r["is_long"] != nil && r["trade_side"] == nil }},
		"null":        {Shape{NullReferences: true}, "trade_history", func(r map[string]any) bool { return r["entry_price"] == nil && r["order_id"] == nil }},
		"null spares": {Shape{NullReferences: true}, "positions", func(r map[string]any) bool { return r["entry_price"] != nil }},
		"order type":  {Shape{UnknownOrderType: true}, "recent_trades", func(r map[string]any) bool { return r["order_type"] == 12.0 }},
		"status":      {Shape{UnknownStatus: true}, "order_history", func(r map[string]any) bool { return r["status"] == "Expired" }},
	} {
		for _, row := range firstPush(t, c.shape, c.topic).rows(t) {
			if !c.holds(row) {
				t.Errorf("%s: %v", name, row)
				break
			}
		}
	}
}

func isText(v any) bool {
	_, ok := v.(string)
	return ok
}

func TestUnsortedBookHoldsTheSameLevels(t *testing.T) {
	sorted, mixed := firstPush(t, Shape{}, "orderbook").rows(t), firstPush(t, Shape{UnsortedBook: true}, "orderbook").rows(t)
	sides := 0
	for i := 1; i < len(mixed); i++ {
		if mixed[i]["is_ask"] != mixed[i-1]["is_ask"] {
			sides++
		}
	}
	if sides < 10 {
		t.Errorf("the sides change only %d times", sides)
	}
	prices := func(rows []map[string]any) (list []float64) {
		for _, r := range rows {
			list = append(list, as[float64](t, r["price"]))
		}
		slices.Sort(list)
		return list
	}
	if !slices.Equal(prices(sorted), prices(mixed)) {
		t.Error("the mixed book has other levels")
	}
}

func TestBothRowsReportTakerAndMakerOfAMatch(t *testing.T) {
	rows := firstPush(t, Shape{BothRows: true}, "recent_trades").rows(t)
	if len(rows) != 2*tradesKept {
		t.Fatalf("%d rows, want %d", len(rows), 2*tradesKept)
	}
	for i := 0; i < len(rows); i += 2 {
		taker, maker := rows[i], rows[i+1]
		if taker["transaction_version"] != maker["transaction_version"] || taker["size"] != maker["size"] || maker["fee"] != "0" || taker["fee"] == "0" {
			t.Fatalf("taker %v, maker %v", taker, maker)
		}
		if kind(as[float64](t, taker["order_type"])).asks() == kind(as[float64](t, maker["order_type"])).asks() {
			t.Fatalf("both sides of the match are on one side of the book: %v, %v", taker, maker)
		}
	}
}
