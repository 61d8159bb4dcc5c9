package model

import (
	"maps"
	"slices"
	"strings"
)

// Model is the whole state. Make one with [New]; it belongs to one goroutine.
type Model struct {
	rev         uint64
	given       []Market // from the start: built in or configured
	learned     []Market // told by the exchange; these count before the given
	marketsRev  uint64
	books       map[MarketID]*Book
	quotes      map[MarketID]*Quote
	tapes       map[MarketID]*Tape
	funding     map[MarketID]*RateLog
	accounts    map[Address]*Holder
	links       map[Scope]Link
	scopes      []Scope             // in the order in which they first spoke
	garbled     map[Stream]spoilt   // messages that cannot be read
	doubts      map[MarketID]doubts // found by comparing streams, no stream's own
	watched     []Account           // the configured ones in their order
	watchedRevs [MaxAccounts]uint64
	looked      int    // the one that is looked at, or AllAccounts
	sum         *sum   // of all accounts, made when it is asked for
	heldRev     uint64 // counts the changes of accounts, for the sum
}

// Holder is all that is known of one account.
type Holder struct {
	Positions Holdings
	Open      Resting
	Orders    OrderLog
	Fills     FillLog
	Transfers TransferLog
}

// New returns an empty model that knows these markets, and the names of the accounts it will be told of, in their order.
func New(markets []Market, accounts ...string) *Model {
	m := &Model{
		given:    slices.Clone(markets),
		books:    make(map[MarketID]*Book),
		quotes:   make(map[MarketID]*Quote),
		tapes:    make(map[MarketID]*Tape),
		funding:  make(map[MarketID]*RateLog),
		accounts: make(map[Address]*Holder),
		links:    make(map[Scope]Link),
		garbled:  make(map[Stream]spoilt),
		doubts:   make(map[MarketID]doubts),
	}
	for i, name := range accounts[:min(len(accounts), MaxAccounts)] {
		m.watched = append(m.watched, Account{Index: i, Name: name})
	}
	return m
}

// Apply takes in a batch.
func (m *Model) Apply(b Batch) {
	for _, e := range b.events {
		e.apply(m)
	}
}

// Revision is the revision of the newest change.
func (m *Model) Revision() uint64 { return m.rev }

func (m *Model) bump() uint64 {
	m.rev++
	return m.rev
}

func (m *Model) learn(markets []Market) {
	m.learned = markets[:min(len(markets), MaxMarkets)]
	m.marketsRev = m.bump()
}

// Markets returns the markets known: the given ones in their order, then those only the exchange told of.
func (m *Model) Markets() []Market {
	out := make([]Market, 0, len(m.given)+len(m.learned))
	for _, g := range m.given {
		out = append(out, m.Market(g.ID))
	}
	for _, l := range m.learned {
		if !slices.ContainsFunc(m.given, func(g Market) bool { return g.ID == l.ID }) {
			out = append(out, l)
		}
	}
	return out
}

// Market returns what is known of a market; never nothing, see [UnknownMarket].
func (m *Model) Market(id MarketID) Market {
	for _, list := range [][]Market{m.learned, m.given} {
		if at := slices.IndexFunc(list, func(k Market) bool { return k.ID == id }); at >= 0 {
			return list[at]
		}
	}
	return UnknownMarket(id)
}

// MarketsRev is the revision of the market list.
func (m *Model) MarketsRev() uint64 { return m.marketsRev }

// FundedMarkets returns the markets of [Model.Markets] and behind them those of which only a funding rate is known.
func (m *Model) FundedMarkets() []Market {
	out := m.Markets()
	var unknown []MarketID
	for id := range m.funding {
		if !slices.ContainsFunc(out, func(k Market) bool { return k.ID == id }) {
			unknown = append(unknown, id)
		}
	}
	slices.SortFunc(unknown, compareIDs)
	for _, id := range unknown {
		out = append(out, UnknownMarket(id))
	}
	return out
}

// compareIDs orders numeric ids by their number.
func compareIDs(a, b MarketID) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(string(a), string(b))
}

// Book returns a market's book; its time is zero before the first push.
func (m *Model) Book(id MarketID) Book { return part(m.books, id) }

// restart has the reach of all prices begin anew.
func (m *Model) restart() {
	for _, b := range m.books {
		b.Mids.Reach = Reach{}
	}
	for _, q := range m.quotes {
		q.Mids.Reach = Reach{}
	}
}

