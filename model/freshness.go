package model

import (
	"time"
)

// Freshness is what can be said of the data of a topic right now, worst last.
type Freshness uint8

// Degrees of freshness.
const (
	Live    Freshness = iota // it spoke a moment ago
	Quiet                    // silent, but its link answers
	Waiting                  // it has not spoken yet
	Stale                    // its link is down, unproven, or has been renewed since it spoke
)

// Limits of freshness. They follow from the feed's heartbeat, which pings a silent link within 10 s.
const (
	// QuietAfter is the silence after which a topic that usually speaks is called quiet.
	QuietAfter = 10 * time.Second
	// ProofLimit is how long a link is trusted without a sign of life from its far end.
	ProofLimit = 13 * time.Second
)

// Age is the freshness of one topic with what is needed to say it.
type Age struct {
	State  Freshness
	Old    time.Duration // since it last spoke; 0 before that
	Spoken bool          // whether it ever did
	Reason string        // why it is waiting or stale
}

// Worse returns the worse of two ages: the state and reason of the worse, the older age.
func (a Age) Worse(b Age) Age {
	if b.State > a.State {
		a.State, a.Reason = b.State, b.Reason
	}
	a.Spoken = a.Spoken && b.Spoken
	a.Old = max(a.Old, b.Old)
	return a
}

// Usable reports whether figures made of the data may be shown as current.
func (a Age) Usable() bool { return a.State == Live || a.State == Quiet }

// AgeOf judges the data a scope last spoke at a time: by its link, by whether the link was renewed since, by its age.
func (m *Model) AgeOf(s Scope, at, now time.Time) Age {
	a := Age{Spoken: !at.IsZero()}
	if a.Spoken {
		a.Old = max(0, now.Sub(at))
	}
	link, known := m.links[s]
	switch {
	case !known:
		a.State, a.Reason = Waiting, "not subscribed"
	case link.State == LinkDown:
		a.State, a.Reason = Stale, "offline: "+link.Cause
	case link.State == LinkConnecting:
		a.State, a.Reason = Stale, "connecting"
	case now.Sub(link.Proven) > ProofLimit:
		a.State, a.Reason = Stale, "no sign of life"
	case a.Spoken && at.Before(link.Since):
		a.State, a.Reason = Stale, "not heard since reconnecting"
	case !a.Spoken:
		a.State = Waiting
	case a.Old > QuietAfter:
		a.State = Quiet
	}
	if !a.Spoken && a.State == Stale {
		a.State = Waiting
	}
	return a
}

// BookAge judges a market's book, by what other streams tell of it too.
func (m *Model) BookAge(id MarketID, now time.Time) Age {
	d, b := m.doubts[id], m.Book(id)
	a := d.book.judge(m.AgeOf(MarketScope(id), b.At, now), now)
	if b.Flawed > 0 && a.Usable() { // one of them may be the best
		a.State, a.Reason = Stale, "a level cannot be read"
	}
	return m.legible(Stream{KindBook, string(id)}, b.At, a)
}

// TapeAge judges a market's trades.
func (m *Model) TapeAge(id MarketID, now time.Time) Age {
	at := m.Tape(id).At
	return m.legible(Stream{KindTrades, string(id)}, at, m.AgeOf(MarketScope(id), at, now))
}

// QuoteAge judges a market's best prices, by what other streams tell of them too.
func (m *Model) QuoteAge(id MarketID, now time.Time) Age {
	d, q := m.doubts[id], m.Quote(id)
	a := d.quote.judge(m.AgeOf(Scope{}, q.At, now), now)
	if q.Crossed() {
		a = a.Worse(Age{State: Stale, Spoken: true, Reason: "best prices crossed"})
	}
	return m.legible(Stream{KindBest, string(id)}, q.At, a)
}

// FundingAge judges a market's funding rate.
func (m *Model) FundingAge(id MarketID, now time.Time) Age {
	at := m.Funding(id).Current().At
	return m.legible(Stream{KindFunding, string(id)}, at, m.AgeOf(Scope{}, at, now))
}

// Health is the state of the program's links as a whole, as far as what is on screen depends on them.
type Health struct {
	State  HealthState
	Reason string
	Since  time.Duration // age of the newest data, when stale
	Retry  time.Duration // until the next attempt, when offline
	RTT    time.Duration // worst of the links that are up; 0 when unknown
	Down   int           // links not up, or without a sign of life
	Links  int
}

// HealthState is the header's word.
type HealthState uint8

// States of health, worst last.
const (
	HealthLive HealthState = iota
	HealthPartial
	HealthStale
	HealthConnecting
	HealthOffline
)

// Health judges the links by data: live means that the market's book has spoken on its present connection and that
// every link is up and proven.
func (m *Model) Health(id MarketID, now time.Time) Health {
	h := Health{Links: len(m.scopes), State: HealthConnecting}
	failed, silent := 0, 0
	for _, s := range m.scopes {
		l := m.links[s]
		switch {
		case l.State == LinkUp && now.Sub(l.Proven) <= ProofLimit:
			h.RTT = max(h.RTT, l.RTT)
			continue
		case l.State == LinkUp:
			silent++
		case l.State == LinkDown:
			retry := max(0, l.RetryAt.Sub(now))
			if failed == 0 || retry < h.Retry {
				h.Retry, h.Reason = retry, l.Cause
			}
			failed++
		}
		h.Down++
	}
	if failed == 0 && silent > 0 {
		h.Reason = "no sign of life"
	}
	book := m.BookAge(id, now)
	price := m.QuoteAge(id, now)
	switch {
	case h.Links == 0:
	case h.Down == h.Links && failed > 0:
		h.State = HealthOffline
	case h.Down == h.Links && silent == 0:
	case book.Usable() && h.Down > 0:
		h.State = HealthPartial
	case book.Usable():
		h.State = HealthLive
	case book.State == Stale || book.Spoken:
		h.State, h.Since = HealthStale, book.Old
		h.Reason = book.Reason
	case price.Usable():
		h.State, h.Reason = HealthPartial, "no book yet"
	}
	return h
}
