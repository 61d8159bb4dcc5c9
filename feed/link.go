package feed

import (
	"sync"
	"time"

	"kanatop/model"
)

// tellEvery is the shortest time between two events that tell nothing but counters.
const tellEvery = time.Second

// link is the state of one connection, told to the pacer as events. Runner, reader and heartbeat all have something to
// say, so it is locked; telling happens under the lock to keep the events in order.
type link struct {
	pacer *pacer
	tap   func(model.Link) // told of changes of state; nil for nobody
	mu    sync.Mutex
	now   model.Link
	told  time.Time
	dirty bool
}

// newLink tells of the connection at once, so that links are known in the order in which they were asked for.
func newLink(scope model.Scope, p *pacer) *link {
	l := &link{pacer: p, now: model.Link{Scope: scope, State: model.LinkConnecting, Since: time.Now()}}
	l.tell()
	return l
}

// tapped has the state and its changes told to tap too, the first one now: links are then known there in the same order.
func (l *link) tapped(tap func(model.Link)) *link {
	if l.tap = tap; tap != nil {
		tap(l.now)
	}
	return l
}

// connecting begins an attempt.
func (l *link) connecting() {
	l.change(func(s *model.Link) {
		s.Lose()
		s.State, s.Since, s.RetryAt, s.RTT = model.LinkConnecting, time.Now(), time.Time{}, 0
		s.Tries++
	})
}

// up says that the far end accepted the connection. It must be called before anything is subscribed: what is heard later
// is then never older than the link.
func (l *link) up() {
	l.change(func(s *model.Link) {
		s.State, s.Since = model.LinkUp, time.Now()
		s.Proven = s.Since
	})
}

// down says why the connection ended and when it is tried again.
func (l *link) down(why string, wait time.Duration) {
	l.change(func(s *model.Link) {
		s.Lose()
		s.State, s.Since, s.Cause = model.LinkDown, time.Now(), why
		s.RetryAt = s.Since.Add(wait)
	})
}

// cut says why the connection ended when the next attempt follows at once.
func (l *link) cut(why string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now.Cause = why
}

// ponged takes a round trip.
func (l *link) ponged(rtt time.Duration) {
	l.change(func(s *model.Link) { s.RTT, s.Proven = rtt, time.Now() })
}

// age is how long ago the connection came into its present state.
func (l *link) age() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Since(l.now.Since)
}

// silence is how long ago the far end last gave a sign of life.
func (l *link) silence() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Since(l.now.Proven)
}

func (l *link) change(edit func(*model.Link)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	edit(&l.now)
	l.tell()
	if l.tap != nil {
		l.tap(l.now)
	}
}

func (l *link) tell() {
	l.told, l.dirty = time.Now(), false
	l.pacer.add(l.now)
}

// received adds up what came of a frame; settle tells it, when it is time.
func (l *link) received(at time.Time, h *haul) {
	l.mu.Lock()
	defer l.mu.Unlock()
	count(&l.now, at, h)
	l.dirty = true
}

// settle tells what was added up when that was last done a while ago.
func (l *link) settle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dirty && l.now.Proven.Sub(l.told) >= tellEvery {
		l.tell()
	}
}

// count adds what came of a frame to what is known of its connection.
func count(l *model.Link, at time.Time, h *haul) {
	c := &l.Count
	c.Messages += h.counts.Messages
	c.Bytes += h.counts.Bytes
	c.Failures += h.counts.Failures
	c.Foreign += h.counts.Foreign
	c.Unknown += h.counts.Unknown
	if h.counts.LastFailure != "" {
		c.LastFailure = h.counts.LastFailure
	}
	l.Proven = at
	for _, name := range h.heard {
		topicHeard(l, name, at)
	}
	if len(h.heard) > 0 {
		l.Tries = 0
	}
}

// topicHeard counts a message of a topic.
func topicHeard(l *model.Link, name string, at time.Time) {
	for i := range l.Topics {
		t := &l.Topics[i]
		if t.Name == "" || t.Name == name {
			t.Name, t.At = name, at
			t.Messages++
			return
		}
	}
}

// flush tells counters that have not been told.
func (l *link) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dirty {
		l.tell()
	}
}
