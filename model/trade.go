package model

import (
	"slices"
	"sort"
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
func (t Trade) Taker() BookSide { return t.taker() }

func (t *Trade) taker() BookSide {
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
func (t Trade) Same(u Trade) bool {
	return t.Order == u.Order && t.Position == u.Position && t.moment() == u.moment() &&
		t.Price.Cmp(u.Price) == 0 && t.Size.Cmp(u.Size) == 0 && t.Address.Same(u.Address)
}

// Compare orders trades by time and ledger version.
func (t Trade) Compare(u Trade) int { return t.compare(u) }

func (t Trade) compare(u Trade) int { return t.moment().compare(u.moment()) }

// ledger is a bounded list of fills, oldest first, united by the multiset rule: of equal rows it holds as many as the
// push with the most of them had: rows of one push are distinct fills even when they look the same.
type ledger struct {
	rows    []Trade
	store   []Trade // the whole memory of rows, empty: rows walk up through it as old ones fall out, and move down at its end
	dropped Trade   // newest row that fell out; what is not newer is not taken again
	full    bool
	sweeps  bool // rows are those of takers: see [Trade.sweeps]
}

// add unites the ledger with a push and returns the rows that were new, oldest first.
func (l *ledger) add(push []Trade, limit int) []Trade {
	push = oldestFirst(push)
	added := push[:0]
	for len(push) > 0 {
		n := 1
		for n < len(push) && push[n].moment() == push[0].moment() {
			n++
		}
		if l.sweeps && n > 1 {
			sweep(push[:n])
		}
		if !l.full || push[0].compare(l.dropped) > 0 {
			added = append(added, l.unite(push[:n])...)
		}
		push = push[n:]
	}
	if over := len(l.rows) - limit; over > 0 {
		l.dropped, l.full = l.rows[over-1], true
		l.rows = l.rows[over:]
	}
	return added
}

// oldestFirst is a copy of a push in the order of the ledger.
func oldestFirst(push []Trade) []Trade {
	if n := len(push); n > 1 {
		push = slices.Clone(push)
		if push[0].compare(push[n-1]) > 0 {
			slices.Reverse(push)
		}
	}
	if !slices.IsSortedFunc(push, Trade.compare) {
		push = inOrder(push, func(a, b *Trade) int { return a.compare(*b) })
	}
	return push
}

// unite takes rows of one moment, which go behind those of the same moment, and returns the ones that were new. Equal rows
// are of one moment, so only those need to be compared, and most moments are newer than all before.
func (l *ledger) unite(rows []Trade) []Trade {
	begin, end := len(l.rows), len(l.rows)
	if now := rows[0].moment(); end > 0 && l.rows[end-1].moment().compare(now) >= 0 {
		begin = sort.Search(end, func(i int) bool { return l.rows[i].moment().compare(now) >= 0 })
		end = begin + sort.Search(end-begin, func(i int) bool { return l.rows[begin+i].moment().compare(now) > 0 })
	}
	rows = unheld(rows, l.rows[begin:end])
	if len(l.rows)+len(rows) > cap(l.rows) {
		l.move(len(rows))
	}
	held := len(l.rows)
	l.rows = append(l.rows, rows...)
	if end < held { // those behind make room
		copy(l.rows[end+len(rows):], l.rows[end:held])
		copy(l.rows[end:], rows)
	}
	if l.sweeps && begin < end {
		sweep(l.rows[begin : end+len(rows)])
	}
	return rows
}

// move makes room for more rows. An eighth of them at least fall out before the next time: more room would be more memory of every
// market, of which most are quiet.
func (l *ledger) move(more int) {
	if n := len(l.rows) + more; n+n/8 > cap(l.store) {
		l.store = make([]Trade, 0, n+n/4)
	}
	l.rows = append(l.store, l.rows...)
}

// unheld takes from rows, as often as each is held, those that are held already.
func unheld(rows, held []Trade) []Trade {
	switch {
	case len(held) == 0:
		return rows
	case len(rows) == 1:
		if slices.ContainsFunc(held, rows[0].Same) {
			return nil
		}
		return rows
	}
	counts := make(map[tradeKey]int, len(held))
	for _, t := range held {
		counts[t.key()]++
	}
	return slices.DeleteFunc(rows, func(t Trade) bool {
		k := t.key()
		counts[k]--
		return counts[k] >= 0
	})
}

func (l ledger) clone() ledger {
	l.rows, l.store = slices.Clone(l.rows), nil
	return l
}
