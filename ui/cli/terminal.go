package cli

import (
	"strings"

	"github.com/charmbracelet/x/term"
)

// requireTerminal refuses to draw where nobody can look or type.
func (p program) requireTerminal() error {
	streams := []struct {
		name string
		of   any
	}{{"standard input", p.stdin}, {"standard output", p.stdout}}
	for _, s := range streams {
		file, ok := s.of.(term.File)
		if !ok || !term.IsTerminal(file.Fd()) {
			return badInput("%s is not a terminal; the dashboard needs one", s.name)
		}
	}
	return nil
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
