package model

import (
	"slices"
	"strings"
	"time"
)

// glance is a model at a moment, with what several alerts look at there, computed once.
type glance struct {
	m      *Model
	now    time.Time
	places map[int][]nearness // positions of the accounts, by place

	readings []*reading // of the alert judged last; its memory is used again
}

// nearness is how near a position is to its liquidation.
type nearness struct {
	reading
	crossed bool
	blind   string // why that is not known
}

// near are the positions of the account at a place, the nearest to liquidation first.
func (g *glance) near(place int) []nearness {
	if of, known := g.places[place]; known {
		return of
	}
	acct := g.m.nameOf(place)
	exposures := g.m.exposed(place, g.now)
	order := make([]*Exposure, len(exposures)) // many times faster to sort than what they point to
	for i := range exposures {
		order[i] = &exposures[i]
	}
	slices.SortStableFunc(order, byRisk)
	out := make([]nearness, len(order))
	for i, e := range order {
		n := nearness{crossed: e.Crossed, reading: reading{key: acct + "/" + positionKey(e.Position), acct: acct, market: e.Market, side: e.Side, value: e.Room()}}
		switch {
		case !e.Mark.Age.Usable():
			n.blind = "price of " + e.Known.Symbol + ": " + e.Mark.Age.why()
		case !n.value.Known():
			n.blind = "the liquidation price of " + e.Known.Symbol + " " + e.Side.String() + " is not known"
		case e.Crossed:
			n.word = "price crossed"
		}
		out[i] = n
	}
	if g.places == nil {
		g.places = make(map[int][]nearness)
	}
	g.places[place] = out
	return out
}

// positionKey tells positions apart.
func positionKey(p Position) string {
	return strings.Join([]string{string(p.Market), string(p.ID), p.Side.String()}, "/")
}
