package model

import (
	"maps"
	"slices"
	"time"
)

// Trade is one fill: a row of the public tape or of an account's trade history. Absent fields were not sent.
type Trade struct {
	Address  Address
	Acct     string // name of the account it is of, in the sum of several only
	Market   MarketID
	Type     OrderType
	Leverage Dec
	Price    Dec // quote units
	Size     Dec // base units
	Value    Dec // size times price
	PnL      Dec // realised by this fill; whether fees are in it is not documented
	Fee      Dec // quote units
	Entry    Dec // of the position, on reducing fills
	Order    OrderID
	Position TradeID
	Time     time.Time
	Updated  time.Time
	Version  int64 // ledger version, 0 when not sent
}

// Taker is the side of the book that the row's order acts on: a bid buys. Whether the row is the taker's is not documented.
func (t Trade) Taker() BookSide {
	if s := t.Type.BookSide(); s != BookSideUnknown {
		return s
	}
	return t.Order.BookSide()
}

// tradeKey is what two reports of the same fill share. There is no unique id, so equal keys may be two fills.
type tradeKey struct {
	moment   moment
	order    OrderID
	position TradeID
	address  Address
	price    Dec
	size     Dec
}

func (t Trade) key() tradeKey {
	return tradeKey{t.moment(), t.Order, t.Position, t.Address.Canonical(), t.Price.key(), t.Size.key()}
}

// Same reports whether two rows cannot be told apart by what identifies a fill.
func (t Trade) Same(u Trade) bool { return t.key() == u.key() }

// compare orders trades by time and ledger version.
func (t Trade) compare(u Trade) int { return t.moment().compare(u.moment()) }

// ledger is a bounded list of fills, oldest first, united by the multiset rule: of equal rows it holds as many as the
// push with the most of them had: rows of one push are distinct fills even when they look the same.
type ledger struct {
	rows    []Trade
	counts  map[tradeKey]int
	dropped Trade // newest row that fell out; what is not newer is not taken again
	full    bool
}

// add unites the ledger with a push and returns the rows that were new, oldest first.
func (l *ledger) add(push []Trade, limit int) []Trade {
	if l.counts == nil {
		l.counts = make(map[tradeKey]int)
	}
	push = slices.Clone(push)
	if n := len(push); n > 1 && push[0].compare(push[n-1]) > 0 {
		slices.Reverse(push)
	}
	slices.SortStableFunc(push, Trade.compare)
	seen := make(map[tradeKey]int, len(push))
	added := push[:0]
	for _, t := range push {
		k := t.key()
		seen[k]++
		if seen[k] <= l.counts[k] || l.full && t.compare(l.dropped) <= 0 {
			continue
		}
		l.counts[k]++
		l.insert(t)
		added = append(added, t)
	}
	for len(l.rows) > limit {
		l.dropped, l.full = l.rows[0], true
		k := l.dropped.key()
		if l.counts[k]--; l.counts[k] == 0 {
			delete(l.counts, k)
		}
		l.rows = l.rows[1:]
	}
	return added
}

// insert keeps the rows in order; a row equal in time to others goes behind them.
func (l *ledger) insert(t Trade) {
	at := len(l.rows)
	for at > 0 && l.rows[at-1].compare(t) > 0 {
		at--
	}
	l.rows = slices.Insert(l.rows, at, t)
}

func (l ledger) clone() ledger {
	l.rows = slices.Clone(l.rows)
	l.counts = maps.Clone(l.counts)
	return l
}
