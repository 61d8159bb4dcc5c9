package model

import (
	"math/bits"

	"github.com/govalues/decimal"
)

// Steps tells how many of n equal steps of whole the part is long, rounded to the nearest: what a drawing needs of a
// number. It is negative for a negative part, and reports false unless both are known, whole is positive and n is not
// negative. A part far beyond whole gives a number beyond n.
func Steps(part, whole Dec, n int64) (int64, bool) {
	if !part.known || !whole.Positive() || n < 0 {
		return 0, false
	}
	top, bottom, aligned := align(part.value, whole.value)
	if !aligned {
		return 0, false
	}
	high, low := bits.Mul64(top, uint64(n))
	low, carry := bits.Add64(low, bottom/2, 0)
	high += carry
	const far = 1 << 40
	steps := int64(far)
	if high < bottom {
		if q, _ := bits.Div64(high, low, bottom); q < far {
			steps = int64(q)
		}
	}
	if part.value.IsNeg() {
		steps = -steps
	}
	return steps, true
}

// align returns the digits of two numbers at one scale, without their signs.
func align(a, b decimal.Decimal) (x, y uint64, ok bool) {
	x, y = a.Coef(), b.Coef()
	for s := a.Scale(); s < b.Scale(); s++ {
		high, low := bits.Mul64(x, 10)
		if high > 0 {
			return 0, 0, false
		}
		x = low
	}
	for s := b.Scale(); s < a.Scale(); s++ {
		high, low := bits.Mul64(y, 10)
		if high > 0 {
			return 0, 0, false
		}
		y = low
	}
	return x, y, true
}
