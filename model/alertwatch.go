package model

import (
	"slices"
	"time"
)

// Gap is a stretch of time in which an alert could not be watched, and why not when it began. The zero Gap is none.
type Gap struct {
	From, To time.Time
	Reason   string
}

// Fired says that an alert's condition came true, or that something happened that the alert waits for.
type Fired struct {
	Alert   Alert
	At      time.Time
	Acct    string   // whose order or position, where several accounts are watched
	Market  MarketID // what it is about; empty for connections
	Side    Side     // of the position
	Value   Dec      // the mid; the distance or the share in percent; the rate
	Peak    Dec      // of AlertPrice: the mid that reached the level, when Value has left it again
	Word    string   // what happened, where the value does not tell
	Order   Order    // of AlertFilled and AlertCancelled
	Already bool     // it was so at the first look
	Grown   bool     // of AlertLink: it is the outage told last, of which more is lost now
	Gap     Gap      // it came true while the alert could not be watched
}

// WatchState is whether an alert can fire.
type WatchState uint8

// States of an alert.
const (
	WatchArmed WatchState = iota
	WatchBlind            // it cannot be watched, at least in part
	WatchSpent            // it fired and waits until its condition is over
)

// Watched is an alert with how it stands.
type Watched struct {
	Alert  Alert
	State  WatchState
	Reason string    // why it is blind
	Since  time.Time // since when it is blind
	Gap    Gap       // the last stretch, longer than [ProofLimit], in which it was blind
	Fired  time.Time // when it last fired, zero before
}

// Alerts are the alerts that are set, and what is needed to find out when they fire. The zero Alerts are none.
// An alert never fires on data that cannot be used.
type Alerts struct {
	list      []*alarm
	orders    []orderNews // of each account
	positions []positionNews
}

// alarm is one alert being watched.
type alarm struct {
	alert Alert
	lookout
	spots map[string]spot // by what it looks at: a position, a connection, a market
	old   bool            // it was set in another run, and what holds at its first look is no news
	first time.Time       // look at anything
	fired time.Time
	// began is the connection that an outage began with, empty for several at once, and cause why it was lost.
	began, cause string
}

// spot is what an alert remembers of one thing it looks at.
type spot struct {
	spent  bool      // fired, and the condition is not over
	missed bool      // it was not seen at the last look
	sign   int       // of a rate
	bad    bool      // of a connection: it is unwell now
	well   bool      // likewise: it was well once
	since  time.Time // when it became well or unwell; when a rate's change of sign was last told
}

// swingFor is the shortest time between two firings of an alert of the imbalance, which swings from second to second.
const swingFor = 30 * time.Second

// MaxAlerts is the number of alerts that can be set.
const MaxAlerts = 100

// Set adds an alert, or gives one that is set already its Repeat. It reports false when there are too many.
func (s *Alerts) Set(a Alert) bool {
	if at := s.find(a); at >= 0 {
		s.list[at].alert.Repeat = a.Repeat
		if !a.Repeat {
			s.list[at].fired = time.Time{} // it waits for the next time
		}
		return true
	}
	if len(s.list) >= MaxAlerts {
		return false
	}
	s.list = append(s.list, &alarm{alert: a, spots: make(map[string]spot)})
	return true
}

// Resume is [Alerts.Set] for an alert that was set in another run. When it repeats it was told there already of what holds at
// its first look, and waits until that is over.
func (s *Alerts) Resume(a Alert) bool {
	known := s.Has(a)
	if !s.Set(a) {
		return false
	}
	if !known {
		s.list[len(s.list)-1].old = a.Repeat
	}
	return true
}

// resumeFor is how long after its first look a resumed alert that cannot see all takes what it comes to see for old.
const resumeFor = 30 * time.Second

// Has reports whether an alert that waits for the same is set.
func (s *Alerts) Has(a Alert) bool { return s.find(a) >= 0 }

// Remove takes an alert away.
func (s *Alerts) Remove(a Alert) {
	if at := s.find(a); at >= 0 {
		s.list = slices.Delete(s.list, at, at+1)
	}
}

func (s *Alerts) find(a Alert) int {
	return slices.IndexFunc(s.list, func(w *alarm) bool { return w.alert.Same(a) })
}

// Len is the number of alerts set.
func (s *Alerts) Len() int { return len(s.list) }

