package canvas

import "unicode/utf8"

// Width is the number of cells s takes. As every rune takes one, a replaced one
// too, it is the number of runes. The loop, written out at each of its many
// callers, would make the program larger by 30 kB.
//
//go:noinline
func Width(s string) int { return utf8.RuneCountInString(s) }

// Set writes ch at x, y in ink and keeps the paper that is there.
func (r Region) Set(x, y int, ch rune, ink Ink) { r.put(r.row(y), x, ch, ink) }

// Text writes s from x in row y, clipped at the region's edges, and keeps the
// paper that is there. Runes that are not exactly one cell wide, control
// characters and invalid UTF-8 become '·', one cell each. It returns the x after
// the last cell, the same for a row that is not visible.
func (r Region) Text(x, y int, s string, ink Ink) int {
	row := r.row(y)
	for _, ch := range s {
		if x >= r.w {
			break
		}
		r.put(row, x, ch, ink)
		x++
	}
	return x
}

// Bytes is Text for a byte slice. It allocates nothing and does not keep b.
func (r Region) Bytes(x, y int, b []byte, ink Ink) int {
	row := r.row(y)
	for len(b) > 0 && x < r.w {
		ch, n := utf8.DecodeRune(b)
		r.put(row, x, ch, ink)
		b = b[n:]
		x++
	}
	return x
}

// Right writes s in row y so that its last cell is at x, and returns the x
// before its first cell. A number is never cut: if s does not fit wholly between
// the region's left edge and x, nothing is written and x is returned. A row that
// is not visible changes nothing but the cells.
func (r Region) Right(x, y int, s string, ink Ink) int {
	if x < 0 || x >= r.w {
		return x
	}
	before := x - Width(s)
	if before < -1 {
		return x
	}
	r.Text(before+1, y, s, ink)
	return before
}

// Whole writes s at x in row y if it fits within w cells and within the region,
// and tells whether it did. A number is never cut.
func (r Region) Whole(x, y, w int, s string, ink Ink) bool {
	n := Width(s)
	if x < 0 || n > w || n > r.w-x || r.row(y) == nil {
		return false
	}
	r.Text(x, y, s, ink)
	return true
}

// HLine writes ch in every cell of row y.
func (r Region) HLine(y int, ch rune, ink Ink) {
	row := r.row(y)
	for x := range row {
		r.put(row, x, ch, ink)
	}
}

// put writes one cell of a row of r.
func (r Region) put(row []Cell, x int, ch rune, ink Ink) {
	if x < 0 || x >= len(row) {
		return
	}
	if ch < ' ' || ch > '~' {
		ch = r.c.glyph(ch)
	}
	c := &row[x]
	c.Rune, c.Ink, c.Link = ch, ink, 0
}

// Blank reports whether the cell at x, y holds no text; a cell outside the region does not.
func (r Region) Blank(x, y int) bool {
	row := r.row(y)
	return x >= 0 && x < len(row) && row[x].Rune == ' '
}
