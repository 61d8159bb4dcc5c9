package canvas

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// replacement stands for whatever is not exactly one cell.
const replacement = '·'

// Eighth is the block that fills n eighths of a cell from below: ' ' for 0 and
// less, '█' for 8 and more.
func Eighth(n int) rune {
	if n <= 0 {
		return ' '
	}
	return '▁' + rune(min(n, 8)-1)
}

// slots is how many verdicts a canvas keeps: a prime, as scripts begin at round
// numbers and would share a slot otherwise.
const slots = 509

// verdict remembers what was measured for a rune.
type verdict struct {
	ch  rune
	one bool
}

// glyph is ch if it takes exactly one cell, else the replacement.
func (c *Canvas) glyph(ch rune) rune {
	one, known := oneCell(ch)
	if !known {
		// Measuring allocates, so a name in a foreign script is measured once and
		// not in every frame. A zero entry says of NUL what is true of it.
		v := &c.verdicts[uint32(ch)%slots]
		if v.ch != ch {
			*v = verdict{ch, measured(ch)}
		}
		one = v.one
	}
	if !one {
		return replacement
	}
	return ch
}

// oneCell knows the ranges a dashboard draws with; the others are to be measured.
func oneCell(ch rune) (one, known bool) {
	switch {
	case ch < 0xa0: // C1 controls too
		return ch >= ' ' && ch < 0x7f, true
	case ch < 0x300: // Latin, but for the soft hyphen
		return ch != 0xad, true
	case ch >= 0x2010 && ch <= 0x2027: // dashes, quotes, bullet, ellipsis
		return true, true
	case ch >= 0x2190 && ch <= 0x22ff: // arrows, operators
		return true, true
	case ch >= 0x2500 && ch <= 0x25fc: // boxes, blocks, shapes; two wide emoji follow
		return true, true
	case ch >= 0x2800 && ch <= 0x28ff: // braille
		return true, true
	}
	return false, false
}

// measured tells whether ch takes one cell by both ways terminals count, by rune
// and by grapheme. It is measured alone, twice in a row and between letters: a
// rune may join its neighbour, and half a flag is wider than its half.
func measured(ch rune) bool {
	if ch == utf8.RuneError || !unicode.IsGraphic(ch) || unicode.IsMark(ch) {
		return false
	}
	s := string([]rune{'a', ch, 'a', ch, ch, 'a'})
	return ansi.StringWidth(s) == 6 && ansi.StringWidthWc(s) == 6
}
