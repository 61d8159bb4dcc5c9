package cli

import (
	"bytes"
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// mergeState unites what this program and others did to the state: base is what both began with, ours what this program wants,
// theirs what the file holds now. What only one side changed is as that side has it; lists and objects that both changed are
// united, one that is absent being empty; of a value that both changed ours counts. Values are compact, an absent one is nil.
func mergeState(base, ours, theirs jsontext.Value) jsontext.Value {
	switch {
	case bytes.Equal(ours, base):
		return theirs
	case bytes.Equal(theirs, base), bytes.Equal(theirs, ours), !alike(ours, theirs):
		return ours
	}
	kind := ours.Kind()
	if ours == nil {
		kind = theirs.Kind()
	}
	switch kind {
	case '{':
		return mergeObjects(members(base), members(ours), members(theirs))
	case '[':
		return mergeLists(elements(base), elements(ours), elements(theirs))
	}
	return ours
}

// alike reports whether two values can be united as far as their kinds go. With one that is absent any list or object can.
func alike(a, b jsontext.Value) bool {
	switch {
	case a == nil && b == nil:
		return false
	case a == nil:
		return b.Kind() == '[' || b.Kind() == '{'
	case b == nil:
		return a.Kind() == '[' || a.Kind() == '{'
	}
	return a.Kind() == b.Kind()
}

func mergeObjects(base, ours, theirs map[string]jsontext.Value) jsontext.Value {
	out := make(map[string]jsontext.Value)
	for _, all := range []map[string]jsontext.Value{ours, theirs} {
		for name := range maps.Keys(all) {
			if merged := mergeState(base[name], ours[name], theirs[name]); merged != nil {
				out[name] = merged
			}
		}
	}
	return objectOf(out)
}

// mergeLists is theirs without what ours took away, and behind it what ours added.
func mergeLists(base, ours, theirs []jsontext.Value) jsontext.Value {
	out := slices.DeleteFunc(theirs, func(v jsontext.Value) bool { return holds(base, v) && !holds(ours, v) })
	for _, v := range ours {
		if !holds(base, v) && !holds(out, v) {
			out = append(out, v)
		}
	}
	text := jsontext.Value("[")
	for i, v := range out {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, v...)
	}
	return plainest(append(text, ']'))
}

func holds(list []jsontext.Value, value jsontext.Value) bool {
	return slices.ContainsFunc(list, func(v jsontext.Value) bool { return bytes.Equal(v, value) })
}

// objectOf is an object of members, in the order of their names.
func objectOf(members map[string]jsontext.Value) jsontext.Value {
	text := jsontext.Value("{")
	for i, name := range slices.Sorted(maps.Keys(members)) {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(quotedJSON(text, name), ':'), members[name]...)
	}
	return plainest(append(text, '}'))
}

// plainest is a value without spaces and without escapes that need not be, so that equal values are equal texts; nil for what is
// no value.
func plainest(text jsontext.Value) jsontext.Value {
	if text.Format() != nil {
		return nil
	}
	return text
}

// members are the values of an object by their names; none for anything else.
func members(object jsontext.Value) map[string]jsontext.Value {
	out := make(map[string]jsontext.Value)
	if !eachIn(object, '{', func(d *jsontext.Decoder) error {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		value, err := d.ReadValue()
		out[key] = value.Clone()
		return err
	}) {
		return nil
	}
	return out
}

// elements are the values of a list; none for anything else.
func elements(list jsontext.Value) []jsontext.Value {
	var out []jsontext.Value
	if !eachIn(list, '[', func(d *jsontext.Decoder) error {
		value, err := d.ReadValue()
		out = append(out, value.Clone())
		return err
	}) {
		return nil
	}
	return out
}

// eachIn reads an object or a list, part by part; not ok when it is something else or broken.
func eachIn(value jsontext.Value, kind jsontext.Kind, part func(*jsontext.Decoder) error) (ok bool) {
	d := jsontext.NewDecoder(bytes.NewReader(value))
	if begin, err := d.ReadToken(); err != nil || begin.Kind() != kind {
		return false
	}
	for d.PeekKind() != ']' && d.PeekKind() != '}' {
		if part(d) != nil {
			return false
		}
	}
	_, err := d.ReadToken()
	return err == nil
}
