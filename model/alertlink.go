package model

import (
	"strconv"
	"time"
)

const (
	// unwellFor is how long a connection must be unwell before it counts as lost: renewing one takes a moment.
	unwellFor = 5 * time.Second
	// neverWellFor is the same for one that was never well.
	neverWellFor = 30 * time.Second
	// wellFor is how long it must be well before its loss is told again.
	wellFor = 10 * time.Second
)

// links checks all connections; those lost at one check are told at once.
func (w *alarm) links(m *Model, now time.Time) []Fired {
	if len(m.scopes) == 0 {
		w.look(sight{blind: "no connection yet"}, now)
		return nil
	}
	w.look(sight{}, now)
	lost, f := 0, Fired{Alert: w.alert, At: now}
	for _, s := range m.scopes {
		key, why := s.String(), m.unwell(s, now)
		p, known := w.spots[key]
		if bad := why != ""; !known || bad != p.bad {
			p.bad, p.since = bad, now
		}
		p.well = p.well || !p.bad
		patience := unwellFor
		if !p.well {
			patience = neverWellFor
		}
		switch lasted := now.Sub(p.since); {
		case !p.bad:
			p.spent = p.spent && lasted < wellFor
		case !p.spent && lasted >= patience:
			p.spent = true
			if lost++; lost == 1 {
				f.Word = m.scopeWord(s) + ": " + why
			} else {
				f.Word = strconv.Itoa(lost) + " of " + strconv.Itoa(len(m.scopes)) + " connections: " + why
			}
		}
		w.spots[key] = p
	}
	if lost == 0 {
		return nil
	}
	return []Fired{f}
}

// unwell says what is wrong with a connection, or with the data that comes over it; empty for nothing.
func (m *Model) unwell(s Scope, now time.Time) string {
	l := m.links[s]
	switch {
	case l.State == LinkDown:
		return "offline: " + l.Cause
	case l.State == LinkConnecting:
		return "connecting"
	case now.Sub(l.Proven) > ProofLimit:
		return "no sign of life"
	}
	if s.Kind == ScopeMarket {
		if age := m.BookAge(MarketID(s.Owner), now); age.State == Stale {
			return age.Reason
		}
	}
	return ""
}

// scopeWord is a connection as the user knows it.
func (m *Model) scopeWord(s Scope) string {
	switch s.Kind {
	case ScopeMarket:
		return m.Market(MarketID(s.Owner)).Symbol
	case ScopeAccount:
		for place, of := range m.watched {
			if name := m.nameOf(place); name != "" && AccountScope(of.Profile) == s {
				return "account " + name
			}
		}
		return "account"
	}
	return "exchange"
}
