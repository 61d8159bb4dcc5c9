package cli

import (
	"errors"

	tea "charm.land/bubbletea/v2"
)

// exit ends the screen. Left to itself the framework stops taking messages first and then waits half a second for whoever reads the
// keyboard, who may be waiting to hand on a key. So it is killed, which waits for nobody but the terminal.
// All of it belongs to the screen's loop.
type exit struct{ begun bool }

// filter takes the message that ends the screen before the framework does, and all behind it.
func (e *exit) filter(screen *tea.Program, msg tea.Msg) tea.Msg {
	if _, quits := msg.(tea.QuitMsg); quits && !e.begun {
		e.begun = true
		screen.Kill()
	}
	if e.begun {
		return nil
	}
	return msg
}

// err is what the screen ended with, apart from that it was killed here. A screen without a way out of its own has none.
func (e *exit) err(err error) error {
	if e != nil && e.begun && !errors.Is(err, tea.ErrProgramPanic) {
		return nil
	}
	return err
}
