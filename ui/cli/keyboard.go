package cli

import (
	"bytes"
	"os"
)

// keyboard is standard input without the terminal's answers about frames. Behind the escape key an answer would be taken for the
// rest of its sequence, and the key be lost. An answer torn in two by a read goes through, and is told from keys later.
type keyboard struct {
	*os.File
	heard func() // for each answer
}

// Read reads keys, none when only answers came.
func (k keyboard) Read(b []byte) (int, error) {
	n, err := k.File.Read(b)
	answers := bytes.Count(b[:n], []byte(statusAnswer))
	if answers == 0 {
		return n, err
	}
	n = copy(b, bytes.ReplaceAll(b[:n], []byte(statusAnswer), nil))
	for range answers {
		k.heard()
	}
	return n, err
}

// heard takes an answer that came between the keys.
func (g *glass) heard() {
	if g.answered() {
		g.send(look{})
	}
}
