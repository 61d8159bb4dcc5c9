package cli

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"kanatop/feed"
)

// defaults are the settings when nothing is given.
func defaults() settings {
	s := make(settings)
	for _, k := range keys() {
		s[k.name] = setting{text: k.value}
	}
	return s
}

// told holds an error to what the terminal gets: one line of input's fault, of bounded length, with nothing to obey.
func told(t *testing.T, err error) {
	t.Helper()
	text := oneLine(err.Error())
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) || len(text) > 4000 {
		t.Errorf("error %q", text)
	}
	if (program{stderr: new(strings.Builder)}).code(err) != exitInput {
		t.Errorf("%q is not told as bad input", text)
	}
}

// FuzzEndpoint gives endpoints on the command line.
//
//	go test -run '^$' -fuzz FuzzEndpoint -fuzztime 20s ./ui/cli
func FuzzEndpoint(f *testing.F) {
	for _, text := range []string{
		"", "wss://h/ws/", "ws://127.0.0.1:1/", "ws://[::1]/", "ws://localhost", "ws://example.com/", "http://h:0", "https://h:65536/", "https://u:p@h/", "wss://h/#x",
		"//h", "wss://", "wss://:1/", "wss://h\x1b[2J/", "https://[fe80::1%25eth0]/", "wss://h/\xff", "ws://127.0.0.1.example.com/", "ws://0x7f.1/", "wss://é/", "ws://localhost@h/", "WSS://h/%zz",
	} {
		f.Add(text, text, false)
		f.Add(text, "https://h", true)
	}
	f.Fuzz(func(t *testing.T, ws, rest string, insecure bool) {
		c := config{settings: defaults(), network: "mainnet"}
		c.settings["ws_url"] = setting{text: ws, origin: origin{byFlag, "--ws-url"}}
		c.settings["rest_url"] = setting{text: rest, origin: origin{byFlag, "--rest-url"}}
		if insecure {
			c.settings["insecure"] = setting{text: "true", origin: origin{byFlag, "--insecure"}}
		}
		if err := c.checkEndpoints(); err != nil {
			told(t, err)
			return
		}
		for _, text := range []string{c.wsURL, c.restURL} {
			if text == "" {
				continue
			}
			u, err := url.Parse(text)
			if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || strings.ContainsFunc(text, unicode.IsControl) {
				t.Fatalf("%q passes: %v", text, err)
			}
			plain := u.Scheme == "ws" || u.Scheme == "http"
			if plain && !insecure && !loopback(u.Hostname()) {
				t.Errorf("%q leaves this machine unencrypted", text)
			}
		}
		if c.wsURL == "" {
			t.Error("there is no socket to connect to")
		}
		if _, err := feed.New(c.feedOptions(silent())); err != nil {
			t.Errorf("%q and %q pass here, and not there: %v", c.wsURL, c.restURL, err)
		}
	})
}

// FuzzFile reads configuration files.
//
//	go test -run '^$' -fuzz FuzzFile -fuzztime 20s ./ui/cli
func FuzzFile(f *testing.F) {
	example, err := os.ReadFile(filepath.Join("..", "..", "config.example.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{
		string(example), "", "---\n---\n", "network: testnet\nframes: 11\n", "keys: {zoom: [Z, \"\\e[2J\"]}\n", "log: \"a\\e]0;x\\a\"\n", "address: &a 0x1\nwallet: *a\n",
		"markets: [BTC, {id: 99, name: DOGE-USD, tick: 1e-30, lot: 1e400}]\n", "a: &a [*a]\n", "<<: {network: testnet}\n", "? [x]\n: y\n", "!!binary aGk=: 1\n", "\xff\xfe", "api_key: open-sesame-42\ntheme: \"\\0\"\n",
		"frames: 0x1e\nascii: !!bool maybe\n", "{{{{", strings.Repeat("- ", 2000), "funding_window: 8h\nmarket: ETH/USD\n", "themes: {ink: {base: light, bid: 12}}\nlayout: {hide: [chart], book_width: 30}\ngrouping: {BTC: 10}\n", "%YAML 1.2\n---\nascii: true\n...\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		found, err := parseFile("config.yaml", text)
		if err != nil {
			told(t, err)
			return
		}
		all := defaults()
		for name, s := range found {
			if _, known := all[name]; !known {
				t.Errorf("unknown key %q passes", name)
			}
			all[name] = s
		}
		c, err := all.check()
		if err != nil {
			told(t, err)
			return
		}
		if c.frames < 10 || c.frames > 60 || len(c.markets) == 0 || c.start == "" {
			t.Errorf("%+v", c)
		}
		table := c.table("config.yaml", "flag --config")
		if strings.ContainsFunc(table, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) || strings.Count(table, "\n") != len(keys())+1 {
			t.Errorf("printed %q", table)
		}
		if c.apiKey != "" && len(c.apiKey) > 8 && strings.Contains(table, "  "+c.apiKey+"  ") {
			t.Errorf("the key is printed: %q", table)
		}
		if _, err := feed.New(c.feedOptions(silent())); err != nil {
			t.Errorf("the file passes here, and not there: %v", err)
		}
	})
}
