package model

import (
	"testing"
	"time"
)

func TestAgeOfATopicFollowsFromItsLink(t *testing.T) {
	scope, limit := MarketScope("15"), int(ProofLimit/time.Second)
	up := Link{Scope: scope, State: LinkUp, Since: start, Proven: after(100)}
	unproven := Link{Scope: scope, State: LinkUp, Since: start, Proven: after(60)}
	down := Link{Scope: scope, State: LinkDown, Since: after(90), Cause: "no route", Proven: after(89)}
	connecting := Link{Scope: scope, State: LinkConnecting, Since: after(95)}
	renewed := Link{Scope: scope, State: LinkUp, Since: after(95), Proven: after(95)}

	for _, c := range []struct {
		name   string
		link   *Link
		heard  int // second; negative for never
		now    int
		state  Freshness
		old    time.Duration
		reason string
	}{
		{"spoke just now", &up, 100, 100, Live, 0, ""},
		{"spoke a moment ago", &up, 90, 100, Live, 10 * time.Second, ""},
		{"clock behind the socket", &up, 101, 100, Live, 0, ""},
		{"silent, link proven", &up, 89, 100, Quiet, 11 * time.Second, ""},
		{"silent for long, link proven", &up, 10, 100 + limit, Quiet, 90*time.Second + ProofLimit, ""},
		{"link proven too long ago", &up, 90, 101 + limit, Stale, 11*time.Second + ProofLimit, "no sign of life"},
		{"never proven", &unproven, 91, 100, Stale, 9 * time.Second, "no sign of life"},
		{"link down", &down, 90, 100, Stale, 10 * time.Second, "offline: no route"},
		{"connecting", &connecting, 90, 100, Stale, 10 * time.Second, "connecting"},
		{"heard before the link was renewed", &renewed, 94, 96, Stale, 2 * time.Second, "not heard since reconnecting"},
		{"heard as the link was renewed", &renewed, 95, 96, Live, time.Second, ""},
		{"nothing yet", &up, -1, 100, Waiting, 0, ""},
		{"nothing yet, renewed", &renewed, -1, 100, Waiting, 0, ""},
		{"nothing yet, link down", &down, -1, 100, Waiting, 0, "offline: no route"},
		{"nothing yet, connecting", &connecting, -1, 100, Waiting, 0, "connecting"},
		{"nothing yet, unproven", &unproven, -1, 100, Waiting, 0, "no sign of life"},
		{"no link", nil, 99, 100, Waiting, time.Second, "not subscribed"},
	} {
		m := New(nil)
		if c.link != nil {
			m.Apply(batchOf(*c.link))
		}
		var heard time.Time
		if c.heard >= 0 {
			heard = after(c.heard)
		}
		want := Age{State: c.state, Old: c.old, Spoken: c.heard >= 0, Reason: c.reason}
		if got := m.AgeOf(scope, heard, after(c.now)); got != want {
			t.Errorf("%s: %+v, want %+v", c.name, got, want)
		}
	}
}

func TestNothingFromBeforeAReconnectIsLiveBeforeItIsHeardAgain(t *testing.T) {
	everything := func(at int) Batch {
		return batchOf(
			sampleDepth(at),
			NewTrades("15", after(at), []Trade{fill(at, "1")}),
			NewBest("15", after(at), Int(1), Int(2)),
			Funding{Market: "15", Rates: []Rate{{Value: Int(1), At: after(at)}}},
			Positions{Account: profile, At: after(at)},
			OpenOrders{Account: profile, At: after(at)},
			NewOrders(profile, after(at), nil, true),
			NewFills(profile, after(at), nil, true),
			NewTransfers(profile, after(at), nil),
		)
	}
	m := watching()
	ages := func(now int) map[string]Age {
		return map[string]Age{
			"book":        m.BookAge("15", after(now)),
			"trades":      m.TapeAge("15", after(now)),
			"best price":  m.QuoteAge("15", after(now)),
			"funding":     m.FundingAge("15", after(now)),
			"positions":   m.AccountAge(KindPositions, after(now)),
			"open orders": m.AccountAge(KindOpenOrders, after(now)),
			"orders":      m.AccountAge(KindOrders, after(now)),
			"fills":       m.AccountAge(KindFills, after(now)),
			"transfers":   m.AccountAge(KindTransfers, after(now)),
		}
	}
	all := func(now int, want Freshness, when string) {
		for name, age := range ages(now) {
			if age.State != want {
				t.Errorf("%s: %s is %+v, want state %d", when, name, age, want)
			}
		}
	}
	links := func(state LinkState, at int) {
		for _, l := range m.Links() {
			m.Apply(batchOf(Link{Scope: l.Scope, State: state, Since: after(at), Proven: after(at)}))
		}
	}
	all(1, Waiting, "before the first word")
	m.Apply(everything(1))
	all(2, Live, "after it")
	links(LinkDown, 3)
	all(3, Stale, "link down")
	links(LinkConnecting, 4)
	all(4, Stale, "connecting")
	links(LinkUp, 5)
	all(5, Stale, "link up again")
	all(30, Stale, "long after")
	links(LinkUp, 31)
	m.Apply(everything(31))
	all(32, Live, "heard again")
}

func TestLiveTopicAloneDoesNotMakeAListFresh(t *testing.T) {
	m := watching(NewOrders(profile, start, nil, true))
	m.Apply(batchOf(Link{Scope: AccountScope(profile), State: LinkUp, Since: after(5), Proven: after(5)}))
	m.Apply(batchOf(NewOrders(profile, after(6), nil, false)))
	if got := m.AccountAge(KindOrders, after(7)); got.State != Stale || got.Old != time.Second {
		t.Errorf("list is %+v, want stale, since it was not sent again, and a second old, since the live topic spoke", got)
	}
}

func TestAccountThatIsNotWatchedWaitsWithAReason(t *testing.T) {
	for _, c := range []struct {
		account Account
		reason  string
	}{
		{Account{}, "no account"},
		{Account{State: AccountLookup}, "looking up the profile address"},
		{Account{State: AccountNotFound, Cause: "status 404"}, "status 404"},
		{Account{State: AccountKnown, Profile: "0x1"}, "not subscribed"},
	} {
		m := New(nil)
		m.Apply(batchOf(c.account))
		if got := m.AccountAge(KindPositions, after(1)); got.State != Waiting || got.Reason != c.reason || got.Usable() {
			t.Errorf("account state %d: %+v, want waiting: %q", c.account.State, got, c.reason)
		}
	}
}

func TestWorseAgeWins(t *testing.T) {
	live := Age{State: Live, Old: 9 * time.Second, Spoken: true}
	quiet := Age{State: Quiet, Old: 20 * time.Second, Spoken: true}
	waiting := Age{State: Waiting, Reason: "connecting"}
	stale := Age{State: Stale, Old: time.Second, Spoken: true, Reason: "no sign of life"}
	for _, c := range []struct{ a, b, want Age }{
		{live, quiet, Age{State: Quiet, Old: 20 * time.Second, Spoken: true}},
		{live, stale, Age{State: Stale, Old: 9 * time.Second, Spoken: true, Reason: "no sign of life"}},
		{quiet, waiting, Age{State: Waiting, Old: 20 * time.Second, Reason: "connecting"}},
		{waiting, stale, Age{State: Stale, Old: time.Second, Reason: "no sign of life"}},
		{live, live, live},
	} {
		if c.a.Worse(c.b) != c.want || c.b.Worse(c.a) != c.want {
			t.Errorf("worse of %+v and %+v is %+v, want %+v", c.a, c.b, c.a.Worse(c.b), c.want)
		}
	}
}
