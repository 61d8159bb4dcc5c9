package canvas

import (
	"strings"
	"testing"
)

func TestALinkStandsAroundItsCellsAlone(t *testing.T) {
	const site = "https://example.org/txn/7?network=mainnet"
	p := testPalette()
	for _, tc := range []struct {
		name  string
		paint func(Region)
		want  string
	}{
		{
			"between plain text", func(r Region) { r.Text(0, 0, "a 42 b", 0); r.Link(2, 0, 2, site) },
			"a \x1b]8;;" + site + "\x1b\\42\x1b]8;;\x1b\\ b",
		},
		{
			"in colour to the edge", func(r Region) { r.Text(0, 0, "ab", 0); r.Text(2, 0, "cdef", 3); r.Link(4, 0, 9, site) },
			"ab\x1b[0;91mcd\x1b[m\x1b]8;;" + site + "\x1b\\\x1b[0;91mef\x1b[m\x1b]8;;\x1b\\",
		},
		{
			"two beside each other", func(r Region) { r.Text(0, 0, "1234  ", 0); r.Link(0, 0, 2, site+"1"); r.Link(2, 0, 2, site+"2") },
			"\x1b]8;;" + site + "1\x1b\\12\x1b]8;;\x1b\\\x1b]8;;" + site + "2\x1b\\34\x1b]8;;\x1b\\  ",
		},
		{"written over", func(r Region) { r.Link(0, 0, 6, site); r.Text(0, 0, "abcdef", 0) }, "abcdef"},
		{"blanked", func(r Region) { r.Link(0, 0, 6, site); r.Sub(0, 0, 6, 1).Fill(0, 0) }, "      "},
		{"outside", func(r Region) { r.Link(6, 0, 2, site); r.Link(0, 1, 2, site); r.Link(-5, 0, 5, site) }, "      "},
	} {
		c := New(6, 1)
		tc.paint(c.Region())
		if got := c.Render(p); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestALinkThatCouldBreakOutIsNone(t *testing.T) {
	for _, url := range []string{
		"", "https://a/\x1b\\b", "https://a/\x07", "https://a/ b", "https://a/ü", "https://a/;b", "https://a/\u009c", "https://a/\x7f", strings.Repeat("a", longestLink+1),
	} {
		c := New(4, 1)
		c.Region().Link(0, 0, 4, url)
		if got := c.Render(nil); got != "    " {
			t.Errorf("%q makes %q", url, got)
		}
		if c.URL(0, 0) != "" {
			t.Errorf("%q leads to %q", url, c.URL(0, 0))
		}
	}
}

func TestANewFrameHasNoLinksOfTheOld(t *testing.T) {
	for name, wipe := range map[string]func(*Canvas){
		"filled": func(c *Canvas) { c.Region().Fill(0, 0) }, "cleared": (*Canvas).Clear, "resized": func(c *Canvas) { c.Resize(4, 1) },
	} {
		c := New(4, 1)
		c.Region().Link(0, 0, 2, "https://old/")
		wipe(c)
		c.Region().Link(1, 0, 2, "https://new/")
		if got := [3]string{c.URL(0, 0), c.URL(1, 0), c.URL(3, 0)}; got != [3]string{"", "https://new/", ""} {
			t.Errorf("%s: the cells lead to %q", name, got)
		}
		if len(c.links) != 1 {
			t.Errorf("%s: %d links are kept", name, len(c.links))
		}
	}
}

func TestRenderOfLinksAllocatesTheStringAlone(t *testing.T) {
	p := testPalette()
	c := New(200, 60)
	paintDashboard(c.Region())
	for y := range 40 {
		c.Region().Link(100, y, 10, "https://example.org/"+strings.Repeat("x", y))
	}
	c.Render(p)
	if n := testing.AllocsPerRun(20, func() { c.Render(p) }); n > 1 {
		t.Errorf("%v allocations, want 1", n)
	}
}

func BenchmarkRenderLinked200x60(b *testing.B) {
	p := testPalette()
	c := New(200, 60)
	paintDashboard(c.Region())
	for y := range 40 {
		c.Region().Link(100, y, 10, "https://example.org/"+strings.Repeat("x", y))
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Render(p)
	}
}
