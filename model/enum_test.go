package model

import "testing"

func TestOrderTypesOneToEightHaveAnIntent(t *testing.T) {
	for _, c := range []struct {
		code   OrderType
		text   string
		action Action
		side   Side
		book   BookSide
	}{
		{"1", "open long", Open, Long, Bid},
		{"2", "open short", Open, Short, Ask},
		{"3", "increase long", Increase, Long, Bid},
		{"4", "increase short", Increase, Short, Ask},
		{"5", "decrease long", Decrease, Long, Ask},
		{"6", "decrease short", Decrease, Short, Bid},
		{"7", "close long", Close, Long, Ask},
		{"8", "close short", Close, Short, Bid},
	} {
		action, side := c.code.Intent()
		if action != c.action || side != c.side || c.code.BookSide() != c.book || c.code.String() != c.text {
			t.Errorf("type %s: %s %s, book side %d, %q; want %s %s, %d, %q",
				string(c.code), action, side, c.code.BookSide(), c.code, c.action, c.side, c.book, c.text)
		}
	}
}

func TestOtherOrderTypesAreShownVerbatim(t *testing.T) {
	for code, want := range map[OrderType]string{"": "–", "0": "type 0", "9": "type 9", "12": "type 12", "-1": "type -1", "market": "type market"} {
		action, side := code.Intent()
		if action != ActionUnknown || side != SideUnknown || code.BookSide() != BookSideUnknown || code.String() != want {
			t.Errorf("type %q: %s %s, book side %d, %q; want unknown and %q", string(code), action, side, code.BookSide(), code, want)
		}
	}
}

func TestSideOfAnOrderComesFromItsTypeOrElseFromItsID(t *testing.T) {
	const asks = OrderID("161668999059311546803014681")
	for _, c := range []struct {
		code OrderType
		id   OrderID
		want BookSide
	}{
		{"3", asks, Bid},
		{"9", asks, Ask},
		{"9", "11905620858892513160724480", BookSideUnknown},
		{"", "", BookSideUnknown},
	} {
		if got := (Order{Type: c.code, ID: c.id}).BookSide(); got != c.want {
			t.Errorf("order of type %q with id %q is on side %d, want %d", string(c.code), c.id, got, c.want)
		}
		if got := (Trade{Type: c.code, Order: c.id}).Taker(); got != c.want {
			t.Errorf("trade of type %q with order %q is by side %d, want %d", string(c.code), c.id, got, c.want)
		}
	}
}

func TestStatusIsReadInAnySpelling(t *testing.T) {
	for _, c := range []struct {
		status  Status
		text    string
		working bool
	}{
		{"Open", "open", true},
		{"OPEN", "open", true},
		{"Partially Filled", "partial", true},
		{"PartiallyFilled", "partial", true},
		{"partially_filled", "partial", true},
		{"Filled", "filled", false},
		{"Cancelled", "cancelled", false},
		{"Canceled", "cancelled", false},
		{"Closed", "closed", false},
		{"Liquidated by Keeper", "Liquidated by Keeper", false},
		{"", "–", false},
	} {
		if c.status.String() != c.text || c.status.Working() != c.working {
			t.Errorf("status %q reads %q, working %t; want %q, %t", string(c.status), c.status, c.status.Working(), c.text, c.working)
		}
	}
}

func TestValuesOutsideAnEnumerationHaveAText(t *testing.T) {
	for _, text := range []string{Side(9).String(), Action(9).String(), Direction(9).String()} {
		if text == "" {
			t.Error("empty text")
		}
	}
	if got := SideUnknown.String() + ActionUnknown.String() + DirectionUnknown.String(); got != "–––" {
		t.Errorf("unknown values read %q", got)
	}
}
