package model

import (
	"slices"
	"time"
)

// reading is one thing that an alert looks at, and how its condition stands there.
type reading struct {
	key    string // what is told apart: a position, a connection; one thing only for most
	acct   string // whose position
	market MarketID
	side   Side
	value  Dec
	word   string
	met    bool // the condition holds
	over   bool // it is over for good, and not just about to come again
	peak   Dec  // the price that held it since the last check, where the last price does not
}

// sight is how far an alert can see: why not, and until when what it looks at was proven to be current.
type sight struct {
	blind  string // empty: it sees all
	proven time.Time
	trail  Trail // the prices that came since the last check, for what is judged by them too
}

// blinded adds a reason why a part is not seen; the first is kept.
func (s *sight) blinded(reason string) {
	if s.blind == "" {
		s.blind = reason
	}
}

// unreadablePosition is why not all positions are seen.
const unreadablePosition = "a position cannot be read"

// over5bp is how far a price has to come back before its alert can fire again, as a share of the level.
func over5bp() Dec { return MustDec("0.0005") }

// overLiq is the share of the level by which the distance to a liquidation has to exceed it.
func overLiq() Dec { return MustDec("1.1") }

// overImbalance is the percentage points by which the share has to fall below the level.
func overImbalance() Dec { return Int(5) }

// judge reads what the alerts of a lasting condition look at.
func (a Alert) judge(g *glance) ([]*reading, sight) {
	switch a.Kind {
	case AlertPrice:
		return a.judgePrice(g.m, g.now)
	case AlertLiquidation:
		return a.judgeLiquidation(g)
	case AlertImbalance:
		return a.judgeImbalance(g.m, g.now)
	}
	return nil, sight{}
}

// Outlook is how the condition of an alert stands.
type Outlook struct {
	Value Dec  // what it is judged by, of the nearest position for AlertLiquidation; absent when there is none
	Side  Side // of that position
	Holds bool
	Blind string // why it cannot be judged, at least in part
}

// Outlook judges an alert of a lasting condition (price, liquidation, imbalance) now; of others it tells nothing.
func (a Alert) Outlook(m *Model, now time.Time) Outlook {
	readings, s := a.judge(&glance{m: m, now: now})
	if len(readings) == 0 {
		return Outlook{Blind: s.blind}
	}
	r := readings[0]
	return Outlook{Value: r.value, Side: r.side, Holds: r.met, Blind: s.blind}
}

// why says why data cannot be used.
func (a Age) why() string {
	switch {
	case a.Reason != "":
		return a.Reason
	case a.State == Waiting:
		return "nothing received yet"
	}
	return "stale"
}

func (a Alert) judgePrice(m *Model, now time.Time) ([]*reading, sight) {
	mark := m.Mark(a.Market, now)
	if !mark.Age.Usable() || !mark.Price.Known() {
		return nil, sight{blind: mark.why()}
	}
	back := a.Level.Mul(over5bp())
	trail := m.trailOf(a.Market, mark, now)
	r := reading{market: a.Market, value: mark.Price}
	beyond := func(price Dec) bool {
		return price.Known() && (a.Below && price.Cmp(a.Level) <= 0 || !a.Below && price.Cmp(a.Level) >= 0)
	}
	// The way back is judged by the furthest price too: a price that was gone and is there again has come anew.
	reach := trail.Reach.join(Reach{mark.Price, mark.Price})
	if a.Below {
		r.over, r.peak = reach.High.Cmp(a.Level.Add(back)) > 0, reach.Low
	} else {
		r.over, r.peak = reach.Low.Cmp(a.Level.Sub(back)) < 0, reach.High
	}
	if r.met = beyond(mark.Price); r.met || !beyond(r.peak) {
		r.peak = Dec{}
	}
	return []*reading{&r}, sight{proven: m.markProven(a.Market, mark), trail: trail}
}

// trailOf is the trail of what a mark was taken from; of a book that can be trusted also where a side of it is empty now.
func (m *Model) trailOf(id MarketID, mark Mark, now time.Time) Trail {
	book := m.Book(id)
	if mark.Source == sourceBook {
		return book.Mids
	}
	trail := m.Quote(id).Mids
	if !book.Crossed() && m.BookAge(id, now).Usable() {
		trail.Reach = book.Mids.Reach.join(trail.Reach)
	}
	return trail
}

// why says why a mark cannot be used.
func (k Mark) why() string {
	if k.Age.Usable() {
		return "no price: a side of the book is empty"
	}
	return k.Age.why()
}

// markProven is when the link that a mark came over last gave a sign of life.
func (m *Model) markProven(id MarketID, mark Mark) time.Time {
	scope := MarketScope(id)
	if mark.Source == sourceBest {
		scope = Scope{}
	}
	return m.links[scope].Proven
}

func (a Alert) judgeLiquidation(g *glance) ([]*reading, sight) {
	m, now := g.m, g.now
	var s sight
	out := g.readings[:0]
	for place := range max(1, len(m.watched)) {
		of := m.accountAt(place)
		if age := m.ageOf(of, KindPositions, now, AllAccounts); !age.Usable() {
			s.blinded(age.why())
			continue
		}
		if proven := m.links[AccountScope(of.Profile)].Proven; s.proven.IsZero() || proven.Before(s.proven) {
			s.proven = proven
		}
		if m.HeldOf(place).Positions.Flawed > 0 {
			s.blinded(unreadablePosition)
		}
		out = a.nearLiquidation(g, place, &s, out)
	}
	g.readings = out
	return out, s
}

// nearLiquidation appends the positions of one account with their distance.
func (a Alert) nearLiquidation(g *glance, place int, s *sight, out []*reading) []*reading {
	back := a.Level.Mul(overLiq())
	near := g.near(place)
	out = slices.Grow(out, len(near))
	for i := range near {
		p := &near[i]
		switch {
		case !a.about(p.market):
			continue
		case p.blind != "":
			s.blinded(p.blind)
			continue
		}
		r := &p.reading // how the condition stands is of the alert judged last
		r.met = p.crossed || r.value.Cmp(a.Level) < 0
		r.over = !r.met && r.value.Cmp(back) > 0
		out = append(out, r)
	}
	return out
}

func (a Alert) judgeImbalance(m *Model, now time.Time) ([]*reading, sight) {
	b := m.Book(a.Market)
	age := m.BookAge(a.Market, now)
	share := b.Imbalance(ImbalanceLevels).Mul(Int(100))
	switch {
	case !age.Usable():
		return nil, sight{blind: age.why()}
	case b.Crossed():
		return nil, sight{blind: "book crossed"}
	case len(b.Bids) == 0 || len(b.Asks) == 0:
		return nil, sight{blind: "a side of the book is empty"}
	}
	if a.Side == Ask {
		share = Int(100).Sub(share)
	}
	r := reading{market: a.Market, value: share, met: share.Cmp(a.Level) > 0, over: share.Cmp(a.Level.Sub(overImbalance())) < 0}
	return []*reading{&r}, sight{proven: m.links[MarketScope(a.Market)].Proven}
}
