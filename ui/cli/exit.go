package cli

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	// quiet is for how long no key comes before the screen may end, atMost when it ends though keys come.
	quiet  = 20 * time.Millisecond
	atMost = 200 * time.Millisecond
)

// exit lets the screen end when nobody is about to hand on a key. The framework stops taking messages first and then waits half a
// second for its reader of the keyboard, who may be waiting to hand one on. So the end is kept back for a moment in which keys are
// taken and forgotten. It belongs to the screen's loop.
type exit struct {
	begun time.Time // when the end was asked for
	last  time.Time // when something typed came since then
}

// filter keeps the message that ends the screen back, and swallows all others from then on.
func (e *exit) filter(screen *tea.Program, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.QuitMsg:
		now := time.Now()
		if e.begun.IsZero() {
			e.begun, e.last = now, now
		}
		left := min(quiet-now.Sub(e.last), atMost-now.Sub(e.begun))
		if left <= 0 {
			return msg
		}
		time.AfterFunc(left, func() { screen.Send(msg) }) // ends when the screen takes it, or with the screen
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg, fmt.Stringer:
		e.last = time.Now()
	}
	if e.begun.IsZero() {
		return msg
	}
	return nil
}
