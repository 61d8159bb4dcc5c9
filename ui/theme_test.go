package ui

import (
	"image/color"
	"math"
	"regexp"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// luminance is how bright a colour is to the eye, from 0 to 1 (WCAG 2).
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// contrast is the ratio of two colours' brightness, from 1 to 21 (WCAG 2).
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastIsThatOfTheStandard(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#ffffff", "#000000", 21}, {"#777777", "#ffffff", 4.48}, {"#ff0000", "#ffffff", 4.00}} {
		if got := contrast(hex(c.a), hex(c.b)); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// coloursOf are the themes whose colours are known, each with the ground that it is made for.
func coloursOf(t *testing.T) map[string]shades {
	t.Helper()
	out := make(map[string]shades)
	for _, name := range []string{"dark", "light", "blue-orange", "blue-orange-light"} {
		s := *shadesOf(name)
		s.ground = groundOf(s.light)
		out[name] = s
	}
	return out
}

func TestEveryTextCanBeReadOnItsPaper(t *testing.T) {
	const least = 4.5
	for name, s := range coloursOf(t) {
		plain := map[string]color.Color{"ground": s.ground, "bar": s.bar}
		chosen := map[string]color.Color{"ground": s.ground, "bar": s.bar, "chosen": s.chosen, "row": s.row}
		own := map[string]color.Color{"ground": s.ground, "row": s.row, "bid bar": s.bidBar, "ask bar": s.askBar}
		for ink, on := range map[string]struct {
			ink    color.Color
			papers map[string]color.Color
		}{
			"text": {s.text, chosen}, "strong": {s.strong, chosen}, "dim": {s.dim, chosen}, "faint": {s.faint, plain}, "accent": {s.accent, chosen},
			"bid": {s.bid, chosen}, "ask": {s.ask, chosen}, "warn": {s.warn, chosen}, "danger": {s.danger, chosen}, "own": {s.own, own},
			"text in bars": {s.text, own}, "dim in bars": {s.dim, own},
			"bid in its bar": {s.bid, map[string]color.Color{"": s.bidBar}}, "ask in its bar": {s.ask, map[string]color.Color{"": s.askBar}},
			"tag": {s.tag, map[string]color.Color{"tag back": s.tagBack}},
		} {
			for paper, c := range on.papers {
				if got := contrast(on.ink, c); got < least {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", name, ink, paper, got, least)
				}
			}
		}
	}
}

// TestBidAndAskDifferInBrightness is for eyes and screens to which hues are alike.
func TestBidAndAskDifferInBrightness(t *testing.T) {
	for name, s := range coloursOf(t) {
		least := 1.0
		if name == "blue-orange" || name == "blue-orange-light" {
			least = 1.5
		}
		if got := contrast(s.bid, s.ask); got < least {
			t.Errorf("%s: bid and ask have a contrast of %.2f, want %.1f", name, got, least)
		}
	}
}

func TestAnOwnThemeIsItsBaseWithOtherColours(t *testing.T) {
	light := true
	own := []OwnTheme{
		{Name: "ink", Base: "light", Colours: map[string]string{"bid": "#010203", "bid_bar": "17"}},
		{Name: "sea", Light: &light, Colours: map[string]string{"ground": "#040506"}},
	}
	ink, base := own[0].shades(), shadesOf("light")
	if ink.bid != lipgloss.Color("#010203") || ink.bidBar != lipgloss.Color("17") || ink.ask != base.ask || !ink.light || ink.ground != nil {
		t.Errorf("%+v", ink)
	}
	if sea := own[1].shades(); !sea.light || sea.text != shadesOf("dark").text || sea.ground != lipgloss.Color("#040506") {
		t.Errorf("%+v", sea)
	}
	a := lit(t, &clock{start()}, Options{Theme: "sea", Themes: own})
	screen(a, 160, 48)
	has(t, a.View().Content, "48;2;4;5;6")
	press(a, "T")
	if a.theme.name != "dark" {
		t.Errorf("after the last comes %s", a.theme.name)
	}
	for range len(Themes()) - 1 {
		press(a, "T")
	}
	if a.theme.name != "ink" {
		t.Errorf("after the built-in ones comes %s", a.theme.name)
	}
	has(t, a.View().Content, "38;2;1;2;3")
}

func TestEveryColourOfAThemeHasAName(t *testing.T) {
	colours := make(map[string]string)
	for _, name := range ThemeColours() {
		colours[name] = "#123456"
	}
	s := OwnTheme{Base: "16", Colours: colours}.shades()
	for _, c := range []color.Color{
		s.text, s.strong, s.dim, s.faint, s.border, s.accent, s.bid, s.ask, s.own, s.warn, s.danger, s.tag, s.ground,
		s.bar, s.chosen, s.row, s.bidBar, s.askBar, s.tagBack,
	} {
		if c != lipgloss.Color("#123456") {
			t.Errorf("a colour is left as it was: %v", c)
		}
	}
}

func TestTheHeaderNamesTheZone(t *testing.T) {
	winter := time.Date(2025, 1, 22, 9, 41, 22, 0, time.UTC)
	for _, c := range []struct {
		zone *time.Location
		now  time.Time
		want string
	}{
		{nil, start(), "09:41:22 UTC "},
		{time.FixedZone("CEST", 7200), start(), "11:41:22 CEST "},
		{time.FixedZone("+03", 10800), winter, "12:41:22 UTC+03 "},
		{time.FixedZone("\x1b[2Jé", 0), winter, "09:41:22 [2J "},
	} {
		a := lit(t, &clock{c.now}, Options{Zone: c.zone})
		screen(a, 160, 48)
		has(t, lines(a)[0], c.want)
	}
	a := lit(t, &clock{start()}, Options{Zone: time.FixedZone("CEST", 7200)})
	screen(a, 120, 36)
	has(t, lines(a)[0], " CEST ")
	for _, w := range []int{96, 100, 106, 112, 120, 140} { // the profit goes after it, and it never stands there as if it were money
		a = lit(t, &clock{start()}, Options{Zone: time.FixedZone("+0545", 20700)})
		screen(a, w, 30)
		has(t, lines(a)[0], "uPnL (mid) +1.43")
		hasNot(t, lines(a)[0], " +0545")
	}
}

func TestMoreColoursDrawTheScreenAnew(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, c := range []struct {
		to   colorprofile.Profile
		want bool
	}{{colorprofile.ANSI, false}, {colorprofile.TrueColor, true}, {colorprofile.TrueColor, false}} {
		_, cmd := a.Update(tea.ColorProfileMsg{Profile: c.to})
		if cleared := cmd != nil && cmd() == tea.ClearScreen(); cleared != c.want {
			t.Errorf("%v: cleared is %v", c.to, cleared)
		}
	}
}

// TestFiguresOfFewColoursCanBeRead: on a dark terminal in the bright ones, and nowhere on a bar of full colour.
func TestFiguresOfFewColoursCanBeRead(t *testing.T) {
	for dark, want := range map[bool][]string{true: {"[0;92m", "[0;91m"}, false: {"[0;32m", "[0;31m"}} {
		a := lit(t, &clock{start()}, Options{Theme: "16"})
		a.Update(tea.BackgroundColorMsg{Color: map[bool]color.Color{true: color.Black, false: color.White}[dark]})
		screen(a, 160, 48)
		has(t, a.View().Content, want...)
		if yellow := regexp.MustCompile(`\[[0-9;]*[39]3m`).FindString(a.View().Content); (yellow != "") != dark {
			t.Errorf("on a dark terminal %t: yellow is used: %q", dark, yellow)
		}
		hasNot(t, a.View().Content, "[0;7;32m", "[0;7;31m", "[0;7;92m", "[0;7;91m")
	}
}
