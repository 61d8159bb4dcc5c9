package cli

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// endpoints are a network's WebSocket and REST addresses. The WebSocket's ends in a slash, which the server wants.
type endpoints struct{ ws, rest string }

func officialEndpoints(network string) endpoints {
	if network == "testnet" {
		return endpoints{"wss://perpetuals-indexer-ws-develop.kanalabs.io/ws/", "https://perps-tradeapi.kanalabs.io"}
	}
	return endpoints{"wss://perpetuals-indexer-ws.kana.trade/ws/", "https://perps-tradeapi.kana.trade"}
}

// checkEndpoints settles where the data comes from and which word the header says of it.
func (c *config) checkEndpoints() error {
	if err := c.truth("insecure", &c.insecure); err != nil {
		return err
	}
	if err := c.checkAPIKey(); err != nil {
		return err
	}
	official := officialEndpoints(c.network)
	ws, rest := c.settings["ws_url"], c.settings["rest_url"]
	other := ws.given() && ws.text != official.ws
	switch {
	case !ws.given():
		ws.text = official.ws
	case !rest.given() && other:
		rest.origin.name = "none beside another ws_url"
	}
	if !rest.given() && !other {
		rest.text = official.rest
	}
	c.wsURL, c.restURL = ws.text, strings.TrimRight(rest.text, "/")
	c.header = headerWord(c.settings, official)
	c.settings["ws_url"], c.settings["rest_url"] = ws, rest
	if err := c.checkURL("ws_url", "wss", "ws"); err != nil {
		return err
	}
	if err := c.checkURL("rest_url", "https", "http"); err != nil {
		return err
	}
	if list := c.settings["accounts"]; c.restURL == "" && list.given() {
		for _, a := range c.accounts {
			if a.Wallet != "" {
				return badInput("%s: accounts: %s: looking up a wallet's account needs REST, and ws_url is given without rest_url; give rest_url too, or address", place(list.path, list.node), quoted(a.Name))
			}
		}
	}
	if c.settings["wallet"].given() && c.restURL == "" {
		return c.bad("wallet", "looking up a wallet's account needs REST, and ws_url is given without rest_url; give rest_url too, or address")
	}
	return nil
}

// headerWord is the network's name when the data comes from there, or when the endpoints were given in one breath with
// the network; otherwise nobody has said what they belong to.
func headerWord(s settings, official endpoints) string {
	for name, own := range map[string]string{"ws_url": official.ws, "rest_url": official.rest} {
		e := s[name]
		if e.given() && e.text != own && e.origin.level != s["network"].origin.level {
			return "CUSTOM"
		}
	}
	return strings.ToUpper(s["network"].text)
}

// checkURL checks an endpoint; plain is the scheme without encryption.
func (c *config) checkURL(name, secure, plain string) error {
	text := c.settings[name].text
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || strings.ContainsFunc(text, unprintable) {
		return c.bad(name, "not a URL: %s; expected %s://HOST/…", quoted(text), secure)
	}
	port, err := strconv.Atoi(u.Port())
	switch {
	case u.Scheme != secure && u.Scheme != plain:
		return c.bad(name, "%s has the scheme %s; expected %s:// or %s://", quoted(text), quoted(u.Scheme), secure, plain)
	case u.Hostname() == "":
		return c.bad(name, "%s has no host; expected %s://HOST/…", quoted(text), secure)
	case u.Port() != "" && (err != nil || port < 1 || port > 65535):
		return c.bad(name, "%s has the port %s; expected 1 to 65535", quoted(text), quoted(u.Port()))
	case u.User != nil:
		return c.bad(name, "it holds a user or a password; expected a URL without")
	case u.Fragment != "":
		return c.bad(name, "%s has a part after #; expected a URL without", quoted(text))
	case u.Scheme == plain && !loopback(u.Hostname()) && !c.insecure:
		return c.bad(name, "%s is not encrypted and leaves this machine; use %s://, or allow it with --insecure", quoted(text), secure)
	}
	return nil
}

func unprintable(r rune) bool { return r <= ' ' || r >= 0x7f && r < 0xa0 }

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// checkAPIKey wants what can stand in an HTTP header. The key itself is never shown.
func (c *config) checkAPIKey() error {
	key := c.settings["api_key"].text
	printable := !slices.ContainsFunc([]byte(key), func(b byte) bool { return b <= ' ' || b > '~' })
	if !printable || len(key) > 512 {
		return c.bad("api_key", "expected at most 512 printable ASCII characters without spaces")
	}
	c.apiKey = key
	if key != "" {
		c.show("api_key", masked)
	}
	return nil
}
