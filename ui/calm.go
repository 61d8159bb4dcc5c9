package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// calmFor is how long the candles of the chart may stay as they are while data comes and nothing else happens. They are the dearest to
// paint and to write; what the chart says in figures is of the present with every frame.
const calmFor = 250 * time.Millisecond

// calm keeps what is drawn of the chart for a moment, on a surface.
type calm struct {
	at    time.Time // when it was painted; zero when anything but data has come since
	old   bool      // data has come since
	watch bool      // a message is on its way that looks whether it is old
	kept  canvas.Kept
}

// calmMsg asks whether the chart is older than it may be.
type calmMsg struct{}

// unsettle takes note of a message: after anything but data the chart is painted with the next frame.
func (c *calm) unsettle(msg tea.Msg) {
	switch msg.(type) {
	case model.Batch, calmMsg:
	default:
		c.at = time.Time{}
	}
}

// left is how long the chart may stay as it is from now on.
func (c *calm) left(now time.Time) time.Duration {
	if c.at.IsZero() || now.Before(c.at) {
		return 0
	}
	return max(0, calmFor-now.Sub(c.at))
}

// watchCalm sees to it that a chart which was kept is painted in time, also when no more data comes.
func (a *App) watchCalm() tea.Cmd {
	if a.opts.Surface == nil || a.calm.watch {
		return nil
	}
	a.calm.watch = true
	return tea.Tick(calmFor, func(time.Time) tea.Msg { return calmMsg{} })
}

// endCalm paints the chart when its time is over, and waits for that otherwise.
func (a *App) endCalm() tea.Cmd {
	a.calm.watch = false
	if !a.calm.old {
		return nil
	}
	if left := a.calm.left(a.now); left > 0 {
		a.calm.watch = true
		return tea.Tick(left, func(time.Time) tea.Msg { return calmMsg{} })
	}
	a.dirty = true
	return nil
}

// paintInside paints a pane, or puts back what of the chart was drawn a moment ago.
func (a *App) paintInside(p paneID, v *view, r canvas.Region) {
	chart, ok := a.panes[p].(*chartPane)
	if !ok || a.opts.Surface == nil {
		a.panes[p].paint(v, r)
		return
	}
	c := &a.calm
	if c.left(a.now) > 0 && chart.fits(v) && c.kept.Restore(r) {
		c.old = true
	} else {
		chart.draw(v, r)
		c.kept.Keep(r)
		c.at, c.old = a.now, false
	}
	chart.present(v, r)
}

// both is tea.Batch of two commands of which most are none.
func both(a, b tea.Cmd) tea.Cmd {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return tea.Batch(a, b)
}
