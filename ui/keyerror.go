package ui

import "fmt"

// KeyError is a key that cannot be bound as the user wants it.
type KeyError struct {
	Action string // to which it should be bound
	Key    string
	Other  string // the action that it is bound to already; empty when it names no key
	None   bool   // no key is left to an action that cannot be without
}

// Error tells of the key in a line.
func (e *KeyError) Error() string {
	if e.None {
		return fmt.Sprintf("keys: %s: %s", e.Action, KeyNeeded)
	}
	if e.Other != "" {
		return fmt.Sprintf("keys: %q is bound to both %s and %s", e.Key, e.Other, e.Action)
	}
	return fmt.Sprintf("keys: %s: unknown key %q; expected %s", e.Action, e.Key, KeyForm)
}

// KeyNeeded says of an action that it cannot be without a key.
const KeyNeeded = "expected at least one key: there has to be a way out"

// KeyForm says how keys are written.
const KeyForm = "a character or a name such as ctrl+r, f5, enter, space"
