package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// bar spells a candle's prices.
func bar(c Candle) string {
	return c.Open.String() + " " + c.High.String() + " " + c.Low.String() + " " + c.Close.String()
}

func TestCandleOpensAndClosesByTimeInWhateverOrderTradesCome(t *testing.T) {
	base := start.Truncate(time.Hour)
	prices := []string{"5", "9", "1", "7"}
	rapid.Check(t, func(t *rapid.T) {
		tape := New(nil)
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "order") {
			trade := Trade{Price: MustDec(prices[i]), Size: Int(2), Time: base.Add(time.Duration(i) * 200 * time.Millisecond)}
			tape.Apply(batchOf(NewTrades("15", start, []Trade{trade})))
		}
		for _, interval := range []time.Duration{time.Second, time.Minute, time.Hour} {
			bars := tape.Tape("15").Candles(interval, 10)
			if len(bars) != 1 || bar(bars[0]) != "5 9 1 7" || bars[0].Count != 4 || bars[0].Volume.Cmp(Int(8)) != 0 || bars[0].Start != base.Unix() {
				t.Fatalf("%v: %+v, want one of 5 9 1 7", interval, bars)
			}
		}
	})
}

func TestCandleOfOneSecondIsOrderedByVersion(t *testing.T) {
	first, last := fill(0, "1"), fill(0, "2")
	first.Version, last.Version = 1, 2
	for _, pushes := range [][][]Trade{{{first, last}}, {{last}, {first}}} {
		if got := bar(tapeOf(pushes...).Candles(time.Second, 1)[0]); got != "1 2 1 2" {
			t.Errorf("candle is %s, want 1 2 1 2", got)
		}
	}
}

func TestCandlesConserveVolumeAndCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Trade {
			return Trade{
				Price:   Int(rapid.Int64Range(1, 9).Draw(t, "price")),
				Size:    Int(rapid.Int64Range(1, 9).Draw(t, "size")),
				Time:    after(rapid.IntRange(0, 3*3600).Draw(t, "second")),
				Version: rapid.Int64().Draw(t, "version"),
			}
		}), 1, 60).Draw(t, "trades")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		tape := tapeOf(rows[:cut], rows[cut:])
		for _, interval := range []time.Duration{time.Second, 5 * time.Second, 15 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour} {
			volume, count := Int(0), 0
			step := int64(interval / time.Second)
			var previous int64
			for _, c := range tape.Candles(interval, 1000) {
				if c.Start%step != 0 || c.Start <= previous {
					t.Fatalf("%v: candle starts at %d after one at %d", interval, c.Start, previous)
				}
				for _, d := range []Dec{c.Open, c.Close} {
					if d.Cmp(c.High) > 0 || d.Cmp(c.Low) < 0 {
						t.Fatalf("%v: candle %s", interval, bar(c))
					}
				}
				previous = c.Start
				volume, count = volume.Add(c.Volume), count+c.Count
			}
			want := Int(0)
			for i := range tape.Len() {
				want = want.Add(tape.Newest(i).Size)
			}
			if volume.Cmp(want) != 0 || count != tape.Len() {
				t.Fatalf("%v: volume %s of %d trades, want %s of %d", interval, volume, count, want, tape.Len())
			}
		}
	})
}

func TestCandlesOfLongIntervalsUniteShortOnes(t *testing.T) {
	hour := start.Truncate(time.Hour)
	var rows []Trade
	for i, p := range []string{"3", "8", "2", "5", "6"} {
		at := []time.Duration{0, 4 * time.Second, 5 * time.Second, 59 * time.Second, time.Hour}[i]
		rows = append(rows, Trade{Price: MustDec(p), Size: Int(1), Time: hour.Add(at)})
	}
	tape := tapeOf(rows)
	for _, c := range []struct {
		interval time.Duration
		want     []string
	}{
		{time.Second, []string{"3 3 3 3", "8 8 8 8", "2 2 2 2", "5 5 5 5", "6 6 6 6"}},
		{5 * time.Second, []string{"3 8 3 8", "2 2 2 2", "5 5 5 5", "6 6 6 6"}},
		{time.Minute, []string{"3 8 2 5", "6 6 6 6"}},
		{time.Hour, []string{"3 8 2 5", "6 6 6 6"}},
	} {
		bars := tape.Candles(c.interval, 10)
		if len(bars) != len(c.want) {
			t.Errorf("%v: %d candles, want %d", c.interval, len(bars), len(c.want))
			continue
		}
		for i, want := range c.want {
			if got := bar(bars[i]); got != want {
				t.Errorf("%v: candle %d is %s, want %s", c.interval, i, got, want)
			}
		}
	}
	if newest := tape.Candles(time.Second, 2); len(newest) != 2 || bar(newest[0]) != "5 5 5 5" {
		t.Errorf("the newest two are %v", newest)
	}
	for interval, want := range map[time.Duration]time.Time{time.Second: hour, 5 * time.Second: hour, time.Hour: hour} {
		if got := tape.Since(interval); got != want.Unix() {
			t.Errorf("%v: candles since %d, want %d", interval, got, want.Unix())
		}
	}
	if late := tapeOf([]Trade{{Price: Int(1), Size: Int(1), Time: hour.Add(3727 * time.Second)}}); late.Since(time.Hour) != hour.Unix()+3600 || late.Since(time.Second) != hour.Unix()+3727 {
		t.Error("the oldest candle begins elsewhere than its interval")
	}
	if got := new(Tape).Since(time.Second); got != 0 {
		t.Errorf("without a trade there are candles since %d", got)
	}
	for _, n := range []int{0, -1} {
		if got := tape.Candles(time.Second, n); len(got) != 0 {
			t.Errorf("%d candles asked, %d given", n, len(got))
		}
	}
	if got := tape.Candles(time.Second, 1<<60); len(got) != 5 {
		t.Errorf("%d candles, want all 5", len(got))
	}
}

func TestTradeWithoutPriceOrTimeMakesNoCandle(t *testing.T) {
	tape := tapeOf([]Trade{{Size: Int(1), Time: start}, {Price: Int(1), Size: Int(1)}})
	if got := tape.Candles(time.Second, 10); len(got) != 0 || tape.Len() != 2 {
		t.Errorf("%d candles of %d trades, want none of 2", len(got), tape.Len())
	}
}
