package cli

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/ui"
)

// maxThemes is how many themes of their own a user may have.
const maxThemes = 32

// checkThemes reads the user's own themes, and then which theme is to be shown.
func (c *config) checkThemes() error {
	s := c.settings["themes"]
	c.show("themes", "")
	if s.node != nil {
		if n := len(s.node.Content) / 2; n > maxThemes {
			return badInput("%s: themes: expected at most %d, found %d", place(s.path, s.node), maxThemes, n)
		}
		err := eachPair(s.path, "themes", s.node, nil, func(name string, value *yaml.Node) error {
			if err := themeName(s.path, keyNode(s.node, name)); err != nil {
				return err
			}
			t, err := ownTheme(s.path, name, value)
			c.themes = append(c.themes, t)
			return err
		})
		if err != nil {
			return err
		}
	}
	known, own := ui.Themes(), []string{}
	for _, t := range c.themes {
		own = append(own, t.Name)
	}
	c.show("themes", strings.Join(own, ", "))
	known = append(known, own...)
	if c.theme = c.settings["theme"].text; !slices.Contains(known, c.theme) {
		return c.bad("theme", "unknown theme %s; expected one of %s%s", quoted(c.theme), strings.Join(known, ", "), suggestion(c.theme, known))
	}
	return nil
}

// keyNode is the node of a mapping's key.
func keyNode(node *yaml.Node, name string) *yaml.Node {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return node.Content[i]
		}
	}
	return node
}

func themeName(path string, name *yaml.Node) error {
	if slices.Contains(ui.Themes(), name.Value) {
		return badInput("%s: themes: %s is built in; expected another name", place(path, name), name.Value)
	}
	if !regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,23}$`).MatchString(name.Value) {
		return badInput("%s: themes: expected a name of 1 to 24 letters a to z, digits and hyphens, found %s", place(path, name), quoted(name.Value))
	}
	return nil
}

func ownTheme(path, name string, node *yaml.Node) (ui.OwnTheme, error) {
	t := ui.OwnTheme{Name: name, Colours: make(map[string]string)}
	if node.Kind != yaml.MappingNode {
		return t, badInput("%s: themes: %s: expected colours such as {base: dark, bid: \"#3fb68b\"}, found %s", place(path, node), name, described(node))
	}
	what := "themes: " + name + ": "
	err := eachPair(path, "themes: "+name, node, append([]string{"base", "light"}, ui.ThemeColours()...), func(key string, value *yaml.Node) (err error) {
		switch key {
		case "base":
			t.Base, err = oneOf(path, what+key, value, ui.ThemeBases())
		case "light":
			if mismatch(boolean, value) != "" {
				return badInput("%s: %s: expected true or false, found %s", place(path, value), what+key, described(value))
			}
			light := strings.EqualFold(value.Value, "true")
			t.Light = &light
		default:
			t.Colours[key], err = colour(path, what+key, value)
		}
		return err
	})
	return t, err
}

// colour reads a colour; one that begins with # and is not quoted is a comment, and so nothing at all.
func colour(path, what string, node *yaml.Node) (string, error) {
	n, err := strconv.Atoi(node.Value)
	switch {
	case node.Kind == yaml.ScalarNode && regexp.MustCompile(`^#[0-9a-fA-F]{6}$`).MatchString(node.Value):
		return node.Value, nil
	case node.Kind == yaml.ScalarNode && err == nil && n >= 0 && n <= 255:
		return strconv.Itoa(n), nil
	}
	found := described(node)
	if isNull(node) {
		found = "nothing"
	}
	return "", badInput("%s: %s: expected a colour such as \"#3fb68b\", in quotes, or a number from 0 to 255, found %s", place(path, node), what, found)
}
