package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const second = Address("0xb0b00000000000000000000000000000000000000000000000000000000c0ffe")

// hedgePosition is short 0.02 BTC from 118,000 at 10x: 5.25 of profit at 117,737.5, on a notional of 2,354.75.
func hedgePosition() Position {
	return Position{Market: "15", Side: Short, ID: "7", Leverage: Int(10), Size: MustDec("0.02"), Entry: MustDec("118000"), Liq: MustDec("126634.14634146"), Margin: MustDec("236")}
}

// twoAccounts is the sample day with a second account, named hedge, beside main. It looks at the sum.
func twoAccounts() *Model {
	m := sampleDay()
	m.Apply(batchOf(
		Account{Name: "main", State: AccountKnown, Profile: profile},
		Account{Index: 1, Name: "hedge", State: AccountKnown, Profile: second},
		Link{Scope: AccountScope(second), State: LinkUp, Since: start, Proven: start},
		Positions{Account: second, At: start, Rows: []Position{hedgePosition()}, Flawed: 2},
	))
	m.Look(AllAccounts)
	return m
}

func TestSumOfTwoAccounts(t *testing.T) {
	m := twoAccounts()
	rows := m.Exposures(after(1))
	var got []string
	for _, e := range rows {
		got = append(got, e.Acct+" "+string(e.Market)+" "+e.Side.String())
	}
	// 2.57 %, 7.36 %, 7.56 % and 17.98 % from liquidation.
	if want := []string{"main 14 LONG", "main 15 SHORT", "hedge 15 SHORT", "main 15 LONG"}; !slices.Equal(got, want) {
		t.Errorf("in order of risk: %q, want %q", got, want)
	}
	total := m.Total(rows, after(1))
	sameNumber(t, "profit 1.426086 + 0.02 x (118000 - 117737.5)", total.UPnL, "6.676086")
	sameNumber(t, "margin 591.4239457 + 236", total.Margin, "827.4239457")
	sameNumber(t, "notional 3589.705 + 0.02 x 117737.5", total.Notional, "5944.455")
	sameNumber(t, "payment -0.1033425 + 0.0001 x 2354.75", total.PerWindow, "0.1321325")
	rounds(t, "leverage 5944.455 / 827.4239457", total.Leverage, "7.1842917176")
	if total.Count != 4 || total.Heard != 2 || total.Accounts != 2 || !total.Age.Usable() || m.Held().Positions.Flawed != 2 {
		t.Errorf("totals are %+v", total)
	}
	for place, count := range []int{3, 1} {
		m.Look(place)
		if rows := m.Exposures(after(1)); len(rows) != count || rows[0].Acct != "" || m.Total(rows, after(1)).Accounts != 0 {
			t.Errorf("account %d has %d positions, want %d; the first is of %q", place, len(rows), count, rows[0].Acct)
		}
	}
}

func TestTotalOfTheSumIsTheSumOfTheTotals(t *testing.T) {
	now := after(1)
	rapid.Check(t, func(t *rapid.T) {
		m := watching(sampleDepth(0), Funding{Market: "15", Rates: []Rate{{Value: MustDec("0.0001"), At: start}}})
		n := rapid.IntRange(2, MaxAccounts).Draw(t, "accounts")
		for i := range n {
			owner := Address(fmt.Sprintf("0x%d", i+1))
			rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Position {
				return Position{
					Market: rapid.SampledFrom([]MarketID{"14", "15"}).Draw(t, "market"), Side: Side(rapid.IntRange(1, 2).Draw(t, "side")),
					Size: drawDec(t), Entry: Int(rapid.Int64Range(1, 200_000).Draw(t, "entry")), Margin: drawDec(t), ID: TradeID(fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "id"))),
				}
			}), 0, 4).Draw(t, "positions")
			m.Apply(batchOf(Account{Index: i, Name: fmt.Sprint("n", i), State: AccountKnown, Profile: owner}, Positions{Account: owner, At: start, Rows: rows}))
		}
		want := Total(nil)
		for i := range n {
			one := Total(m.ExposuresOf(i, now))
			want.UPnL, want.Margin, want.Notional = want.UPnL.Add(one.UPnL), want.Margin.Add(one.Margin), want.Notional.Add(one.Notional)
			want.PerWindow = want.PerWindow.Add(one.PerWindow)
			want.Count, want.Missing = want.Count+one.Count, want.Missing+one.Missing
		}
		m.Look(AllAccounts)
		got := m.Total(m.Exposures(now), now)
		for what, pair := range map[string][2]Dec{
			"profit": {got.UPnL, want.UPnL}, "margin": {got.Margin, want.Margin}, "notional": {got.Notional, want.Notional}, "payment": {got.PerWindow, want.PerWindow},
		} {
			if pair[0].Cmp(pair[1]) != 0 || pair[0].Known() != pair[1].Known() {
				t.Fatalf("%s of the sum is %s, the sums add up to %s", what, pair[0], pair[1])
			}
		}
		if got.Count != want.Count || got.Missing != want.Missing {
			t.Fatalf("%d positions, %d of them missing; want %d and %d", got.Count, got.Missing, want.Count, want.Missing)
		}
	})
}

