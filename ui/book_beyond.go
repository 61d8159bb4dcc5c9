package ui

import "kanatop/ui/canvas"

// Rows of levels from which one is given away to own prices out of sight, and lines of the pane from which one is to each way.
const (
	beyondOne    = 5
	beyondBoth   = 10
	beyondCursor = 14 // likewise while the cursor's sums take a line more
)

// beyond tells of own prices above and below the rows that show, in a line each, or in one for both where rows are few. It returns the
// first of these and where they stand. Whether a line is needed is judged by the rows that show when both are, so that it does not
// depend on how the pane stood before; how many lines, by those of the whole pane, so that the cursor's sums do not move the levels.
func (p *bookPane) beyond(v *view, r canvas.Region, l *ladder, whole int) (top int, rows canvas.Region) {
	if whole < beyondBoth {
		return p.beyondShort(v, r, l)
	}
	first, _ := p.frame(l, r.H()-2)
	needed := func(way int) int {
		if l.hides(first, r.H()-2, way) {
			return 1
		}
		return 0
	}
	above := needed(-1)
	below := needed(1)
	united := above+below == 2 && p.cursor.on && whole < beyondCursor
	if united {
		below = 0
	}
	rows = r.Inset(0, above, 0, below)
	p.moves.head += above
	top, p.cursor.y = p.frame(l, rows.H())
	if united {
		p.tellBoth(v, r.Sub(0, 0, r.W(), 1), l, top, rows.H())
		return top, rows
	}
	if far := l.outside(v, top, rows.H(), -1, r.W()); above > 0 && len(far) > 0 {
		putRuns(r, 1, 0, fitted(v, far, r.W()-2))
	}
	if far := l.outside(v, top, rows.H(), 1, r.W()); below > 0 && len(far) > 0 {
		putRuns(r, 1, r.H()-1, fitted(v, far, r.W()-2))
	}
	return top, rows
}

// beyondShort is beyond where rows are few: one line, below them, the way of the gravest price first.
func (p *bookPane) beyondShort(v *view, r canvas.Region, l *ladder) (top int, rows canvas.Region) {
	first, _ := p.frame(l, r.H()-1)
	rows = r
	if r.H() >= beyondOne && (l.hides(first, r.H()-1, -1) || l.hides(first, r.H()-1, 1)) {
		rows = r.Inset(0, 0, 0, 1)
	}
	top, p.cursor.y = p.frame(l, rows.H())
	if rows.H() < r.H() {
		p.tellBoth(v, r.Sub(0, r.H()-1, r.W(), 1), l, top, rows.H())
	}
	return top, rows
}

// tellBoth tells in one line of own prices above and below the h rows from top on, the way of the gravest first.
func (p *bookPane) tellBoth(v *view, line canvas.Region, l *ladder, top, h int) {
	way := -1
	for _, o := range l.marks {
		if at := l.row(o.price); l.unseen(at, top, h, -1) {
			break
		} else if l.unseen(at, top, h, 1) {
			way = 1
			break
		}
	}
	all := v.distant(2 * (len(l.marks) + 1))
	all = append(all, l.outside(v, top, h, way, line.W())...)
	all = append(all, l.outside(v, top, h, -way, line.W())...)
	if len(all) > 0 {
		putRuns(line, 1, 0, fitted(v, all, line.W()-2))
	}
}
