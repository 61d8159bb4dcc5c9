package journal

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// secret is a text that must not be recorded, however JSON spells it.
type secret []byte

func secrets(texts []string) (all []secret) {
	for _, t := range texts {
		if t != "" {
			all = append(all, secret(t))
		}
	}
	return all
}

// hidden is data without secrets.
func hidden(data []byte, all []secret) []byte {
	const mask = "********"
	for _, s := range all {
		if bytes.IndexByte(data, '\\') >= 0 {
			for at := 0; at < len(data); at++ {
				if n := s.spelled(data[at:]); n > 0 {
					data = slices.Concat(data[:at], []byte(mask), data[at+n:])
					at += len(mask) - 1
				}
			}
		}
		if bytes.Contains(data, s) {
			data = bytes.ReplaceAll(data, s, []byte(mask))
		}
	}
	return data
}

// spelled is how much of text is the secret, spelled with whatever escapes; 0 when it does not begin with it.
func (s secret) spelled(text []byte) (n int) {
	for rest := []byte(s); len(rest) > 0; {
		char, size := letter(text[n:])
		if size == 0 || !bytes.HasPrefix(rest, char) {
			return 0
		}
		rest, n = rest[len(char):], n+size
	}
	return n
}

// letter is the first character of a JSON text, and how many bytes spell it: an escape is what it stands for, a byte of several that
// make a character is one by itself.
func letter(text []byte) (char []byte, size int) {
	switch {
	case len(text) == 0:
		return nil, 0
	case text[0] != '\\' || len(text) < 2:
		return text[:1], 1
	case text[1] != 'u':
		return []byte{unescaped(text[1])}, 2
	}
	half, err := strconv.ParseUint(string(text[2:min(6, len(text))]), 16, 16)
	if err != nil || len(text) < 6 {
		return nil, 0
	}
	if utf16.IsSurrogate(rune(half)) && len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
		if other, err := strconv.ParseUint(string(text[8:12]), 16, 16); err == nil {
			return []byte(string(utf16.DecodeRune(rune(half), rune(other)))), 12
		}
	}
	return []byte(string(rune(half))), 6
}

// unescaped is what a character stands for behind a backslash.
func unescaped(c byte) byte {
	if i := strings.IndexByte("bfnrt", c); i >= 0 {
		return "\b\f\n\r\t"[i]
	}
	return c
}
