package model

import "time"

// Fills is the event of rows of an account's trade history.
type Fills struct {
	Account Address
	At      time.Time // received
	Listed  time.Time // received, of the last push of the list topic; zero if there was none
	pushes  pushes[Trade]
}

// NewFills builds the event of one push; listed tells whether it came from the list topic and not from the live one.
func NewFills(account Address, at time.Time, rows []Trade, listed bool) Fills {
	return Fills{Account: account, At: at, Listed: listedAt(at, listed), pushes: onePush(rows)}
}

func (f Fills) stream() Stream { return Stream{KindFills, string(f.Account.Canonical())} }

func (f Fills) merge(newer Event) Event {
	n, ok := newer.(Fills)
	if !ok {
		return newer
	}
	n.Listed = later(f.Listed, n.Listed)
	n.pushes = f.pushes.join(n.pushes)
	return n
}

func (f Fills) apply(m *Model) {
	part := &m.account(f.Account).Fills
	for _, rows := range f.pushes.lists {
		part.ledger.add(rows, MaxFills)
	}
	part.heard(f.At, f.Listed, f.pushes.lost, m.bump())
}

// FillLog is an account's fills.
type FillLog struct {
	Heard
	ledger ledger
}

// Len is the number of fills kept.
func (l *FillLog) Len() int { return len(l.ledger.rows) }

// Newest returns the i-th fill from the newest, which is 0.
func (l *FillLog) Newest(i int) Trade { return l.ledger.rows[len(l.ledger.rows)-1-i] }
