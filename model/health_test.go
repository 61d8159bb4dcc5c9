package model

import (
	"testing"
	"time"
)

func TestHealthIsJudgedByData(t *testing.T) {
	market, account := MarketScope("15"), AccountScope(profile)
	up := func(s Scope, rtt int) Link {
		return Link{Scope: s, State: LinkUp, Since: start, Proven: after(50), RTT: time.Duration(rtt) * time.Millisecond}
	}
	down := func(s Scope, retry int, cause string) Link {
		return Link{Scope: s, State: LinkDown, Since: after(40), RetryAt: after(retry), Cause: cause}
	}
	unproven := func(s Scope) Link { return Link{Scope: s, State: LinkUp, Since: start, Proven: start} }
	connecting := func(s Scope) Link { return Link{Scope: s, Since: start} }
	best := NewBest("15", after(49), Int(1), Int(2))

	for _, c := range []struct {
		name   string
		events []Event
		want   Health
	}{
		{"no link yet", nil, Health{State: HealthConnecting}},
		{
			"everything up and heard",
			[]Event{up(market, 38), up(Scope{}, 120), sampleDepth(49)},
			Health{State: HealthLive, Links: 2, RTT: 120 * time.Millisecond},
		},
		{
			"a calm market",
			[]Event{up(market, 38), sampleDepth(10)},
			Health{State: HealthLive, Links: 1, RTT: 38 * time.Millisecond},
		},
		{
			"up but nothing heard",
			[]Event{up(market, 38)},
			Health{State: HealthConnecting, Links: 1, RTT: 38 * time.Millisecond},
		},
		{
			"best price but no book",
			[]Event{up(market, 38), up(Scope{}, 30), best},
			Health{State: HealthPartial, Links: 2, RTT: 38 * time.Millisecond, Reason: "no book yet"},
		},
		{
			"the account's link down",
			[]Event{up(market, 38), down(account, 54, "no route"), sampleDepth(49)},
			Health{State: HealthPartial, Links: 2, Down: 1, RTT: 38 * time.Millisecond, Reason: "no route", Retry: 4 * time.Second},
		},
		{
			"the account's link silent",
			[]Event{up(market, 38), unproven(account), sampleDepth(49)},
			Health{State: HealthPartial, Links: 2, Down: 1, RTT: 38 * time.Millisecond, Reason: "no sign of life"},
		},
		{
			"the market's link down",
			[]Event{down(market, 54, "no route"), up(account, 20), sampleDepth(30)},
			Health{State: HealthStale, Links: 2, Down: 1, RTT: 20 * time.Millisecond, Reason: "offline: no route", Retry: 4 * time.Second, Since: 20 * time.Second},
		},
		{
			"reconnected, book not heard again",
			[]Event{Link{Scope: market, State: LinkUp, Since: after(48), Proven: after(48)}, sampleDepth(30)},
			Health{State: HealthStale, Links: 1, Reason: "not heard since reconnecting", Since: 20 * time.Second},
		},
		{
			"every link silent",
			[]Event{unproven(market), unproven(account), sampleDepth(10)},
			Health{State: HealthStale, Links: 2, Down: 2, Reason: "no sign of life", Since: 40 * time.Second},
		},
		{
			"connecting for the first time",
			[]Event{connecting(market), connecting(account)},
			Health{State: HealthConnecting, Links: 2, Down: 2},
		},
		{
			"all down: the soonest attempt counts",
			[]Event{down(market, 59, "no route"), down(account, 54, "refused"), sampleDepth(10)},
			Health{State: HealthOffline, Links: 2, Down: 2, Reason: "refused", Retry: 4 * time.Second},
		},
		{
			"down and trying",
			[]Event{down(market, 54, "no route"), connecting(account)},
			Health{State: HealthOffline, Links: 2, Down: 2, Reason: "no route", Retry: 4 * time.Second},
		},
		{
			"down with the attempt due",
			[]Event{down(market, 40, "no route")},
			Health{State: HealthOffline, Links: 1, Down: 1, Reason: "no route"},
		},
		{
			"down with no attempt named",
			[]Event{Link{Scope: market, State: LinkDown, Since: start, Cause: "refused"}},
			Health{State: HealthOffline, Links: 1, Down: 1, Reason: "refused"},
		},
	} {
		m := New(nil)
		for _, e := range c.events {
			m.Apply(batchOf(e))
		}
		if got := m.Health("15", after(50)); got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

func TestLinksAreListedInTheOrderInWhichTheyBegan(t *testing.T) {
	m := watching()
	m.Apply(batchOf(Link{Scope: MarketScope("15"), State: LinkDown, Cause: "no route"}))
	want := []string{"exchange", "market 14", "market 15", "account 0xa11c…ffee"}
	// The account's scope holds its address padded.
	want[3] = "account " + profile.Canonical().Short()
	for i, l := range m.Links() {
		if got := l.Scope.String(); got != want[i] {
			t.Errorf("link %d is %q, want %q", i, got, want[i])
		}
	}
	if l, ok := m.Link(MarketScope("15")); !ok || l.Cause != "no route" {
		t.Errorf("link of market 15 is %+v, %t", l, ok)
	}
	if _, ok := m.Link(MarketScope("99")); ok {
		t.Error("a link that never was is there")
	}
}
