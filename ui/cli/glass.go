package cli

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// Synchronised output: what stands between the two is shown at once.
const (
	holdOutput = "\x1b[?2026h"
	showOutput = "\x1b[?2026l"
)

// glass writes the dashboard's frames to a terminal, as what changed from one to the next, and paces them: a frame is begun when
// the terminal is not busy with another, so that one which takes little gets fewer frames and not later ones. The frames come from
// the screen's loop; what the framework writes, and the end of a write, come from elsewhere.
type glass struct {
	out  *outlet
	send func(tea.Msg) // to the screen; must not wait

	mu      sync.Mutex
	first   bool // nobody has gone to the alternate screen yet
	on      bool // it is shown
	held    bool // the terminal knows synchronised output
	unknown bool // what it shows
	refused bool // a frame was, and a message is owed for it
	began   time.Time
	took    time.Duration // by the last write or answer
	fence   fence
	leaving leaving
	curious time.Time // since when the terminal's background is asked for; zero when it was told

	differ canvas.Differ
	buf    []byte
}

// newGlass makes frames come to out. Unless pace is set, the terminal is not asked whether it has taken one.
func newGlass(out *outlet, pace bool) *glass {
	g := &glass{out: out, send: func(tea.Msg) {}, first: true, unknown: true}
	g.fence.off = !pace
	out.glass = g
	return g
}

// look has the screen look whether it has something to show.
type look struct{}

// Ready reports whether a frame would be taken now; if not, a message follows when it would.
func (g *glass) Ready() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if (g.on || g.first) && !g.leaving.begun && g.fence.open(time.Now(), g.reconsider) && g.out.idle() {
		return true
	}
	g.refused = true
	return false
}

// Show writes what changed since the last frame.
func (g *glass) Show(c *canvas.Canvas, l *canvas.Looks) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.unknown {
		g.differ.Forget()
		g.unknown = false
	}
	b := g.buf[:0]
	if !g.on { // the framework would take its time
		b = append(b, enterScreen+hideCursor...)
	}
	asks := 0
	if g.fence.greets() {
		b = append(b, statusQuestion...)
		asks++
	}
	if g.held {
		b = append(b, holdOutput...)
	}
	empty := len(b)
	b = g.differ.Append(b, c, l)
	if len(b) == empty {
		return true
	}
	if g.held {
		b = append(b, showOutput...)
	}
	if g.fence.wanted(len(b)) > 0 {
		b = append(b, statusQuestion...)
		asks++
	}
	g.buf = b
	if !g.out.offer(b) { // the framework came first
		g.unknown, g.refused = true, true
		return false
	}
	g.on, g.first = true, false
	g.began = time.Now()
	g.fence.sent(asks, len(b), g.began)
	return true
}

// Forget has the next frame written whole.
func (g *glass) Forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unknown = true
}

// Late is how long the terminal took for the last frame, or has taken for the one under way.
func (g *glass) Late() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.fence.owed > 0 {
		return max(g.took, time.Since(g.fence.asked))
	}
	return g.took
}

// entering says that the framework goes to the alternate screen, and reports whether it has been gone to already.
func (g *glass) entering() (there bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.first = false
	return g.on
}

// entered says that it has gone there.
func (g *glass) entered() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.on, g.unknown, g.leaving = true, true, leaving{}
	g.wake()
}

// shown reports whether the alternate screen is shown.
func (g *glass) shown() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.on
}

// left says that the framework is about to leave it.
func (g *glass) left() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.on, g.first = false, false
	g.fence.clear()
}

// free says that a write is over.
func (g *glass) free() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.fence.owed == 0 && !g.began.IsZero() {
		g.took, g.began = time.Since(g.began), time.Time{}
	}
	g.wake()
}

// reconsider is for when an answer is waited for.
func (g *glass) reconsider() {
	g.out.probe()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fence.watched = false
	g.wake()
}

// wake sends the message that is owed.
func (g *glass) wake() {
	if g.refused {
		g.refused = false
		g.send(look{})
	}
}

// answered takes an answer of the terminal, and reports whether somebody waits for it.
func (g *glass) answered() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if took, last := g.fence.answered(time.Now()); last {
		g.took, g.began = took, time.Time{}
		g.partIfNothingOwed()
	}
	waits := g.refused
	g.refused = false
	return waits
}
