package model

import (
	"testing"

	"pgregory.net/rapid"
)

func TestGroupSteps(t *testing.T) {
	var got []int64
	for n := range 8 {
		got = append(got, GroupStep(n))
	}
	want := []int64{1, 2, 5, 10, 20, 50, 100, 200}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("steps %v, want %v", got, want)
		}
	}
	if GroupStep(-1) != 1 || GroupStep(99) != GroupStep(GroupSteps-1) {
		t.Error("steps out of range are not clamped")
	}
}

func TestGroupingConservesSizeAndNeverPromisesABetterPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := Int(GroupStep(rapid.IntRange(0, GroupSteps-1).Draw(t, "step"))).Mul(MustDec("0.001"))
		b := NewDepth("15", start, drawLevels(t), drawLevels(t))
		for side, levels := range map[BookSide][]Level{Bid: b.Bids, Ask: b.Asks} {
			grouped := Grouped(levels, side, step)
			if a, b := Depths(levels, len(levels)), Depths(grouped, len(grouped)); a.Cmp(b) != 0 {
				t.Fatalf("size %s became %s", a, b)
			}
			for i, g := range grouped {
				if i > 0 && (side == Bid) != (g.Price.Cmp(grouped[i-1].Price) < 0) {
					t.Fatalf("groups out of order: %v", grouped)
				}
			}
			if len(levels) == 0 {
				continue
			}
			if side == Bid && grouped[0].Price.Cmp(levels[0].Price) > 0 || side == Ask && grouped[0].Price.Cmp(levels[0].Price) < 0 {
				t.Fatalf("the best group %s is better than the best price %s", grouped[0].Price, levels[0].Price)
			}
		}
	})
}

func TestGroupsHoldTheirOwnPrice(t *testing.T) {
	b := NewDepth("15", start, levels("21", "1", "20", "2", "19", "4", "10", "8", "9", "16"), levels("29", "1", "30", "2", "31", "4", "40", "8", "41", "16"))
	for _, c := range []struct {
		side   BookSide
		levels []Level
		want   []string
	}{
		{Bid, b.Bids, []string{"20", "3", "10", "12", "0", "16"}}, // 1 + 2, 4 + 8, 16
		{Ask, b.Asks, []string{"30", "3", "40", "12", "50", "16"}},
	} {
		got := Grouped(c.levels, c.side, Int(10))
		if len(got) != 3 {
			t.Fatalf("groups are %v", got)
		}
		for i, g := range got {
			sameNumber(t, "price", Some(g.Price), c.want[2*i])
			sameNumber(t, "size", Some(g.Size), c.want[2*i+1])
		}
	}
}

// TestEveryLevelFallsIntoTheGroupOfItsOwnPrice: an order at a price is grouped as the level at that price is.
func TestEveryLevelFallsIntoTheGroupOfItsOwnPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := Int(GroupStep(rapid.IntRange(0, 6).Draw(t, "step"))).Mul(MustDec("0.001"))
		b := NewDepth("15", start, drawLevels(t), drawLevels(t))
		for side, levels := range map[BookSide][]Level{Bid: b.Bids, Ask: b.Asks} {
			sums := make(map[string]Dec)
			for _, l := range levels {
				at := Grouped([]Level{l}, side, step)[0].Price.Trim(0).String()
				sums[at] = sums[at].Or(Int(0)).Add(Some(l.Size))
			}
			grouped := Grouped(levels, side, step)
			if len(grouped) != len(sums) {
				t.Fatalf("%d groups, want %d", len(grouped), len(sums))
			}
			for _, g := range grouped {
				if want := sums[g.Price.Trim(0).String()]; want.Cmp(Some(g.Size)) != 0 {
					t.Fatalf("group %s holds %s, want %s", g.Price, g.Size, want)
				}
			}
		}
	})
}

func TestSlippageGrowsWithDepth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := NewDepth("15", start, drawLevels(t), drawLevels(t))
		mid := middle(best(b.Bids), best(b.Asks))
		for side, levels := range map[BookSide][]Level{Bid: b.Bids, Ask: b.Asks} {
			last := Dec{}
			for n := 1; n <= len(levels); n++ {
				s := SweepTo(levels, n, side, mid)
				// A billionth of a basis point is lost in rounding averages of absurd sizes.
				if last.Known() && s.Slippage.Known() && s.Slippage.Add(MustDec("0.000000001")).Cmp(last) < 0 {
					t.Fatalf("level %d costs %s, the one before %s", n, s.Slippage, last)
				}
				last = s.Slippage
			}
		}
	})
}

func TestSweepOfTheSampleBook(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0)))
	b := m.Book("15")
	s := SweepTo(b.Asks, 2, Ask, b.Mid())
	sameNumber(t, "size", s.Size, "0.16")
	sameNumber(t, "notional", s.Notional, "18847.9")
	sameNumber(t, "average", s.Average, "117799.375")
	rounds(t, "slippage", s.Slippage, "5.25533496")
	rounds(t, "slippage of selling", SweepTo(b.Bids, 1, Bid, b.Mid()).Slippage, "4.03439856")
}
