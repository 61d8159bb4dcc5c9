package cli

import (
	"errors"
	"fmt"
	"io"
	"time"

	"kanatop/feed"
	"kanatop/feed/journal"
	"kanatop/ui"
)

// entries are those of a recording in their order; the error at their end is [io.EOF]. An entry is good until the next call.
type entries interface {
	Next() (journal.Entry, error)
	Damage() string
	// spot tells where the next entry is; false where that cannot be gone to.
	spot() (spot, bool)
	io.Closer
}

// reel is a recording as far as it has been played. What it has told by a moment depends on nothing but the recording: not on
// the steps in which it came there.
type reel struct {
	from   entries
	replay *feed.Replay
	next   journal.Entry // told when its time comes
	ended  bool          // there is no next
	failed error         // why, when it is not the end of the recording
	base   time.Time     // the wall clock at the beginning, by the entries told last
	begin  time.Duration
	pos    time.Duration // since the recording began
	lost   int64         // messages that were not recorded
	frames int64         // received, told
	last   time.Time     // the moment told last
	peak   time.Time     // the latest that the wall clock stood at before it was set
}

// jolt is how far two clocks may part from one entry to the next without one having been set.
const jolt = time.Millisecond

// newReel threads a recording in: it stands at its first entry.
func newReel(from entries, replay *feed.Replay) *reel {
	r := &reel{from: from, replay: replay}
	r.fetch()
	return r
}

// lead tells what an earlier part left behind, which is no part of the time that is played, and puts the clock to the first
// entry.
func (r *reel) lead(out []ui.Moment) []ui.Moment {
	for !r.ended && r.next.Again {
		out = r.tell(out)
	}
	if !r.ended {
		r.begin, r.pos = r.next.After, r.next.After
		r.base = r.next.At.Add(-r.next.After)
		for i := range out {
			out[i].At = r.next.At
		}
		r.last = r.next.At
	}
	return out
}

func (r *reel) fetch() {
	e, err := r.from.Next()
	if err != nil {
		r.ended = true
		if !errors.Is(err, io.EOF) {
			r.failed = err
		}
		return
	}
	r.next = e
}

// wall is the wall clock of the recording where it stands.
func (r *reel) wall() time.Time { return r.base.Add(r.pos) }

// latest is the latest that the wall clock has stood at.
func (r *reel) latest() time.Time {
	if w := r.wall(); w.After(r.peak) {
		return w
	}
	return r.peak
}

// tell tells the next entry.
func (r *reel) tell(out []ui.Moment) []ui.Moment {
	e := r.next
	if !e.Again {
		r.pos = max(r.pos, e.After)
		if base := e.At.Add(-e.After); base.Sub(r.base).Abs() > jolt {
			r.peak = r.latest()
			r.base = base
		}
	}
	switch n, ok := noteOf(e); {
	case ok:
		if e.Kind == journal.In {
			r.frames++
		}
		m := ui.Moment{At: e.At}
		r.replay.Take(n, &m.Batch)
		if m.Batch.Len() > 0 {
			out = append(out, m)
		}
	default:
		r.lost += e.Lost
	}
	r.fetch()
	return out
}

// play goes on to a moment, or until it has told so many entries, and appends what they told. It reports whether it came
// there.
func (r *reel) play(to time.Duration, most int, out []ui.Moment) ([]ui.Moment, bool) {
	for range most {
		switch {
		case r.ended:
			return out, true
		case r.next.After > to:
			out, ok := r.seconds(to, most, out)
			if ok {
				r.pos = max(r.pos, to)
			}
			return out, ok
		}
		var ok bool
		if out, ok = r.seconds(r.next.After, most, out); !ok {
			return out, false
		}
		out = r.tell(out)
	}
	return out, false
}

// seconds tells the ends of seconds up to a moment, at most so many.
func (r *reel) seconds(to time.Duration, most int, out []ui.Moment) ([]ui.Moment, bool) {
	for range most {
		second := r.wall().Truncate(time.Second).Add(time.Second)
		at := second.Sub(r.base)
		if at > to {
			return out, true
		}
		r.pos = at
		out = append(out, ui.Moment{At: second, Second: true})
	}
	return out, false
}

// step goes on until a message has been received, or to the end, or until it has told so much.
func (r *reel) step(most int, out []ui.Moment) ([]ui.Moment, bool) {
	before := r.frames
	for range most {
		if r.ended {
			return out, true
		}
		var ok bool
		if out, ok = r.seconds(r.next.After, most, out); !ok {
			return out, false
		}
		if out = r.tell(out); r.frames > before {
			return out, true
		}
	}
	return out, false
}

// trouble is what of the recording is not there.
func (r *reel) trouble() string {
	text := r.from.Damage()
	if r.failed != nil {
		text = "cannot be read further: " + r.failed.Error()
	}
	if r.lost > 0 {
		missing := fmt.Sprintf("%d messages were not recorded", r.lost)
		if text != "" {
			missing += "; " + text
		}
		text = missing
	}
	return text
}
