package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths, in runes, of texts that pass the border.
const (
	textLimit    = 128
	failureLimit = 200
	causeLimit   = 100
	idLimit      = 64
)

// placeholder stands for what may not pass: control characters, broken UTF-8, and anything not surely one cell wide.
const placeholder = '·'

// clean makes text of any origin fit for a terminal cell by cell and cuts it to limit runes.
func clean[T ~[]byte | ~string](text T, limit int) string {
	if len(text) <= limit && printable(text) {
		return string(text)
	}
	var out strings.Builder
	for _, r := range string(text[:min(len(text), limit*utf8.UTFMax)]) {
		if limit == 0 {
			break
		}
		limit--
		if !oneCell(r) {
			r = placeholder
		}
		out.WriteRune(r)
	}
	return out.String()
}

// printable reports whether text is printable ASCII throughout.
func printable[T ~[]byte | ~string](text T) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// oneCell is deliberately narrow: ASCII and the letters of Latin, Greek and Cyrillic are one cell wide in every terminal.
func oneCell(r rune) bool {
	switch {
	case r < 0x80:
		return r >= ' ' && r <= '~'
	case r < 0xc0 || r > 0x4ff:
		return r == placeholder
	}
	return unicode.IsLetter(r)
}
