package cli

import (
	"bytes"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
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
	text, err := json.Marshal(out, json.Deterministic(true))
	if err != nil {
		return nil
	}
	return text
}

// mergeLists is theirs without what ours took away, and behind it what ours added.
func mergeLists(base, ours, theirs []jsontext.Value) jsontext.Value {
	out := slices.DeleteFunc(theirs, func(v jsontext.Value) bool { return holds(base, v) && !holds(ours, v) })
	for _, v := range ours {
		if !holds(base, v) && !holds(out, v) {
			out = append(out, v)
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return nil
	}
	return text
}

func holds(list []jsontext.Value, value jsontext.Value) bool {
	return slices.ContainsFunc(list, func(v jsontext.Value) bool { return bytes.Equal(v, value) })
}

// members are the values of an object by their names; none for anything else.
func members(object jsontext.Value) map[string]jsontext.Value {
	var out map[string]jsontext.Value
	if json.Unmarshal(object, &out) != nil {
		return nil
	}
	return out
}

// elements are the values of a list; none for anything else.
func elements(list jsontext.Value) []jsontext.Value {
	var out []jsontext.Value
	if json.Unmarshal(list, &out) != nil {
		return nil
	}
	return out
}
