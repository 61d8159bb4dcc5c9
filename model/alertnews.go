package model

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// goneAfter is how long an order that is no longer listed may lack a word of the order history before that is told.
const goneAfter = 10 * time.Second

// wordGone is what is known of an order that is no longer listed and of which the history says nothing.
const wordGone = "gone"

// news is something that happened to the account: to an order (AlertFilled) or to a position.
type news struct {
	Fired

	kind AlertKind
	told bool
}

// pick returns the news that the alert waits for. An order of which nobody says how it ended is told once, but the alert goes
// on waiting for the truth.
func (w *alarm) pick(what []news, now time.Time) (fired []Fired, done bool) {
	want := map[AlertKind]string{AlertFilled: wordFilled, AlertCancelled: wordCancelled}[w.alert.Kind]
	for i, n := range what {
		ended := n.Word == wordFilled || n.Word == wordCancelled
		switch {
		case (want == "") != (n.kind == AlertPosition), !w.alert.about(n.Market), ended && n.Word != want, !ended && want != "" && n.told:
			continue
		case ended || want == "":
			done = true
		}
		what[i].told = true
		n.Alert, n.At = w.alert, now
		fired = append(fired, n.Fired)
	}
	return fired, done
}

// orderKey tells orders apart: their ids count per market.
type orderKey struct {
	market MarketID
	id     OrderID
}

func (k orderKey) compare(o orderKey) int {
	return cmp.Or(compareIDs(k.market, o.market), cmp.Compare(k.id, o.id))
}

// orderNews finds out what became of orders: by what the order history says, and only by that.
type orderNews struct {
	lookout
	account Address
	begun   bool
	newest  time.Time           // of the exchange, when watching began
	known   map[orderKey]string // rows of the history, by how they ended; empty while they work
	open    map[orderKey]Order  // as last listed
	openAt  time.Time           // when they were
	missed  Gap                 // before the next list of open orders
	gone    map[orderKey]news   // no longer listed, without a word of the history
	rev     uint64
}

// scan returns what happened to the account at a place since the last scan. The first one only learns what is there.
func (n *orderNews) scan(m *Model, place int, now time.Time) []news {
	of := m.accountAt(place)
	held := m.Account(of.Profile)
	if n.account != of.Profile {
		*n = orderNews{account: of.Profile, lookout: lookout{last: n.last}}
	}
	age := m.ageOf(of, KindOrders, now, AllAccounts)
	if !age.Usable() {
		if age.State == Waiting && age.Reason == "" {
			age.Reason = "the order history has not come yet"
		}
		n.look(sight{blind: age.why()}, now)
		return nil
	}
	gap := n.look(sight{proven: m.links[AccountScope(n.account)].Proven}, now)
	var out []news
	if !n.begun || n.rev != held.Orders.Rev {
		out = n.history(held.Orders.Rows, gap)
		n.rev = held.Orders.Rev
	}
	if gap.Reason != "" {
		n.missed = gap
	}
	if m.ageOf(of, KindOpenOrders, now, AllAccounts).Usable() && !held.Open.At.Equal(n.openAt) {
		n.listed(held.Open, n.missed, now)
		n.missed = Gap{}
	}
	n.begun = true
	out = append(out, n.vanished(held.Orders.Rows, now)...)
	for i := range out {
		out[i].Acct = m.nameOf(place)
	}
	return out
}

// history compares the order history with what was known of it.
func (n *orderNews) history(rows []Order, gap Gap) (out []news) {
	known := make(map[orderKey]string, len(rows))
	newest := n.newest
	for _, row := range rows {
		key, word := orderKey{row.Market, row.ID}, row.Status.ended()
		was, before := n.known[key]
		_, listed := n.open[key]
		_, gone := n.gone[key]
		known[key] = word
		newest = later(newest, row.touched())
		fresh := word != "" && was != word && (before || listed || gone || row.touched().IsZero() || !row.touched().Before(n.newest))
		if n.begun && fresh {
			delete(n.gone, key)
			out = append(out, news{Fired: Fired{Market: row.Market, Word: word, Order: row, Gap: gap}, kind: AlertFilled})
		}
	}
	n.known = known
	if !n.begun {
		n.newest = newest
	}
	return out
}

// listed compares the open orders with those of before. While rows cannot be read nothing is taken for gone.
func (n *orderNews) listed(open Resting, gap Gap, now time.Time) {
	listed := make(map[orderKey]Order, len(open.Rows))
	for _, o := range open.Rows {
		key := orderKey{o.Market, o.ID}
		listed[key] = o
		delete(n.gone, key)
	}
	for key, o := range n.open {
		if _, still := listed[key]; still || n.known[key] != "" {
			continue
		}
		if open.Flawed > 0 {
			listed[key] = o
			continue
		}
		if n.gone == nil {
			n.gone = make(map[orderKey]news)
		}
		n.gone[key] = news{Fired: Fired{At: now, Market: o.Market, Word: wordGone, Order: o, Gap: gap}, kind: AlertFilled}
	}
	n.open, n.openAt = listed, open.At
}

