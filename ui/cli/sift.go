package cli

import (
	"bytes"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The alternate screen, on which the dashboard is shown, and the cursor, which is hidden there.
const (
	enterScreen = "\x1b[?1049h"
	leaveScreen = "\x1b[?1049l"
	hideCursor  = "\x1b[?25l"
)

// sifted is what the framework writes without its drawing: modes, titles, questions, bells and the clipboard stay, while text,
// movements and erasures are left out, since the cells are written by somebody else. It appends to kept.
func sifted(kept, b []byte) []byte {
	state := ansi.NormalState
	for len(b) > 0 {
		piece, _, n, next := ansi.DecodeSequence(b, state, nil)
		if keeps(piece) {
			kept = append(kept, piece...)
		}
		state, b = next, b[n:]
	}
	return kept
}

// keeps reports whether a piece, a sequence, a control character or text, leaves the cells and the cursor alone.
func keeps(piece []byte) bool {
	switch {
	case len(piece) == 1:
		return piece[0] == '\a'
	case piece[0] != '\x1b':
		return false
	case piece[1] != '[':
		return !bytes.ContainsAny(piece[1:2], "DEMc78") // index, next line, reverse index, reset, cursor saved and restored
	case len(piece) > 2 && piece[2] >= '<' && piece[2] <= '?':
		return true // private: modes, keyboards, questions
	}
	final := piece[len(piece)-1]
	intermediate := len(piece) > 3 && piece[len(piece)-2] >= ' ' && piece[len(piece)-2] <= '/'
	return intermediate || strings.IndexByte("ABCDEFGHIJKLMPSTXZ@`abdefrsu", final) < 0
}
