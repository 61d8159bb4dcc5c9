package ui

import (
	"image/color"
	"slices"

	"charm.land/lipgloss/v2"

	"kanatop/ui/canvas"
)

// Inks, by what they mean.
const (
	inkPlain canvas.Ink = iota
	inkStrong
	inkDim
	inkFaint
	inkBrand
	inkBorder
	inkFocus
	inkTitle
	inkBid
	inkAsk
	inkBidStrong
	inkAskStrong
	inkGain
	inkLoss
	inkOwn
	inkWarn
	inkDanger
	inkKey
	inkStale
	inkLive
	inkTag
	inkBarBid // of figures in a bar, where a tint cannot be seen: underlined or reversed
	inkBarAsk
	inkCount
)

// Papers, by what they mean.
const (
	paperNone canvas.Paper = iota
	paperBar
	paperChosen
	paperRow
	paperBid
	paperAsk
	paperTag
	paperCount
)

// theme is a named palette. Glyph bars are drawn where a tint cannot be seen.
type theme struct {
	name      string
	palette   *canvas.Palette
	glyphBars bool
}

// shades are the colours a theme is made of.
type shades struct {
	text, strong, dim, faint, border, accent, bid, ask, own, warn, danger, tag color.Color
	bar, chosen, row, bidBar, askBar, tagBack                                  color.Color
	ground                                                                     color.Color // nil: the terminal's own
	light                                                                      bool
	terminal                                                                   bool // made for whatever background the terminal has
}

// Themes returns the names of the themes; "auto" asks the terminal whether it is dark.
func Themes() []string {
	return []string{"auto", "dark", "light", "blue-orange", "blue-orange-light", "mono", "16"}
}

// themeRound is the order in which themes follow each other: first those for a background like the terminal's, at last the
// user's own.
func themeRound(dark bool, own []OwnTheme) []string {
	names := []string{"light", "blue-orange-light", "mono", "16", "dark", "blue-orange"}
	if dark {
		names = []string{"dark", "blue-orange", "mono", "16", "light", "blue-orange-light"}
	}
	return append(names, themeNames(own)[len(Themes()):]...)
}

// paired gives, for an automatic choice, the theme of a family for a dark or a light terminal.
func paired(name string, dark bool) string {
	switch {
	case name == "auto" && dark:
		return "dark"
	case name == "auto":
		return "light"
	}
	return name
}

// newTheme makes a theme, a built-in or an own one. A dark one on a light terminal, or the other way round, paints its own
// background.
func newTheme(name string, dark bool, own []OwnTheme) theme {
	s := shadesOf(name)
	if at := slices.IndexFunc(own, func(t OwnTheme) bool { return t.Name == name }); at >= 0 {
		s = own[at].shades()
	}
	if s == nil {
		return monochrome()
	}
	if name == "16" && dark { // the plain ones are too dark to be read on it, as yellow is too pale on a light one
		s.bid, s.ask, s.own, s.warn, s.danger = lipgloss.BrightGreen, lipgloss.BrightRed, lipgloss.BrightYellow, lipgloss.BrightYellow, lipgloss.BrightRed
	}
	if s.ground == nil && s.light == dark && !s.terminal {
		s.ground = groundOf(s.light)
	}
	return coloured(name, *s)
}

// groundOf is the background that a theme paints where the terminal's own does not suit it.
func groundOf(light bool) color.Color {
	if light {
		return hex("#ffffff")
	}
	return hex("#0e1116")
}

// shadesOf returns a theme's colours; nil for the one without.
func shadesOf(name string) *shades {
	var s shades
	switch name {
	case "mono":
		return nil
	case "16":
		s = basicShades()
	case "light":
		s = lightShades()
	case "blue-orange":
		s = darkShades()
		s.bid, s.ask = hex("#7cc4ff"), hex("#e07b26") // the bid is the brighter
		s.bidBar, s.askBar = hex("#12304d"), hex("#3a210a")
		s.own, s.warn, s.danger, s.accent = hex("#e8e15a"), hex("#e8e15a"), hex("#ffffff"), hex("#9fb4ff")
	case "blue-orange-light":
		s = lightShades()
		s.bid, s.ask = hex("#084285"), hex("#a34b00") // the ask is the brighter
		s.bidBar, s.askBar = hex("#d3e6fb"), hex("#fbe2c8")
		s.own, s.warn, s.danger = hex("#6b5f00"), hex("#6b5f00"), hex("#000000")
	default:
		s = darkShades()
	}
	return &s
}

func hex(s string) color.Color { return lipgloss.Color(s) }

