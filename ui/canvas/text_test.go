package canvas

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// hostile is what a wire may carry in place of a market's name.
func hostile() []string {
	return []string{
		"\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b2J", "a\nb\r\tc\x00\x7f", "\u009b2J", "\u202eabc",
		"永続先物", "👩‍👩‍👧‍👦🇯🇵👍🏽", "e\u0301\u0302\u0303", "▲\ufe0f", "⌚⏩◽", "각한", "ᅡᆨᅡᆨ", "किक्षि", "ൎക", "\u0600\u0661",
		"\xff\xfe\xc0", "\ufffd", "\u200b\u200d\u2060\ufeff\u00ad", strings.Repeat("\x1b[2J永", 1<<18),
	}
}

func TestHostileTextOccupiesPlainCells(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"\x1b[31mred\x1b[0m", "·[31mred·[0m"},
		{"\u009b2J", "·2J"},
		{"\x9b2J", "·2J"},
		{"a\nb\r\tc\x00\x7f", "a·b··c··"},
		{"永続", "··"},
		{"👍🏽", "··"},
		{"e\u0301x", "e·x"},
		{"▲\ufe0f", "▲·"},
		{"\xff\xc0", "··"},
		{"\ufffd", "·"},
		{"◆●▲◀→█▁…·", "◆●▲◀→█▁…·"},
	} {
		n := utf8.RuneCountInString(tc.want)
		if got := Width(tc.in); got != n {
			t.Errorf("Width(%q) = %d, want %d", tc.in, got, n)
		}
		c := New(n+1, 2)
		r := c.Region()
		if got := r.Text(0, 0, tc.in, 0); got != n {
			t.Errorf("Text(%q) ended at %d, want %d", tc.in, got, n)
		}
		if got := r.Bytes(0, 1, []byte(tc.in), 0); got != n {
			t.Errorf("Bytes(%q) ended at %d, want %d", tc.in, got, n)
		}
		if got, want := c.Text(), tc.want+" \n"+tc.want+" "; got != want {
			t.Errorf("%q was drawn as %q, want %q", tc.in, got, want)
		}
	}
	for _, s := range hostile() {
		c := New(30, 1)
		c.Region().Text(0, 0, s, 0)
		for _, ch := range c.Text() {
			if unicode.IsControl(ch) || ch == utf8.RuneError {
				t.Errorf("%.40q left %q on the canvas", s, ch)
			}
		}
	}
}

// Neighbours matter: what is one cell alone may join the next rune in a line.
func TestEveryAdmittedGlyphIsOneCell(t *testing.T) {
	var line strings.Builder
	c := New(0, 0)
	n, admitted := 0, 0
	for ch := rune(0); ch <= unicode.MaxRune; ch++ {
		if c.glyph(ch) != ch || ch == replacement {
			continue
		}
		admitted++
		n++
		line.WriteRune(ch)
		if n < 64 {
			continue
		}
		if s := line.String(); ansi.StringWidth(s) != n || ansi.StringWidthWc(s) != n {
			t.Errorf("%d runes up to %U are %d cells by grapheme, %d by rune: %q", n, ch, ansi.StringWidth(s), ansi.StringWidthWc(s), s)
		}
		line.Reset()
		n = 0
	}
	if admitted < 10000 {
		t.Errorf("only %d glyphs are admitted", admitted)
	}
}

func TestKnownRangesAgreeWithMeasuring(t *testing.T) {
	for ch := rune(-1); ch <= unicode.MaxRune; ch++ {
		if one, known := oneCell(ch); known && one != measured(ch) {
			t.Errorf("%U %q: taken for one cell: %v, measured: %v", ch, ch, one, !one)
		}
	}
}

func TestAMeasuredGlyphIsRememberedAsItIs(t *testing.T) {
	c := New(1, 1)
	for _, ch := range "цก永ц\u0301永ก" {
		for _, ch := range []rune{ch, ch + slots, ch} {
			want := ch
			if !measured(ch) {
				want = replacement
			}
			if got := c.glyph(ch); got != want {
				t.Errorf("%U became %q, want %q", ch, got, want)
			}
		}
	}
}

