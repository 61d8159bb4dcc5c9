package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// swept is a row of transaction 7.
func swept(kind OrderType, address Address, price string) Trade {
	return Trade{Market: "15", Type: kind, Address: address, Price: MustDec(price), Size: Int(1), Time: start, Version: 7}
}

func TestACandleOpensAndClosesInTheDirectionOfASweep(t *testing.T) {
	const taker, other = Address("0xa"), Address("0xb")
	for _, c := range []struct {
		name string
		rows []Trade
		want string // open, high, low, close
	}{
		{"a buyer, the last fill told first", []Trade{swept("1", taker, "103"), swept("1", taker, "101"), swept("1", taker, "100")}, "100 103 100 103"},
		{"a buyer of two kinds", []Trade{swept("3", taker, "103"), swept("1", taker, "101")}, "101 103 101 103"},
		{"a seller, the last fill told first", []Trade{swept("2", taker, "100"), swept("7", taker, "101"), swept("2", taker, "103")}, "103 103 100 100"},
		{"a seller as told", []Trade{swept("2", taker, "103"), swept("2", taker, "100")}, "103 103 100 100"},
		{"an unknown side", []Trade{swept("9", taker, "103"), swept("9", taker, "101")}, "103 103 101 101"},
		{"two accounts", []Trade{swept("1", taker, "103"), swept("1", other, "101")}, "103 103 101 101"},
		{"taker and maker", []Trade{swept("1", taker, "103"), swept("2", other, "103"), swept("1", taker, "101"), swept("2", other, "101")}, "103 103 101 101"},
	} {
		rows := append([]Trade(nil), c.rows...)
		tape := tapeOf(rows)
		if got := bar(tape.Candles(time.Second, 1)[0]); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got := tape.Last(); got.Cmp(tape.Candles(time.Minute, 1)[0].Close) != 0 {
			t.Errorf("%s: the last price is %s, the candle closes at %s", c.name, got, tape.Candles(time.Minute, 1)[0].Close)
		}
	}
	var apart []Trade // without a version nobody says that they are of one transaction
	for _, price := range []string{"103", "101"} {
		row := swept("1", taker, price)
		row.Version = 0
		apart = append(apart, row)
	}
	if got := bar(tapeOf(apart).Candles(time.Second, 1)[0]); got != "103 103 101 101" {
		t.Errorf("without a version: %s", got)
	}
}

// TestASweepIsTheSameInWhateverOrderItIsTold: in one list or several, forwards or backwards.
func TestASweepIsTheSameInWhateverOrderItIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]OrderType{"1", "2", "3", "4", "5", "6", "7", "8"}).Draw(t, "kind")
		prices := rapid.SliceOfNDistinct(rapid.Int64Range(100, 130), 1, 8, rapid.ID[int64]).Draw(t, "prices")
		m, low, high := New(nil), prices[0], prices[0]
		var push []Trade
		for _, p := range prices {
			low, high = min(low, p), max(high, p)
			push = append(push, swept(kind, "0xa", Int(p).String()))
			if rapid.Bool().Draw(t, "cut") {
				m.Apply(batchOf(NewTrades("15", start, push)))
				push = nil
			}
		}
		m.Apply(batchOf(NewTrades("15", start, push)))
		open, last := low, high
		if kind.BookSide() == Ask {
			open, last = high, low
		}
		c := m.Tape("15").Candles(time.Second, 1)[0]
		if c.Open.Cmp(Int(open)) != 0 || c.Close.Cmp(Int(last)) != 0 {
			t.Fatalf("%v by %s: %s, want from %d to %d", prices, kind, bar(c), open, last)
		}
		prints, _ := m.Tape("15").Prints(nil, Dec{})
		if len(prints) != 1 || prints[0].Price.Cmp(Int(last)) != 0 || prints[0].Fills != len(prices) {
			t.Fatalf("printed as %+v", prints)
		}
	})
}

// TestFillsOfAnAccountStayAsTold: its resting orders are filled against the direction of their own side.
func TestFillsOfAnAccountStayAsTold(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(NewFills("0xa", start, []Trade{swept("1", "0xa", "103"), swept("1", "0xa", "101")}, true)))
	if got := m.Account("0xa").Fills.Newest(0).Price; got.Cmp(Int(101)) != 0 {
		t.Errorf("the newest fill is at %s, told last was 101", got)
	}
}
