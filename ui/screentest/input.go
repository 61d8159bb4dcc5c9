package screentest

import (
	"fmt"

	"github.com/creack/pty"
)

// Keys that are not characters, as an xterm sends them.
const (
	Enter    = "\r"
	Tab      = "\t"
	ShiftTab = "\x1b[Z"
	Esc      = "\x1b" // wait for its effect before the next key, or the two read as one
	Up       = "\x1b[A"
	Down     = "\x1b[B"
	Right    = "\x1b[C"
	Left     = "\x1b[D"
	PageUp   = "\x1b[5~"
	PageDown = "\x1b[6~"
	CtrlC    = "\x03"
	CtrlZ    = "\x1a"
)

// Press types keys: characters as they are, the named keys of this package among them. The program must show that it
// is ready first, or the terminal edits the line itself.
func (s *Screen) Press(keys string) { s.send([]byte(keys)) }

// Click presses and releases the left button at column x and row y, both from 0.
func (s *Screen) Click(x, y int) {
	s.t.Helper()
	s.needMouse()
	s.send(fmt.Appendf(nil, "\x1b[<0;%d;%dM\x1b[<0;%[1]d;%[2]dm", x+1, y+1))
}

// Wheel turns the wheel n notches at column x and row y, both from 0: down, or up when n is negative.
func (s *Screen) Wheel(x, y, n int) {
	s.t.Helper()
	s.needMouse()
	button := 65
	if n < 0 {
		button, n = 64, -n
	}
	for range n {
		s.send(fmt.Appendf(nil, "\x1b[<%d;%d;%dM", button, x+1, y+1))
	}
}

// needMouse fails the test when the program has not asked for the mouse: a terminal would send it nothing.
func (s *Screen) needMouse() {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.term.modes
	if !m[modeMouseSGR] || !m[modeMouseButton] && !m[modeMouseDrag] && !m[modeMouseAll] {
		s.t.Fatalf("the program has no mouse reports on; its screen:\n%s", framed(s.term.text()))
	}
}

// Resize makes the terminal w by h cells and tells the program, as a window that is dragged does.
func (s *Screen) Resize(w, h int) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.term.resize(w, h)
	if err := pty.Setsize(s.tty, winsize(w, h)); err != nil {
		s.t.Fatalf("resize the terminal to %dx%d: %v", w, h, err)
	}
}
