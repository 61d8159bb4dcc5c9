package sim

import "github.com/govalues/decimal"

// The status of an order, as the exchange spells it.
const (
	statusOpen      = "Open"
	statusPartial   = "Partially Filled"
	statusFilled    = "Filled"
	statusCancelled = "Cancelled"
)

// kind is the exchange's order_type: what an order does to a position.
type kind int

const (
	openLong kind = iota + 1
	openShort
	increaseLong
	increaseShort
	decreaseLong
	decreaseShort
	closeLong
	closeShort
	unnamed // exists in documented data without a meaning
)

// long reports whether the order belongs to a long position; it holds for the eight named kinds only.
func (k kind) long() bool { return k%2 == 1 }

func (k kind) reduces() bool { return k >= decreaseLong && k <= closeShort }

// asks reports whether the order sells: entering short or leaving long.
func (k kind) asks() bool { return k.long() == k.reduces() }

// order is one order of the account or of a simulated trader, resting or not.
type order struct {
	id       string
	on       *listing
	position string // trade_id: the position it belongs to
	address  string
	owner    *account // nil for an order of somebody else
	kind     kind
	leverage int64
	market   bool // takes what there is and never rests
	ticks    int64
	lots     int64
	left     int64           // lots not filled yet
	entry    decimal.Decimal // entry price of the position that a reducing order leaves
	value    decimal.Decimal // of all fills so far
	status   string
	created  int64 // Unix seconds
	updated  int64 // Unix seconds
	version  int64
}

// trade is one side of a match: a row of the trade topics.
type trade struct {
	order   order // as it was when it traded
	value   decimal.Decimal
	fee     decimal.Decimal
	pnl     decimal.Decimal
	price   decimal.Decimal
	size    decimal.Decimal
	second  int64
	version int64
}

// match is a trade seen from both sides.
type match struct{ taker, maker trade }

// newTrade computes the figures of a fill. The taker pays 0.05 % of the value, the maker nothing.
func newTrade(o order, f fill, taker bool, s stamp) trade {
	t := trade{order: o, price: o.on.price(f.ticks), size: o.on.size(f.lots), second: s.second, version: s.version}
	t.value = times(t.size, t.price)
	if taker {
		t.fee = times(t.value, units(5, 4))
	}
	t.pnl = profit(o, t)
	return t
}

// profit is what a fill of a reducing order realises, fees aside; zero for any other order.
func profit(o order, t trade) decimal.Decimal {
	if !o.kind.reduces() {
		return decimal.Zero
	}
	gain := times(t.size, minus(t.price, o.entry))
	if o.kind.long() {
		return gain
	}
	return gain.Neg()
}
