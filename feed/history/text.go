package history

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Lengths of what is read, in bytes.
const (
	textLimit   = 128 * utf8.UTFMax
	numberLimit = 40
)

// writer appends what rows are made of. Each text is written as its difference from the one of the same field before.
type writer struct{ buf []byte }

func (w *writer) text(s, before string) {
	shared := 0
	for shared < len(s) && shared < len(before) && s[shared] == before[shared] {
		shared++
	}
	w.buf = binary.AppendUvarint(w.buf, uint64(shared)) //nolint:gosec // a length
	w.buf = binary.AppendUvarint(w.buf, uint64(len(s)-shared))
	w.buf = append(w.buf, s[shared:]...)
}

func (w *writer) number(n int64) { w.buf = binary.AppendVarint(w.buf, n) }
func (w *writer) count(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

// scanner takes apart what a writer wrote. After something that is not so it is bad, and returns nothing but zeros.
type scanner struct {
	rest  []byte
	bad   bool
	buf   []byte
	known map[string]string // texts that come again and again, kept once; nil for none
}

func (s *scanner) count() uint64 {
	n, size := binary.Uvarint(s.rest)
	return took(s, n, size)
}

func (s *scanner) number() int64 {
	n, size := binary.Varint(s.rest)
	return took(s, n, size)
}

func took[T int64 | uint64](s *scanner, n T, size int) T {
	if size <= 0 || s.bad {
		s.bad = true
		return 0
	}
	s.rest = s.rest[size:]
	return n
}

// text reads a text that is written as its difference from another one.
func (s *scanner) text(before string) string {
	shared, more := s.count(), s.count()
	if s.bad || shared > uint64(len(before)) || more > uint64(len(s.rest)) || shared+more > textLimit {
		s.bad = true
		return ""
	}
	s.buf = append(append(s.buf[:0], before[:shared]...), s.rest[:more]...)
	s.rest = s.rest[more:]
	if !clean(s.buf) {
		s.bad = true
		return ""
	}
	if text, ok := s.known[string(s.buf)]; ok {
		return text
	}
	return string(s.buf)
}

// clean reports whether a text may be shown: the same that the feed lets pass.
func clean(text []byte) bool {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r >= ' ' && r <= '~', r == '·':
		case r < 0xc0, r > 0x4ff, !unicode.IsLetter(r):
			return false
		}
	}
	return true
}
