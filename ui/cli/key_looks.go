package cli

import (
	"fmt"
	"strings"

	"kanatop/ui"
)

func themesKey() key {
	k := key{
		name: "themes", kind: mapping, value: "{}", help: "themes of your own: a name and the colours that differ from those of a base",
		more: []string{
			`  themes: {ink: {base: light, bid: "#004080", ask: 130}}`,
			"and then theme: ink. The base is " + strings.Join(ui.ThemeBases(), ", ") + ". A colour is \"#rrggbb\", in quotes, or",
			"a number from 0 to 255 of the terminal's own. light: true says that it is made for a light background.",
			"The colours are:",
		},
	}
	k.more = append(k.more, folded(ui.ThemeColours())...)
	return k
}

func layoutKey() key {
	k := key{
		name: "layout", kind: mapping, value: "{}", help: "how the panes share the screen at the start",
		more: []string{
			"  layout: {preset: risk, hide: [chart], bottom_height: 20}",
			"preset is " + strings.Join(ui.Layouts(), ", ") + ". hide lists panes that are not shown:",
		},
	}
	k.more = append(k.more, folded(ui.Panes())...)
	k.more = append(k.more, "Sizes are in cells, borders included, and for this preset; where the screen has less room they are less:")
	var sizes []string
	for _, s := range ui.LayoutSizes() {
		sizes = append(sizes, fmt.Sprintf("%s (%d to %d)", s.Name, s.Least, s.Most))
	}
	k.more = append(k.more, folded(sizes)...)
	k.more = append(k.more, "What is changed with keys is remembered, until this entry changes.")
	return k
}

func groupingKey() key {
	return key{
		name: "grouping", kind: mapping, value: "{}", help: "how many ticks the prices of a market's book are grouped by at the start",
		more: []string{"  grouping: {BTC: 10, ETH: 5}", "1, 2 or 5 and so many zeros, up to 20000. What is changed with keys is remembered."},
	}
}