// All returns the alerts in the order in which they were set, as they stood at the last check.
func (s *Alerts) All() []Watched {
	out := make([]Watched, len(s.list))
	for i, w := range s.list {
		out[i] = Watched{Alert: w.alert, Reason: w.blind, Since: w.since, Gap: w.last, Fired: w.fired}
		if w.lasts() {
			out[i].State = WatchSpent
		}
		if w.blind != "" {
			out[i].State = WatchBlind
		}
	}
	return out
}

// lasts reports whether something that it told is not over.
func (w *alarm) lasts() bool {
	for _, p := range w.spots {
		if p.spent {
			return true
		}
	}
	return false
}

// Check looks at everything that is watched and returns what fired. It is to be called after each batch and about once a
// second. An alert that fired and does not repeat is no longer set, that of a lost connection when the outage is over. It takes note of how far the prices went since the last
// check, and has the model begin that anew.
func (s *Alerts) Check(m *Model, now time.Time) []Fired {
	if len(s.list) == 0 {
		return nil
	}
	defer m.restart()
	what := s.news(m, now)
	g := &glance{m: m, now: now}
	var out []Fired
	s.list = slices.DeleteFunc(s.list, func(w *alarm) bool {
		fired, done := w.check(g, s, what)
		out = append(out, fired...)
		if len(fired) > 0 {
			w.fired = now
		}
		return done && !w.alert.Repeat
	})
	return out
}

func (s *Alerts) waitsFor(kinds ...AlertKind) bool {
	return slices.ContainsFunc(s.list, func(w *alarm) bool { return slices.Contains(kinds, w.alert.Kind) })
}

// check returns what an alert tells, and whether it has done what it was set for.
func (w *alarm) check(g *glance, s *Alerts, what []news) (fired []Fired, done bool) {
	switch w.alert.Kind {
	case AlertFilled, AlertCancelled:
		var sights []lookout
		for _, n := range s.orders {
			sights = append(sights, n.lookout)
		}
		w.lookout = together(sights)
		return w.pick(what, g.now)
	case AlertPosition:
		var sights []lookout
		for _, n := range s.positions {
			sights = append(sights, n.lookout)
		}
		w.lookout = together(sights)
		return w.pick(what, g.now)
	case AlertFunding:
		fired = w.funding(g.m, g.now)
	case AlertLink: // it grows until the outage is over
		fired = w.links(g.m, g.now)
		return fired, (len(fired) > 0 || !w.fired.IsZero()) && !w.lasts()
	default:
		fired = w.lasting(g)
	}
	return fired, len(fired) > 0
}

// lasting checks an alert of a lasting condition: it fires when the condition begins, and again only when it was over.
func (w *alarm) lasting(g *glance) (fired []Fired) {
	readings, s := w.alert.judge(g)
	gap := w.look(s, g.now)
	stood := gap.Reason == wordStill
	if gap.Reason == "" && w.blind != "" {
		gap = Gap{From: w.since, To: g.now, Reason: w.atFirst}
	}
	kept := len(w.spots) // of those that are not looked at now
	for _, r := range readings {
		was, known := w.spots[r.key]
		p := was
		if known {
			kept--
		}
		p.missed = p.missed || stood
		if !known { // what was before it was set does not count
			r.peak = Dec{}
		}
		p.spent = p.spent || !known && w.old && r.met
		if (r.met || r.peak.Known()) && (!p.spent || r.met && r.over) {
			f := Fired{Alert: w.alert, At: g.now, Acct: r.acct, Market: r.market, Side: r.side, Value: r.value, Peak: r.peak, Word: r.word, Already: !known}
			if p.missed {
				f.Gap = gap
			}
			fired = append(fired, f)
		}
		swings := w.alert.Kind == AlertImbalance && g.now.Sub(w.fired) < swingFor
		if next := (spot{spent: r.met || (p.spent || r.peak.Known()) && (swings || !r.over)}); !known || next != was {
			w.spots[r.key] = next
		}
	}
	if kept > 0 {
		w.lose(readings, s)
	}
	if w.first.IsZero() && len(readings) > 0 {
		w.first = g.now
	}
	if s.blind == "" || !w.first.IsZero() && g.now.Sub(w.first) > resumeFor {
		w.old = false
	}
	return fired
}

// lose forgets what is no more, and marks what is not seen.
func (w *alarm) lose(readings []*reading, s sight) {
	seen := make(map[string]bool, len(readings))
	for _, r := range readings {
		seen[r.key] = true
	}
	for key, p := range w.spots {
		switch {
		case seen[key]:
		case s.blind == "":
			delete(w.spots, key) // what it looked at is no more
		default:
			p.missed = true
			w.spots[key] = p
		}
	}
}
