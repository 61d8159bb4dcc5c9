package ui

import (
	"sort"
	"strings"

	"github.com/sahilm/fuzzy"
)

// offer is a line that can be chosen: a text to complete the line to, and what it means.
type offer struct {
	text, args, help, key string
	open                  bool // an argument has still to be typed
}

// commandOffers are the commands that match, those that begin so first.
func commandOffers(a *App, text string) []offer {
	var out []offer
	for _, c := range a.commands() {
		o := offer{text: c.name, args: c.args, help: c.help, key: c.key, open: c.args != ""}
		if o.open {
			o.text += " "
		}
		out = append(out, o)
	}
	return matching(out, text)
}

func argumentOffers(a *App, c command, arg string) []offer {
	var out []offer
	if c.words == nil {
		return nil
	}
	for _, w := range c.words(a) {
		o := offer{text: c.name + " " + w}
		if c.plan != nil {
			o.help, _ = c.plan(a, w)
		}
		out = append(out, o)
	}
	return matching(out, strings.TrimSpace(c.name+" "+arg))
}

func matching(all []offer, text string) []offer {
	if text == "" {
		return all
	}
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = o.text
	}
	var out []offer
	for _, m := range fuzzy.Find(text, names) {
		out = append(out, all[m.Index])
	}
	sort.SliceStable(out, func(i, j int) bool { return begins(out[j].text, text) < begins(out[i].text, text) })
	return out
}

// begins says how far a text begins with another, whatever their case: 2 when it is that, 1 when it goes on, else 0.
func begins(s, with string) int {
	s, with = strings.ToLower(s), strings.ToLower(with)
	switch {
	case strings.TrimSpace(s) == with:
		return 2
	case strings.HasPrefix(s, with):
		return 1
	}
	return 0
}
