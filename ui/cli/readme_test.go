package cli

import (
	"io"
	"os"
	"strings"
	"testing"
)

// understands reads a line in which the program is called, up to a pipe, a file, a comment or another command.
func (p program) understands(line string) error {
	_, line, _ = strings.Cut(line, "kanatop")
	line, _, _ = strings.Cut(strings.TrimSpace(strings.ReplaceAll(line, "0x…", "0x1")), "  ")
	for _, end := range []string{" |", " >", " &&", ")"} {
		line, _, _ = strings.Cut(line, end)
	}
	found, rest, err := p.rootCommand().Find(strings.Fields(line))
	if err == nil {
		err = found.ParseFlags(rest)
	}
	if err == nil && found.Args != nil {
		err = found.Args(found, found.Flags().Args())
	}
	return err
}

// The commands that stand in the blocks of the README, and those of its table.
func TestCommandsOfTheReadmeAreUnderstood(t *testing.T) {
	p := program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var calls []string
	block := false
	for line := range strings.Lines(string(text)) {
		switch rest, row := strings.CutPrefix(line, "| `kanatop"); {
		case strings.HasPrefix(line, "```"):
			block = !block
		case block && (strings.HasPrefix(line, "kanatop ") || strings.HasPrefix(line, "ExecStart=") || strings.Contains(line, "&& kanatop ")):
			if at := strings.LastIndex(line, "kanatop "); strings.Contains(line, "&& kanatop ") || strings.HasPrefix(line, "ExecStart=") {
				line = line[at:]
			}
			calls = append(calls, line)
		case row:
			cell, _, _ := strings.Cut(rest, " |")
			for call := range strings.SplitSeq(cell, "`, `") {
				calls = append(calls, "kanatop "+strings.TrimPrefix(strings.Trim(call, "` "), "kanatop "))
			}
		}
	}
	for _, call := range calls {
		call = strings.NewReplacer("SHELL", "bash", "--help", "").Replace(call)
		if err := p.understands(call); err != nil {
			t.Errorf("%s: %v", strings.TrimSpace(call), err)
		}
	}
	if len(calls) < 30 {
		t.Errorf("only %d commands: %q", len(calls), calls)
	}
}
