package screentest

import (
	"os"
	"testing"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// Restored reports whether the program left the terminal as it found it: the main screen, a visible cursor, no mouse, paste, focus
// or keyboard mode, and the line's echo and signals.
func (s *Screen) Restored() bool { return len(s.Leftovers()) == 0 }

// Leftovers names what the program changed on the terminal and has not put back.
func (s *Screen) Leftovers() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := s.term.leftovers()
	if now := line(s.tty); now == nil || s.found == nil || *now != *s.found {
		left = append(left, "line raw")
	}
	return left
}

// LookAway stops reading the terminal, as a window that hangs does: what the program writes piles up until it can write no more.
func (s *Screen) LookAway() {
	s.eyes.Lock()
	s.away = true
}

// Away reports whether nobody looks at the terminal.
func (s *Screen) Away() bool { return s.away }

// LookBack goes on reading the terminal.
func (s *Screen) LookBack() {
	s.away = false
	s.eyes.Unlock()
}

// HangUp closes the terminal, as a window that is closed does.
func (s *Screen) HangUp() {
	s.t.Helper()
	if err := s.tty.Close(); err != nil {
		s.t.Fatalf("close the terminal: %v", err)
	}
}

// fresh is the state of a pseudo terminal's line before anybody has used it.
func fresh(t testing.TB) *term.State {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatalf("open a pseudo terminal: %v", err)
	}
	_ = tty.Close()
	defer master.Close() //nolint:errcheck // nothing was written
	return line(master)
}

// line is the state of a terminal's line, its echo and signals among it; nil when it cannot be read.
func line(tty *os.File) (state *term.State) {
	conn, err := tty.SyscallConn()
	if err != nil {
		return nil
	}
	_ = conn.Control(func(fd uintptr) { state, _ = term.GetState(fd) })
	return state
}