func TestTextIsClippedAndTellsWhereItEnds(t *testing.T) {
	for _, tc := range []struct {
		x, y, end int
		s, want   string
	}{
		{0, 0, 3, "abc", "abc  "},
		{3, 0, 5, "abc", "   ab"},
		{-2, 0, 1, "abc", "c    "},
		{-9, 0, -6, "abc", "     "},
		{5, 0, 5, "abc", "     "},
		{9, 0, 9, "abc", "     "},
		{0, 7, 3, "abc", "     "},
		{0, -1, 5, "abcdefgh", "     "},
	} {
		c := New(5, 1)
		if end := c.Region().Text(tc.x, tc.y, tc.s, 1); end != tc.end {
			t.Errorf("Text(%d, %d, %q) = %d, want %d", tc.x, tc.y, tc.s, end, tc.end)
		}
		if end := c.Region().Bytes(tc.x, tc.y, []byte(tc.s), 1); end != tc.end {
			t.Errorf("Bytes(%d, %d, %q) = %d, want %d", tc.x, tc.y, tc.s, end, tc.end)
		}
		if got := c.Text(); got != tc.want {
			t.Errorf("Text(%d, %d, %q) drew %q, want %q", tc.x, tc.y, tc.s, got, tc.want)
		}
	}
}

func TestANumberIsNeverCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := New(30, 1)
		r := c.Region().Sub(5, 0, rapid.IntRange(1, 20).Draw(t, "width"), 1)
		number := rapid.StringMatching(`-?[1-9][0-9]{0,8}\.[0-9]{1,6}`).Draw(t, "number")
		x, w := coordinates().Draw(t, "x"), coordinates().Draw(t, "w")
		var wrote bool
		if rapid.Bool().Draw(t, "right") {
			before := r.Right(x, 0, number, 1)
			wrote = before != x
			if wrote && before != x-len(number) {
				t.Fatalf("Right(%d, %q) = %d", x, number, before)
			}
			if fits := x < r.W() && x+1 >= len(number); wrote != fits {
				t.Fatalf("Right(%d, %q) in %d cells wrote: %v", x, number, r.W(), wrote)
			}
		} else {
			wrote = r.Whole(x, 0, w, number, 1)
			if fits := x >= 0 && len(number) <= w && x <= r.W()-len(number); wrote != fits {
				t.Fatalf("Whole(%d, %d, %q) in %d cells wrote: %v", x, w, number, r.W(), wrote)
			}
		}
		want := ""
		if wrote {
			want = number
		}
		if got := strings.TrimSpace(c.Text()); got != want {
			t.Fatalf("the canvas shows %q, want %q", got, want)
		}
	})
}

func TestRightEndsAtItsColumn(t *testing.T) {
	c := New(6, 2)
	r := c.Region()
	if got := r.Right(5, 0, "1.25", 1); got != 1 {
		t.Errorf("Right = %d, want 1", got)
	}
	if got := r.Right(3, 1, "1.25", 1); got != -1 {
		t.Errorf("Right to the left edge = %d, want -1", got)
	}
	if got := r.Right(math.MinInt, 1, "9", 1); got != math.MinInt {
		t.Errorf("Right far out = %d", got)
	}
	if got := c.Text(); got != "  1.25\n1.25  " {
		t.Errorf("drew %q", got)
	}
	if r.Whole(0, 2, 6, "1", 1) || r.Whole(0, -1, 6, "1", 1) {
		t.Error("Whole says it wrote in a row that does not exist")
	}
}

func TestEighthsRise(t *testing.T) {
	var got []rune
	for n := -1; n <= 9; n++ {
		got = append(got, Eighth(n))
	}
	if want := "  ▁▂▃▄▅▆▇██"; string(got) != want {
		t.Errorf("eighths are %q, want %q", string(got), want)
	}
}

func TestDrawingDoesNotAllocate(t *testing.T) {
	r := New(80, 4).Region()
	number, foreign := []byte("117785.50"), []byte("цена 永 ₿ ก")
	allocs := testing.AllocsPerRun(100, func() {
		r.Fill(0, 0)
		inner := r.Box(Rounded(), 1)
		inner.Text(0, 0, "BTC-USD ▲ e\u0301 永 ₿", 2)
		inner.Bytes(20, 0, number, 2)
		inner.Bytes(40, 0, foreign, 2)
		inner.Right(70, 0, "1,234.5", 3)
		inner.Whole(0, 1, 9, "117690", 3)
		inner.Bar(0, 1, 40, 3, 7, 2, true)
	})
	if allocs != 0 {
		t.Errorf("%v allocations, want none", allocs)
	}
}

func ExampleRegion_Right() {
	c := New(12, 2)
	c.Region().Right(11, 0, "117,785.0", 0)
	c.Region().Right(7, 1, "117,785.0", 0) // does not fit: not written
	fmt.Printf("%q\n", c.Text())
	// Output: "   117,785.0\n            "
}
