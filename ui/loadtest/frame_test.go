package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

func envelope(t *testing.T, message []byte, rows any) (topic string) {
	t.Helper()
	var e struct {
		Message string
		Data    json.RawMessage
	}
	if err := json.Unmarshal(message, &e); err != nil {
		t.Fatalf("%s: %v", message, err)
	}
	if err := json.Unmarshal(e.Data, rows); err != nil {
		t.Fatalf("%s: %v", e.Data, err)
	}
	return e.Message
}

func TestEveryBookIsWholeSortedAndHasItsPushesSize(t *testing.T) {
	for i, k := range newBooks(50, at(0)) {
		n := int64(i) * 7919
		var rows []bareLevel
		if topic := envelope(t, k.stamped(n), &rows); topic != "orderbook" || len(rows) != 100 {
			t.Fatalf("book %d: topic %q with %d levels, want orderbook with 100", i, topic, len(rows))
		}
		seen := map[float64]bool{}
		for j, l := range rows {
			want := k.bid - j/2
			if l.IsAsk {
				want = k.bid + 1 + j/2
			}
			if l.IsAsk != (j%2 == 1) || l.Price != float64(want) || seen[l.Price] || l.MarketID != market || l.LastUpdated != at(0).Unix() {
				t.Fatalf("book %d, level %d is %+v", i, j, l)
			}
			seen[l.Price] = true
			own := j == 1
			if size, ok := parseSize(l.Size); !ok || bookSizes().has(size) != own || own && size != bookSizes().size(n) || size <= 0 {
				t.Fatalf("book %d, level %d has size %q for push %d", i, j, l.Size, n)
			}
		}
	}
}

func TestBooksWalkByADollarAndComeBack(t *testing.T) {
	books := newBooks(20, at(0))
	moved := 0
	for i, k := range books {
		step := books[(i+1)%len(books)].bid - k.bid
		if step < -1 || step > 1 {
			t.Errorf("from book %d to the next the bid moves by %d", i, step)
		}
		if step != 0 {
			moved++
		}
	}
	if moved < len(books)/8 {
		t.Errorf("the bid moves only %d times in %d books", moved, len(books))
	}
}

func TestTradeHasItsSizeValueAndTransaction(t *testing.T) {
	for _, n := range []int64{0, 1, 2, 499_999, 500_000, 1_234_567} {
		var rows []bareTrade
		if topic := envelope(t, appendTrade(nil, n, at(1500)), &rows); topic != "recent_trades" || len(rows) != 1 {
			t.Fatalf("topic %q with %d rows", topic, len(rows))
		}
		k := rows[0]
		size, ok := parseSize(k.Size)
		price, err := strconv.ParseInt(k.Price, 10, 64)
		value, exact := parseSize(k.OrderValue)
		if !ok || err != nil || !exact || size != tradeSizes().size(n) || value != price*size {
			t.Errorf("trade %d: size %q, price %q, value %q", n, k.Size, k.Price, k.OrderValue)
		}
		if k.TransactionVersion != version+n || k.Timestamp != at(1500).Unix() || k.OrderType < 1 || k.OrderType > 8 || len(k.Address) != 66 {
			t.Errorf("trade %d is %+v", n, k)
		}
	}
}

func TestSizesArePrintedAndReadAlike(t *testing.T) {
	for size, want := range map[int64]string{1: "0.00001", 100_000: "1.00000", 517_285: "5.17285", 999_999: "9.99999", 1_234_567_89012: "1234567.89012"} {
		if got := string(appendSize(nil, size)); got != want {
			t.Errorf("size %d is printed %q, want %q", size, got, want)
		}
		if got, ok := parseSize(want + "+"); !ok || got != size {
			t.Errorf("%q is read as %d", want, got)
		}
	}
	for _, odd := range []string{"", "x", "1", "1.5", "117,702.5", "1.000000", "a.00001"} {
		if got, ok := parseSize(odd); ok {
			t.Errorf("%q is read as size %d", odd, got)
		}
	}
}

func TestEveryTopicThatStatesSomethingDoesSoInItsName(t *testing.T) {
	for _, topic := range []string{
		"bestPrice", "live_funding_rate", "orderbook", "recent_trades", "positions", "open_orders", "order_history", "trade_history",
		"deposit_withdraw_history",
	} {
		for _, id := range []string{market, "14", "31"} {
			var rows []map[string]any
			message := snapshot(topic, id, time.Now())
			if got := envelope(t, message, &rows); got != topic {
				t.Errorf("%s answers in the name of %s", topic, got)
			}
			if strings.Contains(string(message), "%!") {
				t.Errorf("%s: %s", topic, message)
			}
			for _, r := range rows {
				if r["market_id"] == nil {
					t.Errorf("%s: a row without its market: %v", topic, r)
				}
			}
		}
	}
	for _, topic := range []string{"live_order_history", "live_trade_history", "nonsense"} {
		if got := snapshot(topic, "", time.Now()); got != nil {
			t.Errorf("%s has only news, but states %s", topic, got)
		}
	}
}

func TestPositionsAndOrdersHaveTheFieldsOfTheDossier(t *testing.T) {
	for topic, fields := range map[string]string{
		"positions": "address available_order_size entry_price last_updated leverage liq_price margin market_id size sl tp trade_id trade_side " +
			"transaction_version value",
		"open_orders": "address last_updated leverage market_id order_id order_type order_value price remaining_size timestamp total_size trade_id " +
			"transaction_version",
	} {
		var rows []map[string]any
		envelope(t, snapshot(topic, "", at(0)), &rows)
		for _, r := range rows {
			for name := range strings.FieldsSeq(fields) {
				if _, ok := r[name]; !ok {
					t.Errorf("%s: a row without %s", topic, name)
				}
			}
			if len(r) != len(strings.Fields(fields)) {
				t.Errorf("%s: a row with %d fields: %v", topic, len(r), r)
			}
			if r["last_updated"] != float64(at(0).Unix()) || r["market_id"] != market || r["address"] != account {
				t.Errorf("%s: row %v", topic, r)
			}
		}
		if len(rows) == 0 {
			t.Errorf("%s is empty", topic)
		}
	}
}
