package model

import (
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"
)

func TestTheDepthCurveRisesAndEndsAtTheSumOfAllSizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var bids, asks []Level
		want := map[BookSide]Dec{Bid: Int(0), Ask: Int(0)}
		for i := range rapid.IntRange(0, 60).Draw(t, "levels") {
			l := Level{decimal.MustNew(rapid.Int64Range(1, 200).Draw(t, "price"), 1), decimal.MustNew(rapid.Int64Range(1, 1e9).Draw(t, "size"), 4)}
			side := Bid
			if i%2 == 0 {
				side, asks = Ask, append(asks, l)
			} else {
				bids = append(bids, l)
			}
			want[side] = want[side].Add(Some(l.Size))
		}
		d := NewDepth("15", start, bids, asks)
		for side, levels := range map[BookSide][]Level{Bid: d.Bids, Ask: d.Asks} {
			sums, last := Cumulative(levels), Int(0)
			for i, s := range sums {
				if s.Cmp(last) <= 0 {
					t.Fatalf("after level %d the sum is %s, before it %s", i, s, last)
				}
				last = s
				if n := Within(levels, side, Some(levels[i].Price)); n != i+1 {
					t.Fatalf("within the price of level %d are %d levels", i, n)
				}
			}
			if last.Cmp(want[side]) != 0 {
				t.Fatalf("the curve ends at %s, the sizes are %s", last, want[side])
			}
		}
	})
}

func TestLevelsWithinAPrice(t *testing.T) {
	bids := []Level{{decimal.MustParse("99"), decimal.MustParse("1")}, {decimal.MustParse("97.5"), decimal.MustParse("2")}, {decimal.MustParse("90"), decimal.MustParse("4")}}
	asks := []Level{{decimal.MustParse("101"), decimal.MustParse("1")}, {decimal.MustParse("104"), decimal.MustParse("2")}}
	for _, c := range []struct {
		side  BookSide
		price string
		want  int
	}{
		{Bid, "100", 0},
		{Bid, "99", 1},
		{Bid, "98.99", 1},
		{Bid, "97.50", 2},
		{Bid, "0", 3},
		{Bid, "", 0},
		{Ask, "100", 0},
		{Ask, "101", 1},
		{Ask, "103.9", 1},
		{Ask, "104", 2},
		{Ask, "1000", 2},
		{Ask, "", 0},
	} {
		levels := bids
		if c.side == Ask {
			levels = asks
		}
		if got := Within(levels, c.side, MustDec(c.price)); got != c.want {
			t.Errorf("within %q on side %v: %d levels, want %d", c.price, c.side, got, c.want)
		}
	}
}
