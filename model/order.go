package model

import (
	"cmp"
	"slices"
	"time"
)

// Order is an open order or a row of the order history. Absent fields were not sent.
type Order struct {
	Address   Address
	Acct      string // name of the account it is of, in the sum of several only
	Market    MarketID
	ID        OrderID
	Position  TradeID
	Type      OrderType
	Status    Status // of history rows; open orders carry none
	AtMarket  bool   // a market order
	Leverage  Dec
	Price     Dec // limit price; of a market order presumably its average fill
	Size      Dec // original size, base units
	Remaining Dec // not yet filled, base units
	Value     Dec // quote units
	Time      time.Time
	Updated   time.Time
	Version   int64 // ledger version, 0 when not sent
}

// BookSide is the side of the book the order rests on, by its type or else by its id.
func (o Order) BookSide() BookSide {
	if s := o.Type.BookSide(); s != BookSideUnknown {
		return s
	}
	return o.ID.BookSide()
}

// Filled is the filled share, 0 to 1; absent when the sizes were not sent.
func (o Order) Filled() Dec { return o.Size.Sub(o.Remaining).Quo(o.Size) }

// OpenOrders is the event of all resting orders of an account. A row absent from a push is taken for gone: that a push
// is complete is an assumption.
type OpenOrders struct {
	Account Address
	At      time.Time // received
	Rows    []Order
	Flawed  int // rows of the push that could not be read, wholly or in part
	seen    versions[restingID]
}

// restingID is what two reports of one open order share.
type restingID struct {
	market MarketID
	id     OrderID
}

func (o *Order) version() (restingID, int64, bool) {
	return restingID{o.Market, o.ID}, o.Version, o.ID != ""
}

func (o OpenOrders) stream() Stream {
	return Stream{KindOpenOrders, string(o.Account.Canonical())}
}

func (o OpenOrders) merge(newer Event) Event {
	n, ok := newer.(OpenOrders)
	if !ok {
		return newer
	}
	held := newest(nil, o.Rows, versions[restingID]{}, (*Order).version)
	rows := newest(held, n.Rows, n.seen, (*Order).version)
	n.seen, n.Rows = follow(held, n.Rows, o.seen, n.seen, (*Order).version), rows
	return n
}

func (o OpenOrders) apply(m *Model) {
	part := &m.account(o.Account).Open
	rows := newest(part.Rows, o.Rows, o.seen, (*Order).version)
	part.Rows, part.At, part.Flawed, part.Rev = rows[:min(len(rows), MaxRows)], o.At, o.Flawed, m.bump()
}

// Resting is the open orders of an account as last received.
type Resting struct {
	Rows   []Order
	At     time.Time
	Flawed int // rows of the push that could not be read, wholly or in part
	Rev    uint64
}

// Orders is the event of rows of an account's order history.
type Orders struct {
	Account Address
	At      time.Time // received
	Listed  time.Time // received, of the last push of the list topic; zero if there was none
	pushes  pushes[Order]
}

// NewOrders builds the event of one push; listed tells whether it came from the list topic and not from the live one.
func NewOrders(account Address, at time.Time, rows []Order, listed bool) Orders {
	return Orders{Account: account, At: at, Listed: listedAt(at, listed), pushes: onePush(rows)}
}

func listedAt(at time.Time, listed bool) time.Time {
	if listed {
		return at
	}
	return time.Time{}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (o Orders) stream() Stream { return Stream{KindOrders, string(o.Account.Canonical())} }

func (o Orders) merge(newer Event) Event {
	n, ok := newer.(Orders)
	if !ok {
		return newer
	}
	n.Listed = later(o.Listed, n.Listed)
	n.pushes = o.pushes.join(n.pushes)
	return n
}

func (o Orders) apply(m *Model) {
	part := &m.account(o.Account).Orders
	for _, rows := range o.pushes.lists {
		for _, row := range rows {
			part.take(row)
		}
		part.trim()
	}
	part.heard(o.At, o.Listed, o.pushes.lost, m.bump())
}

// Heard is when a joined part last spoke.
type Heard struct {
	At     time.Time // any of its topics
	Listed time.Time // the list topic
	Lost   int       // rows given up because the screen did not take them
	Rev    uint64
}

func (h *Heard) heard(at, listed time.Time, lost int, rev uint64) {
	h.At, h.Listed, h.Lost, h.Rev = at, later(h.Listed, listed), h.Lost+lost, rev
}

// OrderLog is an account's order history: the newest state of each order, newest order first.
type OrderLog struct {
	Heard
	Rows    []Order
	dropped Order // newest row that fell out; what is not newer need not be placed again
	full    bool
}

// compareOrders puts the newest order first, with a total order so that what is kept does not depend on arrival.
func compareOrders(a, b Order) int {
	return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(len(b.ID), len(a.ID)), cmp.Compare(b.ID, a.ID), cmp.Compare(b.Market, a.Market))
}

// take unites a row with the log: of two states of an order the one updated later counts.
func (l *OrderLog) take(row Order) {
	if l.full && compareOrders(row, l.dropped) >= 0 {
		return
	}
	at, found := slices.BinarySearchFunc(l.Rows, row, compareOrders)
	if found {
		if !row.precedes(l.Rows[at]) {
			l.Rows[at] = row
		}
		return
	}
	// The order is new, or its time was corrected and it stands elsewhere.
	same := func(o Order) bool { return o.Market == row.Market && o.ID == row.ID }
	if old := slices.IndexFunc(l.Rows, same); old >= 0 {
		if row.precedes(l.Rows[old]) {
			return
		}
		l.Rows = slices.Delete(l.Rows, old, old+1)
		at, _ = slices.BinarySearchFunc(l.Rows, row, compareOrders)
	}
	l.Rows = put(l.Rows, at, row)
}

// precedes reports whether o is an older state of an order than p.
func (o Order) precedes(p Order) bool {
	return cmp.Or(o.Updated.Compare(p.Updated), cmp.Compare(o.Version, p.Version)) < 0
}

func (l *OrderLog) trim() {
	if len(l.Rows) > MaxOrders {
		l.dropped, l.full = l.Rows[MaxOrders], true
		l.Rows = l.Rows[:MaxOrders]
	}
}
