package cli

import (
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
)

// terminal is what the screen is shown on, as it was found.
type terminal struct {
	in     *os.File
	out    *outlet
	before *term.State // of in
}

// openTerminal refuses to draw where nobody can look or type.
func (p program) openTerminal() (*terminal, error) {
	streams := []struct {
		name string
		of   any
	}{{"standard input", p.stdin}, {"standard output", p.stdout}}
	var files []*os.File
	for _, s := range streams {
		file, ok := s.of.(*os.File)
		if !ok || !term.IsTerminal(file.Fd()) {
			return nil, badInput("%s is not a terminal; the dashboard needs one", s.name)
		}
		files = append(files, file)
	}
	before, err := term.GetState(files[0].Fd())
	if err != nil {
		return nil, badInput("standard input is a terminal that does not tell its state: %v", err)
	}
	return &terminal{in: files[0], out: newOutlet(files[1]), before: before}, nil
}

// present reports whether the terminal is still there.
func (t *terminal) present() bool {
	return term.IsTerminal(t.in.Fd()) && term.IsTerminal(t.out.Fd())
}

// putBack is written when the screen could not do it itself. What went before may end within a sequence, so that is broken off
// first. The keyboard's mode belongs to the alternate screen and is left before it.
const putBack = "\x18\x1b\\" + // no sequence, no string
	"\x1b[?2026l" + // no held output
	"\x1b[>4m\x1b[<u" + // keyboard
	"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l" + // mouse, focus
	"\x1b[?2004l\x1b[?2027l" + // paste, widths
	"\x1b]2;\a\x1b[m" + // title, colours
	"\x1b[?1049l\x1b[?25h\r" // alternate screen, cursor

// restore puts the terminal back by force. What nobody has read is thrown away for it, and it is not waited for long.
func (t *terminal) restore() {
	t.out.forget()
	for range 20 {
		discardOutput(t.out.file)
		// Setting the state also wakes a write that waits for room; what it has left may fill the room again.
		_ = term.Restore(t.in.Fd(), t.before)
		if !t.out.writing() {
			break
		}
		time.Sleep(patience / 60)
	}
	discardOutput(t.out.file)
	within(patience/2, func() { _ = writeAll(t.out.file, []byte(putBack)) })
}

// within does something and waits for it no longer than the time given. What takes longer is left to the end of the process.
func within(limit time.Duration, do func()) {
	done := make(chan struct{})
	go func() { // ends with do, or with the process
		defer close(done)
		do()
	}()
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	}
}

// screenEnvironment is the environment as the screen shall see it. Any value of NO_COLOR counts, and a theme that was asked
// for by flag overrides it.
func (p program) screenEnvironment(c config) []string {
	var env []string
	for _, entry := range p.environ {
		if !strings.HasPrefix(entry, "NO_COLOR=") {
			env = append(env, entry)
		}
	}
	if p.env("NO_COLOR") != "" && c.settings["theme"].origin.level < byFlag {
		env = append(env, "NO_COLOR=1")
	}
	return env
}
