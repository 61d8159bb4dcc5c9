package screentest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"kanatop/ui/screentest"
)

func startProgram(t *testing.T, d screentest.Terminal) *screentest.Screen {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	d.Env = append(d.Env, asProgram)
	return d.Start(t, self)
}

func TestShellOutputAppearsInTheCells(t *testing.T) {
	s := screentest.Start(t, 20, 4, nil, "printf", `one\r\n\033[2;5H\033[1;38;2;1;128;255;44mtwo\033[m\033[4;20H\303\251`)
	s.Await(t, "both words and the last cell", screentest.Has("one", "two", "é"))
	if code := s.Exit(t); code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	want := "one                 \n    two             \n                    \n                   é"
	if got := s.Text(); got != want {
		t.Errorf("screen\n%q, want\n%q", got, want)
	}
	if got, want := s.Cell(4, 1), (screentest.Cell{Rune: 't', FG: 0x0180ff, BG: 4, Mode: screentest.Bold}); got != want {
		t.Errorf("cell 4,1 is %+v, want %+v", got, want)
	}
	if got := s.Cell(20, 0); got != (screentest.Cell{}) {
		t.Errorf("a cell outside is %+v, want the zero cell", got)
	}
	if !strings.Contains(s.Output(), "\x1b[2;5H") {
		t.Errorf("raw output lacks the cursor sequence: %q", s.Output())
	}
}

func TestKeysReachTheProgramAndExitCodeComesBack(t *testing.T) {
	s := screentest.Start(t, 30, 3, []string{"GREETING=hello"}, "sh", "-c", `echo "$GREETING"; read -r line; echo "got $line"; exit 3`)
	s.Await(t, "the greeting", screentest.Has("hello"))
	s.Press("word\r")
	s.Await(t, "the echo of the line", screentest.Has("got word"))
	if code := s.Exit(t); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
}

func TestSignalEndsTheProgram(t *testing.T) {
	s := screentest.Start(t, 30, 3, nil, "sh", "-c", `echo ready; read -r line`)
	s.Await(t, "the prompt", screentest.Has("ready"))
	s.Signal(syscall.SIGTERM)
	if code := s.Exit(t); code != -1 {
		t.Errorf("exit code %d, want -1 for a signal", code)
	}
}

func TestWhatIsNotRestoredIsNamed(t *testing.T) {
	s := screentest.Start(t, 20, 2, nil, "printf", `\033[?1049h\033[?25l\033[?1002;1006h\033[?2004h\033[>1u\033[?2004l\033[?1049l`)
	s.Exit(t)
	want := []string{"cursor hidden", "keyboard protocol on", "mouse drag on", "mouse encoding on"}
	if got := s.Leftovers(); !slices.Equal(got, want) || s.Restored() {
		t.Errorf("leftovers %q (restored %v), want %q", got, s.Restored(), want)
	}
}

func TestBubbleTeaProgramIsDrivenAndLeavesTheTerminalAsItWas(t *testing.T) {
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("plain=%v", plain), func(t *testing.T) {
			s := startProgram(t, screentest.Terminal{W: 60, H: 8, Plain: plain})
			s.Await(t, "the last row on a dark ground", screentest.Has("row 7 of 60x8 dark"))
			if got, want := s.Cell(0, 0), (screentest.Cell{Rune: 'g', FG: 0x80c040, BG: s.Cell(59, 7).BG, Mode: screentest.Bold}); got != want {
				t.Errorf("cell 0,0 is %+v, want %+v", got, want)
			}
			if s.Restored() {
				t.Error("a running full-screen program counts as restored")
			}
			s.Press("x")
			s.Await(t, "the key in every row", everyRow("key x"))
			s.Press(screentest.ShiftTab)
			s.Await(t, "shift+tab in every row", everyRow("key shift+tab"))
			s.Click(59, 7)
			s.Await(t, "the click in every row", everyRow("click 59,7"))
			s.Wheel(3, 2, -2)
			s.Await(t, "the wheel in every row", everyRow("wheel wheelup 3,2"))
			s.Resize(100, 12)
			s.Await(t, "the larger screen", screentest.Has("row 11 of 100x12"))
			s.Resize(40, 5)
			s.Await(t, "the smaller screen", func(text string) bool {
				return everyRow("of 40x5")(text) && strings.HasPrefix(text, "green row 0")
			})
			s.Press("q")
			if code := s.Exit(t); code != 7 {
				t.Errorf("exit code %d, want 7", code)
			}
			if !s.Restored() {
				t.Errorf("left behind: %q", s.Leftovers())
			}
			if strings.Contains(s.Text(), "row ") {
				t.Errorf("the alternate screen is still shown:\n%s", s.Text())
			}
		})
	}
}

func TestLightTerminalSaysSo(t *testing.T) {
	s := startProgram(t, screentest.Terminal{Light: true})
	s.Await(t, "a light ground in every row of 80x24", everyRow("of 80x24 light"))
}

// everyRow is the condition that each line of the screen holds the text.
func everyRow(wanted string) func(string) bool {
	return func(text string) bool {
		for line := range strings.SplitSeq(text, "\n") {
			if !strings.Contains(line, wanted) {
				return false
			}
		}
		return true
	}
}
