package ui

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// eye checks frames. It remembers which glyphs it has measured.
type eye struct{ measured map[rune]bool }

// check tells what is wrong with a frame of a size: lines and cells missing or too many, control characters, glyphs that are
// not one cell wide. Escape sequences may only set colours, attributes and links.
func (e *eye) check(content string, w, h int) error {
	rows := strings.Split(content, "\n")
	if h == 0 && content == "" {
		rows = nil
	}
	if len(rows) != h {
		return fmt.Errorf("%d lines", len(rows))
	}
	for y, row := range rows {
		cells, err := e.cells(row)
		if err != nil {
			return fmt.Errorf("line %d: %w: %q", y, err, row)
		}
		if cells != w {
			return fmt.Errorf("line %d has %d cells: %q", y, cells, row)
		}
	}
	return nil
}

func (e *eye) cells(row string) (n int, err error) {
	if e.measured == nil {
		e.measured = make(map[rune]bool)
	}
	for len(row) > 0 {
		if rest, found := strings.CutPrefix(row, "\x1b["); found {
			end := strings.IndexByte(rest, 'm')
			if end < 0 || strings.Trim(rest[:end], "0123456789;") != "" {
				return n, fmt.Errorf("an escape sequence that is no style")
			}
			row = rest[end+1:]
			continue
		}
		if rest, found := strings.CutPrefix(row, "\x1b]8;;"); found {
			url, after, closed := strings.Cut(rest, "\x1b\\")
			if !closed || strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || r > '~' || r == ';' }) {
				return n, fmt.Errorf("a link that is none")
			}
			row = after
			continue
		}
		ch, size := utf8.DecodeRuneInString(row)
		one, known := e.measured[ch]
		if !known {
			one = ch >= ' ' && (ch < 0x7f || ch >= 0xa0) && ch != utf8.RuneError && ansi.StringWidth(string(ch)) == 1
			e.measured[ch] = one
		}
		if !one {
			return n, fmt.Errorf("%U is not one cell", ch)
		}
		n++
		row = row[size:]
	}
	return n, nil
}

// steady checks the frame of a size and that painting it again gives the same.
func (e *eye) steady(t *testing.T, a *App, w, h int) {
	t.Helper()
	a.Update(tea.WindowSizeMsg{Width: w, Height: h})
	content := a.View().Content
	if err := e.check(content, w, h); err != nil {
		t.Fatalf("%dx%d: %v", w, h, err)
	}
	a.dirty = true
	if again := a.View().Content; again != content {
		t.Fatalf("%dx%d: painting again changes the frame", w, h)
	}
}

// looks are an app for each theme and border.
func looks(t *testing.T, o Options) []*App {
	var out []*App
	for _, theme := range []string{"dark", "light", "mono", "16"} {
		for _, ascii := range []bool{false, true} {
			o.Theme, o.ASCII = theme, ascii
			out = append(out, lit(t, &clock{start()}, o))
		}
	}
	return out
}

func TestFrameIsExactlyTheScreenAtEverySize(t *testing.T) {
	var e eye
	for i, a := range looks(t, Options{}) {
		step := 23
		if i == 0 {
			step = 5
		}
		for w := i; w <= 200; w += step {
			for h := 0; h <= 60; h += 1 + h/8 {
				e.steady(t, a, w, h)
			}
		}
	}
}

func TestSizesBeyondAllScreensAreSurvived(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, s := range [][2]int{{-1, -1}, {0, 50}, {50, 0}, {1, 1}, {2000, 3}, {3, 2000}} {
		a.Update(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
		a.View()
	}
}

func TestEveryPaneFitsItsFrameAtEverySize(t *testing.T) {
	var e eye
	for _, a := range []*App{lit(t, &clock{start()}, Options{}), lit(t, &clock{start()}, Options{Theme: "mono", ASCII: true})} {
		press(a, "z")
		for range paneCount {
			press(a, "tab")
			for w := 0; w <= 60; w += 3 {
				e.steady(t, a, w, 11)
			}
			for h := range 14 {
				e.steady(t, a, 37, h)
			}
		}
	}
}

func TestOverlaysFitEverySize(t *testing.T) {
	var e eye
	for _, keys := range [][]string{{"?"}, {"/"}, {"tab", "tab", "tab", "tab", "enter"}} {
		a := lit(t, &clock{start()}, Options{})
		a.Update(tea.WindowSizeMsg{Width: 160, Height: 48})
		a.View()
		press(a, keys...)
		if a.overlay == nil {
			t.Fatalf("%v opens nothing", keys)
		}
		for w := 0; w <= 120; w += 7 {
			for h := range 30 {
				e.steady(t, a, w, h)
			}
		}
	}
}

func TestStylesEndWithTheLine(t *testing.T) {
	for _, a := range looks(t, Options{}) {
		a.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
		for y, row := range strings.Split(a.View().Content, "\n") {
			last := strings.LastIndex(row, "\x1b[")
			if last >= 0 && !strings.HasPrefix(row[last:], "\x1b[m") {
				t.Fatalf("%s: line %d leaves a style on: %q", a.theme.name, y, row)
			}
			if ansi.StringWidth(row) != 120 {
				t.Fatalf("%s: line %d is %d cells wide", a.theme.name, y, ansi.StringWidth(row))
			}
		}
	}
}

func TestMonochromeHasNoColour(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Theme: "mono"})
	a.Update(tea.WindowSizeMsg{Width: 160, Height: 48})
	for _, coloured := range []string{"[0;3", "[0;4;", "[0;9", "38;", "48;"} {
		if strings.Contains(a.View().Content, coloured) {
			t.Errorf("mono writes %q", coloured)
		}
	}
}

func TestASCIIHasNoGlyphsOfBoxesAndArrows(t *testing.T) {
	a := lit(t, &clock{start()}, Options{ASCII: true})
	a.Update(batch(ownPricesInRange(start())))
	told := make(map[rune]bool)
	look := func(what string) {
		for y, row := range lines(a) {
			for _, ch := range row {
				if ch >= 0x2190 && !told[ch] {
					told[ch] = true
					t.Errorf("%s, line %d: %c is not an ASCII character: %s", what, y, ch, row)
				}
			}
		}
	}
	for _, s := range [][2]int{{160, 48}, {100, 30}, {80, 24}, {45, 20}} {
		a.Update(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
		for range paneCount {
			press(a, "tab")
			look(fmt.Sprint("pane ", a.focus))
		}
		for _, key := range []string{"?", "/"} {
			press(a, key)
			look("after " + key)
			press(a, "esc")
		}
	}
}
