package cli

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"go.yaml.in/yaml/v4"

	"kanatop/feed"
	"kanatop/model"
)

// maxAccountName is the number of characters of an account's name at most.
const maxAccountName = 16

// checkAccounts settles which accounts are watched: those of the list, or the one of address or wallet. What was given at
// the higher level counts.
func (c *config) checkAccounts() error {
	list := c.settings["accounts"]
	listed, err := listedAccounts(list)
	if err != nil {
		return err
	}
	if err := c.checkAccount(); err != nil {
		return err
	}
	for _, name := range []string{"address", "wallet"} {
		one := c.settings[name]
		switch {
		case len(listed) == 0 || !one.given():
		case one.origin.level > list.origin.level:
			listed = nil
			c.settings["accounts"] = setting{origin: origin{name: "set aside by " + one.origin.String()}}
		default:
			return badInput("%s: accounts: one account is given too (%s: %s); expected the list or the one", place(list.path, list.node), one.origin, name)
		}
	}
	if len(listed) > 0 {
		c.accounts = listed
	}
	var shown []string
	for _, a := range listed {
		if a.Profile != "" {
			shown = append(shown, a.Name+" "+string(a.Profile))
		} else {
			shown = append(shown, a.Name+" wallet "+string(a.Wallet))
		}
	}
	c.show("accounts", strings.Join(shown, ", "))
	return nil
}

// listedAccounts reads the list of the file; an empty one is none.
func listedAccounts(s setting) ([]feed.Account, error) {
	if s.node == nil {
		return nil, nil
	}
	path := s.path
	if n := len(s.node.Content); n > model.MaxAccounts {
		return nil, badInput("%s: accounts: expected at most %d accounts, found %d", place(path, s.node), model.MaxAccounts, n)
	}
	var accounts []feed.Account
	places := make(map[string]*yaml.Node) // of names and addresses
	for _, entry := range s.node.Content {
		a, err := listedAccount(path, entry, places)
		if err != nil {
			return nil, err
		}
		accounts = append(accounts, a)
	}
	return accounts, nil
}

// listedAccount reads an entry: a name, and an address or a wallet, all of which stand in no entry before it.
func listedAccount(path string, entry *yaml.Node, places map[string]*yaml.Node) (feed.Account, error) {
	if entry.Kind != yaml.MappingNode {
		return feed.Account{}, badInput("%s: accounts: expected an entry such as {name: main, address: \"0x…\"}, found %s", place(path, entry), described(entry))
	}
	values := make(map[string]*yaml.Node)
	err := eachPair(path, "accounts", entry, []string{"name", "address", "wallet"}, func(name string, value *yaml.Node) error {
		if value.Kind != yaml.ScalarNode || isNull(value) {
			return badInput("%s: accounts: %s: expected a single value, found %s", place(path, value), name, described(value))
		}
		values[name] = value
		return nil
	})
	if err != nil {
		return feed.Account{}, err
	}
	if values["name"] == nil {
		return feed.Account{}, badInput("%s: accounts: expected a name in every entry", place(path, entry))
	}
	if (values["address"] == nil) == (values["wallet"] == nil) {
		return feed.Account{}, badInput("%s: accounts: %s: expected one of address and wallet", place(path, entry), quoted(values["name"].Value))
	}
	a := feed.Account{Name: values["name"].Value}
	if err := checkAccountName(a.Name); err != "" {
		return a, badInput("%s: accounts: name: expected %s, found %s", place(path, values["name"]), err, quoted(a.Name))
	}
	for kind, to := range map[string]*model.Address{"address": &a.Profile, "wallet": &a.Wallet} {
		value := values[kind]
		if value == nil {
			continue
		}
		if *to, err = model.ParseAddress(value.Value); err != nil {
			return a, badInput("%s: accounts: %s: %v", place(path, value), kind, err)
		}
		if err := once(path, places, kind+" "+string(to.Canonical()), "the same account", value); err != nil {
			return a, err
		}
	}
	return a, once(path, places, "name "+strings.ToLower(a.Name), "the same name", values["name"])
}

// once notes where something stands, or tells that it stands somewhere already.
func once(path string, places map[string]*yaml.Node, what, said string, node *yaml.Node) error {
	if first := places[what]; first != nil {
		return badInput("%s: accounts: %s stands at %s already; expected each once", place(path, node), said, position(first))
	}
	places[what] = node
	return nil
}

// checkAccountName tells what is expected of a name that is none; "" of one that is.
func checkAccountName(name string) string {
	runes := []rune(name)
	printable := oneLine(name) == name && strings.TrimSpace(name) == name
	first, _, _ := strings.Cut(name, " ")
	switch {
	case len(runes) == 0, len(runes) > maxAccountName, !printable, ansi.StringWidth(name) != len(runes):
		return "1 to " + strconv.Itoa(maxAccountName) + " printable characters of one cell"
	case strings.EqualFold(first, model.SumName), name[0] == '#':
		return "another name than that of the sum or of a number"
	}
	return ""
}

// accountNames are the names of the accounts watched, in their order.
func (c *config) accountNames() []string {
	var names []string
	for _, a := range c.accounts {
		names = append(names, a.Name)
	}
	return names
}
