package cli

import (
	"net/url"
	"strings"
)

// longestTemplate bounds the explorer's URL: a link that is longer than a terminal takes leads nowhere.
const longestTemplate = 1000

// checkExplorer checks where transactions are looked at. The data of another endpoint is of a chain that nobody named, so
// the network's explorer would show somebody else's transactions.
func (c *config) checkExplorer() error {
	s := c.settings["explorer"]
	if s.origin.level == byDefault && c.settings["ws_url"].text != officialEndpoints(c.network).ws {
		s.text, s.origin.name = "", "none beside another ws_url"
		c.settings["explorer"] = s
	}
	if s.text == "" {
		return nil
	}
	const expected = "expected https://HOST/…{version}…"
	filled := strings.NewReplacer("{version}", "1", "{network}", c.network).Replace(s.text)
	u, err := url.Parse(filled)
	switch {
	case err != nil || strings.ContainsFunc(filled, unlinkable) || len(filled) > longestTemplate:
		return c.bad("explorer", "not a URL: %s; %s, printable ASCII without spaces and semicolons", quoted(s.text), expected)
	case u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
		return c.bad("explorer", "%s does not begin with https:// and a host; %s", quoted(s.text), expected)
	case !strings.Contains(s.text, "{version}"):
		return c.bad("explorer", "%s has no place for the transaction; %s", quoted(s.text), expected)
	}
	c.explorer = strings.ReplaceAll(s.text, "{network}", c.network)
	return nil
}

// unlinkable reports characters that a terminal's hyperlink cannot hold.
func unlinkable(r rune) bool { return r <= ' ' || r > '~' || r == ';' }
