package canvas

import "math/bits"

// Bar tints num/den of the w cells from x in row y with paper and keeps their
// text. It grows right from x, or left from x+w when fromRight. Whole cells only,
// rounded down; a share of 0 or less, or of a den of 0 or less, is no bar, a
// share of 1 or more a full one.
func (r Region) Bar(x, y, w int, num, den int64, paper Paper, fromRight bool) {
	n := share(w, num, den)
	if fromRight {
		x += w - n // too far out, the sum wraps to where nothing is drawn either
	}
	r.Tint(x, y, n, paper)
}

// share is w*num/den within 0..w. The product takes 128 bits: sizes on the wire
// are unbounded.
func share(w int, num, den int64) int {
	if w <= 0 || num <= 0 || den <= 0 {
		return 0
	}
	if num >= den {
		return w
	}
	hi, lo := bits.Mul64(uint64(w), uint64(num))
	n, _ := bits.Div64(hi, lo, uint64(den))
	return int(n)
}
