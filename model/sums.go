package model

import (
	"cmp"
	"slices"
)

// Sums add up realised profit, fees and value of fills. A figure that no row sent is absent, and so is one that grew beyond
// what a decimal holds.
type Sums struct {
	Count        int // rows
	Missing      int // rows that lack one of the figures
	Wins, Losses int // rows with a realised profit above and below zero
	PnL, Fees    Dec // quote units
	Value        Dec // quote units

	pnls, fees, values int
}

// Add takes in a fill.
func (s *Sums) Add(t Trade) {
	s.Count++
	if !t.PnL.Known() || !t.Fee.Known() || !t.Value.Known() {
		s.Missing++
	}
	switch t.PnL.Sign() {
	case 1:
		s.Wins++
	case -1:
		s.Losses++
	}
	add(&s.PnL, &s.pnls, t.PnL)
	add(&s.Fees, &s.fees, t.Fee)
	add(&s.Value, &s.values, t.Value)
}

// add adds what is known to a sum of so many figures, which is absent until there is one.
func add(sum *Dec, count *int, d Dec) {
	if !d.Known() {
		return
	}
	if *count++; *count == 1 {
		*sum = d
		return
	}
	*sum = sum.Add(d)
}

// OrderSums count orders and add up their values by status.
type OrderSums struct {
	Count, Missing int         // rows; rows that lack their value
	ByStatus       []StatusSum // filled ones first, cancelled ones after those at work, unknown texts last
}

// StatusSum is the orders of one status.
type StatusSum struct {
	Status string // in one spelling, see [Status.String]
	Count  int
	Value  Dec // of the orders, quote units; for a part of them filled only in part
	values int
}

// Add takes in an order.
func (s *OrderSums) Add(o Order) {
	s.Count++
	if !o.Value.Known() {
		s.Missing++
	}
	at, found := slices.BinarySearchFunc(s.ByStatus, o.Status.String(), func(k StatusSum, name string) int {
		return cmp.Or(cmp.Compare(statusRank(k.Status), statusRank(name)), cmp.Compare(k.Status, name))
	})
	if !found {
		s.ByStatus = put(s.ByStatus, at, StatusSum{Status: o.Status.String()})
	}
	k := &s.ByStatus[at]
	k.Count++
	add(&k.Value, &k.values, o.Value)
}

func statusRank(name string) int {
	order := []string{"filled", "partial", "open", "cancelled", "closed"}
	if at := slices.Index(order, name); at >= 0 {
		return at
	}
	return len(order)
}

// TransferSums add up deposits and withdrawals.
type TransferSums struct {
	Count, Missing        int // rows; rows without an amount or of unknown direction
	In, Out               int // deposits, withdrawals with an amount
	Deposits, Withdrawals Dec // quote units
}

// Add takes in a transfer.
func (s *TransferSums) Add(t Transfer) {
	s.Count++
	switch {
	case !t.Amount.Known() || t.Direction == DirectionUnknown:
		s.Missing++
	case t.Direction == Deposit:
		add(&s.Deposits, &s.In, t.Amount)
	default:
		add(&s.Withdrawals, &s.Out, t.Amount)
	}
}

// Net is deposits less withdrawals; absent when nothing was added up.
func (s TransferSums) Net() Dec {
	in, out := s.Deposits, s.Withdrawals
	switch {
	case s.In == 0 && s.Out == 0:
		return Dec{}
	case s.In == 0:
		in = Int(0)
	case s.Out == 0:
		out = Int(0)
	}
	return in.Sub(out)
}