// Quote returns a market's best prices; their time is zero before the first push.
func (m *Model) Quote(id MarketID) Quote { return part(m.quotes, id) }

// Funding returns a market's funding rates.
func (m *Model) Funding(id MarketID) RateLog { return part(m.funding, id) }

// Tape returns a market's trades; never nil. It is to be read only.
func (m *Model) Tape(id MarketID) *Tape {
	if t := m.tapes[id]; t != nil {
		return t
	}
	return new(Tape)
}

// Account returns what is known of an account; never nil. It is to be read only.
func (m *Model) Account(a Address) *Holder {
	if h := m.accounts[a.Canonical()]; h != nil {
		return h
	}
	return new(Holder)
}

// Link returns the connection of a scope and whether there is one.
func (m *Model) Link(s Scope) (Link, bool) {
	l, ok := m.links[s]
	return l, ok
}

// Links returns all connections in the order in which they began.
func (m *Model) Links() []Link {
	out := make([]Link, len(m.scopes))
	for i, s := range m.scopes {
		out[i] = m.links[s]
	}
	return out
}

// Clone returns an independent copy, for a reader that wants to keep looking at this moment.
func (m *Model) Clone() *Model {
	c := *m
	c.books = cloned(m.books, func(b *Book) *Book { k := *b; k.Mids.Points = slices.Clone(b.Mids.Points); return &k })
	c.quotes = cloned(m.quotes, func(q *Quote) *Quote { k := *q; k.Mids.Points = slices.Clone(q.Mids.Points); return &k })
	c.funding = cloned(m.funding, func(r *RateLog) *RateLog { k := *r; k.Rates = slices.Clone(r.Rates); return &k })
	c.tapes = cloned(m.tapes, (*Tape).clone)
	c.accounts = cloned(m.accounts, (*Holder).clone)
	c.links = maps.Clone(m.links)
	c.doubts, c.garbled = maps.Clone(m.doubts), maps.Clone(m.garbled)
	c.scopes = slices.Clone(m.scopes)
	c.watched, c.sum = slices.Clone(m.watched), nil
	return &c
}

func (h *Holder) clone() *Holder {
	c := *h
	c.Orders.Rows = slices.Clone(h.Orders.Rows)
	c.Transfers.Rows = slices.Clone(h.Transfers.Rows)
	c.Fills.ledger = h.Fills.ledger.clone()
	return &c
}

func cloned[K comparable, V any](parts map[K]*V, clone func(*V) *V) map[K]*V {
	out := make(map[K]*V, len(parts))
	for k, v := range parts {
		out[k] = clone(v)
	}
	return out
}

func part[K comparable, V any](parts map[K]*V, key K) V {
	if p := parts[key]; p != nil {
		return *p
	}
	var none V
	return none
}

// grown returns the part of a key, making it if the bound allows; nil if not.
func grown[K comparable, V any](parts map[K]*V, key K) *V {
	p := parts[key]
	if p == nil && len(parts) < MaxMarkets {
		p = new(V)
		parts[key] = p
	}
	return p
}

func (m *Model) book(id MarketID) *Book {
	b := grown(m.books, id)
	if b != nil {
		b.Market = id
	}
	return b
}

func (m *Model) quote(id MarketID) *Quote   { return grown(m.quotes, id) }
func (m *Model) tape(id MarketID) *Tape     { return grown(m.tapes, id) }
func (m *Model) rates(id MarketID) *RateLog { return grown(m.funding, id) }

// account is the part of an account that an event is about to change. It is never asked for more accounts than are
// configured, so it is not bounded.
func (m *Model) account(a Address) *Holder {
	m.heldRev++
	key := a.Canonical()
	h := m.accounts[key]
	if h == nil {
		h = new(Holder)
		m.accounts[key] = h
	}
	return h
}

// Emptied returns a model that has been told nothing, with the given markets, the names of the accounts and the look of this
// one. Its revisions go on from those of this one, so what was made of this one is not taken for up to date.
func (m *Model) Emptied() *Model {
	names := make([]string, len(m.watched))
	for i, a := range m.watched {
		names[i] = a.Name
	}
	e := New(m.given, names...)
	e.looked, e.rev, e.heldRev = m.looked, m.rev+1, m.heldRev+1
	e.marketsRev = e.rev
	return e
}
