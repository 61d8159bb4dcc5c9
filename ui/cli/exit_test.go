//go:build unix

package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

func TestKeysThatNobodyTakesDoNotHoldUpTheEnd(t *testing.T) {
	master, line := line(t)
	tty, err := program{stdin: line, stdout: line}.openTerminal()
	if err != nil {
		t.Fatal(err)
	}
	b := busy{first: make(chan struct{}, 1), free: make(chan struct{})}
	s := program{stdin: line, stdout: line}.newShow(config{}, tty, b, silent())
	defer s.jobs.close()
	go func() { // ends with the terminal
		buf := make([]byte, 1<<12)
		for {
			if _, err := master.Read(buf); err != nil {
				return
			}
		}
	}()
	shown := make(chan error, 1)
	go func() { // ends with the test
		_, err := s.screen.Run()
		shown <- err
	}()
	if _, err := master.Write(bytes.Repeat([]byte("x"), 100)); err != nil {
		t.Fatal(err)
	}
	<-b.first
	go s.screen.Quit()                  // ends with the screen
	<-time.After(50 * time.Millisecond) // it stands behind the second key, before all others
	close(b.free)
	began := time.Now()
	if err := <-shown; err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 400*time.Millisecond { // the framework would wait for 500
		t.Errorf("it took %v", took)
	}
}

// busy is a screen that takes its time over the first key.
type busy struct{ first, free chan struct{} }

func (b busy) Init() tea.Cmd { return nil }

func (b busy) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, key := msg.(tea.KeyPressMsg); key {
		select {
		case b.first <- struct{}{}:
		default:
		}
		<-b.free
	}
	return b, nil
}

func (b busy) View() tea.View { return tea.NewView("busy") }

func TestATerminalThatNobodyReadsIsWaitedForOnce(t *testing.T) {
	_, line := line(t)
	out := newOutlet(line)
	newGlass(out, true)
	if !out.offer(make([]byte, 1<<20)) {
		t.Fatal("nothing can be written")
	}
	waits := func() time.Duration {
		began := time.Now()
		if _, err := out.Write([]byte("\x1b]2;title\a")); err != nil {
			t.Fatal(err)
		}
		return time.Since(began)
	}
	waits()
	if took := waits() + waits() + waits(); took > stall {
		t.Errorf("the next three writes wait for %v", took)
	}
	if !out.lost() {
		t.Error("it is not known that they were dropped")
	}
}

// TestModesAreNotDroppedWithTheFramesOfAStall: what is drawn meanwhile is, for it is drawn anew.
func TestModesAreNotDroppedWithTheFramesOfAStall(t *testing.T) {
	for name, drawing := range map[string]bool{"own drawing": true, "by the framework": false} {
		master, line := line(t)
		out := newOutlet(line)
		if drawing {
			newGlass(out, true)
		}
		if !out.offer(bytes.Repeat([]byte("x"), 1<<20)) {
			t.Fatal("nothing can be written")
		}
		for _, text := range []string{"\x1b[?2026h\x1b[?1002h\x1b[Hframe\x1b[?2026l", "\x1b[2Jframe", "\x1b[?1006h\x1b[>1u"} {
			if _, err := out.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		got := make([]byte, 0, 1<<21)
		for buf := make([]byte, 1<<16); !bytes.HasSuffix(got, []byte("u")); {
			n, err := master.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, buf[:n]...)
		}
		if rest := strings.TrimLeft(string(got), "x"); rest != "\x1b[?1002h\x1b[?1006h\x1b[>1u" {
			t.Errorf("%s: behind what was under way comes %q", name, rest)
		}
		<-out.back // and the screen is drawn anew
	}
}

func TestAWayOutThatWasDroppedIsNotForgotten(t *testing.T) {
	master, line := line(t)
	out := newOutlet(line)
	if !out.offer(make([]byte, 1<<20)) {
		t.Fatal("nothing can be written")
	}
	<-time.After(stall)
	if _, err := out.Write([]byte(leaveScreen)); err != nil {
		t.Fatal(err)
	}
	if !out.lost() {
		t.Error("meanwhile the terminal is taken for restored")
	}
	var got []byte
	for buf := make([]byte, 1<<16); !bytes.HasSuffix(got, []byte(leaveScreen)); {
		n, err := master.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, buf[:n]...)
	}
	<-out.back
	out.redrawn() // as when the terminal is read again in the moment of leaving
	if out.lost() {
		t.Error("the terminal is not taken for restored")
	}
	for _, text := range []string{enterScreen, leaveScreen} {
		if _, err := out.Write([]byte(text)); err != nil || out.lost() {
			t.Errorf("after %q: lost %t, %v", text, out.lost(), err)
		}
	}
}

func TestAnAbandonedTerminalIsNotWaitedFor(t *testing.T) {
	_, line := line(t)
	out := newOutlet(line)
	newGlass(out, true)
	out.abandon()
	if !out.offer(make([]byte, 1<<20)) {
		t.Fatal("nothing can be written")
	}
	began := time.Now()
	if _, err := out.Write([]byte("\x1b]2;title\a")); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > stall/2 {
		t.Errorf("it is waited for %v", took)
	}
}

// line is a raw pseudo terminal and its other end, which are closed with the test.
func line(t *testing.T) (master, tty *os.File) {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := term.MakeRaw(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // whatever still writes to it fails when nobody is there to read
		_ = master.Close()
		_ = tty.Close()
	})
	return master, tty
}
