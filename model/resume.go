package model

import "reflect"

// Resumed returns a copy of an earlier state of this model, to go on from, with the look of this one. Its revisions lie behind all of
// this one, so what was made of this one is not taken for up to date.
func (m *Model) Resumed(earlier *Model) *Model {
	c := earlier.Clone()
	behind := func(revs ...*uint64) {
		for _, rev := range revs {
			if *rev > 0 { // what was never told stays so
				*rev += m.rev
			}
		}
	}
	c.rev += m.rev + 1
	c.heldRev += m.heldRev + 1
	behind(&c.marketsRev)
	for i := range c.watchedRevs {
		behind(&c.watchedRevs[i])
	}
	for _, b := range c.books {
		behind(&b.Rev)
	}
	for _, q := range c.quotes {
		behind(&q.Rev)
	}
	for _, t := range c.tapes {
		behind(&t.Rev)
	}
	for _, r := range c.funding {
		behind(&r.Rev)
	}
	for _, h := range c.accounts {
		behind(&h.Positions.Rev, &h.Open.Rev, &h.Orders.Rev, &h.Fills.Rev, &h.Transfers.Rev)
	}
	for s, l := range c.links {
		behind(&l.Rev)
		c.links[s] = l
	}
	for of, s := range c.garbled {
		behind(&s.rev)
		c.garbled[of] = s
	}
	c.looked = m.looked
	return c
}

// Bytes is about how much memory the lists of the model take.
func (m *Model) Bytes() int {
	n := 0
	for _, b := range m.books {
		n += room(b.Bids) + room(b.Asks) + room(b.Mids.Points)
	}
	for _, q := range m.quotes {
		n += room(q.Mids.Points)
	}
	for _, t := range m.tapes {
		n += room(t.ledger.rows) + room(t.seconds.bars) + room(t.minutes.bars)
	}
	for _, r := range m.funding {
		n += room(r.Rates)
	}
	for _, h := range m.accounts {
		n += room(h.Positions.Rows) + room(h.Open.Rows) + room(h.Orders.Rows) + room(h.Fills.ledger.rows) + room(h.Transfers.Rows)
	}
	return n
}

// room is the memory of a list's elements.
func room[T any](list []T) int {
	return len(list) * int(reflect.TypeFor[T]().Size())
}
