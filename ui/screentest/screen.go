package screentest

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// patience is how long a wait lasts before the test fails: far longer than any program needs, even one built with the race detector
// on a busy machine.
const patience = 20 * time.Second

// Terminal describes the terminal a program is run on. The zero value is a dark one of 80x24 cells that knows
// synchronised output.
type Terminal struct {
	W, H  int      // size in cells; 0 means 80 and 24
	Light bool     // dark text on a white background, which the terminal tells when asked
	Plain bool     // says it does not know synchronised output
	Env   []string // NAME=VALUE, beside PATH, an empty HOME, a UTF-8 locale and TERM=xterm-256color with true colour
}

// Screen is a running program and what it shows. Its methods may be called from the test's goroutine only.
type Screen struct {
	t     testing.TB
	cmd   *exec.Cmd
	tty   *os.File
	keys  chan []byte   // to the program, in order
	ended chan struct{} // closed when the program has ended and its output was read
	gone  chan struct{} // closed when the program has ended
	found *term.State   // the state of the line at the start
	eyes  sync.RWMutex  // locked while nobody looks at the terminal
	away  bool          // whether that is so

	mu      sync.Mutex
	term    *terminal
	output  strings.Builder
	changed chan struct{} // closed and replaced at every output
}

// Start runs a program on a dark terminal of w by h cells; env is NAME=VALUE as in [Terminal]. The program is ended with the
// test, if it has not ended by itself.
func Start(t testing.TB, w, h int, env []string, name string, args ...string) *Screen {
	t.Helper()
	return Terminal{W: w, H: h, Env: env}.Start(t, name, args...)
}

// Start runs a program on the terminal. It is ended with the test, if it has not ended by itself.
func (d Terminal) Start(t testing.TB, name string, args ...string) *Screen {
	t.Helper()
	if d.W == 0 {
		d.W = 80
	}
	if d.H == 0 {
		d.H = 24
	}
	s := &Screen{
		t:       t,
		cmd:     exec.CommandContext(t.Context(), name, args...),
		keys:    make(chan []byte, 256),
		ended:   make(chan struct{}),
		gone:    make(chan struct{}),
		term:    newTerminal(d.W, d.H, d.Light, d.Plain),
		changed: make(chan struct{}),
	}
	s.cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "LANG=C.UTF-8", "TERM=xterm-256color", "COLORTERM=truecolor",
	}, d.Env...)
	s.found = fresh(t)
	tty, err := pty.StartWithSize(s.cmd, winsize(d.W, d.H))
	if err == nil {
		tty, err = eager(tty)
	}
	if err != nil {
		t.Fatalf("start %s on a pseudo terminal: %v", name, err)
	}
	s.tty = tty

	var running sync.WaitGroup
	running.Go(func() {
		defer close(s.gone)
		_ = s.cmd.Wait() // its result is in ProcessState
	})
	running.Go(s.read)
	running.Go(s.typist)
	t.Cleanup(func() {
		if s.away {
			s.LookBack()
		}
		select { // the end of the test's context has killed it
		case <-s.ended:
			running.Wait()
		case <-time.After(patience):
			t.Errorf("%s was killed, but something it started still holds the terminal", name)
		}
		_ = tty.Close()
	})
	return s
}

func winsize(w, h int) *pty.Winsize {
	return &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}
}

// read feeds the screen with the program's output until both have ended.
func (s *Screen) read() {
	defer close(s.ended)
	buf := make([]byte, 32<<10)
	for {
		s.eyes.RLock()
		s.eyes.RUnlock() //nolint:staticcheck // nothing is guarded: it waits while nobody looks
		n, err := s.tty.Read(buf)
		s.mu.Lock()
		s.output.Write(buf[:n])
		reply := s.term.write(buf[:n])
		if err != nil {
			s.term.show()
		}
		close(s.changed)
		s.changed = make(chan struct{})
		s.mu.Unlock()
		if err != nil { // a pseudo terminal's end is an error of its own
			break
		}
		s.send(reply)
	}
	<-s.gone
}

