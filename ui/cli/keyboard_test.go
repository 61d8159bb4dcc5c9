package cli

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestAnAnswerOfTheTerminalTakesNoKeyAlong(t *testing.T) {
	for name, c := range map[string]struct {
		reads   []string
		keys    string
		answers int
	}{
		"behind the escape key":       {[]string{"\x1b" + statusAnswer}, escapeKey, 1},
		"between escape and a key":    {[]string{"\x1b" + statusAnswer + "v"}, escapeKey + "v", 1},
		"around a key":                {[]string{statusAnswer + "j" + statusAnswer + "\x1b"}, "j\x1b", 2},
		"behind a sequence":           {[]string{"\x1b[A" + statusAnswer}, "\x1b[A", 1},
		"alone":                       {[]string{statusAnswer}, "", 1},
		"none":                        {[]string{"\x1b["}, "\x1b[", 0},
		"torn in two":                 {[]string{"j\x1b[0", "nk"}, "jk", 1},
		"torn in two behind a key":    {[]string{"\x1b\x1b[0", "n"}, "\x1b", 1},
		"torn, and not an answer":     {[]string{"\x1b[0", "m"}, "\x1b[0m", 0},
		"torn where a key may end":    {[]string{"\x1b", "[0n"}, "\x1b[0n", 0}, // the framework puts it together
		"twice behind the escape key": {[]string{"\x1b", statusAnswer, statusAnswer + "j"}, "\x1bj", 2},
	} {
		t.Run(name, func(t *testing.T) {
			read, write := pipe(t)
			answers, keys := 0, ""
			k := &keyboard{File: read, heard: func() { answers++ }}
			for _, sent := range c.reads {
				if _, err := write.WriteString(sent); err != nil {
					t.Fatal(err)
				}
				buf := make([]byte, 64)
				n, err := k.Read(buf)
				if err != nil {
					t.Fatal(err)
				}
				keys += string(buf[:n])
			}
			if keys != c.keys || answers != c.answers {
				t.Errorf("of %q came %q and %d answers", c.reads, keys, answers)
			}
		})
	}
}

func TestEscapeIsTakenWhileAnswersPourIn(t *testing.T) {
	keys, write := typed(t)
	send := func(text string) {
		if _, err := write.WriteString(text); err != nil {
			t.Fatal(err)
		}
	}
	send("\x1b")
	for late := time.Now().Add(5 * time.Second); ; send(statusAnswer) { // as after each of many frames
		select {
		case key := <-keys:
			if key != "esc" {
				t.Errorf("it is taken for %s", key)
			}
			return
		case <-time.After(20 * time.Millisecond):
			if time.Now().After(late) {
				t.Fatal("it is not taken as long as answers come")
			}
		}
	}
}

func TestAnAnswerTellsEscapeFromTheNextKey(t *testing.T) {
	for _, apart := range []bool{false, true} {
		keys, write := typed(t)
		pieces := []string{"\x1b", statusAnswer + "v"}
		if !apart {
			pieces = []string{strings.Join(pieces, "")}
		}
		for _, piece := range pieces {
			if _, err := write.WriteString(piece); err != nil {
				t.Fatal(err)
			}
			<-time.After(10 * time.Millisecond)
		}
		for _, want := range []string{"esc", "v"} {
			select {
			case key := <-keys:
				if key != want {
					t.Errorf("apart %t: the key is %s, want %s", apart, key, want)
				}
			case <-time.After(5 * time.Second):
				t.Fatalf("apart %t: %s does not come", apart, want)
			}
		}
	}
}

// typed are the keys that the framework makes of what is written.
func typed(t *testing.T) (keys <-chan string, write *os.File) {
	t.Helper()
	read, write := pipe(t)
	taken := make(chan string, 10)
	screen := tea.NewProgram(typist{taken}, tea.WithInput(&keyboard{File: read, heard: func() {}}), tea.WithOutput(io.Discard),
		tea.WithoutSignalHandler(), tea.WithWindowSize(10, 2))
	ended := make(chan struct{})
	go func() { // ends with the test
		defer close(ended)
		_, _ = screen.Run() // its result is known
	}()
	t.Cleanup(func() {
		screen.Quit()
		<-ended
	})
	return taken, write
}

// typist passes keys on.
type typist struct{ taken chan<- string }

func (k typist) Init() tea.Cmd { return nil }

func (k typist) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		k.taken <- key.String()
	}
	return k, nil
}

func (k typist) View() tea.View { return tea.NewView("keys") }

// pipe is closed with the test.
func pipe(t *testing.T) (read, write *os.File) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = read.Close()
		_ = write.Close()
	})
	return read, write
}
