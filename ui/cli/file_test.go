package cli

import (
	"os"
	"strings"
	"testing"
)

func TestBadFileIsToldWithLineAndColumn(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"unknown key", "# one\n\nnetwort: testnet\n", `:3:1: unknown key "networt"; did you mean "network"?`},
		{"key far from all", "zzzzzzzzzz: 1\n", `:1:1: unknown key "zzzzzzzzzz"`},
		{"flag's spelling", "ws-url: wss://h/\n", `:1:1: unknown key "ws-url"; did you mean "ws_url"?`},
		{"key twice", "ascii: true\nframes: 20\nascii: false\n", `:3:1: "ascii" stands here a second time; the first is at 1:1`},
		{"no mapping", "- network\n", `:1:1: expected lines such as "network: testnet"`},
		{"no YAML", "network: testnet\n  theme: dark\n", `:2:8: not YAML: mapping values are not allowed in this context`},
		{"second document", "ascii: true\n---\nframes: 20\n", `:2:1: a second document begins; expected one`},
		{"text for a switch", "ascii: yes\n", `:1:8: ascii: expected true or false, found "yes"`},
		{"text for a number", "frames: \"30\"\n", `:1:9: frames: expected a whole number, found "30"`},
		{"list for a value", "\nnetwork: [mainnet]\n", `:2:10: network: expected a single value, found a list`},
		{"alias", "address: &a 0x1\nwallet: *a\n", `:2:9: wallet: expected a single value, found an alias`},
		{"value for a list", "markets: BTC\n", `:1:10: markets: expected a list, found "BTC"`},
		{"network", "network: moon\n", `:1:10: network: unknown network "moon"; expected mainnet or testnet`},
		{"frames", "frames: 61\n", `:1:9: frames: expected a whole number from 10 to 60, found "61"`},
		{"address", "\n\naddress: 12\n", `:3:10: address: not an address: "12"; expected 0x and 1 to 64 hexadecimal digits`},
		{"both addresses", "address: 0x1\nwallet: 0x2\n", `:2:9: wallet: an address is given too (file FILE:1:10); expected one of the two`},
		{"market", "market: NOPE\n", `:1:9: market: unknown market "NOPE"; known: 14 APT-USD, 15 BTC-USD, 16 ETH-USD, 31 SOL-USD`},
		{"market in the list", "markets:\n  - BTC\n  - NOPE\n", `:3:5: markets: unknown market "NOPE"; known: 14 APT-USD, 15 BTC-USD, 16 ETH-USD, 31 SOL-USD; others need a mapping with id and name`},
		{"market twice", "markets:\n  - BTC\n  - 15\n", `:3:5: markets: 15 BTC-USD is listed a second time`},
		{"no market", "markets: []\n", `:1:10: markets: expected 1 to 256 markets, found 0`},
		{"market without an id", "markets:\n  - {name: X}\n", `:2:5: markets: expected an id of 1 to 20 digits`},
		{"market without a name", "markets:\n  - {id: 99}\n", `:2:5: markets: 99 is not a market the program knows; expected a name too`},
		{"market's key", "markets:\n  - id: 99\n    namme: X\n", `:3:5: markets: unknown key "namme"; did you mean "name"?`},
		{"market's tick", "markets:\n  - {id: 99, name: X, tick: 0}\n", `:2:29: markets: tick: expected a positive number, found "0"`},
		{"market's fraction", "markets:\n  - {id: 99, name: X, maintenance: 2.5}\n", `:2:36: markets: maintenance: expected a fraction between 0 and 1, found "2.5"`},
		{"market's decimals", "markets:\n  - {id: 99, name: X, price_decimals: 99}\n", `:2:39: markets: price_decimals: expected a whole number from 0 to 12, found "99"`},
		{"market's name", "markets:\n  - {id: 99, name: \"\\e[2J\"}\n", `:2:20: markets: name: expected 1 to 24 printable ASCII characters, found "\x1b[2J"`},
		{"action", "keys:\n  zoom: z\n  zooom: x\n", `:3:3: keys: unknown action "zooom"; did you mean "zoom"?`},
		{"action with two letters swapped", "keys:\n  hlep: x\n", `:2:3: keys: unknown action "hlep"; did you mean "help"?`},
		{"keys of an action", "keys:\n  zoom: {a: b}\n", `:2:9: keys: zoom: expected a key or a list of keys, found a mapping`},
		{"key nobody has", "keys:\n  zoom: hyper+x\n", `:2:9: keys: zoom: unknown key "hyper+x"; expected a character or a name such as ctrl+r, f5, enter, space`},
		{"key of two actions", "\nkeys:\n  zoom: q\n", `:3:9: keys: "q" is bound to zoom here and to quit by default; bind quit to another key too`},
		{"themes: no name", "themes:\n  Dark Blue: {base: dark}\n", `:2:3: themes: expected a name of 1 to 24 letters a to z, digits and hyphens, found "Dark Blue"`},
		{"themes: built in", "themes:\n  mono: {base: dark}\n", `:2:3: themes: mono is built in; expected another name`},
		{"themes: no mapping", "themes: {ink: dark}\n", `:1:15: themes: ink: expected colours such as {base: dark, bid: "#3fb68b"}, found "dark"`},
		{"themes: base", "themes:\n  ink:\n    base: mono\n", `:3:11: themes: ink: base: expected one of dark, light, blue-orange, blue-orange-light, 16, found "mono"`},
		{"themes: light", "themes: {ink: {light: 1}}\n", `:1:23: themes: ink: light: expected true or false, found "1"`},
		{"themes: unknown colour", "themes:\n  ink:\n    bidd: \"#000000\"\n", `:3:5: themes: ink: unknown key "bidd"; did you mean "bid"?`},
		{"themes: colour", "themes:\n  ink:\n    bid: \"#00ff0\"\n", `:3:10: themes: ink: bid: expected a colour such as "#3fb68b", in quotes, or a number from 0 to 255, found "#00ff0"`},
		{"themes: colour as a comment", "themes:\n  ink:\n    bid: #00ff00\n", `:3:9: themes: ink: bid: expected a colour such as "#3fb68b", in quotes, or a number from 0 to 255, found nothing`},
		{"themes: number of a colour", "themes: {ink: {bid: 256}}\n", `:1:21: themes: ink: bid: expected a colour such as "#3fb68b", in quotes, or a number from 0 to 255, found "256"`},
		{"themes: twice", "themes:\n  ink: {bid: 1}\n  ink: {bid: 2}\n", `:3:3: themes: "ink" stands here a second time; the first is at 2:3`},
		{"theme", "frames: 30\ntheme: pink\n", `:2:8: theme: unknown theme "pink"; expected one of auto, dark, light, blue-orange, blue-orange-light, mono, 16`},
		{"theme that is nearly an own one", "theme: inc\nthemes: {ink: {bid: 1}}\n", `:1:8: theme: unknown theme "inc"; expected one of auto, dark, light, blue-orange, blue-orange-light, mono, 16, ink; did you mean "ink"?`},
		{"zone", "zone: Europe/Atlantis\n", `:1:7: zone: unknown time zone "Europe/Atlantis"; expected UTC, local or a name such as Europe/Berlin`},
		{"zone outside the folder of zones", "zone: ../../etc/passwd\n", `:1:7: zone: unknown time zone "../../etc/passwd"; expected UTC, local or a name such as Europe/Berlin`},
		{"layout: key", "layout:\n  presset: risk\n", `:2:3: layout: unknown key "presset"; did you mean "preset"?`},
		{"layout: preset", "layout:\n  preset: rsik\n", `:2:11: layout: preset: expected one of trade, book, risk, history, found "rsik"; did you mean "risk"?`},
		{"layout: hide", "layout: {hide: chart}\n", `:1:16: layout: hide: expected a list of panes, found "chart"`},
		{"layout: hidden pane", "layout:\n  hide:\n    - chart\n    - tape\n", `:4:7: layout: hide: expected one of book, chart, funding, trades, positions, orders, history, fills, transfers, found "tape"`},
		{"layout: hidden twice", "layout: {hide: [chart, chart]}\n", `:1:24: layout: hide: chart stands here a second time`},
		{"layout: all hidden", "layout:\n  hide: [book, chart, funding, trades, positions, orders, history, fills, transfers]\n", `:2:9: layout: hide: all panes are hidden; expected one at least to be left`},
		{"layout: too narrow", "layout: {preset: book, book_width: 22}\n", `:1:36: layout: book_width: expected a whole number from 23 to 400, found "22"`},
		{"layout: too high", "layout:\n  bottom_height: 201\n", `:2:18: layout: bottom_height: expected a whole number from 6 to 200, found "201"`},
		{"layout: no number", "layout: {tape_width: 40%}\n", `:1:22: layout: tape_width: expected a whole number from 23 to 400, found "40%"`},
		{"grouping of zero", "grouping:\n  BTC: 0\n", `:2:8: grouping: BTC: expected a number of ticks: one of 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, found "0"`},
		{"grouping of three", "grouping: {BTC: 3}\n", `:1:17: grouping: BTC: expected a number of ticks: one of 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, found "3"`},
		{"grouping of a fraction", "grouping: {BTC: 1.0}\n", `:1:17: grouping: BTC: expected a number of ticks: one of 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, found "1.0"`},
		{"grouping of a market nobody knows", "grouping: {BTC: 10, NOPE: 10}\n", `:1:21: grouping: unknown market "NOPE"; known: 14 APT-USD, 15 BTC-USD, 16 ETH-USD, 31 SOL-USD`},
		{"grouping twice", "grouping: {BTC: 10, \"15\": 5}\n", `:1:21: grouping: 15 BTC-USD stands here a second time`},
		{"endpoint", "ws_url: ws://example.com/\n", `:1:9: ws_url: "ws://example.com/" is not encrypted and leaves this machine; use wss://, or allow it with --insecure`},
		{"window", "funding_window: 8\n", `:1:17: funding_window: expected a duration from 1m to 168h, such as 8h, found "8"`},
		{"log", "log: \"a\\0b\"\n", `:1:6: log: expected the path of a file, found "a\x00b"`},
		{"API key", "api_key: \"a b\"\n", `:1:10: api_key: expected at most 512 printable ASCII characters without spaces`},
		{"control character", "frames: 30\n# \a\n", `:2:3: not YAML: control characters are not allowed (value: 7)`},
		{"no key to leave with", "keys:\n  help: []\n  quit: []\n", `:3:9: keys: quit: expected at least one key: there has to be a way out`},
		{"two keys of the file", "keys:\n  zoom: Q\n  help: [\"?\", Q]\n", `:3:15: keys: "Q" is bound to help here and to zoom at 2:9; a key can do one thing`},
		{"key twice for an action", "keys: {help: [Q, Q]}\n", `:1:18: keys: help: "Q" stands here a second time; the first is at 1:15`},
		{"key of a default, the other way round", "keys:\n  quit: z\n", `:2:9: keys: "z" is bound to quit here and to zoom by default; bind zoom to another key too`},
		{"key nobody has, in a list", "keys:\n  zoom: [Z, hyper+x]\n", `:2:13: keys: zoom: unknown key "hyper+x"; expected a character or a name such as ctrl+r, f5, enter, space`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := written(t, c.text)
			o := command(t, nil, "config", "--config", path)
			if want := "kanatop: " + path + strings.ReplaceAll(c.want, "FILE", path) + "\n"; o.err != want || o.code != exitInput || o.out != "" {
				t.Errorf("exit code %d, %q\n%s, want\n%s", o.code, o.out, o.err, want)
			}
		})
	}
}

