package canvas

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// coordinates are mostly near the canvas and sometimes as far as an int goes.
func coordinates() *rapid.Generator[int] {
	return rapid.OneOf(
		rapid.IntRange(-5, 30),
		rapid.SampledFrom([]int{math.MinInt, math.MinInt + 1, -1000000, 1000000, math.MaxInt - 1, math.MaxInt}),
	)
}

func texts() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringN(0, 40, -1),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom(hostile()),
	)
}

// draw calls one random method of r with random arguments.
func draw(t *rapid.T, r Region) {
	at := func(name string) int { return coordinates().Draw(t, name) }
	ink := Ink(rapid.Byte().Draw(t, "ink"))
	paper := Paper(rapid.Byte().Draw(t, "paper"))
	text := texts().Draw(t, "text")
	glyph := rapid.Rune().Draw(t, "glyph")
	switch rapid.IntRange(0, 12).Draw(t, "method") {
	case 0:
		r.Fill(ink, paper)
	case 1:
		r.Set(at("x"), at("y"), glyph, ink)
	case 2:
		r.Text(at("x"), at("y"), text, ink)
	case 3:
		r.Bytes(at("x"), at("y"), []byte(text), ink)
	case 4:
		r.Right(at("x"), at("y"), text, ink)
	case 5:
		r.Whole(at("x"), at("y"), at("w"), text, ink)
	case 6:
		r.Tint(at("x"), at("y"), at("w"), paper)
	case 7:
		r.TintRow(at("y"), paper)
	case 8:
		r.Ink(at("x"), at("y"), at("w"), ink)
	case 9:
		r.HLine(at("y"), glyph, ink)
	case 10:
		r.Dim(ink)
	case 11:
		r.Bar(at("x"), at("y"), at("w"), rapid.Int64().Draw(t, "num"), rapid.Int64().Draw(t, "den"), paper, rapid.Bool().Draw(t, "fromRight"))
	case 12:
		r.Box(Border{glyph, glyph, glyph, glyph, glyph, glyph, glyph, glyph}, ink)
	}
}

func TestNoDrawingLeavesItsRegionOrBreaksALine(t *testing.T) {
	p := testPalette()
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 25).Draw(t, "w"), rapid.IntRange(0, 12).Draw(t, "h")
		c := New(w, h)
		x, y := coordinates().Draw(t, "x"), coordinates().Draw(t, "y")
		rw, rh := coordinates().Draw(t, "rw"), coordinates().Draw(t, "rh")
		r := c.Region().Sub(x, y, rw, rh)
		inside := func(cx, cy int) bool {
			return cx >= x && cy >= y && float64(cx) < float64(x)+float64(rw) && float64(cy) < float64(y)+float64(rh)
		}
		for range rapid.IntRange(0, 8).Draw(t, "draws") {
			draw(t, r)
		}
		for cy := range h {
			for cx := range w {
				if got := c.At(cx, cy); !inside(cx, cy) && got != (Cell{Rune: ' '}) {
					t.Fatalf("cell %d,%d outside the region is %+v", cx, cy, got)
				}
			}
		}
		frame := c.Render(p)
		lines := strings.Split(frame, "\n")
		if len(lines) != max(h, 1) {
			t.Fatalf("%d lines, want %d: %q", len(lines), h, frame)
		}
		for i, line := range lines[:h] {
			if n, wc := ansi.StringWidth(line), ansi.StringWidthWc(line); n != w || wc != w {
				t.Fatalf("line %d is %d cells by grapheme, %d by rune, want %d: %q", i, n, wc, w, line)
			}
		}
		if plain := ansi.Strip(frame); plain != c.Text() {
			t.Fatalf("the frame without escapes is %q, the text is %q", plain, c.Text())
		}
		if again := c.Render(p); again != frame {
			t.Fatalf("rendered again: %q, before: %q", again, frame)
		}
	})
}

