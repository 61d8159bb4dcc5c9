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

// Sums adds up realised profit, fees and value of fills. A figure that no row sent is absent; Missing counts rows that lack
// one of them.
type Sums struct {
	PnL, Fees, Value Dec
	Missing          int
}

// Sums adds up the fills kept.
func (l *FillLog) Sums() Sums {
	var s Sums
	for _, t := range l.ledger.rows {
		if !t.PnL.Known() || !t.Fee.Known() || !t.Value.Known() {
			s.Missing++
		}
		s.PnL, s.Fees, s.Value = plus(s.PnL, t.PnL), plus(s.Fees, t.Fee), plus(s.Value, t.Value)
	}
	return s
}

// plus adds what is known to a sum that is absent until something is.
func plus(sum, d Dec) Dec {
	switch {
	case !d.Known():
		return sum
	case !sum.Known():
		return d
	}
	return sum.Add(d)
}
