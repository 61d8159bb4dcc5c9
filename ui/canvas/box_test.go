package canvas

import (
	"math"
	"testing"
)

func TestBoxDrawsItsEdgeAndReturnsTheInside(t *testing.T) {
	c := New(7, 5)
	c.Region().Fill(0, 5)
	in := c.Region().Sub(1, 1, 5, 3).Box(Rounded(), 2)
	in.Text(0, 0, "abcdef", 0)
	if got, want := c.Text(), "       \n ╭───╮ \n │abc│ \n ╰───╯ \n       "; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := c.At(1, 1); got != (Cell{Rune: '╭', Ink: 2, Paper: 5}) {
		t.Errorf("the corner is %+v", got)
	}
	c.Clear()
	c.Region().Sub(0, 0, 3, 3).Box(ASCII(), 0)
	if got, want := c.Text(), "+-+    \n| |    \n+-+    \n       \n       "; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestASmallBoxHasNoInside(t *testing.T) {
	for _, tc := range []struct {
		w, h int
		want string
	}{{1, 3, " \n \n "}, {3, 1, "   "}, {2, 2, "╭╮\n╰╯"}} {
		c := New(tc.w, tc.h)
		if in := c.Region().Box(Rounded(), 0); in != (Region{}) {
			t.Errorf("%dx%d: inside is %+v", tc.w, tc.h, in)
		}
		if got := c.Text(); got != tc.want {
			t.Errorf("%dx%d: drew %q, want %q", tc.w, tc.h, got, tc.want)
		}
	}
}

func TestABarIsItsShareInWholeCells(t *testing.T) {
	const big = math.MaxInt64
	for _, tc := range []struct {
		name      string
		x, w      int
		num, den  int64
		fromRight bool
		want      string
	}{
		{"half", 1, 8, 1, 2, false, ".####....."},
		{"half from the right", 1, 8, 1, 2, true, ".....####."},
		{"rounded down", 0, 10, 39, 100, false, "###......."},
		{"nothing", 0, 10, 0, 5, false, ".........."},
		{"less than nothing", 0, 10, -3, 5, false, ".........."},
		{"no whole", 0, 10, 3, 0, false, ".........."},
		{"a negative whole", 0, 10, -3, -2, false, ".........."},
		{"more than the whole", 0, 10, 7, 5, true, "##########"},
		{"the largest figures", 0, 10, big - 1, big, false, "#########."},
		{"beyond both edges", -5, 20, 1, 2, true, ".....#####"},
		{"no width", 3, -4, 1, 1, true, ".........."},
		{"as wide as an int", 3, math.MaxInt, 1, big, true, ".........."},
		{"as far as an int", math.MaxInt, math.MaxInt, 1, 2, true, ".........."},
		{"as wide as an int, full", 3, math.MaxInt, 1, 1, true, "...#######"},
	} {
		c := New(10, 1)
		c.Region().Bar(tc.x, 0, tc.w, tc.num, tc.den, 1, tc.fromRight)
		got := ""
		for x := range 10 {
			got += string(".#"[c.At(x, 0).Paper])
		}
		if got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}
