package cli

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/ui"
)

// boundKey is a key that the file gives to an action, or the empty list that takes all of them.
type boundKey struct {
	action string
	node   *yaml.Node
}

// checkKeys reads the mapping from actions to keys. Whether the keys themselves are good is the screen's to say.
func (c *config) checkKeys() error {
	s := c.settings["keys"]
	if s.node == nil {
		c.show("keys", "")
		return nil
	}
	c.keys = make(map[string][]string)
	var shown []string
	err := eachPair(s.path, "keys", s.node, ui.Actions(), func(action string, value *yaml.Node) error {
		keys := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			keys = value.Content
		}
		for _, key := range keys {
			if key.Kind != yaml.ScalarNode || isNull(key) || key.Value == "" {
				return badInput("%s: keys: %s: expected a key or a list of keys, found %s", place(s.path, key), action, described(key))
			}
			c.keys[action] = append(c.keys[action], key.Value)
			c.bound = append(c.bound, boundKey{action, key})
		}
		if len(keys) == 0 {
			c.keys[action] = nil // none, and not those of the table
			c.bound = append(c.bound, boundKey{action, value})
		}
		shown = append(shown, action+"="+strings.Join(c.keys[action], ","))
		return nil
	})
	slices.Sort(shown)
	c.show("keys", strings.Join(shown, " "))
	return err
}

// badKey tells of a key that the screen does not take, at its place in the file: the second one of two that collide.
func (c *config) badKey(e *ui.KeyError) error {
	var at []boundKey // in the order of the file
	for _, b := range c.bound {
		if b.node.Value == e.Key && (b.action == e.Action || b.action == e.Other) {
			at = append(at, b)
		}
	}
	if len(at) == 0 {
		return c.bad("keys", "%s", strings.TrimPrefix(e.Error(), "keys: "))
	}
	path, last := c.settings["keys"].path, at[len(at)-1]
	switch {
	case e.None:
		return badInput("%s: keys: %s: %s", place(path, last.node), last.action, ui.KeyNeeded)
	case e.Other == "":
		return badInput("%s: keys: %s: unknown key %s; expected %s", place(path, last.node), last.action, quoted(e.Key), ui.KeyForm)
	case len(at) > 1 && last.action == at[0].action:
		return badInput("%s: keys: %s: %s stands here a second time; the first is at %s",
			place(path, last.node), last.action, quoted(e.Key), position(at[0].node))
	case len(at) > 1:
		return badInput("%s: keys: %s is bound to %s here and to %s at %s; a key can do one thing",
			place(path, last.node), quoted(e.Key), last.action, at[0].action, position(at[0].node))
	}
	builtIn := e.Other
	if last.action == e.Other {
		builtIn = e.Action
	}
	return badInput("%s: keys: %s is bound to %s here and to %s by default; bind %s to another key too",
		place(path, last.node), quoted(e.Key), last.action, builtIn, builtIn)
}
