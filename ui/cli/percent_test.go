package cli

import (
	"strings"
	"testing"
)

func TestPercentsAreReadWithAndWithoutTheirSign(t *testing.T) {
	for text, want := range map[string]string{"3": "3%", "3%": "3%", "7.50 %": "7.50%", "0.1": "0.1%", "100%": "100%"} {
		if got, _ := command(t, nil, "config", "--config", written(t, "warn_distance: "+text+"\n")).value(t, "warn_distance"); got != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
	}
}

func TestBadPercentsAreToldWithTheirLine(t *testing.T) {
	for line, want := range map[string]string{
		"warn_distance: 0%":     "from 0.1 to 100 percent",
		"warn_distance: 101":    "from 0.1 to 100 percent",
		"warn_distance: near":   "from 0.1 to 100 percent",
		"taker_fee: -0.01%":     "from 0 to 1 percent",
		"taker_fee: 5%":         "from 0 to 1 percent",
		"taker_fee: 0,05":       "from 0 to 1 percent",
		"taker_fee: 5 bp":       "from 0 to 1 percent",
		"taker_fee: \"\"":       "from 0 to 1 percent",
		"taker_fee: [0.05]":     "taker_fee",
		"warn_distance: 0.1%%%": "from 0.1 to 100 percent",
	} {
		path := written(t, "network: testnet\n"+line+"\n")
		o := command(t, nil, "config", "--config", path)
		key, _, _ := strings.Cut(line, ":")
		if o.code != 2 || !strings.Contains(o.err, path+":2") || !strings.Contains(o.err, key) || !strings.Contains(o.err, want) {
			t.Errorf("%s: exit %d, %s", line, o.code, o.err)
		}
	}
}
