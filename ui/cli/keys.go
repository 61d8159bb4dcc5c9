package cli

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/ui"
)

// checkKeys reads the mapping from actions to keys. Whether the keys themselves are good is the screen's to say.
func (c *config) checkKeys() error {
	s := c.settings["keys"]
	if s.node == nil {
		c.show("keys", "")
		return nil
	}
	path := s.file()
	c.keys = make(map[string][]string)
	var shown []string
	err := eachPair(path, s.node, ui.Actions(), func(action string, value *yaml.Node) error {
		bound := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			bound = value.Content
		}
		for _, key := range bound {
			if key.Kind != yaml.ScalarNode || isNull(key) || key.Value == "" {
				return badInput("%s: keys: %s: expected a key or a list of keys, found %s", place(path, key), action, described(key))
			}
			c.keys[action] = append(c.keys[action], key.Value)
		}
		shown = append(shown, action+"="+strings.Join(c.keys[action], ","))
		return nil
	})
	slices.Sort(shown)
	c.show("keys", strings.Join(shown, " "))
	return err
}

// file is the path of the file that a setting stands in.
func (s setting) file() string {
	return s.origin.name[:strings.LastIndexByte(s.origin.name, ':')]
}
