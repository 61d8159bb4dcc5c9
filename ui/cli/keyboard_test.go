package cli

import (
	"os"
	"testing"
)

func TestAnAnswerOfTheTerminalTakesNoKeyAlong(t *testing.T) {
	for sent, c := range map[string]struct {
		keys    string
		answers int
	}{
		"\x1b" + statusAnswer:                      {"\x1b", 1},
		statusAnswer + "j" + statusAnswer + "\x1b": {"j\x1b", 2},
		"\x1b[A" + statusAnswer:                    {"\x1b[A", 1},
		statusAnswer:                               {"", 1},
		"\x1b[":                                    {"\x1b[", 0},
	} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := write.WriteString(sent); err != nil {
			t.Fatal(err)
		}
		answers := 0
		buf := make([]byte, 64)
		n, err := keyboard{read, func() { answers++ }}.Read(buf)
		if err != nil || string(buf[:n]) != c.keys || answers != c.answers {
			t.Errorf("of %q came %q and %d answers, %v", sent, buf[:n], answers, err)
		}
		_ = read.Close()
		_ = write.Close()
	}
}
