package model

import (
	"slices"
	"time"
)

// Stretch is a stretch of time.
type Stretch struct{ From, To time.Time }

// MaxStretches is the number of stretches of one market kept, the newest ones.
const MaxStretches = 256

// joined unites stretches; those that touch become one. They are in order then.
func joined(a, b []Stretch) []Stretch {
	all := slices.Concat(a, b)
	all = inOrder(all, func(a, b *Stretch) int { return a.From.Compare(b.From) })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && !s.From.After(out[n-1].To) {
			if s.To.After(out[n-1].To) {
				out[n-1].To = s.To
			}
			continue
		}
		out = append(out, s)
	}
	return trimmed(out, MaxStretches)
}

// Kept is from when to when trades were kept from earlier runs, as far as the exchange has not told of them in this one, and
// whether there are any. What lacks in between is in [Tape.Gaps].
func (t *Tape) Kept() (s Stretch, ok bool) {
	n := len(t.heard)
	if n == 0 {
		return s, false
	}
	s = Stretch{t.heard[0].From, t.heard[n-1].To}
	if !t.Told.IsZero() && t.Told.Before(s.To) {
		s.To = t.Told
	}
	return s, s.From.Before(s.To)
}

// Gaps are the stretches of time, oldest first, of which neither an earlier run nor the exchange told the trades, between some of
// which one did. While the exchange has told nothing the last one has no end.
func (t *Tape) Gaps() []Stretch {
	var out []Stretch
	for i, s := range t.heard {
		next := t.Told
		if i+1 < len(t.heard) && (next.IsZero() || t.heard[i+1].From.Before(next)) {
			next = t.heard[i+1].From
		}
		if next.IsZero() || s.To.Before(next) {
			out = append(out, Stretch{s.To, next})
		}
		if !t.Told.IsZero() && !s.To.Before(t.Told) {
			break
		}
	}
	return out
}

// lacking tells of a flow what its window lacks.
func (f *Flow) lacking(gaps []Stretch, from time.Time) {
	for _, g := range gaps {
		switch {
		case g.To.IsZero():
			f.Gap = true
		case !g.To.After(f.Since):
		case g.From.After(from):
			f.Gap = true
		default:
			f.Since = g.To
		}
	}
}
