package cli

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// terminal tells what the terminal can do, if there is one.
func (r *report) terminal() {
	in, out := r.seat()
	switch {
	case out == nil:
		r.tell(skipped, "terminal", "standard input is not a terminal, or neither output is one")
		return
	case !foreground(in):
		r.tell(skipped, "terminal", "the program runs in the background, where it may not be asked")
		return
	}
	r.size(out)
	profile := colorprofile.Detect(out, r.environ)
	colours := map[colorprofile.Profile]string{
		colorprofile.NoTTY: "none", colorprofile.ASCII: "none", colorprofile.ANSI: "16", colorprofile.ANSI256: "256", colorprofile.TrueColor: "16 million",
	}
	multiplexer := ""
	switch {
	case r.env("TMUX") != "":
		multiplexer = ", within tmux"
	case r.env("STY") != "":
		multiplexer = ", within screen"
	}
	r.tell(fine, "terminal colours", "%s, TERM %s%s", firstOf(colours[profile], "unknown"), firstOf(r.env("TERM"), "not set"), multiplexer)
	answer, err := interrogated(in, out)
	if err != nil {
		r.tell(warned, "terminal answers", "%v", err)
		return
	}
	r.abilities(answer)
}

// seat is the terminal that somebody sits at, to be read and to be written: a report that goes to a file or a pipe leaves standard
// error to it. Both are nil without one.
func (r *report) seat() (in, out *os.File) {
	in, ok := r.stdin.(*os.File)
	if !ok || !term.IsTerminal(in.Fd()) {
		return nil, nil
	}
	for _, w := range []io.Writer{r.stdout, r.stderr} {
		if out, ok := w.(*os.File); ok && term.IsTerminal(out.Fd()) {
			return in, out
		}
	}
	return nil, nil
}

func (r *report) size(out *os.File) {
	w, h, err := term.GetSize(out.Fd())
	switch {
	case err != nil:
		r.tell(warned, "terminal size", "not told")
	case w < 40 || h < 12:
		r.tell(warned, "terminal size", "%d by %d; the dashboard is useful from 40 by 12 on", w, h)
	default:
		r.tell(fine, "terminal size", "%d by %d", w, h)
	}
}

// questions ask for the state of synchronised output, and for the device attributes, which every terminal answers.
const questions = "\x1b[?2026$p\x1b[c"

// answerTime is how long a terminal gets to answer.
const answerTime = time.Second

// interrogated asks a terminal and returns what it answers, up to its attributes.
func interrogated(in, out *os.File) (string, error) {
	before, err := term.MakeRaw(in.Fd())
	if err != nil {
		return "", fmt.Errorf("its state cannot be changed: %w", err)
	}
	defer func() { _ = term.Restore(in.Fd(), before) }()
	if _, err := out.WriteString(questions); err != nil {
		return "", fmt.Errorf("it cannot be asked: %w", err)
	}
	heard := make(chan string, 1)
	go func() { // ends with the answer, or with the process
		var text []byte
		for one := make([]byte, 64); ; {
			n, err := in.Read(one)
			text = append(text, one[:n]...)
			if err != nil || attributes().Match(text) || len(text) > 4096 {
				heard <- string(text)
				return
			}
		}
	}()
	late := time.NewTimer(answerTime)
	defer late.Stop()
	select {
	case text := <-heard:
		return text, nil
	case <-late.C:
		return "", fmt.Errorf("it did not answer in %s", answerTime)
	}
}

// attributes is the answer to the second question.
func attributes() *regexp.Regexp { return regexp.MustCompile(`\x1b\[\?([0-9;]*)c`) }

// abilities tells what an answer says.
func (r *report) abilities(answer string) {
	synchronised := regexp.MustCompile(`\x1b\[\?2026;([1-4])\$y`).FindStringSubmatch(answer)
	if synchronised != nil && synchronised[1] != "4" {
		r.tell(fine, "synchronised output", "yes: frames appear whole")
	} else {
		r.tell(fine, "synchronised output", "not offered; frames are written without")
	}
	found := attributes().FindStringSubmatch(answer)
	if found != nil && slices.Contains(strings.Split(found[1], ";"), "52") {
		r.tell(fine, "clipboard", "yes: the terminal says that it takes copies (OSC 52)")
		return
	}
	r.tell(fine, "clipboard", "the terminal does not say; copies are sent (OSC 52) and may be dropped")
}
