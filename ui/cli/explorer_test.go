package cli

import (
	"strings"
	"testing"
)

func TestTheExplorerIsTheNetworksUnlessTheDataIsAnothers(t *testing.T) {
	for _, c := range []struct {
		file string
		args []string
		want string
	}{
		{"", nil, "https://explorer.aptoslabs.com/txn/{version}?network=mainnet"},
		{"", []string{"--network", "testnet"}, "https://explorer.aptoslabs.com/txn/{version}?network=testnet"},
		{"", []string{"--ws-url", "ws://127.0.0.1:1/ws/"}, ""},
		{"", []string{"--ws-url", officialEndpoints("mainnet").ws}, "https://explorer.aptoslabs.com/txn/{version}?network=mainnet"},
		{"explorer: https://a/{network}/{version}\n", []string{"--ws-url", "ws://127.0.0.1:1/ws/"}, "https://a/mainnet/{version}"},
		{"explorer: \"\"\n", nil, ""},
	} {
		args := append([]string{"--config", written(t, c.file)}, c.args...)
		if got := configured(t, nil, args...).explorer; got != c.want {
			t.Errorf("%q %v: %q, want %q", c.file, c.args, got, c.want)
		}
	}
}

func TestABadExplorerIsNamed(t *testing.T) {
	for value, want := range map[string]string{
		"https://a/txn":                "no place for the transaction",
		"ftp://a/{version}":            "does not begin with https://",
		"https:///{version}":           "does not begin with https://",
		"\"https://a/ {version}\"":     "not a URL",
		"\"https://a/{version};x\"":    "not a URL",
		"\"https://a/\\e]8{version}\"": "not a URL",
		"https://ä/{version}":          "not a URL",
		"\"{version}\"":                "does not begin with https://",
	} {
		o := command(t, nil, "config", "--config", written(t, "\nexplorer: "+value+"\n"))
		if o.code != 2 || !strings.Contains(o.err, ":2:11: explorer: ") || !strings.Contains(o.err, want) || strings.Count(o.err, "\n") != 1 {
			t.Errorf("%s: exit %d, %q", value, o.code, o.err)
		}
	}
}
