package feed

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"kanatop/model"
)

// dec reads a decimal from a number or a string. Digits are kept, trailing zeros too. Null, an empty text and no field
// at all are absent; anything else that is no finite number is a flaw and absent.
func (r *row) dec(names ...string) model.Dec {
	v := r.value(names...)
	if v == nil {
		return model.Dec{}
	}
	text, ok := content(v)
	if ok && len(text) == 0 {
		return model.Dec{}
	}
	if ok {
		d, number := model.ReceivedDec(text)
		switch {
		case number && d.Rounded() && d.Sign() == 0: // little is not nothing
			r.noted("is too small a number", names[0])
			return model.Dec{}
		case number:
			return d
		}
	}
	r.noted("is not a number", names[0])
	return model.Dec{}
}

// trigger is dec for prices of which zero means that none is set.
func (r *row) trigger(name string) model.Dec {
	d := r.dec(name)
	if d.Sign() == 0 {
		return model.Dec{}
	}
	return d
}

// flag reads a boolean from true, false, 0, 1 or such a text; known tells whether there was one.
func (r *row) flag(names ...string) (value, known bool) {
	v := r.value(names...)
	if v == nil {
		return false, false
	}
	text := []byte(v)
	if inner, ok := content(v); ok {
		text = inner
	}
	switch {
	case len(text) == 0:
		return false, false
	case string(text) == "1" || bytes.EqualFold(text, []byte("true")):
		return true, true
	case string(text) == "0" || bytes.EqualFold(text, []byte("false")):
		return false, true
	}
	r.noted("is not a flag", names[0])
	return false, false
}

// version reads the ledger version; 0 when there is none.
func (r *row) version() int64 {
	v := r.value("transaction_version")
	if v == nil {
		return 0
	}
	text, ok := content(v)
	if ok && len(text) == 0 {
		return 0
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if !ok || err != nil {
		r.noted("is not a whole number", "transaction_version")
		return 0
	}
	return n
}

// lastSecond is the last second of Unix time whose nanoseconds fit in 64 bits.
const lastSecond = math.MaxInt64 / int64(time.Second)

// when reads a time in seconds of Unix time. A magnitude that cannot be seconds is read as milli-, micro- or nanoseconds.
// A time before 1970 or out of range is absent, which is the zero time.
func (r *row) when(names ...string) time.Time {
	if text, ok := content(r.value(names...)); ok && len(text) > len(time.DateOnly) && text[len("2006")] == '-' {
		if t, err := time.Parse(time.RFC3339, string(text)); err == nil && t.Unix() > 0 && t.Unix() < lastSecond {
			return t
		}
	}
	n := r.dec(names...)
	if !n.Positive() {
		return time.Time{}
	}
	d, _ := n.Value()
	whole, frac, ok := d.Int64(9)
	t := time.Unix(whole, frac)
	switch {
	case !ok:
		return time.Time{}
	case whole > 1e17:
		t = time.Unix(0, whole)
	case whole > 1e14:
		t = time.UnixMicro(whole)
	case whole > 1e11:
		t = time.UnixMilli(whole)
	}
	if t.Unix() >= lastSecond {
		return time.Time{}
	}
	return t
}

// id reads an identifier: a text, or a bare whole number by its digits. Anything that is not printable makes the row bad.
func (r *row) id(names ...string) string {
	v := r.value(names...)
	if v == nil {
		return ""
	}
	text, ok := content(v)
	switch {
	case !ok || len(text) > idLimit || !printable(text) || bytes.IndexByte(text, ' ') >= 0:
	case v[0] != '"' && !digits(text):
	default:
		return string(text)
	}
	r.noted("is not an id", names[0])
	r.bad = true
	return ""
}

func digits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}

// address reads an account address. One that is none is a flaw and absent.
func (r *row) address() model.Address {
	v := r.value("address")
	if v == nil {
		return ""
	}
	text, ok := content(v)
	if ok && len(text) == 0 {
		return ""
	}
	if ok && string(text) == string(r.lately) {
		return r.lately
	}
	if a, err := model.ParseAddress(string(text)); ok && err == nil {
		r.lately = a
		return a
	}
	r.noted("is not an address", "address")
	return ""
}

// text reads a text for people, cleaned; numbers and flags as they are written. An object or an array is a flaw and absent.
func (r *row) text(names ...string) string {
	v := r.value(names...)
	if v == nil {
		return ""
	}
	text, ok := content(v)
	switch {
	case ok:
		return clean(text, textLimit)
	case v.Kind() == jsontext.KindBeginObject, v.Kind() == jsontext.KindBeginArray:
		r.noted("is not a text", names[0])
		return ""
	}
	return clean(v, textLimit)
}

// orderType reads the exchange's code; 1.0 is 1, unknown ones stay as they are.
func (r *row) orderType() model.OrderType {
	code := r.text("order_type")
	if whole, zeros, found := strings.Cut(code, "."); found && strings.Trim(zeros, "0") == "" {
		code = whole
	}
	return model.OrderType(code)
}
