package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/feed"
)

// rawWaiting is the number of messages that wait for a reader that takes none; further ones are dropped and counted.
const rawWaiting = 512

// rawLines prints messages as they came. The readers hand them over and never wait; its one part prints.
type rawLines struct {
	query

	out     *spout
	warn    func(format string, args ...any)
	waiting chan []byte
	dropped atomic.Int64
}

func newRawLines(q query, out *spout, warn func(string, ...any)) *rawLines {
	return &rawLines{query: q, out: out, warn: warn, waiting: make(chan []byte, rawWaiting)}
}

// hear takes a message of a topic that is wanted.
func (r *rawLines) hear(f feed.Frame) {
	if !slices.ContainsFunc(f.Topics, r.topic) {
		return
	}
	select {
	case r.waiting <- bytes.Clone(f.Text):
	default:
		r.dropped.Add(1)
	}
}

// run is the part that prints.
func (r *rawLines) run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case text := <-r.waiting:
			r.out.write(r.lines(text))
			if n := r.dropped.Swap(0); n > 0 {
				r.warn("%d messages were dropped because nobody read them in time", n)
			}
		}
	}
}

// lines are the JSON values of a message, each on a line.
func (r *rawLines) lines(text []byte) []byte {
	lenient := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	var out []byte
	for d := jsontext.NewDecoder(bytes.NewReader(text), lenient...); ; {
		value, err := d.ReadValue()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.warn("the rest of a message is no JSON and is left out")
			}
			return out
		}
		value = value.Clone()
		if err := value.Compact(lenient...); err != nil {
			r.warn("a message is no JSON and is left out")
			continue
		}
		out = append(visible(out, value), '\n')
	}
}

// visible appends JSON in which nothing acts on a terminal: what is not printable stands there escaped, which means the same.
func visible(out, value []byte) []byte {
	for len(value) > 0 {
		r, n := utf8.DecodeRune(value)
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(out, `\ufffd`...)
		case unicode.IsPrint(r):
			out = append(out, value[:n]...)
		default:
			out = escaped(out, r)
		}
		value = value[n:]
	}
	return out
}

// escaped appends a character as JSON's escape of its UTF-16 code units.
func escaped(out []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	units := []rune{r}
	if r > 0xffff {
		units = []rune{0xd800 + (r-0x10000)>>10, 0xdc00 + (r-0x10000)&0x3ff}
	}
	for _, u := range units {
		out = append(out, '\\', 'u', digits[u>>12&15], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	return out
}
