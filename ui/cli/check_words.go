package cli

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// took is a time as the end of a sentence; nothing when it was not taken.
func took(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return " in " + short(d)
}

// short is a time with the digits that matter.
func short(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "less than 1ms"
	case d < time.Second:
		return d.Round(time.Millisecond).String()
	}
	return d.Round(10 * time.Millisecond).String()
}

// several is the first of some words, and how many more there are.
func several(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return fmt.Sprintf("%s and %d more", words[0], n-1)
	}
}

// counted is a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// hostName is the host of an address, without what else may stand in it.
func hostName(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Hostname()
	}
	return "the host"
}

// portOf is the port of an address, or that of its scheme.
func portOf(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return ""
	case u.Port() != "":
		return u.Port()
	case strings.HasSuffix(u.Scheme, "s"):
		return "443"
	}
	return "80"
}
