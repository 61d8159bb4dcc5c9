package feed

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// scan walks through JSON text that has been found valid as a whole, and so needs to look for nothing but where values end.
// What it returns are parts of the text. It is the second look at every byte that comes, so it is made to be short.
type scan struct {
	text []byte
	at   int
}

// kind goes to the next character that counts, over commas and colons too, and returns it; 0 at the end of the text.
func (s *scan) kind() byte {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '\n', ',', ':':
		default:
			return c
		}
	}
	return 0
}

// enter steps into the array or object that the scan stands before, and leave out of the one it has come to the end of.
func (s *scan) enter() { s.at++ }
func (s *scan) leave() { s.at++ }

// value returns the next value.
func (s *scan) value() jsontext.Value {
	c := s.kind()
	begin := s.at
	switch c {
	case '"':
		s.skipString()
	case '{', '[':
		s.skipNested()
	default:
		s.skipPlain()
	}
	return jsontext.Value(s.text[begin:s.at:s.at])
}

// skipString goes behind the string that begins here. A quotation mark ends it unless an odd number of backslashes stands before.
func (s *scan) skipString() {
	for s.at++; s.at < len(s.text); {
		end := bytes.IndexByte(s.text[s.at:], '"')
		if end < 0 {
			break
		}
		slashes := 0
		for slashes < end && s.text[s.at+end-1-slashes] == '\\' {
			slashes++
		}
		s.at += end + 1
		if slashes%2 == 0 {
			return
		}
	}
	s.at = len(s.text) // not reached in valid text
}

// skipNested goes behind the array or object that begins here.
func (s *scan) skipNested() {
	for depth := 0; s.at < len(s.text); {
		switch s.text[s.at] {
		case '"':
			s.skipString()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		s.at++
		if depth == 0 {
			return
		}
	}
}

// skipPlain goes behind the number or word that begins here.
func (s *scan) skipPlain() {
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n', ',', ':', ']', '}', '"', '[', '{':
			return
		}
	}
}

// name returns what the next value, which is a string, says.
func (s *scan) name() []byte { return unquoted(s.value()) }