// vanished tells of orders that are no longer listed when the history had time to say how they ended. What it says in other
// words than filled and cancelled is passed on.
func (n *orderNews) vanished(rows []Order, now time.Time) (out []news) {
	for _, key := range inOrder(slices.Collect(maps.Keys(n.gone)), func(a, b *orderKey) int { return a.compare(*b) }) {
		f := n.gone[key]
		if now.Sub(f.At) < goneAfter {
			continue
		}
		delete(n.gone, key)
		for _, row := range rows {
			if row.Market == key.market && row.ID == key.id && row.Status != "" && !row.Status.Working() {
				f.Word = wordGone + ", the history says " + row.Status.String()
			}
		}
		out = append(out, f)
	}
	return out
}

// touched is when the row last changed, as far as the exchange says.
func (o Order) touched() time.Time { return later(o.Time, o.Updated) }

// ended is how an order ended: filled, cancelled, or nothing that is known.
func (s Status) ended() string {
	switch word := s.String(); word {
	case wordFilled, wordCancelled:
		return word
	}
	return ""
}

// positionNews finds out which positions appear and which are no longer listed.
type positionNews struct {
	lookout
	account Address
	begun   bool
	at      time.Time
	missed  Gap  // before the next list
	flawed  bool // the last list had rows that could not be read
	known   map[string]Position
}

// scan returns what happened to the account at a place since the last scan. The first list that can be read whole only tells
// what is there; so does what a list has more than one with rows that could not be read, for it may have been one of these.
func (n *positionNews) scan(m *Model, place int, now time.Time) (out []news) {
	of := m.accountAt(place)
	held := m.Account(of.Profile).Positions
	if n.account != of.Profile {
		*n = positionNews{account: of.Profile, lookout: lookout{last: n.last}}
	}
	age := m.ageOf(of, KindPositions, now, AllAccounts)
	if !age.Usable() {
		n.look(sight{blind: age.why()}, now)
		return nil
	}
	s := sight{proven: m.links[AccountScope(n.account)].Proven}
	if held.Flawed > 0 {
		s.blinded(unreadablePosition)
	}
	if gap := n.look(s, now); gap.Reason != "" {
		n.missed = gap
	}
	if !n.begun && held.Flawed > 0 {
		return nil
	}
	if n.begun && held.At.Equal(n.at) {
		return nil
	}
	gap := n.missed
	n.missed = Gap{}
	known := make(map[string]Position, len(held.Rows))
	tell := func(p Position, word string) {
		p, _ = p.Descaled(m.Market(p.Market))
		out = append(out, news{Fired: Fired{Acct: m.nameOf(place), Market: p.Market, Side: p.Side, Value: p.Entry, Word: word, Gap: gap}, kind: AlertPosition})
	}
	for _, p := range held.Rows {
		key := positionKey(p)
		known[key] = p
		if _, before := n.known[key]; n.begun && !before && !n.flawed {
			tell(p, "opened")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(n.known)) {
		p := n.known[key]
		switch _, still := known[key]; {
		case still:
		case held.Flawed > 0:
			known[key] = p // it may be the row that cannot be read
		default:
			tell(p, "closed")
		}
	}
	n.known, n.at, n.begun, n.flawed = known, held.At, true, held.Flawed > 0
	return out
}

// news is what happened to the account, as far as an alert asks for it.
func (s *Alerts) news(m *Model, now time.Time) (out []news) {
	accounts := max(1, len(m.watched))
	if s.waitsFor(AlertFilled, AlertCancelled) {
		s.orders = append(s.orders, make([]orderNews, max(0, accounts-len(s.orders)))...)
		for place := range s.orders {
			out = append(out, s.orders[place].scan(m, place, now)...)
		}
	} else {
		s.orders = nil
	}
	if !s.waitsFor(AlertPosition) {
		s.positions = nil
		return out
	}
	s.positions = append(s.positions, make([]positionNews, max(0, accounts-len(s.positions)))...)
	for place := range s.positions {
		out = append(out, s.positions[place].scan(m, place, now)...)
	}
	return out
}

// together is how far several accounts can be seen: as far as the worst, with the last gap of any.
func together(of []lookout) lookout {
	out := of[0]
	for _, l := range of[1:] {
		if l.blind != "" && out.blind == "" {
			out.blind, out.atFirst, out.since = l.blind, l.atFirst, l.since
		}
		if l.last.To.After(out.last.To) {
			out.last = l.last
		}
	}
	return out
}
