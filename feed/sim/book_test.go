package sim

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestOlderOrderAtTheSamePriceFillsFirst(t *testing.T) {
	var b book
	first := &order{kind: openShort, ticks: 101, lots: 5, left: 5}
	second := &order{kind: openShort, ticks: 101, lots: 5, left: 5}
	better := &order{kind: closeLong, ticks: 100, lots: 2, left: 2}
	for i, o := range []*order{first, second, better} {
		b.add(o, stamp{version: int64(i)})
	}
	fills := b.take(false, 101, 8, stamp{version: 9})
	want := []fill{{better, 100, 2}, {first, 101, 5}, {second, 101, 1}}
	if len(fills) != len(want) {
		t.Fatalf("got %d fills, want %d", len(fills), len(want))
	}
	for i := range want {
		if fills[i] != want[i] {
			t.Errorf("fill %d: %d lots at %d, want %d at %d of the right maker", i, fills[i].lots, fills[i].ticks, want[i].lots, want[i].ticks)
		}
	}
	if len(b.asks) != 1 || b.asks[0].lots != 4 || second.left != 4 {
		t.Errorf("the rest of the second order is %d of a level of %d, want 4", second.left, b.asks[0].lots)
	}
}

func TestTakeStopsAtTheLimit(t *testing.T) {
	var b book
	for ticks := range int64(5) {
		b.add(&order{kind: openLong, ticks: 100 - ticks, lots: 1, left: 1}, stamp{})
	}
	if fills := b.take(true, 98, 10, stamp{}); len(fills) != 3 || fills[2].ticks != 98 {
		t.Errorf("selling down to 98 got %v", fills)
	}
	if fills := b.take(true, 98, 10, stamp{}); fills != nil {
		t.Errorf("nothing is left at 98, yet got %v", fills)
	}
}

// check fails if a book is crossed, out of order, holds an empty level or sums a level wrongly.
func check(t *testing.T, b *book, step int) {
	t.Helper()
	bid, hasBid := b.best(false)
	ask, hasAsk := b.best(true)
	if hasBid && hasAsk && bid >= ask {
		t.Fatalf("step %d: crossed, bid %d and ask %d", step, bid, ask)
	}
	for _, asks := range []bool{true, false} {
		last := int64(-1)
		for _, l := range *b.side(asks) {
			if last >= 0 && (asks && l.ticks <= last || !asks && l.ticks >= last) {
				t.Fatalf("step %d: level %d after %d", step, l.ticks, last)
			}
			last = l.ticks
			var sum int64
			for _, o := range l.orders {
				if o.left <= 0 || o.ticks != l.ticks || o.kind.asks() != asks {
					t.Fatalf("step %d: order %+v rests at %d", step, o, l.ticks)
				}
				sum += o.left
			}
			if sum != l.lots || sum == 0 {
				t.Fatalf("step %d: level %d says %d lots, its orders have %d", step, l.ticks, l.lots, sum)
			}
		}
	}
}

func TestBookIsNeverCrossedAndMatchesInOrder(t *testing.T) {
	x := New(Options{Seed: 7})
	now := time.Now()
	for step := range 4000 {
		now = now.Add(defaultTick)
		x.advance(now, defaultTick)
		for _, m := range x.markets {
			check(t, &m.book, step)
			for i := 1; i < len(m.fresh); i++ {
				newer, older := m.fresh[i-1].taker, m.fresh[i].taker
				if newer.order.id != older.order.id {
					continue
				}
				worse := newer.price.Cmp(older.price)
				if newer.order.kind.asks() && worse > 0 || !newer.order.kind.asks() && worse < 0 {
					t.Fatalf("step %d: a taker traded at %s before %s", step, older.price, newer.price)
				}
			}
			m.fresh = nil
		}
	}
}

func TestMatchingLosesNoLots(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var b book
	var rested, taken, cancelled int64
	var all []*order
	for range 5000 {
		ask, lots := rng.IntN(2) == 0, 1+rng.Int64N(20)
		o := &order{kind: openLong, ticks: 1000 + rng.Int64N(30), lots: lots, left: lots}
		if ask {
			o.kind = openShort
		}
		for _, f := range b.take(ask, o.ticks, lots, stamp{}) {
			o.left -= f.lots
			taken += f.lots
		}
		if o.left > 0 {
			rested += o.left
			b.add(o, stamp{})
			all = append(all, o)
		}
		if old := all[rng.IntN(len(all))]; rng.IntN(4) == 0 && b.remove(old, stamp{}) {
			cancelled += old.left
		}
		check(t, &b, 0)
	}
	if left := b.depth(true, 1000) + b.depth(false, 1000); rested != taken+cancelled+left {
		t.Errorf("%d lots rested, but %d were taken, %d cancelled and %d are left", rested, taken, cancelled, left)
	}
}
