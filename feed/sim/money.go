package sim

import "github.com/govalues/decimal"

// The simulated amounts need far fewer than the nineteen digits of a decimal, and divisors are sizes and leverages above
// zero, so the errors of decimal arithmetic cannot occur here. Should one occur all the same, the result is zero, which
// the tests of the account would see.

func times(a, b decimal.Decimal) decimal.Decimal {
	c, _ := a.Mul(b)
	return c
}

func over(a, b decimal.Decimal) decimal.Decimal {
	c, _ := a.Quo(b)
	return c
}

func plus(a, b decimal.Decimal) decimal.Decimal {
	c, _ := a.Add(b)
	return c
}

func minus(a, b decimal.Decimal) decimal.Decimal {
	c, _ := a.Sub(b)
	return c
}

// units returns value x 10^-scale.
func units(value int64, scale int) decimal.Decimal {
	d, _ := decimal.New(value, scale)
	return d
}

// digits prints an amount rounded to eight decimals without the zeros that say nothing.
func digits(d decimal.Decimal) string {
	return d.Round(8).Trim(0).String()
}
