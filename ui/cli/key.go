package cli

import (
	"slices"
	"strings"

	"kanatop/ui"
)

// kind is the form of a key's value.
type kind uint8

const (
	word    kind = iota // any text
	boolean             // true or false
	number              // a whole number
	span                // a duration such as 8h
	list                // a YAML sequence; in the file only
	mapping             // a YAML mapping; in the file only
)

// key is one thing that can be configured. Its flag, its environment variable, its line in the file, in the commented
// example and in the manual page are made of this.
type key struct {
	name  string // in the file
	kind  kind
	value string   // the default as it stands in the file; "" is none
	shape string   // what the flag's help shows in place of the value
	help  string   // one sentence without a full stop
	more  []string // further lines for the file
	flag  bool
}

func (k key) flagName() string { return strings.ReplaceAll(k.name, "_", "-") }

// variables are the environment variables that set the key, the first one that is set counts.
func (k key) variables() []string {
	own := "KANATOP_" + strings.ToUpper(k.name)
	switch {
	case k.kind == list || k.kind == mapping:
		return nil
	case k.name == "api_key":
		return []string{own, "KANA_API_KEY"}
	}
	return []string{own}
}

// keys is the table of everything that can be configured, in the order of the example file.
func keys() []key {
	return append(exchangeKeys(), screenKeys()...)
}

func exchangeKeys() []key {
	return []key{
		{name: "network", value: "mainnet", shape: "NAME", flag: true, help: "the exchange's network: mainnet or testnet"},
		{
			name: "address", shape: "ADDRESS", flag: true, help: "the profile address of the account to watch",
			more: []string{"The profile is the account that trades on chain. Give this or wallet, not both. No key is ever needed."},
		},
		{
			name: "wallet", shape: "ADDRESS", flag: true, help: "the wallet address of the account to watch",
			more: []string{"Its profile address is looked up with REST."},
		},
		{
			name: "accounts", kind: list, value: "[]", help: "several accounts to watch, between which a key switches",
			more: []string{
				"An entry is a name of 1 to 16 characters and an address or a wallet, up to nine of them:",
				"  - {name: main, address: \"0x1234\"}",
				"  - {name: hedge, wallet: \"0xabcd\"}",
				"An address or a wallet given by a flag or the environment is watched instead of them.",
			},
		},
		{
			name: "market", shape: "NAME", flag: true, help: "the market to start on: a symbol, a full name or an id",
			more: []string{"Without one it is BTC if that is among the markets, else the first of them."},
		},
		{
			name: "markets", kind: list, value: "[APT, BTC, ETH, SOL]", help: "the markets on the keys 1 to 9, in this order",
			more: []string{
				"An entry is a symbol, name or id of a market the program knows, or what there is to say of another one:",
				"  - BTC",
				"  - {id: \"99\", name: DOGE-USD, tick: 0.00001, lot: 1}",
				"id and name are needed; tick (smallest step of the price), lot (smallest step of the size), price_decimals,",
				"max_leverage and maintenance (maintenance margin as a fraction of the notional) are not.",
			},
		},
		{
			name: "ws_url", shape: "URL", flag: true, help: "another WebSocket endpoint than the network's own",
			more: []string{"wss://, or ws:// to this machine. There is no REST beside it unless rest_url is given too."},
		},
		{
			name: "rest_url", shape: "URL", flag: true, help: "another REST endpoint than the network's own",
			more: []string{"https://, or http:// to this machine."},
		},
		{
			name: "api_key", help: "the key that the exchange's REST interface asks for",
			more: []string{"It is sent to the REST endpoint only. A file that holds it should be readable by you alone (chmod 600)."},
		},
		{name: "insecure", kind: boolean, value: "false", flag: true, help: "allow unencrypted endpoints beyond this machine"},
	}
}

