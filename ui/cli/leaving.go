package cli

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// An answer that comes after the program has left is typed into the shell. So leaving waits for it, but not for long.
const (
	leastPatience = 100 * time.Millisecond
	mostPatience  = 2 * time.Second
)

// leaving is the state of going away.
type leaving struct {
	begun bool
	with  tea.Msg // what the framework shall have once nothing is owed
	limit *time.Timer
}

// filter takes in what the terminal tells, and keeps back what ends the screen until the terminal has answered.
func (g *glass) filter(msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyMsg, tea.MouseMsg:
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeSynchronizedOutput && msg.Value == ansi.ModeReset {
			g.holds()
		}
	case tea.BackgroundColorMsg:
		g.told()
	case tea.QuitMsg, tea.SuspendMsg:
		if g.postpone(msg) {
			return nil
		}
	case fmt.Stringer: // an answer the framework does not know
		if msg.String() != fmt.Sprintf("%q", statusAnswer) {
			return msg
		}
		if !g.answered() {
			return nil
		}
		return look{}
	default:
		if msg == tea.RequestBackgroundColor() {
			g.asks()
		}
	}
	return msg
}

// asks says that the terminal is about to be asked for its background. The framework asks a little later than the first frame is
// shown, so that a key may come before the answer.
func (g *glass) asks() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.curious = time.Now()
}

// told says that it has answered that.
func (g *glass) told() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.curious = time.Time{}
	g.partIfNothingOwed()
}

// owed reports whether an answer is to be expected. A terminal that says nothing of its background for long never will.
func (g *glass) owed() bool {
	return g.fence.owed > 0 || time.Since(g.curious) < hopeful
}

// holds says that the terminal knows synchronised output.
func (g *glass) holds() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held = true
}

// postpone keeps msg until no answer is owed, or for as long as that is to be expected.
func (g *glass) postpone(msg tea.Msg) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.leaving.begun {
		return g.leaving.with != nil
	}
	g.leaving.begun = true
	if !g.owed() {
		return false
	}
	g.leaving.with = msg
	g.leaving.limit = time.AfterFunc(min(max(2*g.took, leastPatience), mostPatience), func() { // ends by itself
		g.mu.Lock()
		defer g.mu.Unlock()
		g.part()
	})
	return true
}

// partIfNothingOwed lets go what was kept back once it has nothing to wait for.
func (g *glass) partIfNothingOwed() {
	if !g.owed() {
		g.part()
	}
}

// part lets go what was kept back.
func (g *glass) part() {
	if g.leaving.with == nil {
		return
	}
	g.leaving.limit.Stop()
	g.send(g.leaving.with)
	g.leaving.with = nil
}