// typist writes keys and answers to the program until that ends, so that a program which does not read holds up
// nobody else.
func (s *Screen) typist() {
	for {
		select {
		case b := <-s.keys:
			if _, err := s.tty.Write(b); err != nil {
				return
			}
		case <-s.ended:
			return
		}
	}
}

// send queues input for the program. A full queue means that it stopped reading long ago; more would not reach it.
func (s *Screen) send(b []byte) {
	if len(b) == 0 {
		return
	}
	select {
	case s.keys <- b:
	default:
	}
}

// holdLimit is the silence after which the screen shows what synchronised output holds back, as terminals do: a program may have been
// stopped in the middle of a frame.
const holdLimit = time.Second

// Await waits until the screen's text satisfies shown, and returns that text. The test fails at once, with the last screen, when
// the program ends without it or it does not come; what names the thing waited for.
func (s *Screen) Await(t testing.TB, what string, shown func(text string) bool) string {
	t.Helper()
	late := time.After(patience)
	for {
		s.mu.Lock()
		text, changed := s.term.text(), s.changed
		s.mu.Unlock()
		if shown(text) {
			return text
		}
		select {
		case <-changed:
		case <-s.ended:
			if text = s.Text(); shown(text) {
				return text
			}
			t.Fatalf("the program ended (%v) without showing %s; its last screen:\n%s", s.cmd.ProcessState, what, framed(text))
		case <-time.After(holdLimit):
			s.mu.Lock()
			s.term.show()
			s.mu.Unlock()
		case <-late:
			t.Fatalf("%s was not shown within %v; the screen:\n%s", what, patience, framed(text))
		}
	}
}

// Text is what the screen shows: a line for each row, every line as wide as the screen, joined by line feeds.
func (s *Screen) Text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.text()
}

// framed draws a border around a screen for a failed test's message.
func framed(text string) string {
	return "  |" + strings.ReplaceAll(text, "\n", "|\n  |") + "|"
}

// Output is every byte the program has written, for what leaves no trace in the cells: bell, clipboard, title, links.
func (s *Screen) Output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.String()
}

// Mode is the set of attributes a cell is drawn with.
type Mode int16

// The attributes the model knows, by its own numbers.
const (
	Reverse Mode = 1 << iota
	Underline
	Bold
	_
	Italic
	Blink
)

// Cell is one cell of the screen. A colour below 256 is one of the palette, else 0xRRGGBB, or vt10x.DefaultFG and
// DefaultBG; as on many terminals, bold makes the first eight foregrounds bright. A cell with Reverse has its two colours already
// exchanged.
type Cell struct {
	Rune   rune
	FG, BG vt10x.Color
	Mode   Mode
}

// Cell is the cell at column x and row y, both from 0; outside the screen it is the zero Cell.
func (s *Screen) Cell(x, y int) Cell {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.cell(x, y)
}

// Exit waits for the program to end and returns its exit code, -1 when a signal ended it. The test fails when it
// goes on. Unless nobody looks at the terminal, all of its output has been read then.
func (s *Screen) Exit(t testing.TB) int {
	t.Helper()
	over := s.ended
	if s.away {
		over = s.gone
	}
	select {
	case <-over:
	case <-time.After(patience):
		t.Fatalf("the program did not end within %v; its screen:\n%s", patience, framed(s.Text()))
	}
	return s.cmd.ProcessState.ExitCode()
}

// Has is a condition for [Screen.Await]: the text holds every one of these.
func Has(wanted ...string) func(text string) bool {
	return func(text string) bool {
		for _, w := range wanted {
			if !strings.Contains(text, w) {
				return false
			}
		}
		return true
	}
}

// Signal is how a test interrupts the program from outside; one that has ended already is past it.
func (s *Screen) Signal(sig os.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		s.t.Fatalf("signal the program: %v", err)
	}
}
