package cli

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"kanatop/model"
)

// checkMarkets settles the list of markets and the one to start on.
func (c *config) checkMarkets() error {
	c.markets = model.Builtins(c.network)
	if s := c.settings["markets"]; s.node != nil {
		var err error
		if c.markets, err = listedMarkets(s.path, s.node, c.markets); err != nil {
			return err
		}
	}
	c.show("markets", known(c.markets))
	s := c.settings["market"]
	wanted := s.text
	if wanted == "" {
		wanted = "BTC"
	}
	i := slices.IndexFunc(c.markets, func(m model.Market) bool { return m.Matches(wanted) })
	switch {
	case i < 0 && s.text != "":
		return c.bad("market", "unknown market %s; known: %s", quoted(s.text), known(c.markets))
	case i < 0:
		i = 0
	}
	c.start = c.markets[i].ID
	c.show("market", label(c.markets[i]))
	return nil
}

func label(m model.Market) string { return string(m.ID) + " " + m.Name }

// known lists markets by id and name.
func known(markets []model.Market) string {
	labels := make([]string, len(markets))
	for i, m := range markets {
		labels[i] = label(m)
	}
	return strings.Join(labels, ", ")
}

// listedMarkets reads the list of the file. Its entries name markets of the table or describe others.
func listedMarkets(path string, node *yaml.Node, table []model.Market) ([]model.Market, error) {
	if n := len(node.Content); n == 0 || n > model.MaxMarkets {
		return nil, badInput("%s: markets: expected 1 to %d markets, found %d", place(path, node), model.MaxMarkets, n)
	}
	var markets []model.Market
	for _, entry := range node.Content {
		m, err := listedMarket(path, entry, table)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(markets, func(other model.Market) bool { return other.ID == m.ID }) {
			return nil, badInput("%s: markets: %s is listed a second time", place(path, entry), label(m))
		}
		markets = append(markets, m)
	}
	return markets, nil
}

func listedMarket(path string, entry *yaml.Node, table []model.Market) (model.Market, error) {
	switch {
	case entry.Kind == yaml.MappingNode:
		return describedMarket(path, entry, table)
	case entry.Kind != yaml.ScalarNode || isNull(entry):
		return model.Market{}, badInput("%s: markets: expected a market's name or a mapping, found %s", place(path, entry), described(entry))
	}
	for _, m := range table {
		if m.Matches(entry.Value) {
			return m, nil
		}
	}
	return model.Market{}, badInput("%s: markets: unknown market %s; known: %s; others need a mapping with id and name",
		place(path, entry), quoted(entry.Value), known(table))
}

// describedMarket reads a mapping; of a market in the table it changes what it names.
func describedMarket(path string, entry *yaml.Node, table []model.Market) (model.Market, error) {
	values := make(map[string]*yaml.Node)
	names := []string{"id", "name", "price_decimals", "tick", "lot", "max_leverage", "maintenance"}
	err := eachPair(path, "markets", entry, names, func(name string, value *yaml.Node) error {
		if value.Kind != yaml.ScalarNode || isNull(value) {
			return badInput("%s: markets: %s: expected a single value, found %s", place(path, value), name, described(value))
		}
		values[name] = value
		return nil
	})
	if err != nil {
		return model.Market{}, err
	}
	id := values["id"]
	if id == nil || !isID(id.Value) {
		return model.Market{}, badInput("%s: markets: expected an id of 1 to 20 digits", place(path, entry))
	}
	m := model.UnknownMarket(model.MarketID(id.Value))
	if i := slices.IndexFunc(table, func(t model.Market) bool { return t.ID == m.ID }); i >= 0 {
		m = table[i]
	} else if values["name"] == nil {
		return model.Market{}, badInput("%s: markets: %s is not a market the program knows; expected a name too", place(path, entry), id.Value)
	}
	m.Source = model.Configured
	return m, fillMarket(path, &m, values)
}

func isID(text string) bool {
	return text != "" && len(text) <= 20 && strings.Trim(text, "0123456789") == ""
}

// fillMarket sets what the values say.
func fillMarket(path string, m *model.Market, values map[string]*yaml.Node) error {
	if v := values["name"]; v != nil {
		if len(v.Value) == 0 || len(v.Value) > 24 || strings.ContainsFunc(v.Value, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return badInput("%s: markets: name: expected 1 to 24 printable ASCII characters, found %s", place(path, v), quoted(v.Value))
		}
		m.Name = v.Value
		m.Symbol, _, _ = strings.Cut(strings.ReplaceAll(v.Value, "/", "-"), "-")
	}
	expected := map[string]string{"tick": "a positive number", "lot": "a positive number", "max_leverage": "a positive number", "maintenance": "a fraction between 0 and 1"}
	numbers := map[string]*model.Dec{"tick": &m.Tick, "lot": &m.Lot, "max_leverage": &m.MaxLeverage, "maintenance": &m.Maintenance}
	for _, name := range []string{"tick", "lot", "max_leverage", "maintenance"} {
		v := values[name]
		if v == nil {
			continue
		}
		d, err := model.ParseDec(v.Value)
		if err != nil || !d.Positive() || name == "maintenance" && d.Cmp(model.Int(1)) >= 0 {
			return badInput("%s: markets: %s: expected %s, found %s", place(path, v), name, expected[name], quoted(v.Value))
		}
		*numbers[name] = d
	}
	if values["tick"] != nil {
		m.PriceDecimals = decimals(m.Tick)
	}
	if values["lot"] != nil {
		m.SizeDecimals = decimals(m.Lot)
	}
	if v := values["price_decimals"]; v != nil {
		n, err := strconv.Atoi(v.Value)
		if err != nil || n < 0 || n > 12 {
			return badInput("%s: markets: price_decimals: expected a whole number from 0 to 12, found %s", place(path, v), quoted(v.Value))
		}
		m.PriceDecimals = n
	}
	return nil
}

// decimals is how many digits after the point a step needs.
func decimals(step model.Dec) int {
	v, _ := step.Value()
	return v.Trim(0).Scale()
}
