package model

import "time"

// ScopeKind is what a connection is about.
type ScopeKind uint8

// Kinds of scopes.
const (
	ScopeExchange ScopeKind = iota // funding rates and best prices
	ScopeMarket                    // book and trades of one market
	ScopeAccount                   // the topics of one account
)

// Scope is what one connection is about, and whose: a market id, an account address, or empty.
type Scope struct {
	Kind  ScopeKind
	Owner string
}

// MarketScope is the scope of a market's connection.
func MarketScope(id MarketID) Scope { return Scope{ScopeMarket, string(id)} }

// AccountScope is the scope of an account's connection.
func AccountScope(a Address) Scope { return Scope{ScopeAccount, string(a.Canonical())} }

// String is the scope in words.
func (s Scope) String() string {
	switch s.Kind {
	case ScopeMarket:
		return "market " + s.Owner
	case ScopeAccount:
		return "account " + Address(s.Owner).Short()
	}
	return "exchange"
}

// LinkState is the state of a connection.
type LinkState uint8

// States of a connection.
const (
	LinkConnecting LinkState = iota
	LinkUp
	LinkDown // waiting to try again
)

// Link is the event, and the state, of one connection.
type Link struct {
	Scope   Scope
	State   LinkState
	Since   time.Time      // when it came into the state
	Cause   string         // why it last ended
	RetryAt time.Time      // when it is tried again, while down
	Proven  time.Time      // when the far end last gave a sign of life: a pong or a message
	RTT     time.Duration  // of the last ping; 0 before the first
	Tries   int            // attempts since data last flowed
	Lost    [MaxLost]int64 // the last signs of life of the connections lost before, in Unix seconds, the newest first
	Count   Counts
	Topics  [MaxTopics]Topic // those heard, in the order in which they first spoke; the rest are empty
	Rev     uint64
}

// MaxLost is the number of lost connections of a scope that are remembered.
const MaxLost = 16

// MaxTopics is the number of topics of the scope that has the most, an account's.
const MaxTopics = 7

// Topic is what was heard of one topic of a connection and its predecessors.
type Topic struct {
	Name     string
	At       time.Time // received, of its last message
	Messages int64
}

// Counts is what came over a connection and its predecessors of the same scope.
type Counts struct {
	Messages, Bytes int64
	Failures        int64  // rows or messages that could not be read
	Foreign         int64  // rows of another market or account
	Unknown         int64  // messages of an unknown topic
	LastFailure     string // the last of them, cleaned and cut
}

func (l Link) stream() Stream {
	return Stream{KindLink, string(rune('0'+l.Scope.Kind)) + l.Scope.Owner}
}
func (l Link) merge(newer Event) Event { return newer }

func (l Link) apply(m *Model) {
	if _, known := m.links[l.Scope]; !known {
		m.scopes = append(m.scopes, l.Scope)
	}
	l.Rev = m.bump()
	m.links[l.Scope] = l
}

// Lose notes that a connection that was up is lost.
func (l *Link) Lose() {
	if l.State == LinkUp {
		copy(l.Lost[1:], l.Lost[:])
		l.Lost[0] = l.Proven.Unix()
	}
}

// Held is the second to which what was heard at a second is known to have held, if a loss of the connection bounds it.
func (l Link) Held(second int64) (until int64, bounded bool) {
	for _, lost := range l.Lost {
		if lost < second {
			break
		}
		until, bounded = lost, true
	}
	return until, bounded
}

// MarketList is the event of the markets the exchange lists, which replaces what was known of them.
type MarketList struct {
	Markets []Market
	Source  Source
}

func (l MarketList) stream() Stream          { return Stream{KindMarkets, ""} }
func (l MarketList) merge(newer Event) Event { return newer }
func (l MarketList) apply(m *Model)          { m.learn(l.Markets) }
