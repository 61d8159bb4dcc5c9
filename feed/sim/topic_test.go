package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// documentedKeys are the keys of the records of each topic; those of live_funding_rate and bestPrice are guesses.
func documentedKeys() map[string][]string {
	trade := []string{"address", "entry_price", "fee", "last_updated", "leverage", "market_id", "order_id", "order_type", "order_value", "pnl", "price", "size", "timestamp", "trade_id", "transaction_version"}
	order := []string{"address", "is_market_order", "last_updated", "leverage", "market_id", "order_id", "order_type", "order_value", "price", "size", "status", "timestamp", "trade_id", "transaction_version"}
	return map[string][]string{
		"order_history":            order,
		"live_order_history":       order,
		"trade_history":            trade,
		"live_trade_history":       trade,
		"recent_trades":            trade,
		"deposit_withdraw_history": {"address", "amount", "is_deposit", "last_updated", "timestamp", "transaction_version"},
		"positions":                {"address", "available_order_size", "entry_price", "last_updated", "leverage", "liq_price", "margin", "market_id", "size", "sl", "tp", "trade_id", "trade_side", "transaction_version", "value"},
		"open_orders":              {"address", "last_updated", "leverage", "market_id", "order_id", "order_type", "order_value", "price", "remaining_size", "timestamp", "total_size", "trade_id", "transaction_version"},
		"orderbook":                {"is_ask", "last_updated", "market_id", "price", "size", "transaction_version"},
		"live_funding_rate":        {"market_id", "rate", "timestamp"},
		"bestPrice":                {"best_ask", "best_bid", "market_id"},
	}
}

// subscribeFrame is the documented frame of a topic.
func subscribeFrame(name string) string {
	switch scope, _ := topic(name).scope(); scope {
	case ofMarket:
		return `{"topic":"` + name + `","market_id":"15"}`
	case ofAccount:
		return ofProfile(name)
	}
	return `{"topic":"` + name + `"}`
}

func TestFirstPushOfEachTopicHasTheDocumentedKeys(t *testing.T) {
	for name, want := range documentedKeys() {
		t.Run(name, func(t *testing.T) {
			perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
				conn := s.dial(subscribeFrame(name))
				m := s.read(conn)
				rows := m.rows(t)
				if m.Message != name || len(rows) == 0 {
					t.Fatalf("first push is %.200s", m.raw)
				}
				if strings.HasPrefix(name, "live_") && name != "live_funding_rate" && len(rows) != 1 {
					t.Errorf("%d newest records, want one", len(rows))
				}
				if strings.ContainsAny(m.raw, "\n ") && !strings.Contains(m.raw, "Partially Filled") {
					t.Errorf("the frame is not compact: %.200s", m.raw)
				}
				for _, row := range rows {
					if keys := keysOf(row); !slices.Equal(keys, want) {
						t.Fatalf("keys %v, want %v", keys, want)
					}
				}
			})
		})
	}
}

func TestBookPriceIsANumberAndItsSizeAString(t *testing.T) {
	perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook)
		for _, row := range s.read(conn).rows(t) {
			_, number := row["price"].(float64)
			_, text := row["size"].(string)
			if !number || !text {
				t.Fatalf("level %v", row)
			}
		}
	})
}

func TestRecentTradesAreAListThenNewOnesOnly(t *testing.T) {
	perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeTrades)
		first := s.read(conn).rows(t)
		if len(first) != tradesKept {
			t.Fatalf("first push has %d trades, want %d", len(first), tradesKept)
		}
		last := as[float64](t, first[0]["transaction_version"])
		start, trades := time.Now(), 0
		for time.Since(start) < time.Minute {
			rows := s.read(conn).rows(t)
			for _, row := range slices.Backward(rows) {
				version := as[float64](t, row["transaction_version"])
				if version < last {
					t.Fatalf("trade %.0f came after %.0f", version, last)
				}
				last = version
				trades++
			}
		}
		if trades < 90 || trades > 300 {
			t.Errorf("%d trades a minute on BTC", trades)
		}
	})
}

