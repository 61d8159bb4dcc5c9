//go:build unix

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanatop/ui/screentest"
)

func TestEveryWayOutLeavesTheTerminalInOrder(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	for name, c := range map[string]struct {
		key            string
		before, signal os.Signal
		told           string
	}{
		"q":       {key: "q"},
		"ctrl+c":  {key: screentest.CtrlC},
		"SIGINT":  {signal: os.Interrupt, told: "kanatop: ended by the signal interrupt\r\n"},
		"SIGTERM": {signal: syscall.SIGTERM, told: "kanatop: ended by the signal terminated\r\n"},
		"SIGHUP":  {signal: syscall.SIGHUP, told: "kanatop: ended by the signal hangup\r\n"},
		// What a stopped program gets from a shell or a service manager that wants it to end.
		"SIGCONT, SIGTERM": {before: syscall.SIGCONT, signal: syscall.SIGTERM, told: "kanatop: ended by the signal terminated\r\n"},
	} {
		for drawing, env := range drawings() {
			t.Run(name+", "+drawing, func(t *testing.T) {
				s := start(t, env, towards(x.address)...)
				s.Await(t, "a live book", live)
				if c.key != "" {
					s.Press(c.key)
				} else {
					if c.before != nil {
						s.Signal(c.before)
					}
					s.Signal(c.signal)
					s.Signal(c.signal) // a shell passes on what the terminal has told already
				}
				inOrder(t, s)
				if _, told, _ := strings.Cut(s.Output(), "\x1b[?1049l"); !strings.HasSuffix(told, c.told) || strings.Count(told, "\n") != strings.Count(c.told, "\n") {
					t.Errorf("after the screen: %q", told)
				}
			})
		}
	}
}

func TestAClosedTerminalEndsTheProgram(t *testing.T) {
	errors := filepath.Join(t.TempDir(), "errors") // the terminal takes none any more
	s := screentest.Start(t, 160, 48, nil, "sh", "-c", `exec "$0" --demo 2>"$1"`, program(t), errors)
	s.Await(t, "the demonstration", live)
	s.HangUp()
	if code := s.Exit(t); code != 0 {
		told, _ := os.ReadFile(errors)
		t.Errorf("exit code %d: %s", code, told)
	}
}

func TestAClosedTerminalEndsAProgramThatNoSignalReaches(t *testing.T) {
	code := filepath.Join(t.TempDir(), "code")
	if err := syscall.Mkfifo(code, 0o600); err != nil {
		t.Fatal(err)
	}
	// In a session of its own nobody tells it that the terminal is closed.
	s := screentest.Start(t, 160, 48, nil, "sh", "-c", `trap "" HUP; setsid "$0" --demo; echo $? >"$1"`, program(t), code)
	s.Await(t, "the demonstration", live)
	s.HangUp()
	told := make(chan string)
	go func() { // ends when the program has
		text, _ := os.ReadFile(code)
		told <- string(text)
	}()
	select {
	case got := <-told:
		if got != "0\n" {
			t.Errorf("exit code %s", got)
		}
	case <-time.After(10 * time.Second):
		t.Error("the program goes on without a terminal")
	}
}

func TestATerminalThatNobodyReadsHoldsUpNobody(t *testing.T) {
	for name, leave := range map[string]func(s *screentest.Screen){
		"q":       func(s *screentest.Screen) { s.Press("q") },
		"SIGTERM": func(s *screentest.Screen) { s.Signal(syscall.SIGTERM) },
	} {
		for drawing, env := range drawings() {
			t.Run(name+", "+drawing, func(t *testing.T) {
				s := start(t, env, "--demo")
				s.Await(t, "the demonstration", live)
				stuff(s)
				leave(s)
				if code := s.Exit(t); code != 0 {
					t.Errorf("exit code %d", code)
				}
				s.LookBack()
				inOrder(t, s)
			})
		}
	}
}

func TestATerminalThatIsReadAgainShowsThePresent(t *testing.T) {
	for drawing, env := range drawings() {
		t.Run(drawing, func(t *testing.T) {
			s := start(t, env, "--demo")
			s.Await(t, "the demonstration", live)
			stuff(s)
			s.Press("3")
			stuff(s) // by the end of this the key has been obeyed
			s.LookBack()
			s.Await(t, "the market that was chosen meanwhile", func(text string) bool {
				return live(text) && strings.Contains(text, "─ Book ETH-USD") && !strings.Contains(text, "─ Book BTC-USD")
			})
			s.Press("q")
			inOrder(t, s)
		})
	}
}

// stuff has the program write more than a terminal that nobody reads can hold: each change of the theme draws all anew.
func stuff(s *screentest.Screen) {
	if !s.Away() {
		s.LookAway()
	}
	for range 50 {
		s.Press("T")
		<-time.After(20 * time.Millisecond) // a frame
	}
}

func TestQuittingTakesNoTimeEvenWithADeadNetwork(t *testing.T) {
	for name, address := range map[string]string{"nobody answers": blackhole(t), "accepted and never answered": mute(t)} {
		t.Run(name, func(t *testing.T) {
			best := time.Hour
			for range 3 { // a busy machine may be late, not every time
				// With the race detector a process waits a second before it ends.
				s := start(t, []string{"GORACE=atexit_sleep_ms=0"}, towards(address)...)
				s.Await(t, "attempts to connect", screentest.Has("connecting"))
				began := time.Now()
				s.Press("q")
				inOrder(t, s)
				if best = min(best, time.Since(began)); best < 500*time.Millisecond {
					return
				}
			}
			t.Errorf("it took %v at best", best)
		})
	}
}
