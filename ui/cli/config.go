package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"kanatop/feed"
	"kanatop/model"
	"kanatop/ui"
	"kanatop/ui/cli/zones"
)

// config is the effective configuration: every value checked.
type config struct {
	settings // as they are in effect, for printing

	network          string
	header           string // the network's word in the header
	accounts         []feed.Account
	markets          []model.Market
	start            model.MarketID
	wsURL, restURL   string
	apiKey           string
	insecure         bool
	theme            string
	themes           []ui.OwnTheme
	ascii, hideMoney bool
	bell             bool
	notify           string
	zone             *time.Location
	layout           ui.Layout
	grouping         map[model.MarketID]int64 // ticks
	frames           int
	differ, pace     bool
	fundingWindow    time.Duration
	explorer         string
	log, state       string
	history          bool
	historyBytes     int64
	record           string
	partBytes        int64 // 0 for no limit
	partDaily        bool
	warn, fee        model.Dec // percent
	keys             map[string][]string
	bound            []boundKey
}

// check makes the effective configuration of what was given, or tells the first thing that is wrong with it.
func (s settings) check() (config, error) {
	c := config{settings: s}
	steps := []func() error{
		c.checkNetwork, c.checkAccounts, c.checkMarkets, c.checkGrouping, c.checkEndpoints, c.checkThemes, c.checkLook, c.checkZone,
		c.checkLayout, c.checkRhythm, c.checkRecord, c.checkHistory, c.checkPercents, c.checkExplorer, c.checkKeys, c.checkScreen,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return config{}, err
		}
	}
	return c, nil
}

// show replaces what is printed of a key.
func (c *config) show(name, text string) {
	s := c.settings[name]
	s.text = text
	c.settings[name] = s
}

func (c *config) checkNetwork() error {
	c.network = c.settings["network"].text
	if len(model.Builtins(c.network)) == 0 {
		known := []string{"mainnet", "testnet"}
		return c.bad("network", "unknown network %s; expected mainnet or testnet%s", quoted(c.network), suggestion(c.network, known))
	}
	return nil
}

// checkAccount takes the address or the wallet, whichever was given at the higher level.
func (c *config) checkAccount() error {
	address, wallet := c.settings["address"], c.settings["wallet"]
	if address.given() && wallet.given() {
		switch {
		case address.origin.level > wallet.origin.level:
			wallet = setting{origin: origin{name: "set aside by " + address.origin.String()}}
		case wallet.origin.level > address.origin.level:
			address = setting{origin: origin{name: "set aside by " + wallet.origin.String()}}
		default:
			return c.bad("wallet", "an address is given too (%s); expected one of the two", address.origin)
		}
		c.settings["address"], c.settings["wallet"] = address, wallet
	}
	var one feed.Account
	var err error
	if one.Profile, err = c.address("address"); err != nil {
		return err
	}
	if one.Wallet, err = c.address("wallet"); one.Profile != "" || one.Wallet != "" {
		c.accounts = []feed.Account{one}
	}
	return err
}

func (c *config) address(name string) (model.Address, error) {
	text := c.settings[name].text
	if text == "" {
		return "", nil
	}
	address, err := model.ParseAddress(text)
	if err != nil {
		return "", c.bad(name, "%v", err)
	}
	return address, nil
}

func (c *config) checkLook() error {
	if err := c.truth("ascii", &c.ascii); err != nil {
		return err
	}
	c.notify = c.settings["notify"].text
	if ways := ui.Notifications(); !slices.Contains(ways, c.notify) {
		return c.bad("notify", "unknown way %s; expected one of %s", quoted(c.notify), strings.Join(ways, ", "))
	}
	for _, one := range []struct {
		name string
		to   *bool
	}{{"bell", &c.bell}, {"differ", &c.differ}, {"pace", &c.pace}, {"hide_money", &c.hideMoney}} {
		if err := c.truth(one.name, one.to); err != nil {
			return err
		}
	}
	return nil
}

func (c *config) truth(name string, to *bool) error {
	switch text := strings.ToLower(c.settings[name].text); text {
	case "true", "1", "false", "0":
		*to = text == "true" || text == "1"
		c.show(name, strconv.FormatBool(*to))
		return nil
	}
	return c.bad(name, "expected true or false, found %s", quoted(c.settings[name].text))
}

// checkRhythm checks frames, the funding window and the names of the log and of the folder for state.
func (c *config) checkRhythm() error {
	frames, err := strconv.Atoi(c.settings["frames"].text)
	if err != nil || frames < 10 || frames > 60 {
		return c.bad("frames", "expected a whole number from 10 to 60, found %s", quoted(c.settings["frames"].text))
	}
	c.frames = frames
	if text := c.settings["funding_window"].text; text != "" {
		c.fundingWindow, err = time.ParseDuration(text)
		if err != nil || c.fundingWindow < time.Minute || c.fundingWindow > 7*24*time.Hour {
			return c.bad("funding_window", "expected a duration from 1m to 168h, such as 8h, found %s", quoted(text))
		}
	}
	if c.log = c.settings["log"].text; strings.ContainsRune(c.log, 0) {
		return c.bad("log", "expected the path of a file, found %s", quoted(c.log))
	}
	if c.state = c.settings["state"].text; strings.ContainsRune(c.state, 0) {
		return c.bad("state", "expected the path of a folder, found %s", quoted(c.state))
	}
	return nil
}

// checkScreen asks the screen itself whether it can be made so: it knows which keys collide.
func (c *config) checkScreen() error {
	_, err := ui.New(c.screenOptions())
	if e, ok := errors.AsType[*ui.KeyError](err); ok {
		return c.badKey(e)
	}
	if err != nil {
		return c.bad("keys", "%s", strings.TrimPrefix(err.Error(), "keys: "))
	}
	return nil
}

// screenOptions are the screen's options as far as the configuration determines them.
func (c *config) screenOptions() ui.Options {
	return ui.Options{
		Network: c.header, Markets: c.markets, Start: c.start,
		Theme: c.theme, Themes: c.themes, ASCII: c.ascii, Zone: c.zone, FindZone: zones.Find, Layout: c.layout, Grouping: c.grouping, HideMoney: c.hideMoney,
		Mute: !c.bell, Notify: c.notify,
		FundingWindow: c.fundingWindow, WarnDistance: c.warn, TakerFee: c.fee, Explorer: c.explorer, Keys: c.keys,
		Accounts: c.accountNames(),
	}
}
