package ui

import (
	"unicode/utf8"

	"kanatop/ui/canvas"
)

// belowIndent is where the second line of a row begins, and belowGap is between its figures.
const (
	belowIndent = 3
	belowGap    = 2
)

// tall is how many lines a row takes.
func (t *table) tall() int {
	if t.double {
		return 2
	}
	return 1
}

// lacks reports whether a column with a name has no room beside the others.
func (t *table) lacks(v *view, columns []column, rows [][]cell, width int) bool {
	t.measure(columns, rows, width, v)
	return len(t.unshown(columns, t.fitting(columns, width-2))) > 0
}

// unshown are the places of the columns with a name that do not show, those worth most first; they stand until it is asked again.
func (t *table) unshown(columns []column, shown []bool) []int {
	t.under = t.under[:0]
	worst := 0
	for _, c := range columns {
		worst = max(worst, c.rank)
	}
	for rank := 0; rank <= worst; rank++ {
		for i, c := range columns {
			if c.rank == rank && !shown[i] && c.head != "" {
				t.under = append(t.under, i)
			}
		}
	}
	return t.under
}

// below writes what has no column into a second line of each row, every figure behind its name and under that of the row before.
func (t *table) below(r canvas.Region, columns []column, shown []bool, rows [][]cell) {
	x := belowIndent
	for _, i := range t.unshown(columns, shown) {
		c, name := columns[i], utf8.RuneCountInString(columns[i].head)
		w := name + 1 + t.widths[i]
		if x+w+1 > r.W() {
			continue
		}
		for y, row := range rows {
			r.Text(x, 2+2*y, c.head, inkFaint)
			put(r, x+name+1, 2+2*y, t.widths[i], c.left, row[i].text, row[i].ink)
			if c.link != nil {
				r.Link(x, 2+2*y, w, c.link(y))
			}
		}
		x += w + belowGap
	}
}
