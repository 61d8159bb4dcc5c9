package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/ui"
)

// checkLayout reads the mapping that says how the panes share the screen. Its sizes are those of its preset.
func (c *config) checkLayout() error {
	s := c.settings["layout"]
	c.show("layout", "")
	if s.node == nil {
		return nil
	}
	names, limits := []string{"preset", "hide"}, make(map[string]ui.Size)
	for _, size := range ui.LayoutSizes() {
		names, limits[size.Name] = append(names, size.Name), size
	}
	given := make(map[string]int)
	var shown []string
	err := eachPair(s.path, "layout", s.node, names, func(name string, value *yaml.Node) (err error) {
		switch name {
		case "preset":
			c.layout.Preset, err = oneOf(s.path, "layout: preset", value, ui.Layouts())
			shown = append(shown, "preset="+c.layout.Preset)
		case "hide":
			c.layout.Hide, err = hiddenPanes(s.path, value)
			shown = append(shown, "hide="+strings.Join(c.layout.Hide, ","))
		default:
			given[name], err = wholeNumber(s.path, "layout: "+name, value, limits[name].Least, limits[name].Most)
			shown = append(shown, fmt.Sprintf("%s=%d", name, given[name]))
		}
		return err
	})
	if len(given) > 0 {
		preset := c.layout.Preset
		if preset == "" {
			preset = ui.Layouts()[0]
		}
		c.layout.Sizes = map[string]map[string]int{preset: given}
	}
	c.show("layout", strings.Join(shown, " "))
	return err
}

// hiddenPanes reads a list of panes, of which one at least is left to be seen.
func hiddenPanes(path string, node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.SequenceNode {
		return nil, badInput("%s: layout: hide: expected a list of panes, found %s", place(path, node), described(node))
	}
	var hidden []string
	for _, entry := range node.Content {
		name, err := oneOf(path, "layout: hide", entry, ui.Panes())
		if err != nil {
			return nil, err
		}
		if slices.Contains(hidden, name) {
			return nil, badInput("%s: layout: hide: %s stands here a second time", place(path, entry), name)
		}
		hidden = append(hidden, name)
	}
	if len(hidden) == len(ui.Panes()) {
		return nil, badInput("%s: layout: hide: all panes are hidden; expected one at least to be left", place(path, node))
	}
	return hidden, nil
}

// oneOf reads a word that must be one of some.
func oneOf(path, what string, node *yaml.Node, words []string) (string, error) {
	if node.Kind != yaml.ScalarNode || !slices.Contains(words, node.Value) {
		return "", badInput("%s: %s: expected one of %s, found %s%s", place(path, node), what, strings.Join(words, ", "), described(node), suggestion(node.Value, words))
	}
	return node.Value, nil
}

// wholeNumber reads a number between two others.
func wholeNumber(path, what string, node *yaml.Node, least, most int) (int, error) {
	n, err := strconv.Atoi(node.Value)
	if mismatch(number, node) != "" || err != nil || n < least || n > most {
		return 0, badInput("%s: %s: expected a whole number from %d to %d, found %s", place(path, node), what, least, most, described(node))
	}
	return n, nil
}
