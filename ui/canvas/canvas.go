package canvas

import "strings"

// maxSide bounds both sides of a canvas, in cells: no terminal is larger, and a
// window size that claims to be must not claim the memory as well.
const maxSide = 1000

// Ink is the index of a foreground style, colour and attributes, in a Palette.
type Ink uint8

// Paper is the index of a background colour in a Palette.
type Paper uint8

// Cell is one character position: a rune one cell wide, its style and its link.
type Cell struct {
	Rune  rune
	Ink   Ink
	Paper Paper
	Link  uint16 // of the canvas's links, counted from 1; 0 is none
}

// Canvas is a grid of cells. It is made by New.
type Canvas struct {
	w, h     int
	cells    []Cell         // row by row
	links    []string       // what the cells of this frame lead to
	buf      []byte         // the last rendered frame, kept for its capacity
	verdicts [slots]verdict // by rune modulo slots, the latest stays
}

// New makes a blank canvas of w by h cells, each clamped to 0..1000.
func New(w, h int) *Canvas {
	c := new(Canvas)
	c.Resize(w, h)
	return c
}

// Resize gives the canvas a new size in cells, clamped as in New, and blanks
// it. Regions taken before must be taken anew: one that no longer fits draws
// nothing.
func (c *Canvas) Resize(w, h int) {
	c.w = min(max(w, 0), maxSide)
	c.h = min(max(h, 0), maxSide)
	n := c.w * c.h
	if n > cap(c.cells) {
		c.cells = make([]Cell, n)
	}
	c.cells = c.cells[:n]
	c.Clear()
}

// Size is the width and height in cells.
func (c *Canvas) Size() (w, h int) { return c.w, c.h }

// Clear blanks all cells and gives them ink 0 and paper 0.
func (c *Canvas) Clear() {
	blank(c.cells, 0, 0)
	c.links = c.links[:0]
}

// Region is the whole canvas.
func (c *Canvas) Region() Region { return Region{c: c, w: c.w, h: c.h} }

// At is the cell at column x and row y, the zero Cell outside the canvas.
func (c *Canvas) At(x, y int) Cell {
	if x < 0 || x >= c.w || y < 0 || y >= c.h {
		return Cell{}
	}
	return c.cells[y*c.w+x]
}

// Text is the canvas without styles: lines joined by newlines, trailing spaces
// kept.
func (c *Canvas) Text() string {
	var b strings.Builder
	for y := range c.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		for _, cell := range c.cells[y*c.w : (y+1)*c.w] {
			b.WriteRune(cell.Rune)
		}
	}
	return b.String()
}

func blank(cells []Cell, ink Ink, paper Paper) {
	for i := range cells {
		cells[i] = Cell{Rune: ' ', Ink: ink, Paper: paper}
	}
}
