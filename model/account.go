package model

import (
	"slices"
	"strconv"
	"time"
)

// AllAccounts is the place of the sum of all accounts.
const AllAccounts = -1

// SumName is what the sum of all accounts is called. No account may have the name.
const SumName = "ALL"

// AccountState is how far an account to watch is known.
type AccountState uint8

// States of an account.
const (
	AccountNone     AccountState = iota // nothing was told of it
	AccountLookup                       // its profile address is being looked up
	AccountKnown                        // watched
	AccountNotFound                     // the look-up failed for good or is tried again
)

// Account is the event of how far one of the configured accounts is known.
type Account struct {
	Index   int    // its place among the configured accounts, from 0 and below [MaxAccounts]; it names the stream
	Name    string // as configured; empty when it was given none
	State   AccountState
	Wallet  Address
	Profile Address
	Cause   string // why the look-up failed
}

func (a Account) stream() Stream          { return Stream{KindAccount, strconv.Itoa(a.Index)} }
func (a Account) merge(newer Event) Event { return newer }

func (a Account) apply(m *Model) {
	if a.Index < 0 || a.Index >= MaxAccounts {
		return
	}
	for i := len(m.watched); i <= a.Index; i++ {
		m.watched = append(m.watched, Account{Index: i})
	}
	m.watched[a.Index], m.watchedRevs[a.Index] = a, m.bump()
	m.heldRev++
}

// Accounts returns the configured accounts in their order. They are to be read only.
func (m *Model) Accounts() []Account { return m.watched }

// Look makes the account at a place the one that [Model.Held], [Model.Exposures], [Model.OpenRows] and [Model.AccountAge]
// are about, or the sum of several at the place [AllAccounts]. A place without an account changes nothing.
func (m *Model) Look(place int) {
	if place == m.looked || place >= len(m.watched) || place < 0 && (place != AllAccounts || len(m.watched) < 2) {
		return
	}
	m.looked = place
	m.bump()
}

// Looked is the place of the account looked at, or [AllAccounts].
func (m *Model) Looked() int { return m.looked }

// Watched returns the account looked at, and the revision of what is told of it. The sum of all is an account of the
// name [SumName] without addresses, which is known as soon as one of them is.
func (m *Model) Watched() (Account, uint64) {
	span := m.span(m.looked)
	switch len(span) {
	case 0:
		return Account{}, 0
	case 1:
		return span[0], m.watchedRevs[span[0].Index]
	}
	sum, rev := Account{Index: AllAccounts, Name: SumName, State: span[0].State}, uint64(0)
	for _, a := range span {
		rev = max(rev, m.watchedRevs[a.Index])
		if a.State == AccountKnown {
			sum.State = AccountKnown
		}
	}
	return sum, rev
}

// span is the accounts that a place stands for.
func (m *Model) span(place int) []Account {
	switch {
	case place == AllAccounts:
		return m.watched
	case place >= 0 && place < len(m.watched):
		return m.watched[place : place+1]
	}
	return nil
}

// accountAt is the account at a place, or none.
func (m *Model) accountAt(place int) Account {
	if place < len(m.watched) {
		return m.watched[place]
	}
	return Account{}
}

// nameOf is the name of the account at a place where there are several to tell apart, else nothing.
func (m *Model) nameOf(place int) string {
	if len(m.watched) > 1 {
		return m.watched[place].Name
	}
	return ""
}

// placeOf is the place of the account that a row of another place's holder is of.
func (m *Model) placeOf(name string, place int) int {
	if place != AllAccounts {
		return max(0, place)
	}
	return max(0, slices.IndexFunc(m.watched, func(a Account) bool { return a.Name == name }))
}

// Held returns what is known of the account looked at, or of all together; never nil. It is to be read only, and before
// the next batch.
func (m *Model) Held() *Holder { return m.HeldOf(m.looked) }

// HeldOf is [Model.Held] of the account at a place, or of [AllAccounts], whichever is looked at.
func (m *Model) HeldOf(place int) *Holder {
	switch span := m.span(place); len(span) {
	case 0:
		return new(Holder)
	case 1:
		return m.Account(span[0].Profile)
	}
	return m.together()
}

