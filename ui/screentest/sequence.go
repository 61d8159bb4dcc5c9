package screentest

import (
	"bytes"
	"unicode/utf8"
)

const escape = 0x1b

// cut splits the first piece off b: a run of text and simple controls, or one whole escape sequence. The piece is empty
// when b ends inside it and more output is needed.
func cut(b []byte) (piece, rest []byte) {
	n := 0
	switch {
	case len(b) == 0:
	case b[0] != escape:
		n = textLen(b)
	case len(b) > 1:
		n = sequenceLen(b)
	}
	return b[:n], b[n:]
}

// textLen is the length of the text before the next escape, without a rune that is still incomplete.
func textLen(b []byte) int {
	if n := bytes.IndexByte(b, escape); n >= 0 {
		return n
	}
	for i := len(b) - 1; i >= 0 && i >= len(b)-utf8.UTFMax; i-- {
		if !utf8.RuneStart(b[i]) {
			continue
		}
		if !utf8.FullRune(b[i:]) {
			return i
		}
		break
	}
	return len(b)
}

// sequenceLen is the length of the escape sequence b begins with, 0 when it is incomplete.
func sequenceLen(b []byte) int {
	switch c := b[1]; {
	case c == '[':
		return through(b, 2, '@', '~')
	case c == ']':
		bell, end := bytes.IndexByte(b, '\a'), stringLen(b)
		if bell >= 0 && (end == 0 || bell < end) {
			return bell + 1
		}
		return end
	case c == 'P', c == '_', c == '^', c == 'X':
		return stringLen(b)
	case c >= ' ' && c <= '/':
		return through(b, 2, '0', '~')
	}
	return 2
}

// through is the length up to and with the first byte of b[from:] that lies between lo and hi.
func through(b []byte, from int, lo, hi byte) int {
	for i := from; i < len(b); i++ {
		if b[i] >= lo && b[i] <= hi {
			return i + 1
		}
	}
	return 0
}

// stringLen is the length up to and with the string terminator.
func stringLen(b []byte) int {
	if n := bytes.Index(b, []byte{escape, '\\'}); n >= 0 {
		return n + 2
	}
	return 0
}
