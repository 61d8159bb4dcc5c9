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
	// wellFor is how long it must be well before it counts as back.
	wellFor = 10 * time.Second
)

// links checks all connections. What is lost from the first loss until all are well again is one outage: it is told once, and a
// connection that is lost while it lasts makes it grow.
func (w *alarm) links(m *Model, now time.Time) []Fired {
	if len(m.scopes) == 0 {
		w.look(sight{blind: "no connection yet"}, now)
		return nil
	}
	w.look(sight{}, now)
	lasts, lost := false, 0
	var newly []Scope
	for _, s := range m.scopes {
		key, why := s.String(), m.unwell(s, now)
		was := w.spots[key]
		p := was.connected(why != "", now)
		lasts = lasts || was.spent && p.spent
		if p.spent {
			lost++
		}
		if p.spent && !was.spent {
			newly = append(newly, s)
		}
		w.spots[key] = p
	}
	if len(newly) == 0 {
		return nil
	}
	if !lasts { // of those lost at once none is the first
		if w.began = ""; len(newly) == 1 {
			w.began = m.scopeWord(newly[0])
		}
		w.cause = m.unwell(newly[len(newly)-1], now)
	}
	f := Fired{Alert: w.alert, At: now, Word: w.began + ": " + w.cause, Grown: lasts}
	if lost > 1 {
		f.Word = strconv.Itoa(lost) + " of " + strconv.Itoa(len(m.scopes)) + " connections"
		if w.began != "" {
			f.Word += ", first " + w.began
		}
		f.Word += ": " + w.cause
	}
	return []Fired{f}
}

// connected is what is remembered of a connection that is well or unwell now. It is spent from when it counts as lost until it
// has been well for long enough.
func (p spot) connected(bad bool, now time.Time) spot {
	if p.since.IsZero() || bad != p.bad {
		p.bad, p.since = bad, now
	}
	p.well = p.well || !bad
	patience := unwellFor
	if !p.well {
		patience = neverWellFor
	}
	switch lasted := now.Sub(p.since); {
	case !bad:
		p.spent = p.spent && lasted < wellFor
	case lasted >= patience:
		p.spent = true
	}
	return p
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