func darkShades() shades {
	return shades{
		text: hex("#c9d1d9"), strong: hex("#f0f3f6"), dim: hex("#949da7"), faint: hex("#7d8590"), border: hex("#3d444d"), accent: hex("#58a6ff"),
		bid: hex("#3fb68b"), ask: hex("#f0616d"), own: hex("#e3b341"), warn: hex("#d29922"), danger: hex("#ff7b72"), tag: hex("#0e1116"),
		bar: hex("#161b22"), chosen: hex("#1f2937"), row: hex("#1f2937"), bidBar: hex("#12352b"), askBar: hex("#3f1a20"), tagBack: hex("#c9d1d9"),
	}
}

func lightShades() shades {
	return shades{
		light: true,
		text:  hex("#24292f"), strong: hex("#000000"), dim: hex("#4f5861"), faint: hex("#656d76"), border: hex("#c4cad1"), accent: hex("#0550ae"),
		bid: hex("#0f6b43"), ask: hex("#b3202e"), own: hex("#7a4b00"), warn: hex("#855300"), danger: hex("#a40e26"), tag: hex("#ffffff"),
		bar: hex("#eef1f4"), chosen: hex("#d8e4f4"), row: hex("#e2eaf5"), bidBar: hex("#d5efe2"), askBar: hex("#fadcdf"), tagBack: hex("#24292f"),
	}
}

func basicShades() shades {
	return shades{
		terminal: true,
		text:     nil, strong: nil, dim: nil, faint: lipgloss.BrightBlack, border: lipgloss.BrightBlack, accent: lipgloss.BrightBlue,
		bid: lipgloss.Green, ask: lipgloss.Red, own: lipgloss.Magenta, warn: lipgloss.Magenta, danger: lipgloss.Red,
	}
}

func coloured(name string, s shades) theme {
	ink := func(c color.Color) lipgloss.Style {
		style := lipgloss.NewStyle()
		if c != nil {
			style = style.Foreground(c)
		}
		return style
	}
	inks := make([]lipgloss.Style, inkCount)
	inks[inkPlain] = ink(s.text)
	inks[inkStrong] = ink(s.strong).Bold(true)
	inks[inkDim] = ink(s.dim)
	inks[inkFaint] = ink(s.faint)
	inks[inkBrand] = ink(s.accent).Bold(true)
	inks[inkBorder] = ink(s.border)
	inks[inkFocus] = ink(s.accent)
	inks[inkTitle] = ink(s.strong).Bold(true)
	inks[inkBid], inks[inkBidStrong] = ink(s.bid), ink(s.bid).Bold(true)
	inks[inkAsk], inks[inkAskStrong] = ink(s.ask), ink(s.ask).Bold(true)
	inks[inkGain], inks[inkLoss] = ink(s.bid), ink(s.ask)
	inks[inkOwn] = ink(s.own)
	inks[inkWarn] = ink(s.warn)
	inks[inkDanger] = ink(s.danger).Bold(true)
	inks[inkKey] = ink(s.accent)
	inks[inkStale] = ink(s.faint)
	inks[inkLive] = ink(s.bid)
	inks[inkTag] = ink(s.tag)
	inks[inkBarBid], inks[inkBarAsk] = ink(s.bid).Underline(true), ink(s.ask).Underline(true) // a full colour would swallow the figures
	papers := make([]color.Color, paperCount)
	papers[paperNone] = s.ground
	papers[paperBar], papers[paperChosen], papers[paperRow] = s.bar, s.chosen, s.row
	papers[paperBid], papers[paperAsk], papers[paperTag] = s.bidBar, s.askBar, s.tagBack
	if s.tagBack == nil {
		inks[inkTag] = lipgloss.NewStyle().Reverse(true)
	}
	return theme{name: name, palette: canvas.NewPalette(inks, papers), glyphBars: s.bidBar == nil}
}

// monochrome says everything with weight: bold, faint, reverse, underline.
func monochrome() theme {
	plain := lipgloss.NewStyle()
	inks := make([]lipgloss.Style, inkCount)
	for i := range inks {
		inks[i] = plain
	}
	for _, i := range []canvas.Ink{inkStrong, inkBrand, inkTitle, inkBidStrong, inkAskStrong, inkWarn, inkFocus, inkOwn} {
		inks[i] = plain.Bold(true)
	}
	for _, i := range []canvas.Ink{inkDim, inkFaint, inkBorder, inkStale} {
		inks[i] = plain.Faint(true)
	}
	inks[inkDanger] = plain.Bold(true).Underline(true)
	inks[inkTag] = plain.Reverse(true)
	inks[inkBarBid], inks[inkBarAsk] = plain.Faint(true).Reverse(true), plain.Faint(true).Reverse(true)
	return theme{name: "mono", palette: canvas.NewPalette(inks, make([]color.Color, paperCount)), glyphBars: true}
}