func TestBookIsPushedSeveralTimesASecondButNotMoreThanTen(t *testing.T) {
	for _, tick := range []time.Duration{0, 10 * time.Millisecond} {
		perform(t, Options{Seed: 1, Tick: tick}, func(t *testing.T, s stage) {
			conn := s.dial(subscribeBook)
			n := 0
			for start := time.Now(); time.Since(start) < 10*time.Second; n++ {
				if rows := s.read(conn).rows(t); len(rows) < 50 || len(rows) > 100 {
					t.Fatalf("the book has %d levels", len(rows))
				}
			}
			if n < 30 || n > 103 {
				t.Errorf("tick %s: %d books in ten seconds", tick, n)
			}
		})
	}
}

func TestOtherAccountsHaveEmptyLists(t *testing.T) {
	perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
		conn := s.dial(`{"topic":"positions","address":"0x1"}`, `{"topic":"live_order_history","address":"0x1"}`)
		if m := s.read(conn); m.raw != `{"message":"positions","data":[]}` {
			t.Errorf("got %s", m.raw)
		}
		if !quiet(t.Context(), conn, 5*time.Minute) {
			t.Error("an account without activity gets more than its empty list")
		}
	})
}

func TestAddressesAreComparedPaddedAndInLowerCase(t *testing.T) {
	spelled := strings.Replace(strings.ToUpper(Accounts()[0].Profile), "0X", "0x0", 1)
	perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
		conn := s.dial(`{"topic":"positions","address":"` + spelled + `"}`)
		if rows := s.read(conn).rows(t); len(rows) < 3 || rows[0]["address"] != Accounts()[0].Profile {
			t.Errorf("got %v", rows)
		}
	})
}

func TestFramesThatAreNotDocumentedGetSilence(t *testing.T) {
	bad := []string{
		`{"topic":"orderbook","market_id":15}`, `{"topic":"orderbook"}`, `{"topic":"positions"}`, `{"topic":"nosuch"}`,
		`{"topic":"best_price"}`, `[]`, `hello`, `null`, `{"topic":7}`,
	}
	perform(t, Options{Seed: 1}, func(t *testing.T, s stage) {
		conn := s.dial(append(bad, `{"topic":"orderbook","market_id":"999"}`)...)
		if !quiet(t.Context(), conn, time.Minute) {
			t.Error("an undocumented frame was answered")
		}
		if got := s.BadFrames(); got != len(bad) {
			t.Errorf("%d frames counted as bad, want %d", got, len(bad))
		}
		if got := s.Received(); len(got) != len(bad)+1 || got[0] != bad[0] {
			t.Errorf("received %q", got)
		}
	})
}

func TestSameSeedGivesTheSameStream(t *testing.T) {
	record := func(seed uint64) (frames []string) {
		perform(t, Options{Seed: seed}, func(t *testing.T, s stage) {
			conn := s.dial(subscribeBook, subscribeTrades, ofProfile("positions"), `{"topic":"bestPrice"}`)
			for range 200 {
				frames = append(frames, s.read(conn).raw)
			}
		})
		return frames
	}
	first, second := record(4), record(4)
	for i := range first {
		if first[i] != second[i] {
			t.Fatalf("frame %d differs:\n%.300s\n%.300s", i, first[i], second[i])
		}
	}
	if slices.Equal(first, record(5)) {
		t.Error("another seed gives the same stream")
	}
}

func TestNetworksServeTheirOwnMarkets(t *testing.T) {
	for network, want := range map[Network]string{Mainnet: "[14 15 16 31]", Testnet: "[1338 1339 1340 2387]", "": "[14 15 16 31]"} {
		perform(t, Options{Seed: 1, Network: network}, func(t *testing.T, s stage) {
			conn := s.dial(`{"topic":"bestPrice"}`)
			var ids []any
			for _, row := range s.read(conn).rows(t) {
				ids = append(ids, row["market_id"])
			}
			if got := fmt.Sprint(ids); got != want {
				t.Errorf("network %q has the markets %s, want %s", network, got, want)
			}
		})
	}
}
