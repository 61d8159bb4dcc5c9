// Package canvas is a grid of terminal cells that is painted through clipped
// regions and written to one ANSI string.
//
// It owns the cells, the clipping and the escape sequences. It promises that
// nothing is painted outside a region, that every rendered line is exactly as
// wide as the canvas whatever text was given, that no control character reaches
// the terminal, and that Render allocates the string and nothing else. Glyphs
// that are not exactly one cell wide are replaced, so a column is a rune is a cell.
//
// A canvas is for one goroutine. Which styles there are and what they mean is
// said by package ui. This package imports the standard library, Lip Gloss for
// the definition of styles and x/ansi; it must not reach the model, the feed or
// the program loop.
package canvas
