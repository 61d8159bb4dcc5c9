package model

import (
	"cmp"
	"slices"
	"time"
)

// Direction is which way money moved.
type Direction uint8

// Directions of a transfer.
const (
	DirectionUnknown Direction = iota
	Deposit
	Withdrawal
)

// String is the direction in a word, or an en dash.
func (d Direction) String() string {
	return [...]string{"–", "deposit", "withdrawal"}[min(d, Withdrawal)]
}

// Transfer is a deposit into or a withdrawal from the trading account.
type Transfer struct {
	Address   Address
	Acct      string // name of the account it is of, in the sum of several only
	Direction Direction
	Amount    Dec // quote units
	Time      time.Time
	Updated   time.Time
	Version   int64
}

// compareTransfers puts the newest first; equal means the same transfer.
func compareTransfers(a, b Transfer) int {
	return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(b.Version, a.Version), cmp.Compare(b.Direction, a.Direction), b.Amount.Cmp(a.Amount))
}

// Transfers is the event of rows of an account's deposits and withdrawals.
type Transfers struct {
	Account Address
	At      time.Time // received
	latest  time.Time // received, of the latest of the pushes
	pushes  pushes[Transfer]
}

// NewTransfers builds the event of one push.
func NewTransfers(account Address, at time.Time, rows []Transfer) Transfers {
	return Transfers{Account: account, At: at, latest: at, pushes: onePush(rows)}
}

func (t Transfers) stream() Stream { return Stream{KindTransfers, string(t.Account.Canonical())} }

func (t Transfers) merge(newer Event) Event {
	n, ok := newer.(Transfers)
	if !ok {
		return newer
	}
	n.latest = later(t.latest, n.latest)
	n.pushes = t.pushes.join(n.pushes)
	return n
}

func (t Transfers) apply(m *Model) {
	part := &m.account(t.Account).Transfers
	for _, rows := range t.pushes.lists {
		for _, row := range rows {
			if at, found := slices.BinarySearchFunc(part.Rows, row, compareTransfers); !found {
				part.Rows = put(part.Rows, at, row)
			}
		}
	}
	part.Rows = part.Rows[:min(len(part.Rows), MaxTransfers)]
	part.heard(t.At, t.latest, t.pushes.lost, m.bump())
}

// TransferLog is an account's transfers, newest first.
type TransferLog struct {
	Heard
	Rows []Transfer
}
