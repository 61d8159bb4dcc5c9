package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// markRoom is how many cells the marks of a print have in a tape of w, whatever they are, so that no row moves the columns of the
// others; with less than two, what must be said has the place of the time.
func markRoom(w int) int {
	switch {
	case w < 30:
		return 0
	case w < 31:
		return 1
	case w < 42:
		return 2
	}
	return 3
}

// madeOf is of how many rows a print of several is: x3, and ~3 if they were at several prices and the one shown is their average.
func madeOf(v *view, t model.Print) string {
	switch {
	case t.Fills < 2:
		return ""
	case t.Low.Cmp(t.High) != 0:
		return v.word("~", string(v.integer(t.Fills)))
	}
	return v.word("x", string(v.integer(t.Fills)))
}

// printMark is what must be said of a print and behind it, as far as there is room, a mark in full or as a letter.
func printMark(v *view, must, full, letter string, room int) string {
	if room < 2 {
		must = ""
	}
	text := must
	for _, way := range []string{v.word(must, full), v.word(must, letter)} {
		if canvas.Width(way) <= room {
			text = way
			break
		}
	}
	const blanks = "   "
	return v.word(text, blanks[:clamp(room-canvas.Width(text), 0, len(blanks))])
}

// beside is a label with a figure behind it where both have the cells of a time, else the label.
func (v *view) beside(label string, figure []byte) []byte {
	if n := len(label) + 1 + len(figure); len(figure) == 0 || n > len("15:04:05") {
		return v.join(label)
	}
	return v.join(label, " ", string(figure))
}