func TestTheSumIsAsFreshAsItsWorstAccountAndNamesIt(t *testing.T) {
	lost := Link{Scope: AccountScope(second), State: LinkDown, Since: after(3), Cause: "no route", Proven: after(2)}
	unheard := Account{Index: 2, Name: "cold", State: AccountLookup}
	for _, c := range []struct {
		name   string
		events []Event
		want   Age
		heard  int
	}{
		{"all live", nil, Age{State: Live, Old: 5 * time.Second, Spoken: true}, 2},
		{"one offline", []Event{lost}, Age{State: Stale, Old: 5 * time.Second, Spoken: true, Reason: "hedge: offline: no route"}, 2},
		{"one not heard from", []Event{unheard}, Age{State: Waiting, Old: 5 * time.Second, Spoken: true, Reason: "2 of 3 accounts known: cold: looking up the profile address"}, 2},
		{"both", []Event{lost, unheard}, Age{State: Stale, Old: 5 * time.Second, Spoken: true, Reason: "hedge: offline: no route; 2 of 3 accounts known"}, 2},
		{
			"none",
			[]Event{Account{Name: "main", State: AccountNotFound, Cause: "HTTP 404"}, Account{Index: 1, Name: "hedge"}},
			Age{State: Waiting, Reason: "main: HTTP 404"},
			0,
		},
		{
			"one that said nothing yet",
			[]Event{Account{Index: 1, Name: "hedge", State: AccountKnown, Profile: "0x5"}, Link{Scope: AccountScope("0x5"), State: LinkUp, Since: start, Proven: start}},
			Age{State: Waiting, Old: 5 * time.Second, Spoken: true, Reason: "1 of 2 accounts known: hedge: waiting"},
			1,
		},
	} {
		m := twoAccounts()
		m.Apply(batchOf(c.events...))
		if got := m.AccountAge(KindPositions, after(5)); got != c.want {
			t.Errorf("%s: %+v\nwant %+v", c.name, got, c.want)
		}
		if heard, _ := m.Heard(KindPositions); heard != c.heard {
			t.Errorf("%s: %d accounts heard of, want %d", c.name, heard, c.heard)
		}
		if total := m.Total(m.Exposures(after(5)), after(5)); total.Age.Usable() != c.want.Usable() || total.Heard != c.heard {
			t.Errorf("%s: the total is %+v", c.name, total)
		}
	}
}

func TestRowsOfTheSumAreAsFreshAsTheirOwnAccount(t *testing.T) {
	m := twoAccounts()
	m.Apply(batchOf(Link{Scope: AccountScope(second), State: LinkDown, Since: after(3), Cause: "no route", Proven: after(2)}))
	for _, e := range m.Exposures(after(5)) {
		if e.Overall.Usable() != (e.Acct == "main") {
			t.Errorf("position of %s is %+v", e.Acct, e.Overall)
		}
	}
}

func TestAnAccountWithoutPositionsCanMakeTheTotalStale(t *testing.T) {
	m := twoAccounts()
	m.Apply(batchOf(
		Positions{Account: second, At: start},
		Link{Scope: AccountScope(second), State: LinkDown, Since: after(3), Cause: "no route", Proven: after(2)},
	))
	if total := m.Total(m.Exposures(after(5)), after(5)); total.Age.State != Stale || total.Age.Reason != "hedge: offline: no route" {
		t.Errorf("the total is %+v: the account may have a position by now", total)
	}
}

