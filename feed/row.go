package feed

import (
	"bytes"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// maxFields bounds the fields of one row that are looked at; the widest known row has 15.
const maxFields = 64

// row is one JSON object whose fields have been found but not read yet. What is read badly is noted, not returned:
// a flaw leaves the one figure absent, a bad row is not taken at all.
type row struct {
	fields []field
	raw    []byte // the object itself
	flaw   string // the first thing that was wrong
	bad    bool
	lately model.Address // the address read last, which the next row often has too
}

// field is a name without quotes and a value as it stands in the message.
type field struct {
	name  []byte
	value jsontext.Value
}

func (r *row) reset() { *r = row{fields: r.fields[:0], lately: r.lately} }

// noted records a flaw; the first one is kept.
func (r *row) noted(what, name string) {
	if r.flaw == "" {
		r.flaw = name + " " + what
	}
}

// need makes the row bad when something it cannot do without is not there.
func (r *row) need(there bool, name string) {
	if there {
		return
	}
	r.noted("is missing", name)
	r.bad = true
}

// names reports whether the row has a field of one of the names, null or not.
func (r *row) names(names ...string) bool {
	for _, f := range r.fields {
		if slices.Contains(names, string(f.name)) {
			return true
		}
	}
	return false
}

// value returns the first of the named fields that is there and not null, else nil.
func (r *row) value(names ...string) jsontext.Value {
	for _, name := range names {
		for _, f := range r.fields {
			if string(f.name) == name && f.value.Kind() != jsontext.KindNull {
				return f.value
			}
		}
	}
	return nil
}

// content returns the text of a string or the digits of a number, with outer spaces cut; false for anything else.
func content(v jsontext.Value) ([]byte, bool) {
	switch v.Kind() {
	case jsontext.KindNumber:
		return v, true
	case jsontext.KindString:
		return bytes.TrimSpace(unquoted(v)), true
	}
	return nil, false
}

// unquoted returns what a JSON string says.
func unquoted(v jsontext.Value) []byte {
	if bytes.IndexByte(v, '\\') < 0 {
		return v[1 : len(v)-1]
	}
	// The error reports broken UTF-8, which is replaced all the same and cleaned where it matters.
	text, _ := jsontext.AppendUnquote(nil, v)
	return text
}

// open fills the row with the object that a decoder stands before, which may turn out to be none.
func (r *row) open(s *source) error {
	r.reset()
	if _, err := s.json.ReadToken(); err != nil {
		return err
	}
	for s.json.PeekKind() != jsontext.KindEndObject {
		name, err := s.next()
		if err != nil {
			return err
		}
		value, err := s.next()
		if err != nil {
			return err
		}
		r.add(unquoted(name), value)
	}
	_, err := s.json.ReadToken()
	return err
}

// read fills the row with the object that the scan stands before, and goes behind it.
func (r *row) read(s *scan) {
	r.reset()
	begin := s.at
	for s.enter(); s.kind() != '}'; {
		name := s.name()
		r.add(name, s.value())
	}
	s.leave()
	r.raw = s.text[begin:s.at]
}

func (r *row) add(name []byte, value jsontext.Value) {
	if len(r.fields) < maxFields {
		r.fields = append(r.fields, field{name, value})
	}
}
