package model

import (
	"testing"
	"time"
)

// Events are made before and outside of what is counted, so this is what taking them in allocates.
func TestApplyingToAFullModelAllocatesAlmostNothing(t *testing.T) {
	const runs = 200
	for _, c := range []struct {
		name string
		make func(turn int) Event
		most float64
	}{
		{"book", func(turn int) Event {
			return NewDepth("15", after(0), benchLevels(117690, -1), benchLevels(117785+int64(turn), 1))
		}, 0},
		{"best prices", func(turn int) Event { return NewBest("15", after(0), Int(int64(turn)), Int(int64(turn+1))) }, 0},
		{"one trade", func(turn int) Event {
			return NewTrades("15", start, inOneSecond(tradeRun(turn, 1)))
		}, 0},
		{"50 trades: a copy to put in order", func(turn int) Event {
			return NewTrades("15", start, inOneSecond(tradeRun(50*turn, 50)))
		}, 1},
	} {
		const before = 3 * MaxTrades
		m := newModel()
		for turn := range before {
			m.Apply(batchOf(c.make(turn)))
		}
		batches := make([]Batch, runs+1)
		for i := range batches {
			batches[i] = batchOf(c.make(before + i))
		}
		next := 0
		got := testing.AllocsPerRun(runs, func() {
			m.Apply(batches[next])
			next++
		})
		if got > c.most {
			t.Errorf("%s: %v allocations, want at most %v", c.name, got, c.most)
		}
	}
}

// inOneSecond puts trades into one second, so that candles stay what they are; versions keep telling them apart.
func inOneSecond(rows []Trade) []Trade {
	for i := range rows {
		rows[i].Time = start.Add(time.Duration(rows[i].Version))
	}
	return rows
}

// A ledger that looked at all its rows, or moved them, for each new one would take tens of times as long.
func TestALongLedgerTakesANewRowAsFastAsAShortOne(t *testing.T) {
	const rows = 5000
	took := func(limit int) time.Duration {
		best := time.Hour
		for range 20 {
			var l ledger
			l.add(tradeRun(0, limit), limit)
			news := tradeRun(limit, rows)
			began := time.Now()
			for i := range news {
				l.add(news[i:i+1], limit)
			}
			best = min(best, time.Since(began))
		}
		return best
	}
	short, long := took(20), took(MaxTrades)
	if ratio := float64(long) / float64(short); ratio > 8 {
		t.Errorf("a row takes %.1f times as long in a ledger of %d rows as in one of 20 (%v, %v)", ratio, MaxTrades, long/rows, short/rows)
	} else {
		t.Logf("%v against %v: %.1f times", long/rows, short/rows, ratio)
	}
}
