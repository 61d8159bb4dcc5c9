package sim

import (
	"strconv"

	"github.com/govalues/decimal"
)

// field is one key and value of a record. Values are our own printable ASCII, which needs no escapes.
type field struct {
	key, text string
	quoted    bool
	numeric   bool
}

// row is one record of a topic, its keys in the order they are written.
type row []field

func text(key, value string) field { return field{key: key, text: value, quoted: true} }

func number(key string, value int64) field {
	return field{key: key, text: strconv.FormatInt(value, 10), numeric: true}
}

// exact is a decimal written as a bare number.
func exact(key string, value decimal.Decimal) field {
	return field{key: key, text: value.Trim(0).String(), numeric: true}
}

func amount(key string, value decimal.Decimal) field { return text(key, digits(value)) }

func flag(key string, value bool) field { return field{key: key, text: strconv.FormatBool(value)} }

func null(key string) field { return field{key: key, text: "null"} }

// optional is a string, or null when it is empty.
func optional(key, value string) field {
	if value == "" {
		return null(key)
	}
	return text(key, value)
}

func (r row) append(b []byte, s Shape) []byte {
	b = append(b, '{')
	for i, f := range r {
		if i > 0 {
			b = append(b, ',')
		}
		f = s.field(f)
		b = append(b, '"')
		b = append(b, f.key...)
		b = append(b, `":`...)
		if f.quoted {
			b = append(b, '"')
		}
		b = append(b, f.text...)
		if f.quoted {
			b = append(b, '"')
		}
	}
	return append(b, '}')
}

// array prints rows as a JSON array.
func (s Shape) array(rows []row) []byte {
	b := []byte{'['}
	for i, r := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = r.append(b, s)
	}
	return append(b, ']')
}

// envelope wraps printed data for a topic.
func (s Shape) envelope(t topic, data []byte) []byte {
	key, name := "message", string(t)
	if s.TopicKey {
		key = "topic"
	}
	if s.SnakeBestPrice && t == bestPrice {
		name = "best_price"
	}
	title := `"` + key + `":"` + name + `"`
	b := make([]byte, 0, len(data)+len(title)+16)
	if s.DataFirst {
		b = append(append(b, `{"data":`...), data...)
		return append(append(append(b, ','), title...), '}')
	}
	b = append(append(append(b, '{'), title...), `,"data":`...)
	return append(append(b, data...), '}')
}
