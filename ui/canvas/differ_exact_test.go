package canvas

import (
	"image/color"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// variedPalette has every attribute, and colours of every kind.
func variedPalette() *Palette {
	plain := lipgloss.NewStyle()
	return NewPalette([]lipgloss.Style{
		plain, plain.Bold(true), plain.Faint(true), plain.Bold(true).Faint(true), plain.Italic(true).Underline(true), plain.Strikethrough(true),
		plain.Reverse(true), plain.Foreground(lipgloss.Color("#102030")), plain.Foreground(lipgloss.Color("#102030")).Bold(true),
		plain.Foreground(lipgloss.Color("2")), plain.Foreground(lipgloss.Color("12")), plain.Foreground(lipgloss.Color("200")),
	}, []color.Color{nil, lipgloss.Color("#405060"), lipgloss.Color("4"), lipgloss.Color("9"), lipgloss.Color("100")})
}

// fresh is what a terminal shows that was drawn on from the beginning.
func fresh(t *rapid.T, c *Canvas, l *Looks) *sheet {
	s := newSheet(c.w, c.h)
	if err := s.write(string(new(Differ).Append(nil, c, l))); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDifferencesShowWhatAWholeFrameShows(t *testing.T) {
	l := NewLooks(variedPalette(), nil)
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h")
		c, s := New(w, h), newSheet(w, h)
		var d Differ
		for range rapid.IntRange(1, 6).Draw(t, "frames") {
			doodle(t, c)
			if err := s.write(string(d.Append(nil, c, l))); err != nil {
				t.Fatal(err)
			}
			if s.pen != (mark{}) || s.url != "" {
				t.Fatalf("left with the pen %+v in the link %q", s.pen, s.url)
			}
			want := fresh(t, c, l)
			for i := range s.cells {
				if got, want := s.cells[i].visible(), want.cells[i].visible(); got != want {
					t.Fatalf("the cell at %d,%d is %+v, want %+v", i%w, i/w, got, want)
				}
				if k := c.cells[i]; s.cells[i].ch != k.Rune || s.cells[i].url != c.URL(i%w, i/w) || s.cells[i].bg != l.grounds[l.papers[k.Paper]] {
					t.Fatalf("the cell at %d,%d is %+v, painted was %+v", i%w, i/w, s.cells[i], k)
				}
				if k := c.cells[i]; k.Rune != ' ' && (s.cells[i].fg != l.strokes[l.inks[k.Ink]].colour || s.cells[i].with != l.strokes[l.inks[k.Ink]].with) {
					t.Fatalf("the cell at %d,%d is %+v, painted was %+v", i%w, i/w, s.cells[i], k)
				}
			}
			if again := d.Append(nil, c, l); len(again) > 0 {
				t.Fatalf("the same again takes %q", again)
			}
		}
	})
}

// doodle changes a canvas here and there; now and then it is painted anew, as a dashboard does.
func doodle(t *rapid.T, c *Canvas) {
	r := c.Region()
	if rapid.Bool().Draw(t, "anew") {
		c.Clear()
	}
	for range rapid.IntRange(0, 10).Draw(t, "strokes") {
		x, y, n := rapid.IntRange(0, c.w).Draw(t, "x"), rapid.IntRange(0, c.h).Draw(t, "y"), rapid.IntRange(0, c.w).Draw(t, "n")
		ink, paper := Ink(rapid.IntRange(0, 12).Draw(t, "ink")), Paper(rapid.IntRange(0, 5).Draw(t, "paper"))
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			r.Tint(x, y, n, paper)
		case 1:
			r.Sub(x, y, n, 2).Fill(ink, paper)
		case 2:
			r.Link(x, y, n, "https://"+rapid.StringOfN(rapid.RuneFrom([]rune("ab")), 1, 1, -1).Draw(t, "url"))
		default:
			r.Text(x, y, rapid.StringOfN(rapid.RuneFrom([]rune("ab   ─")), 1, 20, -1).Draw(t, "text"), ink)
		}
	}
}

