package model

import "time"

// lookout remembers whether something could be seen.
type lookout struct {
	blind   string // why not; empty: it can
	atFirst string // why not at first: what comes after that is mostly the way back
	since   time.Time
	proven  time.Time // until when it was certainly seen
	at      time.Time // of the last look
	last    Gap
}

// stillFor is how far apart two looks may be before what was between them counts as not seen.
const stillFor = 5 * time.Second

// wordStill is why nothing was seen between two looks too far apart.
const wordStill = "the program stood still"

// still is the gap between the last look and this one, none when they are near enough or prices were heard all the time.
func (l *lookout) still(s sight, now time.Time) Gap {
	if l.at.IsZero() || now.Sub(l.at) <= stillFor || s.trail.lapse(l.at, now) <= stillFor {
		return Gap{}
	}
	return Gap{From: l.at, To: now, Reason: wordStill}
}

// look takes in how far one can see now, and returns the gap that ended with it.
func (l *lookout) look(s sight, now time.Time) (ended Gap) {
	still := l.still(s, now)
	l.at = now
	if s.blind != "" {
		if l.blind == "" {
			l.since = l.proven
			if l.since.IsZero() || l.since.After(now) {
				l.since = now
			}
			l.atFirst = s.blind
		}
		l.blind = s.blind
		return Gap{}
	}
	if l.blind != "" {
		ended = Gap{From: l.since, To: now, Reason: l.atFirst}
		if now.Sub(l.since) > ProofLimit {
			l.last = ended
		}
	} else if still.Reason != "" {
		ended, l.last = still, still
	}
	l.blind, l.proven = "", s.proven
	if l.proven.IsZero() {
		l.proven = now
	}
	return ended
}
