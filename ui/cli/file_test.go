package cli

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestBadFileIsToldWithLineAndKey(t *testing.T) {
	cases := []struct {
		name, text string
		line       int
		want       []string
	}{
		{"unknown key", "# one\n\nnetwort: testnet\n", 3, []string{`unknown key "networt"; did you mean "network"?`}},
		{"key far from all", "zzzzzzzzzz: 1\n", 1, []string{`unknown key "zzzzzzzzzz"`}},
		{"flag's spelling", "ws-url: wss://h/\n", 1, []string{`did you mean "ws_url"?`}},
		{"key twice", "ascii: true\nlocal: true\nascii: false\n", 3, []string{`"ascii"`, "second time", "line 1"}},
		{"no mapping", "- network\n", 1, []string{"network: testnet"}},
		{"no YAML", "network: testnet\n  theme: dark\n", 2, []string{"not YAML"}},
		{"second document", "ascii: true\n---\nlocal: true\n", 2, []string{"second document"}},
		{"text for a switch", "ascii: yes\n", 1, []string{"ascii", "true or false", `"yes"`}},
		{"text for a number", "frames: \"30\"\n", 1, []string{"frames", "whole number"}},
		{"list for a value", "\nnetwork: [mainnet]\n", 2, []string{"network", "a single value", "a list"}},
		{"alias", "address: &a 0x1\nwallet: *a\n", 2, []string{"wallet", "an alias"}},
		{"value for a list", "markets: BTC\n", 1, []string{"markets", "a list", `"BTC"`}},
		{"network", "network: moon\n", 1, []string{"network", `"moon"`, "mainnet or testnet"}},
		{"frames", "frames: 61\n", 1, []string{"frames", "10 to 60"}},
		{"address", "\n\naddress: 12\n", 3, []string{"address", `"12"`}},
		{"both addresses", "address: 0x1\nwallet: 0x2\n", 2, []string{"wallet", "one of the two"}},
		{"market", "market: NOPE\n", 1, []string{"market", "known: 14 APT-USD"}},
		{"market in the list", "markets:\n  - BTC\n  - NOPE\n", 3, []string{"markets", `"NOPE"`, "known: 14 APT-USD"}},
		{"market twice", "markets:\n  - BTC\n  - 15\n", 3, []string{"markets", "15 BTC-USD", "second time"}},
		{"no market", "markets: []\n", 1, []string{"markets", "found 0"}},
		{"market without an id", "markets:\n  - {name: X}\n", 2, []string{"markets", "id"}},
		{"market without a name", "markets:\n  - {id: 99}\n", 2, []string{"markets", "99", "name"}},
		{"market's key", "markets:\n  - id: 99\n    namme: X\n", 3, []string{`"namme"`, `did you mean "name"?`}},
		{"market's tick", "markets:\n  - {id: 99, name: X, tick: 0}\n", 2, []string{"tick", "positive", `"0"`}},
		{"market's fraction", "markets:\n  - {id: 99, name: X, maintenance: 2.5}\n", 2, []string{"maintenance", "between 0 and 1"}},
		{"market's decimals", "markets:\n  - {id: 99, name: X, price_decimals: 99}\n", 2, []string{"price_decimals", "0 to 12"}},
		{"market's name", "markets:\n  - {id: 99, name: \"\\e[2J\"}\n", 2, []string{"name", "printable"}},
		{"action", "keys:\n  zoom: z\n  zooom: x\n", 3, []string{`"zooom"`, `did you mean "zoom"?`}},
		{"keys of an action", "keys:\n  zoom: {a: b}\n", 2, []string{"zoom", "a key or a list of keys"}},
		{"key nobody has", "keys:\n  zoom: hyper+x\n", 1, []string{"keys", `"hyper+x"`}},
		{"key of two actions", "\nkeys:\n  zoom: q\n", 2, []string{"keys", `"q"`, "quit"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := written(t, c.text)
			place := fmt.Sprintf("%s:%d: ", path, c.line)
			if c.name == "key nobody has" || c.name == "key of two actions" {
				place = fmt.Sprintf("%s:%d: ", path, c.line+1) // the mapping's own first line
			}
			command(t, nil, "config", "--config", path).refused(t, append(c.want, place)...)
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
	if o.code != 0 || !strings.HasPrefix(o.err, "kanatop: warning: "+path+":2: ") || strings.Count(o.err, "\n") != 1 {
		t.Errorf("exit code %d, %q", o.code, o.err)
	}
	command(t, nil, "config", "--config", path, "--network", "moon").refused(t, "moon")
}