func TestHistoriesOfTheSumAreMergedByTime(t *testing.T) {
	m := twoAccounts()
	order := func(id OrderID, at int) Order { return Order{Market: "15", ID: id, Time: after(at)} }
	trade := func(price string, at int) Trade { return fill(at, price) }
	move := func(amount int64, at int) Transfer {
		return Transfer{Direction: Deposit, Amount: Int(amount), Time: after(at)}
	}
	m.Apply(batchOf(
		NewOrders(profile, after(9), []Order{order("1", 1), order("2", 5)}, true), NewOrders(second, after(8), []Order{order("1", 1), order("4", 3)}, true),
		NewFills(profile, after(9), []Trade{trade("10", 2), trade("20", 6)}, true), NewFills(second, after(8), []Trade{trade("30", 2), trade("40", 4)}, true),
		NewTransfers(profile, after(9), []Transfer{move(1, 1), move(2, 7)}), NewTransfers(second, after(8), []Transfer{move(3, 7), move(4, 9)}),
		OpenOrders{Account: profile, At: after(9), Rows: []Order{order("9", 1)}}, OpenOrders{Account: second, At: after(8), Rows: []Order{order("9", 1)}},
	))
	h := m.Held()
	var got []string
	for _, o := range h.Orders.Rows {
		got = append(got, o.Acct+" "+string(o.ID))
	}
	for i := range h.Fills.Len() {
		got = append(got, h.Fills.Newest(i).Acct+" "+h.Fills.Newest(i).Price.String())
	}
	for _, r := range h.Transfers.Rows {
		got = append(got, r.Acct+" "+r.Amount.String())
	}
	for _, r := range m.OpenRows(after(9)) {
		got = append(got, r.Acct+" "+string(r.ID))
	}
	want := []string{
		"main 2", "hedge 4", "main 1", "hedge 1",
		"main 20", "hedge 40", "hedge 30", "main 10",
		"hedge 4", "hedge 3", "main 2", "main 1", // of one moment the larger first
		"main 9", "hedge 9",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if !h.Orders.At.Equal(after(9)) || !h.Orders.Listed.Equal(after(9)) {
		t.Errorf("heard at %v, listed at %v", h.Orders.At, h.Orders.Listed)
	}
}

// anotherPosition is one beside [hedgePosition].
func anotherPosition() Position {
	p := hedgePosition()
	p.ID = "another"
	return p
}

func TestTheSumFollowsEveryChangeAndIsMadeOnce(t *testing.T) {
	m := twoAccounts()
	if n := testing.AllocsPerRun(10, func() { m.Held() }); n != 0 {
		t.Errorf("asking for the sum again takes %v allocations", n)
	}
	events := []Event{
		Positions{Account: second, At: after(2), Rows: []Position{hedgePosition(), anotherPosition()}},
		NewOrders(second, after(2), []Order{{Market: "15", ID: "1", Time: start}}, true),
		NewFills(profile, after(2), []Trade{fill(1, "5")}, true),
		NewTransfers(second, after(2), []Transfer{{Direction: Deposit, Amount: Int(1), Time: start}}),
		OpenOrders{Account: profile, At: after(2), Rows: []Order{{Market: "15", ID: "1"}}},
		Account{Index: 1, Name: "other", State: AccountKnown, Profile: "0x77"},
	}
	text := func(h *Holder) string {
		return fmt.Sprint(len(h.Positions.Rows), len(h.Orders.Rows), h.Fills.Len(), len(h.Transfers.Rows), len(h.Open.Rows))
	}
	for _, e := range events {
		before := text(m.Held())
		m.Apply(batchOf(e))
		if fresh := text(m.Clone().Held()); text(m.Held()) != fresh || fresh == before {
			t.Errorf("after %T the sum has %s, anew %s, before %s", e, text(m.Held()), fresh, before)
		}
	}
	if own := m.Account(profile).Orders; len(own.Rows) > 0 && own.Rows[0].Acct != "" {
		t.Error("the sum wrote into the rows of an account")
	}
}

func TestLookingIgnoresPlacesWithoutAnAccount(t *testing.T) {
	m := New(nil, "main", "hedge")
	for _, c := range []struct{ to, at int }{{1, 1}, {2, 1}, {-2, 1}, {AllAccounts, AllAccounts}, {9, AllAccounts}, {0, 0}} {
		if m.Look(c.to); m.Looked() != c.at {
			t.Errorf("after place %d it looks at %d, want %d", c.to, m.Looked(), c.at)
		}
	}
	one := New(nil, "main")
	if one.Look(AllAccounts); one.Looked() != 0 {
		t.Error("one account has a sum")
	}
	m.Apply(batchOf(Account{Index: MaxAccounts, State: AccountKnown}, Account{Index: -1}))
	if len(m.Accounts()) != 2 {
		t.Errorf("%d accounts", len(m.Accounts()))
	}
}

func TestTheSumOfOneAccountIsThatAccount(t *testing.T) {
	m := sampleDay()
	m.Apply(batchOf(Account{State: AccountKnown, Profile: profile}))
	for _, now := range []time.Time{start, start.Add(time.Hour)} {
		if all, one := m.ExposuresOf(AllAccounts, now), m.ExposuresOf(m.Looked(), now); len(one) == 0 || !reflect.DeepEqual(all, one) {
			t.Errorf("%+v is not %+v", all, one)
		}
	}
}

func TestACopyLooksForItself(t *testing.T) {
	m := twoAccounts()
	m.Held()
	c := m.Clone()
	c.Look(1)
	rev := c.Revision()
	if m.Looked() != AllAccounts || len(m.Held().Positions.Rows) != 4 || len(c.Held().Positions.Rows) != 1 {
		t.Errorf("the original looks at %d, the copy at %d", m.Looked(), c.Looked())
	}
	c.Look(1)
	if c.Revision() != rev {
		t.Error("looking at the same account is a change")
	}
	c.Look(AllAccounts)
	m.Apply(batchOf(Positions{Account: second, At: after(2)}))
	if len(m.Held().Positions.Rows) != 3 || len(c.Held().Positions.Rows) != 4 {
		t.Error("the sum of a copy changed with its original")
	}
	c.Apply(batchOf(Positions{Account: second, At: after(2), Rows: []Position{hedgePosition(), anotherPosition()}}))
	if len(m.Held().Positions.Rows) != 3 || len(c.Held().Positions.Rows) != 5 {
		t.Error("the sums of copy and original are one")
	}
	if name, _ := c.Watched(); name.Name != SumName || name.State != AccountKnown || name.Index != AllAccounts {
		t.Errorf("the sum is called %+v", name)
	}
}