// heard is when a part of an account was last told whole, and when anything of it was.
func (h *Holder) heard(part Kind) (whole, last time.Time) {
	switch part {
	case KindPositions:
		return h.Positions.At, h.Positions.At
	case KindOpenOrders:
		return h.Open.At, h.Open.At
	case KindOrders:
		return h.Orders.Listed, h.Orders.At
	case KindFills:
		return h.Fills.Listed, h.Fills.At
	case KindTransfers:
		return h.Transfers.Listed, h.Transfers.At
	}
	return time.Time{}, time.Time{}
}

// AccountAge judges a part of the account looked at: [KindPositions], [KindOpenOrders], [KindOrders], [KindFills] or
// [KindTransfers]. A history is there once its list topic has told it, and as old as the last word of any of its topics.
// Of several accounts it is the worst, and the reason names which; one that was not heard from leaves the sum waiting,
// although it has spoken, for the reason "1 of 2 accounts known".
func (m *Model) AccountAge(part Kind, now time.Time) Age {
	span := m.span(m.looked)
	if len(span) == 0 {
		return Age{State: Waiting, Reason: "no account"}
	}
	if len(span) == 1 {
		return m.ageOf(span[0], part, now, m.looked)
	}
	heard, sum, missing := 0, Age{Spoken: true}, Age{}
	for _, a := range span {
		switch age := m.ageOf(a, part, now, AllAccounts); {
		case age.Spoken:
			heard++
			sum = sum.Worse(age)
		case missing.Reason == "":
			missing = age
		}
	}
	partly := strconv.Itoa(heard) + " of " + strconv.Itoa(len(span)) + " accounts known"
	switch {
	case heard == 0:
		return missing
	case heard == len(span):
	case sum.State == Stale:
		sum.Reason += "; " + partly
	default:
		sum.State, sum.Reason = Waiting, partly+": "+missing.Reason
	}
	return sum
}

// RowAge judges a part of the account of a row: the one it names in the sum of all, or else the one looked at.
func (m *Model) RowAge(acct string, part Kind, now time.Time) Age {
	if m.looked != AllAccounts {
		return m.AccountAge(part, now)
	}
	return m.ageOf(m.watched[m.placeOf(acct, AllAccounts)], part, now, AllAccounts)
}

// Heard is how many of the accounts looked at have told a part, and how many there are.
func (m *Model) Heard(part Kind) (heard, of int) {
	span := m.span(m.looked)
	for _, a := range span {
		if whole, _ := m.Account(a.Profile).heard(part); !whole.IsZero() {
			heard++
		}
	}
	return heard, len(span)
}

// ageOf judges a part of one account. Among several its reason begins with its name.
func (m *Model) ageOf(a Account, part Kind, now time.Time, place int) Age {
	age := Age{State: Waiting}
	switch a.State {
	case AccountNone:
		age.Reason = "no account"
	case AccountLookup:
		age.Reason = "looking up the profile address"
	case AccountNotFound:
		age.Reason = a.Cause
	default:
		whole, last := m.Account(a.Profile).heard(part)
		age = m.AgeOf(AccountScope(a.Profile), whole, now)
		if age.Spoken {
			age.Old = max(0, now.Sub(last))
		}
		age = m.legible(Stream{part, string(a.Profile.Canonical())}, last, age)
	}
	if place == AllAccounts && len(m.watched) > 1 {
		switch age.Reason {
		case "no account", "":
			if age.State == Waiting {
				age.Reason = a.Name + ": waiting"
			}
		default:
			age.Reason = a.Name + ": " + age.Reason
		}
	}
	return age
}

// Total adds up rows of [Model.Exposures].
func (m *Model) Total(rows []Exposure, now time.Time) Totals { return m.TotalOf(m.looked, rows, now) }

// TotalOf adds up rows of [Model.ExposuresOf] a place, and says how many cannot be read. Of several accounts it is no fresher than the worst of them, whether that one
// has a position or not.
func (m *Model) TotalOf(place int, rows []Exposure, now time.Time) Totals {
	t := Total(rows).lacking(m.HeldOf(place).Positions.Lost)
	if place == AllAccounts {
		t.Heard, t.Accounts = m.Heard(KindPositions)
		t.Age = t.Age.Worse(m.AccountAge(KindPositions, now))
	}
	return t
}
