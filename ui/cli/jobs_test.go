//go:build unix

package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"kanatop/ui/screentest"
)

func TestSuspendedAndContinuedTheScreenIsLive(t *testing.T) {
	for name, c := range map[string]struct {
		outside bool
		drawing string
	}{
		"by key, paced":                  {false, "paced"},
		"by key, by the framework":       {false, "by the framework"},
		"from outside, not paced":        {true, "not paced"}, // nobody would take the answer to a question then, and the shell read it as typed
		"from outside, by the framework": {true, "by the framework"},
	} {
		t.Run(name, func(t *testing.T) {
			outside := c.outside
			x := serve(t, "127.0.0.1:0")
			env := append([]string{"PS1=shell> "}, drawings()[c.drawing]...)
			shell := screentest.Start(t, wide, 48, env, "bash", "--norc", "--noprofile", "--noediting", "-i")
			shell.Await(t, "a prompt", screentest.Has("shell>"))
			before := shell.Leftovers()
			id := filepath.Join(t.TempDir(), "id")
			shell.Press("sh -c 'echo $$ >" + id + "; exec \"$0\" \"$@\"' " + program(t) + " " + strings.Join(towards(x.address), " ") + screentest.Enter)
			shell.Await(t, "a live book", live)
			if outside {
				// What it writes is seldom now: a sequence torn in two by the stop would leave the terminal in any mode.
				shell.Press(" ")
				shell.Await(t, "the pause", screentest.Has("PAUSED"))
				kill(t, id, syscall.SIGSTOP)
			} else {
				shell.Press(screentest.CtrlZ)
			}
			shell.Await(t, "the shell", func(text string) bool {
				return strings.Contains(text, "Stopped")
			})
			if left := shell.Leftovers(); !outside && !slices.Equal(left, before) {
				t.Errorf("while it is suspended the terminal has %q, before it had %q", left, before)
			}
			stopped := clock(shell.Text())
			shell.Press("fg" + screentest.Enter)
			if outside {
				shell.Await(t, "the pause again", func(text string) bool {
					return strings.Contains(text, "PAUSED") && moved(text, stopped)
				})
				shell.Press(" ")
			}
			text := shell.Await(t, "a live book again", live)
			then := clock(text)
			shell.Await(t, "a clock that runs", func(text string) bool { return live(text) && moved(text, then) })
			shell.Press("3")
			shell.Await(t, "the market that was asked for", screentest.Has("─ Book ETH-USD"))
			shell.Press("q")
			shell.Await(t, "the shell", func(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), "shell>") })
			shell.Press("echo code=$?" + screentest.Enter)
			shell.Await(t, "the exit code", screentest.Has("code=0"))
			if left := shell.Leftovers(); !slices.Equal(left, before) {
				t.Errorf("after it the terminal has %q, before it had %q", left, before)
			}
		})
	}
}

func TestSuspendingWithoutAShellChangesNothing(t *testing.T) {
	s := screentest.Start(t, wide, 48, nil, program(t), "--demo")
	then := clock(s.Await(t, "the demonstration", live))
	s.Press(screentest.CtrlZ + "3")
	s.Await(t, "the key after it, and a clock that runs", func(text string) bool {
		return live(text) && strings.Contains(text, "─ Book ETH-USD") && moved(text, then)
	})
	s.Press("q")
	inOrder(t, s)
}

// kill sends a signal to the process whose id a file holds.
func kill(t *testing.T, file string, signal syscall.Signal) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	id, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || syscall.Kill(id, signal) != nil {
		t.Fatalf("signal the process %q: %v", text, err)
	}
}

// wide is a terminal in which the header always has room for the seconds of its clock.
const wide = 200

// moved reports whether the clock of the header shows another time than then.
func moved(text, then string) bool { return clock(text) != "" && clock(text) != then }

// clock is the time that the header shows.
func clock(text string) string {
	return regexp.MustCompile(`\d\d:\d\d:\d\d UTC`).FindString(text)
}
