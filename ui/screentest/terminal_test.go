package screentest

import (
	"strings"
	"testing"
)

func TestQuestionsAreAnswered(t *testing.T) {
	tests := []struct{ name, ask, want string }{
		{"device attributes", "\x1b[c", "\x1b[?64;1;2;6;9;15;22c"},
		{"secondary attributes", "\x1b[>c", "\x1b[>41;390;0c"},
		{"name and version", "\x1b[>0q", "\x1bP>|XTerm(390)\x1b\\"},
		{"cursor position", "ab\r\nc\x1b[6n", "\x1b[2;2R"},
		{"dark ground, ended by a bell", "\x1b]11;?\a", "\x1b]11;rgb:0e0e/1111/1616\a"},
		{"dark ground, ended by a terminator", "\x1b]11;?\x1b\\", "\x1b]11;rgb:0e0e/1111/1616\x1b\\"},
		{"synchronised output", "\x1b[?2026$p", "\x1b[?2026;2$y"},
		{"unknown mode", "\x1b[?2027$p", "\x1b[?2027;0$y"},
		{"mode that is on", "\x1b[?1049h\x1b[?1049$p", "\x1b[?1049;1$y"},
		{"keyboard protocol, unknown to an xterm", "\x1b[?u", ""},
		{"two at once", "\x1b[5n\x1b[5n", "\x1b[0n\x1b[0n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(newTerminal(20, 3, false, false).write([]byte(tt.ask))); got != tt.want {
				t.Errorf("answer %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLightAndPlainTerminalsAnswerOtherwise(t *testing.T) {
	m := newTerminal(20, 3, true, true)
	if got, want := string(m.write([]byte("\x1b]11;?\a\x1b[?2026$p"))), "\x1b]11;rgb:ffff/ffff/ffff\a\x1b[?2026;0$y"; got != want {
		t.Errorf("answer %q, want %q", got, want)
	}
}

func TestSequencesTheModelWouldMisreadChangeNothing(t *testing.T) {
	for _, odd := range []string{
		"\x1b[>1u", "\x1b[<u", "\x1b[=1;1u", "\x1b[?u", "\x1b[>4;2m", "\x1b[?4m", "\x1b[2 q", "\x1b[58:2::1:2:3m", "\x1b[?1049l",
		"\x1b]8;;https://example.com\x1b\\", "\x1b]52;c;aGVsbG8=\a", "\x1bP+q544e\x1b\\", "\x1b_G\x1b\\", "\x1b[?2026h\x1b[?2026l", "\x1b[?5W",
	} {
		m := newTerminal(10, 2, false, false)
		m.write([]byte("\x1b[1;31mab" + odd + "c"))
		if got := m.vt.Cell(2, 0); got.Char != 'c' || got.FG != 9 || Mode(got.Mode) != Bold {
			t.Errorf("after %q the next cell is %c with colour %d and mode %d, want a bold red c", odd, got.Char, got.FG, got.Mode)
		}
	}
}

func TestOutputSplitAnywhereDrawsTheSame(t *testing.T) {
	const output = "\x1b[?1049h\x1b[Hpré\x1b[3;1H\x1b[0;38;2;9;8;7;4:3m▲▼\x1b[m\x1b]0;title\x1b\\\x1b[3bx\x1b(B\x1b[2;4Hend\x1b[?25l"
	whole := newTerminal(12, 3, false, false)
	whole.write([]byte(output))
	if got, want := whole.vt.String(), "pré         \n   end      \n▲▼▼▼▼x      \n"; got != want {
		t.Fatalf("screen %q, want %q", got, want)
	}
	if got := whole.vt.Cell(0, 2); got.FG != 0x090807 || Mode(got.Mode) != Underline {
		t.Errorf("cell has colour %06x and mode %d, want 090807 and underlined", int(got.FG), got.Mode)
	}
	for i := range len(output) {
		m := newTerminal(12, 3, false, false)
		m.write([]byte(output[:i]))
		m.write([]byte(output[i:]))
		if m.vt.String() != whole.vt.String() || m.vt.Cell(0, 2) != whole.vt.Cell(0, 2) {
			t.Errorf("split after %q the screen is\n%s", output[:i], m.vt.String())
		}
	}
}

func TestSynchronisedOutputShowsWholeFramesOnly(t *testing.T) {
	m := newTerminal(6, 1, false, false)
	m.write([]byte("old\x1b[?2026h\rne"))
	if got := m.vt.String(); !strings.HasPrefix(got, "old") {
		t.Errorf("half a frame is shown: %q", got)
	}
	m.write([]byte("w\x1b[?2026l"))
	if got := m.vt.String(); !strings.HasPrefix(got, "new") {
		t.Errorf("the finished frame is not shown: %q", got)
	}
}

func TestTabStopsSurviveAWiderScreen(t *testing.T) {
	m := newTerminal(10, 1, false, false)
	m.resize(30, 1)
	m.write([]byte("\ta\tb\tc"))
	if got, want := m.vt.String(), "        a       b       c     \n"; got != want {
		t.Errorf("screen %q, want %q", got, want)
	}
}