func screenKeys() []key {
	return []key{
		{
			name: "theme", value: "auto", shape: "NAME", flag: true, help: "the colours: " + strings.Join(ui.Themes(), ", "),
			more: []string{"auto asks the terminal. With NO_COLOR in the environment it is mono unless --theme is given."},
		},
		themesKey(),
		{name: "ascii", kind: boolean, value: "false", flag: true, help: "draw borders with ASCII characters"},
		{
			name: "zone", value: "UTC", shape: "NAME", flag: true, help: "the time zone of all times: UTC, local, or a name such as Europe/Berlin",
		},
		{name: "hide_money", kind: boolean, value: "false", flag: true, help: "start with amounts of money hidden"},
		{name: "bell", kind: boolean, value: "true", flag: true, help: "ring the terminal's bell when an alert fires"},
		{
			name: "notify", value: "auto", shape: "HOW", flag: true, help: "tell the desktop when an alert fires: " + strings.Join(ui.Notifications(), ", "),
			more: []string{"auto does so on terminals known to understand it. Within tmux name the way: it also needs allow-passthrough there."},
		},
		{name: "frames", kind: number, value: "30", shape: "N", flag: true, help: "how often a second the screen takes new data, 10 to 60"},
		{
			name: "differ", kind: boolean, value: "true", help: "draw on the terminal itself and write only what changes",
			more: []string{"Without it the framework draws, which writes more and does not ask what the terminal has taken."},
		},
		{
			name: "pace", kind: boolean, value: "true", help: "send the next frame when the terminal says that it has taken the last one",
			more: []string{"On a slow line there are fewer frames then, and none is late. It needs differ."},
		},
		{
			name: "funding_window", kind: span, shape: "DURATION", flag: true, help: "how long a funding window lasts, such as 8h; unknown without it",
			more: []string{"The exchange does not publish it. What is computed with it is marked as assumed."},
		},
		{
			name: "state", shape: "FOLDER", flag: true, help: "the folder for what is remembered between runs",
			more: []string{"Without one it is kanatop in the user's folder for state ($XDG_STATE_HOME, or the platform's own)."},
		},
		{
			name: "history", kind: boolean, value: "true", flag: true, help: "keep trades and funding rates, so that the next run does not begin empty",
			more: []string{"They are in the folder history beside what is remembered: at most a week of them, and no more than history_size."},
		},
		{name: "history_size", value: "64MB", shape: "SIZE", help: "how much of trades and funding rates is kept"},
		{
			name: "explorer", value: "https://explorer.aptoslabs.com/txn/{version}?network={network}", help: "where a transaction is looked at",
			more: []string{"{version} stands for its number and must be there, {network} for the network. Empty for none; beside another ws_url", "there is none unless it is given, as nobody has said which chain that is about."},
		},
		{
			name: "warn_distance", kind: word, value: "5%", shape: "PERCENT", flag: true, help: "the distance to the liquidation price, in percent of the mark, below which a position is warned of",
		},
		{
			name: "taker_fee", kind: word, value: "0.05%", shape: "PERCENT", flag: true, help: "the fee of an order that takes, in percent of its value",
			more: []string{"The published one; volume tiers pay less. Closing now and break-even are computed with it."},
		},
		{
			name: "record", shape: "FILE", flag: true, help: "record everything beside the dashboard, to this file or into this folder",
			more: []string{"Compressed when it ends in .zst; an existing file is left alone. kanatop replay plays it."},
		},
		{
			name: "record_part", shape: "SIZE", flag: true, help: "begin a new file of a recording at this size, such as 500MB, or with each day: day",
			more: []string{"Both can be given: 2GB,day."},
		},
		{name: "log", shape: "FILE", flag: true, help: "write a log to this file"},
		layoutKey(),
		groupingKey(),
		{
			name: "keys", kind: mapping, value: "{}", help: "other keys for actions: an action's name and a key or a list of keys, empty for none; quit keeps one",
			more: append([]string{"  keys: {zoom: z, help: [\"?\", f1]}", "The actions are:"}, folded(ui.Actions())...),
		},
	}
}

// folded writes names in lines of less than a hundred letters.
func folded(names []string) []string {
	const width = 100
	var lines []string
	line := " "
	for i, name := range names {
		if i < len(names)-1 {
			name += ","
		}
		if len(line)+len(name) >= width {
			lines = append(lines, line)
			line = " "
		}
		line += " " + name
	}
	return append(lines, line)
}

// exchange reports whether a key is about the exchange.
func (k key) exchange() bool {
	return slices.ContainsFunc(exchangeKeys(), func(e key) bool { return e.name == k.name })
}

// keyNamed finds a key by its name in the file; for another name it is the zero key.
func keyNamed(name string) key {
	for _, k := range keys() {
		if k.name == name {
			return k
		}
	}
	return key{}
}
