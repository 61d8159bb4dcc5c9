package model

import (
	"strings"
	"unicode"
)

// Side is the direction of a position.
type Side uint8

// Sides of a position.
const (
	SideUnknown Side = iota
	Long
	Short
)

// String is the side as traders write it, or an en dash.
func (s Side) String() string {
	switch s {
	case Long:
		return "LONG"
	case Short:
		return "SHORT"
	}
	return "–"
}

// BookSide is a side of the book.
type BookSide uint8

// Sides of a book.
const (
	BookSideUnknown BookSide = iota
	Bid
	Ask
)

// OrderType is the exchange's order_type code as text. Codes 1 to 8 have a meaning; all others exist but nobody documents them.
type OrderType string

// Action is what an order does to a position.
type Action uint8

// Actions of an order.
const (
	ActionUnknown Action = iota
	Open
	Increase
	Decrease
	Close
)

// String is the action in words, or an en dash.
func (a Action) String() string {
	return [...]string{"–", "open", "increase", "decrease", "close"}[min(a, Close)]
}

// Intent returns what the order does and to which side; both unknown for a code outside 1 to 8.
func (t OrderType) Intent() (Action, Side) {
	if len(t) != 1 || t[0] < '1' || t[0] > '8' {
		return ActionUnknown, SideUnknown
	}
	code := t[0] - '1'
	return Open + Action(code/2), Long + Side(code%2)
}

// BookSide is the side of the book the order rests on or takes the other of: buyers are bids.
func (t OrderType) BookSide() BookSide {
	action, side := t.Intent()
	if action == ActionUnknown {
		return BookSideUnknown
	}
	enters := action == Open || action == Increase
	if enters == (side == Long) {
		return Bid
	}
	return Ask
}

// String is the intent in words ("increase long"), or the code verbatim ("type 9").
func (t OrderType) String() string {
	action, side := t.Intent()
	switch {
	case t == "":
		return "–"
	case action == ActionUnknown:
		return "type " + string(t)
	}
	return [...][2]string{
		{"open long", "open short"}, {"increase long", "increase short"}, {"decrease long", "decrease short"}, {"close long", "close short"},
	}[action-Open][side-Long]
}

// Status is the state of an order as the exchange spells it.
type Status string

// Working reports whether the order may still fill. Unknown texts are not taken for working.
func (s Status) Working() bool {
	switch s.folded() {
	case "open", "partiallyfilled":
		return true
	}
	return false
}

// String is the status in one spelling; an unknown text stays as it is.
func (s Status) String() string {
	switch s.folded() {
	case "":
		return "–"
	case "open":
		return "open"
	case "partiallyfilled":
		return "partial"
	case "filled":
		return "filled"
	case "cancelled", "canceled":
		return "cancelled"
	case "closed":
		return "closed"
	}
	return string(s)
}

func (s Status) folded() string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' {
			return -1
		}
		return unicode.ToLower(r)
	}, string(s))
}
