package model

import "slices"

// Rows of one transaction have one time and one ledger version, and the exchange does not say in which order they stand in a
// list. What one taker buys in it costs more and more, what one sells brings less and less: so the rows of one account on one
// known side are put in that order. Others stay as they were told: of two sides it is not known which one took.

// sweeps reports whether two rows may be of one taker in one transaction whose direction is known.
func (t Trade) sweeps(u Trade) bool {
	side := t.Taker()
	return t.Version != 0 && side != BookSideUnknown && side == u.Taker() && t.moment() == u.moment() && t.Address.Same(u.Address)
}

// sooner orders two rows of one sweep: below zero when t is filled before u.
func (t Trade) sooner(u Trade) int {
	if t.Taker() == Ask {
		return u.Price.Cmp(t.Price)
	}
	return t.Price.Cmp(u.Price)
}

// sweep puts rows of one moment in order when all of them are of one taker.
func sweep(rows []Trade) {
	for _, t := range rows[min(1, len(rows)):] {
		if !t.sweeps(rows[0]) {
			return
		}
	}
	if !slices.IsSortedFunc(rows, Trade.sooner) {
		copy(rows, inOrder(rows, func(a, b *Trade) int { return a.sooner(*b) }))
	}
}
