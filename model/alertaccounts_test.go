package model

import (
	"testing"
	"time"
)

func TestALostConnectionOfOneOfSeveralAccountsIsToldByItsName(t *testing.T) {
	m := New(nil, "main", "hedge")
	m.Apply(batchOf(Account{Index: 1, Name: "hedge", State: AccountKnown, Profile: "0xB"},
		Link{Scope: AccountScope("0xb"), State: LinkDown, Since: start, Cause: "refused"}))
	var s Alerts
	s.Set(Alert{Kind: AlertLink})
	s.Check(m, start)
	if fired := s.Check(m, start.Add(neverWellFor)); len(fired) != 1 || fired[0].Word != "account hedge: offline: refused" {
		t.Errorf("%+v", fired)
	}
	one := New(nil, "main")
	one.Apply(batchOf(Account{Name: "main", State: AccountKnown, Profile: "0xb"}))
	if w := one.scopeWord(AccountScope("0xb")); w != "account" {
		t.Errorf("the only account is told as %q", w)
	}
}

// Alerts watch every account, whichever is looked at.
func TestAlertsWatchAllAccountsWhicheverIsLookedAt(t *testing.T) {
	now := time.Date(2025, 7, 22, 9, 41, 22, 0, time.UTC)
	m := New(Builtins("mainnet"), "main", "hedge")
	main, hedge := Address("0xa1"), Address("0xb2")
	say := func(events ...Event) {
		var b Batch
		for _, e := range events {
			b.Add(e)
		}
		m.Apply(b)
	}
	position := func(id string) Position {
		return Position{Market: "15", ID: TradeID(id), Side: Long, Size: Int(1), Entry: Int(100), Liq: Int(50), Margin: Int(20)}
	}
	say(Account{Index: 0, Name: "main", State: AccountKnown, Profile: main}, Account{Index: 1, Name: "hedge", State: AccountKnown, Profile: hedge},
		Link{Scope: AccountScope(main), State: LinkUp, Since: now, Proven: now}, Link{Scope: AccountScope(hedge), State: LinkUp, Since: now, Proven: now},
		Positions{Account: main, At: now, Rows: []Position{position("1")}}, Positions{Account: hedge, At: now})
	var s Alerts
	set := func(text string) {
		a, err := ParseAlert(text, m.Markets())
		if err != nil {
			t.Fatal(err)
		}
		s.Set(a)
	}
	set("position repeat")
	if fired := s.Check(m, now); len(fired) != 0 {
		t.Fatalf("what was there already fires: %v", fired)
	}
	for _, place := range []int{1, AllAccounts, 0} {
		m.Look(place)
		if fired := s.Check(m, now); len(fired) != 0 {
			t.Errorf("looking at %d fires: %v", place, fired)
		}
	}
	say(Positions{Account: hedge, At: now.Add(time.Second), Rows: []Position{position("2")}})
	fired := s.Check(m, now.Add(time.Second))
	if len(fired) != 1 || fired[0].Acct != "hedge" || fired[0].Word != "opened" {
		t.Errorf("a position that hedge opens while main is looked at: %+v", fired)
	}
	// One account that cannot be seen blinds the alert in part, and the others are watched on.
	say(Link{Scope: AccountScope(main), State: LinkDown, Since: now, Cause: "refused"})
	say(Positions{Account: hedge, At: now.Add(2 * time.Second)})
	fired = s.Check(m, now.Add(2*time.Second))
	if len(fired) != 1 || fired[0].Word != "closed" {
		t.Errorf("hedge's position closes while main is offline: %+v", fired)
	}
	if w := s.All()[0]; w.State != WatchBlind || w.Reason != "main: offline: refused" {
		t.Errorf("main cannot be seen: %+v", w)
	}
}
