package ui

import (
	"image/color"
	"slices"

	"charm.land/lipgloss/v2"
)

// OwnTheme is a theme of the user's: a built-in one with some of its colours replaced.
type OwnTheme struct {
	Name    string
	Base    string            // one of [ThemeBases]; empty: the first of them
	Light   *bool             // made for a light background; nil: as its base
	Colours map[string]string // by the names of [ThemeColours]: "#rrggbb", or "0" to "255" of the terminal's own
}

// ThemeBases returns the names of the themes that an own one may begin with.
func ThemeBases() []string {
	return slices.DeleteFunc(Themes(), func(name string) bool { return name == "auto" || name == "mono" })
}

// ThemeColours returns the names of the colours of a theme.
func ThemeColours() []string {
	var names []string
	for _, c := range new(shades).named() {
		names = append(names, c.name)
	}
	return names
}

// namedShade is a colour of a theme by the name that it has in the configuration.
type namedShade struct {
	name string
	at   *color.Color
}

func (s *shades) named() []namedShade {
	return []namedShade{
		{"text", &s.text},
		{"strong", &s.strong},
		{"dim", &s.dim},
		{"faint", &s.faint},
		{"border", &s.border},
		{"accent", &s.accent},
		{"bid", &s.bid},
		{"ask", &s.ask},
		{"own", &s.own},
		{"warn", &s.warn},
		{"danger", &s.danger},
		{"tag", &s.tag},
		{"ground", &s.ground},
		{"bar", &s.bar},
		{"chosen", &s.chosen},
		{"row", &s.row},
		{"bid_bar", &s.bidBar},
		{"ask_bar", &s.askBar},
		{"tag_back", &s.tagBack},
	}
}

// shades are the colours of the theme.
func (t OwnTheme) shades() *shades {
	base := t.Base
	if base == "" {
		base = ThemeBases()[0]
	}
	s := shadesOf(base)
	if t.Light != nil {
		s.light, s.terminal = *t.Light, false
	}
	for _, c := range s.named() {
		if text := t.Colours[c.name]; text != "" {
			*c.at = lipgloss.Color(text)
		}
	}
	return s
}

// themeNames are the built-in themes and the user's own.
func themeNames(own []OwnTheme) []string {
	names := Themes()
	for _, t := range own {
		names = append(names, t.Name)
	}
	return names
}