func TestSubIsClippedToItsParent(t *testing.T) {
	outer := New(20, 10).Region().Sub(5, 2, 10, 5)
	for _, tc := range []struct {
		name       string
		got        Region
		x, y, w, h int
	}{
		{"inside", outer.Sub(1, 1, 3, 2), 6, 3, 3, 2},
		{"over the left and top edge", outer.Sub(-2, -1, 5, 3), 5, 2, 3, 2},
		{"over the right and bottom edge", outer.Sub(8, 4, 100, 100), 13, 6, 2, 1},
		{"as large as an int", outer.Sub(1, 1, math.MaxInt, math.MaxInt), 6, 3, 9, 4},
		{"inset", outer.Inset(1, 1, 2, 3), 6, 3, 7, 1},
		{"a negative inset", outer.Inset(-3, -3, math.MinInt, -3), 5, 2, 10, 5},
	} {
		if want := (Region{outer.c, tc.x, tc.y, tc.w, tc.h}); tc.got != want {
			t.Errorf("%s: %+v, want %+v", tc.name, tc.got, want)
		}
	}
	for name, got := range map[string]Region{
		"no width":       outer.Sub(1, 1, 0, 2),
		"no height":      outer.Sub(1, 1, 2, -1),
		"beyond":         outer.Sub(10, 0, 1, 1),
		"before":         outer.Sub(math.MinInt, 0, math.MaxInt, 1),
		"inset away":     outer.Inset(6, 0, 4, 0),
		"inset too much": outer.Inset(math.MaxInt, 0, math.MaxInt, 0),
	} {
		if got != (Region{}) {
			t.Errorf("%s: %+v, want the zero Region", name, got)
		}
	}
}

func TestTheZeroRegionIsSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { draw(t, Region{}.Sub(0, 0, 5, 5).Inset(0, 0, 0, 0)) })
	if w, h := (Region{}).Size(); w != 0 || h != 0 {
		t.Errorf("the zero Region is %dx%d", w, h)
	}
}

func TestARegionThatNoLongerFitsDrawsNothing(t *testing.T) {
	c := New(10, 5)
	old := c.Region().Sub(4, 0, 5, 2)
	for _, size := range [][2]int{{6, 5}, {10, 1}, {0, 0}} {
		c.Resize(size[0], size[1])
		before := c.Text()
		old.Fill(1, 1)
		old.Text(0, 0, "12345", 1)
		if old.Whole(0, 0, 5, "12345", 1) {
			t.Errorf("%v: Whole says it wrote", size)
		}
		if c.Text() != before {
			t.Errorf("%v: drew %q", size, c.Text())
		}
	}
	c.Resize(10, 5)
	if !old.Whole(0, 0, 5, "12345", 1) {
		t.Error("a region that fits again draws nothing")
	}
}

func TestStylesChangeAndTextStays(t *testing.T) {
	c := New(6, 2)
	r := c.Region()
	r.Fill(1, 2)
	r.Text(0, 0, "abcdef", 3)
	if got := c.At(1, 0); got != (Cell{Rune: 'b', Ink: 3, Paper: 2}) {
		t.Fatalf("Text: %+v", got)
	}
	r.Tint(1, 0, 2, 7)
	r.Ink(2, 0, 2, 8)
	for x, want := range []Cell{{'a', 3, 2, 0}, {'b', 3, 7, 0}, {'c', 8, 7, 0}, {'d', 8, 2, 0}, {'e', 3, 2, 0}} {
		if got := c.At(x, 0); got != want {
			t.Errorf("cell %d is %+v, want %+v", x, got, want)
		}
	}
	r.TintRow(1, 9)
	r.Dim(4)
	if got := [2]Cell{c.At(5, 0), c.At(5, 1)}; got != [2]Cell{{'f', 4, 2, 0}, {' ', 4, 9, 0}} {
		t.Errorf("after Dim: %+v", got)
	}
}

func TestSizesAreClamped(t *testing.T) {
	for _, tc := range [][4]int{
		{-1, -1, 0, 0},
		{math.MinInt, 5, 0, 5},
		{math.MaxInt, math.MaxInt, 1000, 1000},
		{3, 2, 3, 2},
	} {
		c := New(tc[0], tc[1])
		if w, h := c.Size(); w != tc[2] || h != tc[3] {
			t.Errorf("New(%d, %d) is %dx%d, want %dx%d", tc[0], tc[1], w, h, tc[2], tc[3])
		}
	}
	c := New(3, 2)
	c.Region().Text(0, 0, "abc", 1)
	c.Resize(2, 3)
	if got := c.Text(); got != "  \n  \n  " {
		t.Errorf("after Resize: %q", got)
	}
	if c.At(2, 0) != (Cell{}) || c.At(0, 3) != (Cell{}) || c.At(-1, 0) != (Cell{}) || c.At(0, -1) != (Cell{}) {
		t.Error("At outside the canvas is not the zero Cell")
	}
}
