package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/model"
)

// checkGrouping reads how many ticks the book of a market begins to be grouped by.
func (c *config) checkGrouping() error {
	s := c.settings["grouping"]
	c.show("grouping", "")
	if s.node == nil {
		return nil
	}
	var steps []string
	for n := range model.GroupSteps {
		steps = append(steps, strconv.FormatInt(model.GroupStep(n), 10))
	}
	c.grouping = make(map[model.MarketID]int64)
	var shown []string
	err := eachPair(s.path, "grouping", s.node, nil, func(name string, value *yaml.Node) error {
		at := slices.IndexFunc(c.markets, func(m model.Market) bool { return m.Matches(name) })
		if at < 0 {
			return badInput("%s: grouping: unknown market %s; known: %s", place(s.path, keyNode(s.node, name)), quoted(name), known(c.markets))
		}
		m := c.markets[at]
		if _, again := c.grouping[m.ID]; again {
			return badInput("%s: grouping: %s stands here a second time", place(s.path, keyNode(s.node, name)), label(m))
		}
		if value.Kind != yaml.ScalarNode || !slices.Contains(steps, value.Value) {
			return badInput("%s: grouping: %s: expected a number of ticks: one of %s, found %s", place(s.path, value), name, strings.Join(steps, ", "), described(value))
		}
		ticks, err := strconv.ParseInt(value.Value, 10, 64)
		c.grouping[m.ID] = ticks
		shown = append(shown, fmt.Sprintf("%s=%d", m.Symbol, ticks))
		return err
	})
	c.show("grouping", strings.Join(shown, " "))
	return err
}
