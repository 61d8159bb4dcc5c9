package cli

import (
	"fmt"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// object writes a JSON object, its fields in the order of the calls. Decimals and ids are strings with all their digits, a decimal
// that was received with more than are held behind [model.RoundedMark]; times
// are in UTC to the nanosecond; what is absent is null, never zero and never left out.
type object struct {
	text []byte
	some bool
}

// newObject begins an object in the memory of a text.
func newObject(text []byte) *object { return &object{text: append(text, '{')} }

// end returns the whole text.
func (o *object) end() []byte { return append(o.text, '}') }

// sayJSON writes an object to standard output, for people to read too.
func (p program) sayJSON(o *object) error {
	text := jsontext.Value(o.end())
	if err := text.Indent(jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	return p.say("%s\n", text)
}

func (o *object) name(name string) {
	if o.some {
		o.text = append(o.text, ',')
	}
	o.some = true
	o.text = append(quotedJSON(o.text, name), ':')
}

// quotedJSON appends a JSON string.
func quotedJSON(out []byte, text string) []byte {
	out, _ = jsontext.AppendQuote(out, text) // the error is about broken UTF-8, which is replaced
	return out
}

// string writes a text; an empty one is absent.
func (o *object) string(name, text string) {
	o.name(name)
	if text == "" {
		o.text = append(o.text, "null"...)
		return
	}
	o.text = quotedJSON(o.text, text)
}

func (o *object) dec(name string, d model.Dec) {
	if d.Known() {
		o.string(name, d.String())
		return
	}
	o.string(name, "")
}

func (o *object) when(name string, t time.Time) {
	if t.IsZero() {
		o.string(name, "")
		return
	}
	o.string(name, t.UTC().Format(time.RFC3339Nano))
}

// version writes a ledger version, 0 for none.
func (o *object) version(v int64) {
	if v == 0 {
		o.string("version", "")
		return
	}
	o.string("version", strconv.FormatInt(v, 10))
}

// count writes a whole number, of things or of milliseconds.
func (o *object) count(name string, n int64) {
	o.name(name)
	o.text = strconv.AppendInt(o.text, n, 10)
}

func (o *object) flag(name string, is bool) {
	o.name(name)
	o.text = strconv.AppendBool(o.text, is)
}

// null writes that something is absent which is no text when it is there.
func (o *object) null(name string) { o.string(name, "") }

// inner writes an object as a field.
func (o *object) inner(name string, fill func(*object)) {
	o.name(name)
	o.put(fill)
}

func (o *object) put(fill func(*object)) {
	in := newObject(o.text)
	fill(in)
	o.text = in.end()
}

// list writes n objects as an array.
func (o *object) list(name string, n int, fill func(i int, row *object)) {
	o.name(name)
	o.text = append(o.text, '[')
	for i := range n {
		if i > 0 {
			o.text = append(o.text, ',')
		}
		o.put(func(row *object) { fill(i, row) })
	}
	o.text = append(o.text, ']')
}

// strings writes texts as an array.
func (o *object) strings(name string, texts []string) {
	o.name(name)
	o.text = append(o.text, '[')
	for i, t := range texts {
		if i > 0 {
			o.text = append(o.text, ',')
		}
		o.text = quotedJSON(o.text, t)
	}
	o.text = append(o.text, ']')
}

// levels writes levels of a book as pairs of price and size.
func (o *object) levels(name string, levels []model.Level) {
	o.name(name)
	o.text = append(o.text, '[')
	for i, l := range levels {
		if i > 0 {
			o.text = append(o.text, ',')
		}
		o.text = append(append(append(o.text, `["`...), l.Price.String()...), `","`...)
		o.text = append(append(o.text, l.Size.String()...), `"]`...)
	}
	o.text = append(o.text, ']')
}
