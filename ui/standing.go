package ui

import (
	"sync/atomic"
	"time"

	"kanatop/model"
)

// Standing is all that a recording had told by a moment, so that it can be played from there again. A player makes an empty one
// at that moment, has the dashboard fill it ([Played.Keep]) and gives it back later ([Played.From]); what is in it is not the
// player's. Zero is empty.
type Standing struct {
	At    time.Time // the moment; the player says
	live  *model.Model
	books pulse
	bytes atomic.Int64
}

// Bytes is about how much memory it takes; 0 until it has been filled. Any goroutine may ask.
func (s *Standing) Bytes() int64 { return s.bytes.Load() }

func (s *Standing) hold(m *model.Model, books pulse) {
	s.live, s.books = m.Clone(), books
	s.bytes.Store(int64(s.live.Bytes()))
}

// StandingLead is how long a recording has to be played behind a standing until nothing on the screen depends on what was
// before it but is not in it: the changes of the book that are marked for a moment, what is counted of a whole second.
const StandingLead = 3 * time.Second

// again goes back to a standing, or to the begin of the recording.
func (a *App) again(from *Standing) {
	if from == nil {
		a.live = a.live.Emptied()
	} else {
		a.live = a.live.Resumed(from.live)
	}
	a.shown = a.live
	a.memo, a.alarm = memo{}, memo{}
	a.books = pulse{}
	a.perf.count = a.traffic()
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		p.moves = moves{}
	}
	if from != nil {
		a.now, a.books = from.At, from.books
		a.see()
	}
}
