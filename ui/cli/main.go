package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"

	"kanatop/ui/cli/zones"
)

// Exit codes of the program.
const (
	exitDone    = 0
	exitFailure = 1
	exitInput   = 2
)

// Main runs the command line and returns the exit code: 0 when all went well or a signal ended it,
// 1 after a failure, 2 for bad input.
// The environment is the process's own. Where the system has no time zones, it makes the one that TZ names the process's.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := program{stdin: stdin, stdout: stdout, stderr: stderr, environ: os.Environ()}
	if zone := zones.Local(p.env("TZ")); zone != time.Local {
		time.Local = zone
	}
	return p.run(ctx, args)
}

// program is what the commands share: the process's streams and environment.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	environ        []string
}

func (p program) run(ctx context.Context, args []string) int {
	root := p.rootCommand()
	root.SetArgs(append([]string{}, args...)) // nil would mean the process's own arguments
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	return p.code(root.ExecuteContext(ctx))
}

// code tells an error, if there is one, and returns the exit code.
func (p program) code(err error) int {
	if err == nil {
		return exitDone
	}
	// A terminal that nobody reads must not hold up the end.
	within(patience, func() { _, _ = fmt.Fprintf(p.stderr, "kanatop: %s\n", oneLine(err.Error())) })
	if _, bad := errors.AsType[*inputError](err); bad {
		return exitInput
	}
	if _, wanted := errors.AsType[*endedError](err); wanted {
		return exitDone
	}
	return exitFailure
}

// env returns an environment variable; one that is set to nothing counts as not set. Of two the later counts.
func (p program) env(name string) string {
	value := ""
	for _, entry := range p.environ {
		if v, found := strings.CutPrefix(entry, name+"="); found {
			value = v
		}
	}
	return value
}

// say writes to standard output; the error tells that it could not be written.
func (p program) say(format string, args ...any) error {
	if _, err := fmt.Fprintf(p.stdout, format, args...); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

// inputError is an error that the user can mend by asking for something else.
type inputError struct{ text string }

func (e *inputError) Error() string { return e.text }

// badInput is an inputError; in one place, for its hundred callers.
//
//go:noinline
func badInput(format string, args ...any) error { return &inputError{fmt.Sprintf(format, args...)} }

// oneLine keeps a message on one line and free of what a terminal would obey.
func oneLine(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '·'
	}, text)
}
