package model

import "github.com/govalues/decimal"

// Steps by which prices may be grouped, in ticks: 1, 2, 5 times a power of ten.
const maxGroupStep = 13

// GroupStep is the n-th grouping step in ticks: 1, 2, 5, 10, 20, 50 … for n from 0 on, at most 20,000.
func GroupStep(n int) int64 {
	n = max(0, min(n, maxGroupStep))
	step := []int64{1, 2, 5}[n%3]
	for range n / 3 {
		step *= 10
	}
	return step
}

// GroupSteps is the number of grouping steps.
const GroupSteps = maxGroupStep + 1

// Grouped sums up the levels of a side, best first, whose prices fall into the same step. Bids are rounded down and asks up,
// so that a group never promises a better price than it holds. A step that is not positive groups nothing.
func Grouped(levels []Level, side BookSide, step Dec) []Level {
	width, ok := step.Value()
	if !ok || width.Sign() <= 0 {
		return levels
	}
	out := make([]Level, 0, len(levels))
	for _, l := range levels {
		if n := len(out); n > 0 && within(l.Price, out[n-1].Price, side) {
			sum, err := out[n-1].Size.Add(l.Size)
			if err != nil {
				return levels
			}
			out[n-1].Size = sum
			continue
		}
		price, ok := onStep(l.Price, width, side)
		if !ok {
			return levels
		}
		out = append(out, Level{Price: price, Size: l.Size})
	}
	return out
}

// within reports whether a price that is not better than those of a group before it belongs to the group.
func within(price, group decimal.Decimal, side BookSide) bool {
	if side == Ask {
		return price.Cmp(group) <= 0
	}
	return price.Cmp(group) >= 0
}

// onStep is the multiple of width at or below a bid's price, at or above an ask's.
func onStep(price, width decimal.Decimal, side BookSide) (decimal.Decimal, bool) {
	count, rest, err := price.QuoRem(width)
	if err != nil {
		return price, false
	}
	if side == Ask && rest.Sign() > 0 {
		if count, err = count.Add(decimal.MustNew(1, 0)); err != nil {
			return price, false
		}
	}
	price, err = count.Mul(width)
	return price, err == nil
}

// Sweep is what taking all levels of a side up to one would do.
type Sweep struct {
	Size     Dec // base units
	Notional Dec // quote units
	Average  Dec // price
	Slippage Dec // of the average from the mid, in basis points, positive when it costs
}

// SweepTo adds up the first n levels of a side, best first, and compares their average price with the mid.
func SweepTo(levels []Level, n int, side BookSide, mid Dec) Sweep {
	s := Sweep{Size: Int(0), Notional: Int(0)}
	for _, l := range levels[:max(0, min(n, len(levels)))] {
		size := Some(l.Size)
		s.Size = s.Size.Add(size)
		s.Notional = s.Notional.Add(size.Mul(Some(l.Price)))
	}
	s.Average = s.Notional.Quo(s.Size)
	s.Slippage = s.Average.Sub(mid).Quo(mid).Mul(Int(10_000))
	if side == Bid {
		s.Slippage = s.Slippage.Neg()
	}
	return s
}
