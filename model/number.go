package model

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/govalues/decimal"
)

// ErrNumber says that a text is not a decimal number, or one with more than 19 digits before the point.
var ErrNumber = errors.New("not a decimal number")

// Dec is a decimal that may be absent. The zero Dec is absent. Arithmetic with an absent operand, a division by zero or
// a result with more than 19 digits before the point is absent too, so a figure is either right or not there. Numbers of
// up to 19 digits are exact; of longer ones, quotients above all, the last digits after the point are rounded. One that was received
// so says it ([Dec.Rounded]); what is computed of it does not, for it is not what anybody sent.
type Dec struct {
	value   decimal.Decimal
	known   bool
	rounded bool
}

// Some returns a present Dec.
func Some(d decimal.Decimal) Dec { return Dec{value: d, known: true} }

// Int returns a whole number as a present Dec.
func Int(n int64) Dec { return of(decimal.New(n, 0)) }

// ParseDec reads decimal digits, with an exponent if need be. Trailing zeros are kept, as far as 19 digits go.
// The error wraps [ErrNumber].
func ParseDec(s string) (Dec, error) {
	d, err := decimal.Parse(s)
	if err != nil {
		return Dec{}, fmt.Errorf("%w: %.40q", ErrNumber, s)
	}
	return Some(d), nil
}

// ReceivedDec is [ParseDec] for a number that somebody else sent: one of more digits than are held is [Dec.Rounded]. It reports false
// for what is no number.
func ReceivedDec(text []byte) (Dec, bool) {
	value, err := decimal.Parse(string(text))
	if err != nil {
		return Dec{}, false
	}
	d := Some(value)
	// 20 characters without an exponent are not more than 19 digits, wherever the point stands.
	if len(text) > 20 || bytes.ContainsAny(text, "eE") {
		var held [20]byte
		d.rounded = !bytes.Equal(significant(text), significant(strconv.AppendUint(held[:0], value.Coef(), 10)))
	}
	return d, true
}

// significant are the digits of a decimal number from its first to its last that is not zero. Rounding changes them.
func significant(number []byte) []byte {
	if at := bytes.IndexAny(number, "eE"); at >= 0 {
		number = number[:at]
	}
	digits := make([]byte, 0, len(number))
	for _, c := range number {
		if c >= '0' && c <= '9' {
			digits = append(digits, c)
		}
	}
	return bytes.Trim(digits, "0")
}

// RoundedMark stands in texts before a number that is [Dec.Rounded].
const RoundedMark = "~"

// ReadDec reads what [Dec.String] wrote. The error wraps [ErrNumber].
func ReadDec(s string) (Dec, error) {
	digits, rounded := strings.CutPrefix(s, RoundedMark)
	d, err := ParseDec(digits)
	d.rounded = rounded && err == nil
	return d, err
}

// MustDec is [ParseDec] for texts written in the program; a bad one gives an absent Dec.
func MustDec(s string) Dec {
	d, _ := ParseDec(s)
	return d
}

func of(d decimal.Decimal, err error) Dec {
	if err != nil {
		return Dec{}
	}
	return Some(d)
}

// Rounded reports that the number was received with more digits than are held, so that it is not exactly what was sent.
func (d Dec) Rounded() bool { return d.rounded }

// Known reports whether the value is present.
func (d Dec) Known() bool { return d.known }

// Value returns the number and whether it is present.
func (d Dec) Value() (decimal.Decimal, bool) { return d.value, d.known }

// Sign is -1, 0 or 1; an absent Dec has sign 0.
func (d Dec) Sign() int {
	if !d.known {
		return 0
	}
	return d.value.Sign()
}

// Positive reports whether the value is present and above zero.
func (d Dec) Positive() bool { return d.known && d.value.Sign() > 0 }

// Add returns d+e.
func (d Dec) Add(e Dec) Dec {
	if !d.known || !e.known {
		return Dec{}
	}
	return of(d.value.Add(e.value))
}

// Sub returns d-e.
func (d Dec) Sub(e Dec) Dec {
	if !d.known || !e.known {
		return Dec{}
	}
	return of(d.value.Sub(e.value))
}

// Mul returns d*e.
func (d Dec) Mul(e Dec) Dec {
	if !d.known || !e.known {
		return Dec{}
	}
	return of(d.value.Mul(e.value))
}

// Quo returns d/e, absent when e is zero.
func (d Dec) Quo(e Dec) Dec {
	if !d.known || !e.known || e.value.IsZero() {
		return Dec{}
	}
	return of(d.value.Quo(e.value))
}

// Neg returns -d.
func (d Dec) Neg() Dec {
	d.value = d.value.Neg()
	return d
}

// Abs returns the magnitude of d.
func (d Dec) Abs() Dec {
	d.value = d.value.Abs()
	return d
}

// Shift returns d times 10 to the n.
func (d Dec) Shift(n int) Dec {
	if !d.known {
		return Dec{}
	}
	step := Int(10)
	for ; n > 0; n-- {
		d = d.Mul(step)
	}
	for ; n < 0; n++ {
		d = d.Quo(step)
	}
	return d
}

// Cmp compares numerically; an absent value sorts before every present one.
func (d Dec) Cmp(e Dec) int {
	switch {
	case d.known && e.known:
		return d.value.Cmp(e.value)
	case d.known:
		return 1
	case e.known:
		return -1
	}
	return 0
}

// Or returns d, or e when d is absent.
func (d Dec) Or(e Dec) Dec {
	if d.known {
		return d
	}
	return e
}

// String is the number as received, behind [RoundedMark] when it is [Dec.Rounded], or an en dash when it is absent.
func (d Dec) String() string {
	switch {
	case !d.known:
		return "–"
	case d.rounded:
		return RoundedMark + d.value.String()
	}
	return d.value.String()
}

// key is d in a form in which numerically equal values are equal.
func (d Dec) key() Dec {
	if d.known {
		d.value, d.rounded = d.value.Trim(0), false
	}
	return d
}
