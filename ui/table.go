package ui

import (
	"time"
	"unicode/utf8"

	"kanatop/ui/canvas"
)

// column is a column of a table. Ranks above 0 are dropped when room is short, the highest first.
type column struct {
	head string
	left bool // words; numbers stand on their last digit
	rank int
	link func(y int) string // where the cell of the y-th row shown leads; nil for nowhere
}

// cell is a text and its ink.
type cell struct {
	text []byte
	ink  canvas.Ink
}

// table lays rows out in columns. A column that does not fit is dropped whole, so no number is ever cut; where there is a
// line for it under each row it stands there.
type table struct {
	widths []int       // of the cells of each column; they grow at once and shrink after a while, so that columns do not jump
	needed []time.Time // when a column last needed its width
	seen   int         // the region's width they were seen in
	hid    bool        // whether money was hidden
	tails  []rune      // of rows, marks in the blank behind their figures of a column, which take no room; 0 for none
	tailed int         // that column
	shown  []bool      // which columns show, of the painting of now
	rows   [][]cell    // likewise its rows
	under  []int       // likewise the columns that stand under their row
	double bool        // rows have two lines
}

// shrinkAfter is how long a column keeps a width that no row needs any more.
const shrinkAfter = 3 * time.Second

// paint draws the heading and the rows; marked is the index of the selected row or -1.
func (t *table) paint(v *view, r canvas.Region, columns []column, rows [][]cell, marked int) {
	t.measure(columns, rows, r.W(), v)
	room := r.W() - 2
	shown := t.fitting(columns, room)
	gap := t.gap(columns, shown, room)
	x := 1
	for i, c := range columns {
		if !shown[i] {
			continue
		}
		w := t.width(c, i)
		put(r, x, 0, w, c.left, []byte(c.head), inkFaint)
		for y, row := range rows {
			line := 1 + y*t.tall()
			put(r, x, line, w, c.left, row[i].text, row[i].ink)
			if i == t.tailed && y < len(t.tails) && t.tails[y] != 0 && x+w < r.W() {
				r.Set(x+w, line, t.tails[y], inkOwn)
			}
			if n := utf8.RuneCount(row[i].text); c.link != nil && c.left {
				r.Link(x, line, n, c.link(y))
			} else if c.link != nil {
				r.Link(x+w-n, line, n, c.link(y))
			}
		}
		x += w + gap
	}
	if t.double {
		t.below(r, columns, shown, rows)
	}
	if marked >= 0 && marked < len(rows) {
		t.mark(v, r, marked)
	}
}

// mark makes the lines of a row those of the selected one.
func (t *table) mark(v *view, r canvas.Region, row int) {
	mark := '▎'
	if v.border == canvas.ASCII() {
		mark = '>'
	}
	for y := range t.tall() {
		r.TintRow(1+row*t.tall()+y, paperRow)
		r.Set(0, 1+row*t.tall()+y, mark, inkFocus)
	}
}

func put(r canvas.Region, x, y, w int, left bool, text []byte, ink canvas.Ink) {
	if n := utf8.RuneCount(text); !left {
		x += w - n
	}
	r.Bytes(x, y, text, ink)
}

func (t *table) measure(columns []column, rows [][]cell, width int, v *view) {
	now := v.now
	if t.seen != width || len(t.widths) != len(columns) || t.hid != v.hide { // what is hidden now is not told by how long it was
		t.hid = v.hide
		t.widths, t.needed, t.seen = make([]int, len(columns)), make([]time.Time, len(columns)), width
	}
	for i := range columns {
		need := 0
		for _, row := range rows {
			need = max(need, utf8.RuneCount(row[i].text))
		}
		if need >= t.widths[i] || now.Sub(t.needed[i]) > shrinkAfter || now.Before(t.needed[i]) {
			t.widths[i], t.needed[i] = need, now
		}
	}
}

// width is that of a column with its heading.
func (t *table) width(c column, i int) int { return max(t.widths[i], utf8.RuneCountInString(c.head)) }

