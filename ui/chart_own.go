package ui

import (
	"unicode/utf8"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// crowded is an own price whose place at the right is taken.
type crowded struct {
	row int
	ownPrice
}

// own draws the lines of own prices, with their letter at the left and the price at the right, as far as they are in range.
// It returns those whose price another one or the mid has taken the place of.
func (g plot) own(v *view, r canvas.Region, marks []ownPrice, mid model.Dec) []crowded {
	dash := '╌'
	if v.border == canvas.ASCII() {
		dash = '-'
	}
	var late []crowded
	lines, labels := make([]bool, g.rows), make([]bool, g.rows)
	if h, inside := g.half(mid); inside {
		labels[h/2] = true
	}
	for _, o := range marks {
		h, inside := g.half(o.price)
		if !inside {
			continue
		}
		y := h / 2
		if !lines[y] {
			dots(g.r, y, dash, o.ink)
			r.Set(0, y, o.mark, o.ink)
		}
		if labels[y] {
			late = append(late, crowded{y, o})
		} else {
			r.Sub(g.r.W()+1, y, r.W(), 1).Fill(inkPlain, paperNone)
			rightBytes(r, r.W()-2, y, o.label(v), o.ink)
		}
		lines[y], labels[y] = true, true
	}
	return late
}

// squeeze writes crowded prices at the left of their lines, over what was drawn there; a low plot has no room for that.
func (g plot) squeeze(v *view, late []crowded) {
	if g.rows < candlesFrom {
		return
	}
	from := make([]int, g.rows)
	for _, o := range late {
		text := o.label(v)
		n := utf8.RuneCount(text) + 1
		if x := 1 + from[o.row]; x+n <= g.r.W()/2 {
			g.r.Sub(x-1, o.row, n+1, 1).Fill(inkPlain, paperNone)
			g.r.Bytes(x, o.row, text, o.ink)
			from[o.row] += n
		}
	}
}
