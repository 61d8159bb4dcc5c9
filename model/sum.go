package model

// sum is several accounts as if they were one. Each part is made anew when it, or the accounts themselves, changed; the
// rows in it are copies, which know the name of their account.
type sum struct {
	Holder
	heldRev uint64
	list    uint64    // newest revision of the accounts
	parts   [5]uint64 // newest revisions of the parts
}

// together is the sum of all accounts.
func (m *Model) together() *Holder {
	if m.sum == nil {
		m.sum = new(sum)
	}
	s := m.sum
	if s.heldRev == m.heldRev {
		return &s.Holder
	}
	s.heldRev = m.heldRev
	list, now := uint64(0), [5]uint64{}
	for _, a := range m.watched {
		list = max(list, m.watchedRevs[a.Index])
		h := m.Account(a.Profile)
		for i, rev := range [...]uint64{h.Positions.Rev, h.Open.Rev, h.Orders.Rev, h.Fills.Rev, h.Transfers.Rev} {
			now[i] = max(now[i], rev)
		}
	}
	makers := [...]func(*sum, *Model){(*sum).positions, (*sum).open, (*sum).orders, (*sum).fills, (*sum).transfers}
	for i, renew := range makers {
		if list != s.list || now[i] != s.parts[i] {
			renew(s, m)
		}
	}
	s.list, s.parts = list, now
	return &s.Holder
}

func (s *sum) positions(m *Model) {
	var all Holdings
	for _, a := range m.watched {
		p := m.Account(a.Profile).Positions
		for _, row := range p.Rows {
			row.Acct = a.Name
			all.Rows = append(all.Rows, row)
		}
		all.At, all.Flawed, all.Rev = later(all.At, p.At), all.Flawed+p.Flawed, max(all.Rev, p.Rev)
		all.Lost += p.Lost
	}
	s.Positions = all
}

func (s *sum) open(m *Model) {
	var all Resting
	for _, a := range m.watched {
		o := m.Account(a.Profile).Open
		for _, row := range o.Rows {
			row.Acct = a.Name
			all.Rows = append(all.Rows, row)
		}
		all.At, all.Flawed, all.Rev = later(all.At, o.At), all.Flawed+o.Flawed, max(all.Rev, o.Rev)
	}
	s.Open = all
}

func (s *sum) orders(m *Model) {
	var all OrderLog
	for _, a := range m.watched {
		l := m.Account(a.Profile).Orders
		all.Rows = united(all.Rows, l.Rows, compareOrders, func(o *Order) { o.Acct = a.Name })
		all.join(l.Heard)
	}
	s.Orders = all
}

func (s *sum) fills(m *Model) {
	var all FillLog
	for _, a := range m.watched {
		l := m.Account(a.Profile).Fills
		all.ledger.rows = united(all.ledger.rows, l.ledger.rows, Trade.compare, func(t *Trade) { t.Acct = a.Name })
		all.join(l.Heard)
	}
	s.Fills = all
}

func (s *sum) transfers(m *Model) {
	var all TransferLog
	for _, a := range m.watched {
		l := m.Account(a.Profile).Transfers
		all.Rows = united(all.Rows, l.Rows, compareTransfers, func(t *Transfer) { t.Acct = a.Name })
		all.join(l.Heard)
	}
	s.Transfers = all
}

// join makes it heard when any of both was.
func (h *Heard) join(other Heard) {
	h.At, h.Listed = later(h.At, other.At), later(h.Listed, other.Listed)
	h.Lost, h.Rev = h.Lost+other.Lost, max(h.Rev, other.Rev)
}

// united merges two lists that are in order into a new one; of equal rows those of the first come first. The rows of the
// second are marked on their way.
func united[T any](first, second []T, compare func(a, b T) int, mark func(*T)) []T {
	out := make([]T, 0, len(first)+len(second))
	for _, row := range second {
		for len(first) > 0 && compare(first[0], row) <= 0 {
			out, first = append(out, first[0]), first[1:]
		}
		mark(&row)
		out = append(out, row)
	}
	return append(out, first...)
}