// TestOnlyWhatDiffersIsWritten spells out what is written, by hand.
func TestOnlyWhatDiffersIsWritten(t *testing.T) {
	l := NewLooks(variedPalette(), nil)
	for name, tc := range map[string]struct {
		before, after func(r Region)
		want          string
	}{
		"a digit":                      {text(3, 1, "123", 0), text(3, 1, "124", 0), "\x1b[2;6H4"},
		"a bold digit":                 {text(3, 1, "123", 1), text(3, 1, "124", 1), "\x1b[2;6H\x1b[1m4\x1b[m"},
		"near digits in one go":        {text(0, 0, "1,234", 0), text(0, 0, "5,678", 0), "\x1b[1;1H5,678"},
		"far digits with a jump":       {text(0, 0, "1abcdefgh2", 0), text(0, 0, "3abcdefgh4", 0), "\x1b[1;1H3\x1b[8C4"},
		"below each other":             {text(0, 0, "1", 0, "1", 0), text(0, 0, "2", 0, "2", 0), "\x1b[1;1H2\x1b[B\b2"},
		"one colour before the other":  {text(0, 0, "1", 1, "1", 2, "1", 1), text(0, 0, "2", 1, "2", 2, "2", 1), "\x1b[1;1H\x1b[1m2\x1b[2B\b2\x1b[A\b\x1b[0;2m2\x1b[m"},
		"the ink of a blank":           {text(0, 0, "   ", 1), text(0, 0, "   ", 2), ""},
		"the line under a blank":       {text(0, 0, " ", 0), text(0, 0, " ", 4), "\x1b[1;1H\x1b[3;4m \x1b[m"},
		"a word that goes":             {text(0, 0, "1234567", 0), text(0, 0, "", 0), "\x1b[1;1H       "},
		"a long line that goes":        {text(0, 0, "12345678", 0), text(0, 0, "", 0), "\x1b[1;1H\x1b[8X"},
		"after the last column":        {text(19, 0, "1", 0, "1", 0), text(19, 0, "2", 0, "2", 0), "\x1b[1;20H2\x1b[2;20H2"},
		"a link that appears":          {text(0, 0, "1", 0), func(r Region) { r.Text(0, 0, "1", 0); r.Link(0, 0, 1, "https://a") }, "\x1b[1;1H\x1b]8;;https://a\x1b\\1\x1b]8;;\x1b\\"},
		"nothing":                      {text(0, 0, "1", 3), text(0, 0, "1", 3), ""},
		"only the colour is different": {text(0, 0, "1", 7), text(0, 0, "1", 8), "\x1b[1;1H\x1b[1;38;2;16;32;48m1\x1b[m"},
	} {
		c := New(20, 3)
		var d Differ
		tc.before(c.Region())
		d.Append(nil, c, l)
		c.Clear()
		tc.after(c.Region())
		if got := string(d.Append(nil, c, l)); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// text writes words below each other, each in an ink.
func text(x, y int, first string, ink Ink, more ...any) func(r Region) {
	return func(r Region) {
		r.Text(x, y, first, ink)
		for i := 0; i+1 < len(more); i += 2 {
			word, _ := more[i].(string)
			ink, _ := more[i+1].(int)
			r.Text(x, y+1+i/2, word, Ink(ink))
		}
	}
}

func TestAPenChangesByTheShortestWay(t *testing.T) {
	l := NewLooks(variedPalette(), nil)
	at := func(ink, paper int) look { return look{l.inks[ink], l.papers[paper]} }
	for _, tc := range []struct {
		from, to look
		want     string
	}{
		{at(0, 0), at(0, 0), ""},
		{at(0, 0), at(1, 0), "\x1b[1m"},
		{at(1, 0), at(2, 0), "\x1b[0;2m"},     // 22;2 is longer
		{at(3, 0), at(1, 0), "\x1b[0;1m"},     // faint does not go off alone
		{at(8, 1), at(7, 1), "\x1b[22m"},      // the colours stay
		{at(8, 1), at(1, 1), "\x1b[39m"},      // bold stays
		{at(8, 1), at(8, 0), "\x1b[49m"},      // the ink stays
		{at(8, 1), at(0, 0), "\x1b[m"},        // nothing stays
		{at(4, 2), at(9, 2), "\x1b[0;32;44m"}, // 23;24;32 is as long
		{at(9, 3), at(10, 3), "\x1b[94m"},
		{at(7, 1), at(11, 4), "\x1b[38;5;200;48;5;100m"},
	} {
		p := pen{look: tc.from}
		if got := string(p.dip(nil, tc.to, l)); got != tc.want {
			t.Errorf("from %v to %v takes %q, want %q", tc.from, tc.to, got, tc.want)
		}
	}
}

func TestColoursAreThoseTheTerminalCanShow(t *testing.T) {
	l := NewLooks(variedPalette(), func(c color.Color) color.Color {
		if c == ansi.BasicColor(2) {
			return nil
		}
		return ansi.BasicColor(5)
	})
	c := New(4, 1)
	c.Region().Text(0, 0, "ab", 7)
	c.Region().Text(2, 0, "cd", 9)
	c.Region().Tint(3, 0, 1, 1)
	if got, want := string(new(Differ).Append(nil, c, l)), "\x1b[m\x1b[H\x1b[2J\x1b[1;1H\x1b[35mab\x1b[mc\x1b[45md\x1b[m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestADifferAllocatesNothingOnceItKnowsTheSize(t *testing.T) {
	l := NewLooks(variedPalette(), nil)
	c := New(140, 40)
	var d Differ
	b := d.Append(nil, c, l)
	n := 0
	if got := testing.AllocsPerRun(20, func() {
		n++
		c.Region().Text(n, n%40, "12345", Ink(n%12))
		c.Region().Link(n, n%40, 3, "https://a")
		b = d.Append(b[:0], c, l)
	}); got > 0 {
		t.Errorf("a frame allocates %v times", got)
	}
}

// BenchmarkDiffer is a frame of 200 by 60 cells of which a tenth is new.
func BenchmarkDiffer(b *testing.B) {
	l := NewLooks(variedPalette(), nil)
	var frames [2]*Canvas
	for i := range frames {
		frames[i] = New(200, 60)
		for y := range 60 {
			for x := 0; x < 200; x += 10 {
				frames[i].Region().Text(x, y, "abcdefghi"+string(rune('0'+i*y%10)), Ink((x/10+y)%12))
			}
		}
	}
	var d Differ
	var out []byte
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		out = d.Append(out[:0], frames[i%2], l)
	}
	b.ReportMetric(float64(len(out)), "bytes/frame")
}