// fitting says which columns show: those of rank 0 from the left as far as they fit, and then rank by rank all that still fit with a cell between. Columns of one
// rank show together or not at all.
func (t *table) fitting(columns []column, room int) []bool {
	t.shown = append(t.shown[:0], make([]bool, len(columns))...)
	shown := t.shown
	left, worst, full := room+1, 0, false
	for _, c := range columns {
		worst = max(worst, c.rank)
	}
	for rank := 0; rank <= worst; rank++ {
		need := 0
		for i, c := range columns {
			if c.rank == rank {
				need += t.width(c, i) + 1
			}
		}
		if need > left && rank > 0 {
			continue
		}
		for i, c := range columns {
			if c.rank != rank || full {
				continue
			}
			if full = t.width(c, i)+1 > left; !full {
				shown[i] = true
				left -= t.width(c, i) + 1
			}
		}
	}
	return shown
}

// gap spreads what is left between the columns, at most four cells.
func (t *table) gap(columns []column, shown []bool, room int) int {
	count, need := 0, 0
	for i, c := range columns {
		if shown[i] {
			count++
			need += t.width(c, i)
		}
	}
	if count < 2 {
		return 1
	}
	return clamp((room-need)/(count-1), 1, 4)
}

// list is the scroll and the selection of rows that have an identity. The selection follows its row wherever it goes;
// when the row is gone the one in its place is taken.
type list struct {
	selected string
	index    int
	top      int
	visible  int
	count    int // of the rows there are, as painted last
	tall     int // lines of a row; 0 is one
}

// frame says which rows show in h lines: the first, and where the selected one is among them (-1: not shown).
func (l *list) frame(n, h int, id func(int) string) (top, marked int) {
	l.visible, l.count = h, n
	l.locate(n, id)
	l.top = clamp(l.top, 0, max(0, n-h))
	marked = l.index - l.top
	if marked < 0 || marked >= h {
		marked = -1
	}
	return l.top, marked
}

func (l *list) locate(n int, id func(int) string) {
	if l.selected == "" || l.index < n && id(l.index) == l.selected {
		l.index = clamp(l.index, 0, max(0, n-1))
		return
	}
	for i := range n {
		if id(i) == l.selected {
			l.index = i
			return
		}
	}
	l.index = clamp(l.index, 0, max(0, n-1))
	l.selected = ""
}

// to selects row i and brings it into view.
func (l *list) to(i, n int, id func(int) string) {
	if n == 0 {
		return
	}
	l.index = clamp(i, 0, n-1)
	l.selected = id(l.index)
	l.top = clamp(l.top, l.index-max(1, l.visible)+1, l.index)
}

// endless is further than any list is long.
const endless = 1 << 30

// choose selects the row under the cursor for good.
func (l *list) choose(n int, id func(int) string) string {
	l.locate(n, id)
	l.to(l.index, n, id)
	if n == 0 {
		return ""
	}
	return l.selected
}

// rowOf is the index of the row of an identity, or -1.
func rowOf(p lister, v *view, wanted string) int {
	n, id := p.rows(v)
	for i := range n {
		if id(i) == wanted {
			return i
		}
	}
	return -1
}

// pick selects the row shown at a line of the region, which begins with a heading; it ignores lines without one.
func (l *list) pick(y, n int, id func(int) string) {
	if i := l.top + (y-1)/max(1, l.tall); y >= 1 && y <= l.visible && i < n {
		l.to(i, n, id)
	}
}

// step moves the selection by delta rows.
func (l *list) step(delta, n int, id func(int) string) {
	l.locate(n, id)
	l.to(clamp(l.index+delta, 0, max(0, n-1)), n, id)
}

func (l *list) height() int { return l.visible }

func (l *list) chooser() *list { return l }

// list draws the rows of a pane as far as they show; a row is asked for only then.
func (t *table) list(v *view, r canvas.Region, columns []column, p lister, row func(int) []cell) {
	n, id := p.rows(v)
	h := max(0, r.H()-1)
	top, marked := p.chooser().frame(n, h, id)
	t.rows = t.rows[:0]
	for i := top; i < min(n, top+h); i++ {
		t.rows = append(t.rows, row(i))
	}
	if !v.focused {
		marked = -1
	}
	t.double = 2*n <= h && t.lacks(v, columns, t.rows, r.W())
	p.chooser().tall = t.tall()
	t.paint(v, r, columns, t.rows, marked)
}
