package cli

import (
	"bytes"
	"os"
	"strings"
	"time"
)

const (
	escape = "\x1b"
	// escapeKey is the escape key with nothing left open: what follows is not of one key with it.
	escapeKey = "\x1b[27u"
	// openFor is how long the framework waits for what belongs behind an escape, and a little longer.
	openFor = 60 * time.Millisecond
)

// keyboard is standard input without the terminal's answers about frames. A terminal sends a key in one piece, so an answer behind
// an escape shows that this was a key by itself; the framework, which learns that from a silence only, would take the answer
// or the next key for the rest of it, and would wait as long as answers come.
type keyboard struct {
	*os.File
	heard func() // for each answer

	torn string    // the start of an answer, the rest of which has not been read yet
	open time.Time // when an escape was handed on that something may belong behind; zero when other keys came later
}

// Read reads keys, none when only answers came.
func (k *keyboard) Read(b []byte) (int, error) {
	had := copy(b, k.torn)
	k.torn = ""
	n, err := k.File.Read(b[had:])
	read := b[:had+n]
	answers := bytes.Count(read, []byte(statusAnswer))
	n = copy(b, k.keys(string(read)))
	for range answers {
		k.heard()
	}
	if answers > 0 && time.Since(k.open) < 2*openFor {
		time.Sleep(openFor)
	}
	if n > 0 {
		k.open = time.Time{}
	}
	if n > 0 && b[n-1] == escape[0] {
		k.open = time.Now()
	}
	return n, err
}

// keys is what was read without answers. The start of one is kept back unless it may be a key.
func (k *keyboard) keys(read string) string {
	read = strings.ReplaceAll(read, escape+statusAnswer, escapeKey)
	read = strings.ReplaceAll(read, statusAnswer, "")
	start := strings.TrimSuffix(statusAnswer, "n")
	if strings.HasSuffix(read, start) {
		k.torn = start
	}
	return strings.TrimSuffix(read, k.torn)
}

// heard takes an answer that came between the keys.
func (g *glass) heard() {
	if g.answered() {
		g.send(look{})
	}
}
