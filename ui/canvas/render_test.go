package canvas

import (
	"image/color"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

func testPalette() *Palette {
	plain := lipgloss.NewStyle()
	return NewPalette(
		[]lipgloss.Style{
			plain,
			plain.Foreground(lipgloss.Color("#3fb950")).Bold(true),
			plain.Foreground(lipgloss.Color("#f85149")),
			plain.Foreground(lipgloss.Color("9")),
			plain.Foreground(lipgloss.Color("208")).Underline(true),
			plain,
		},
		[]color.Color{nil, lipgloss.Color("#102030"), lipgloss.Color("4"), lipgloss.Color("236"), lipgloss.NoColor{}},
	)
}

func TestStylesCompileToTheirParameters(t *testing.T) {
	plain := lipgloss.NewStyle()
	every := plain.Bold(true).Faint(true).Italic(true).Underline(true).Reverse(true).Strikethrough(true)
	p := NewPalette(
		[]lipgloss.Style{
			plain, every, plain.Foreground(lipgloss.Color("#0a141e")), plain.Foreground(lipgloss.Color("1")),
			plain.Foreground(lipgloss.Color("14")), plain.Foreground(lipgloss.Color("208")),
			plain.Foreground(lipgloss.NoColor{}), plain.Background(lipgloss.Color("1")).Padding(2),
			plain.Foreground(ansi.IndexedColor(3)),
		},
		[]color.Color{
			nil,
			color.NRGBA{R: 10, G: 20, B: 30, A: 255},
			lipgloss.Color("1"), lipgloss.Color("14"),
			lipgloss.Color("208"),
			lipgloss.NoColor{},
		},
	)
	for i, want := range []string{"", ";1;2;3;4;7;9", ";38;2;10;20;30", ";31", ";96", ";38;5;208", "", "", ";38;5;3", ""} {
		if p.inks[i] != want {
			t.Errorf("ink %d is %q, want %q", i, p.inks[i], want)
		}
	}
	for i, want := range []string{"", ";48;2;10;20;30", ";41", ";106", ";48;5;208", "", ""} {
		if p.papers[i] != want {
			t.Errorf("paper %d is %q, want %q", i, p.papers[i], want)
		}
	}
	NewPalette(make([]lipgloss.Style, 300), make([]color.Color, 300))
}

func TestEscapesStandOnlyWhereTheLookChanges(t *testing.T) {
	p := testPalette()
	for _, tc := range []struct {
		name  string
		paint func(Region)
		want  string
	}{
		{"blank", func(Region) {}, "      \n      "},
		{
			"a run in the middle", func(r Region) { r.Text(1, 0, "ab", 1); r.Text(3, 0, "c", 0) },
			" \x1b[0;1;38;2;63;185;80mab\x1b[mc  \n      ",
		},
		{
			"two styles, the second to the edge", func(r Region) { r.Text(0, 0, "ab", 2); r.Text(2, 0, "cdef", 3) },
			"\x1b[0;38;2;248;81;73mab\x1b[0;91mcdef\x1b[m\n      ",
		},
		{
			"both parts", func(r Region) { r.TintRow(1, 1); r.Text(4, 1, "ab", 4) },
			"      \n\x1b[0;48;2;16;32;48m    \x1b[0;4;38;5;208;48;2;16;32;48mab\x1b[m",
		},
		{"a paper alone", func(r Region) { r.Tint(3, 1, 3, 2) }, "      \n   \x1b[0;44m   \x1b[m"},
		{
			"indices that look alike", func(r Region) { r.Text(0, 0, "ab", 5); r.Text(2, 0, "cd", 200); r.TintRow(1, 4) },
			"abcd  \n      ",
		},
	} {
		c := New(6, 2)
		tc.paint(c.Region())
		if got := c.Render(p); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if got := c.Render(nil); got != c.Text() {
			t.Errorf("%s: without a palette %q, want %q", tc.name, got, c.Text())
		}
	}
}

func TestTheDefaultPairMayHaveALook(t *testing.T) {
	p := NewPalette([]lipgloss.Style{lipgloss.NewStyle().Foreground(lipgloss.Color("2"))}, []color.Color{lipgloss.Color("0")})
	if got, want := New(2, 2).Render(p), "\x1b[0;32;40m  \x1b[m\n\x1b[0;32;40m  \x1b[m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSmallestCanvasesRender(t *testing.T) {
	for _, tc := range []struct {
		w, h int
		want string
	}{{0, 0, ""}, {5, 0, ""}, {0, 3, "\n\n"}, {1, 1, " "}} {
		if got := New(tc.w, tc.h).Render(testPalette()); got != tc.want {
			t.Errorf("%dx%d renders %q, want %q", tc.w, tc.h, got, tc.want)
		}
	}
}

// paintDashboard is a mix of boxes, tinted rows and short runs as in a busy frame.
func paintDashboard(r Region) {
	r.Fill(0, 0)
	for col := range 4 {
		pane := r.Sub(col*50, 0, 50, r.H()).Box(Rounded(), 5)
		for y := range pane.H() {
			side := Ink(1 + y%2)
			pane.Text(1, y, "117,785.0", side)
			pane.Right(25, y, "0.4150", 0)
			pane.Right(38, y, "12.3305", 4)
			pane.Text(40, y, "▁▂▃▄▅▆▇", 3)
			pane.Bar(0, y, pane.W(), int64(y), int64(pane.H()), Paper(1+y%3), true)
		}
	}
}

func TestPaintingTwiceRendersTheSame(t *testing.T) {
	p := testPalette()
	c := New(200, 60)
	paintDashboard(c.Region())
	first := c.Render(p)
	if !strings.Contains(first, "117,785.0") || !strings.Contains(first, "╭") {
		t.Fatalf("the frame lacks its text: %.200q", first)
	}
	paintDashboard(c.Region())
	if c.Render(p) != first {
		t.Error("painted again, the frame differs")
	}
	other := New(0, 0)
	other.Resize(200, 60)
	paintDashboard(other.Region())
	if other.Render(p) != first {
		t.Error("painted on another canvas, the frame differs")
	}
}

func TestRenderAllocatesTheStringAlone(t *testing.T) {
	p := testPalette()
	c := New(200, 60)
	paintDashboard(c.Region())
	c.Render(p)
	for name, p := range map[string]*Palette{"a palette": p, "no palette": nil} {
		if n := testing.AllocsPerRun(20, func() { c.Render(p) }); n > 1 {
			t.Errorf("%s: %v allocations, want 1", name, n)
		}
	}
}

func BenchmarkRender200x60(b *testing.B) {
	p := testPalette()
	c := New(200, 60)
	paintDashboard(c.Region())
	b.ReportAllocs()
	for b.Loop() {
		c.Render(p)
	}
}

func BenchmarkPaint200x60(b *testing.B) {
	c := New(200, 60)
	b.ReportAllocs()
	for b.Loop() {
		paintDashboard(c.Region())
	}
}
