package canvas

// Region is a clipped rectangle of a canvas. Coordinates are in cells, relative
// to its top left corner; what falls outside is dropped. The zero Region has no
// cells, and every method is safe on it.
type Region struct {
	c          *Canvas
	x, y, w, h int
}

// Size is the width and height in cells.
func (r Region) Size() (w, h int) { return r.w, r.h }

// W is the width in cells.
func (r Region) W() int { return r.w }

// H is the height in cells.
func (r Region) H() int { return r.h }

// Sub is the part of the rectangle at x, y of w by h cells that lies within r;
// the zero Region if none does.
func (r Region) Sub(x, y, w, h int) Region {
	x, w = clip(x, w, r.w)
	y, h = clip(y, h, r.h)
	if w == 0 || h == 0 {
		return Region{}
	}
	return Region{c: r.c, x: r.x + x, y: r.y + y, w: w, h: h}
}

// Inset is r without so many cells at each edge. Negative insets count as 0.
func (r Region) Inset(left, top, right, bottom int) Region {
	// Clamped first, so that no sum of two insets can overflow.
	left, right = min(max(left, 0), r.w), min(max(right, 0), r.w)
	top, bottom = min(max(top, 0), r.h), min(max(bottom, 0), r.h)
	return r.Sub(left, top, r.w-left-right, r.h-top-bottom)
}

// Fill blanks all cells and gives them ink and paper. What was blanked links to
// nothing.
func (r Region) Fill(ink Ink, paper Paper) {
	if r.c != nil && r == r.c.Region() {
		r.c.links = r.c.links[:0]
	}
	for y := range r.h {
		blank(r.row(y), ink, paper)
	}
}

// Tint gives paper to the w cells from x in row y and keeps their text.
func (r Region) Tint(x, y, w int, paper Paper) {
	run := r.run(x, y, w)
	for i := range run {
		run[i].Paper = paper
	}
}

// TintRow gives paper to row y and keeps its text.
func (r Region) TintRow(y int, paper Paper) { r.Tint(0, y, r.w, paper) }

// Ink gives ink to the w cells from x in row y and keeps their text and paper.
func (r Region) Ink(x, y, w int, ink Ink) {
	run := r.run(x, y, w)
	for i := range run {
		run[i].Ink = ink
	}
}

// Dim gives ink to every cell and keeps text and paper: a pane that has gone stale.
func (r Region) Dim(ink Ink) {
	for y := range r.h {
		r.Ink(0, y, r.w, ink)
	}
}

// run is the visible part of the w cells from x in row y.
func (r Region) run(x, y, w int) []Cell {
	row := r.row(y)
	x, w = clip(x, w, len(row))
	return row[x : x+w]
}

// row is row y at the region's full width, or nil if there is none. Every write
// to a canvas goes through it.
func (r Region) row(y int) []Cell {
	if y < 0 || y >= r.h {
		return nil
	}
	// A region from before a Resize: a part of it would cut numbers.
	if r.x+r.w > r.c.w || r.y+r.h > r.c.h {
		return nil
	}
	from := (r.y+y)*r.c.w + r.x
	return r.c.cells[from : from+r.w]
}

// clip is the part of the n cells from at that lies within 0..limit, as a first
// cell and a length. No step can overflow, whatever is given.
func clip(at, n, limit int) (from, length int) {
	if n <= 0 || at >= limit {
		return 0, 0
	}
	if at < 0 {
		n += at
		at = 0
	}
	return at, min(max(n, 0), limit-at)
}
