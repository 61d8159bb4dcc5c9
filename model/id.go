package model

import (
	"errors"
	"fmt"
	"strings"
)

// MarketID names a market: numeric text such as "15".
type MarketID string

// OrderID names an order: decimal digits of up to 128 bits.
type OrderID string

// TradeID names a position; all orders and fills of the position share it.
type TradeID string

// Address is an account address as received or typed; compare [Address.Canonical] forms.
type Address string

// ErrAddress says that a text is not an account address.
var ErrAddress = errors.New("not an address")

// ParseAddress checks that s is 0x and 1 to 64 hexadecimal digits. The error wraps [ErrAddress].
func ParseAddress(s string) (Address, error) {
	if len(s) < 3 || len(s) > 66 || s[0] != '0' || s[1]|' ' != 'x' || !hexadecimal(s[2:]) {
		return "", fmt.Errorf("%w: %.80q; expected 0x and 1 to 64 hexadecimal digits", ErrAddress, s)
	}
	return Address(s), nil
}

func hexadecimal(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// Canonical is the lower-case form padded to 64 digits: addresses travel with their leading zeros cut.
func (a Address) Canonical() Address {
	lower := strings.ToLower(string(a)) // the text itself when there is nothing to do
	digits, found := strings.CutPrefix(lower, "0x")
	if !found || len(digits) >= 64 {
		return Address(lower)
	}
	return Address("0x" + strings.Repeat("0", 64-len(digits)) + digits)
}

// Same reports whether two addresses name the same account.
func (a Address) Same(b Address) bool { return a == b || a.Canonical() == b.Canonical() }

// Short is the address cut in its middle, for places too narrow for 66 characters.
func (a Address) Short() string {
	letters := []rune(string(a)) // a received address may be any text
	if len(letters) <= 13 {
		return string(a)
	}
	return string(letters[:6]) + "…" + string(letters[len(letters)-4:])
}

// BookSide is the side of the book an order rests on, read from bit 32 of its id; unknown for an order that never rested.
func (id OrderID) BookSide() BookSide {
	low, ok := id.low()
	switch {
	case !ok || low == 0:
		return BookSideUnknown
	case low>>32&1 == 1:
		return Ask
	}
	return Bid
}

// low returns the low 64 bits of the 128-bit number: unsigned arithmetic drops those above by itself.
func (id OrderID) low() (uint64, bool) {
	const largest = "340282366920938463463374607431768211455"
	if id == "" || len(id) > len(largest) || len(id) == len(largest) && id > largest {
		return 0, false
	}
	var low uint64
	for _, c := range []byte(id) {
		if c < '0' || c > '9' {
			return 0, false
		}
		low = low*10 + uint64(c-'0')
	}
	return low, true
}