func TestFileIsNotReadWithoutBound(t *testing.T) {
	path := written(t, "# "+strings.Repeat("x", fileLimit))
	command(t, nil, "--config", path).refused(t, path, "larger than")
}

func TestFileOfCommentsAndEmptyValuesSaysNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "network:\naddress: \"\"\n"} {
		o := command(t, nil, "config", "--config", written(t, text))
		if o.code != 0 {
			t.Fatalf("%q: %s", text, o.err)
		}
		if network, from := o.value(t, "network"); network != "mainnet" || from != "default" {
			t.Errorf("%q: network is %s (%s)", text, network, from)
		}
	}
}

func TestWarningWhenOthersCanReadTheAPIKey(t *testing.T) {
	path := written(t, "ascii: true\napi_key: sesame-open\n")
	if o := command(t, nil, "config", "--config", path); o.err != "" {
		t.Errorf("a private file is warned of: %s", o.err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	o := command(t, nil, "config", "--config", path)
	if o.code != 0 || !strings.HasPrefix(o.err, "kanatop: warning: "+path+":2:10: ") || strings.Count(o.err, "\n") != 1 {
		t.Errorf("exit code %d, %q", o.code, o.err)
	}
	command(t, nil, "config", "--config", path, "--network", "moon").refused(t, "moon")
}
