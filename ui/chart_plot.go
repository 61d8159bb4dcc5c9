package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// plot maps prices to half rows of a region, the highest on top.
type plot struct {
	r         canvas.Region
	low, high model.Dec
	rows      int
}

// half is the half row of a price, counted from the top; false outside the plot.
func (g plot) half(price model.Dec) (int, bool) {
	n, ok := model.Steps(g.high.Sub(price), g.high.Sub(g.low), int64(2*g.rows-1))
	return int(n), ok && price.Cmp(g.low) >= 0 && price.Cmp(g.high) <= 0
}

// widened gives a plot of one price some height, a thousandth of the price up and down.
func (g plot) widened() plot {
	if g.low.Cmp(g.high) == 0 {
		pad := g.low.Abs().Shift(-3)
		g.low, g.high = g.low.Sub(pad), g.high.Add(pad)
	}
	return g
}

func least(a, b model.Dec) model.Dec {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func most(a, b model.Dec) model.Dec {
	if b.Cmp(a) > 0 {
		return b
	}
	return a
}

// column is where a candle stands: the newest at the right, empty intervals are empty columns. Fewer candles than
// columns begin at the left.
func (g plot) column(start, last, step int64) int {
	return g.r.W() - 1 - int((last-start)/step)
}

// glyphs of a candle's cell by what its upper and lower half hold: 0 nothing, 1 wick, 2 body.
func glyph(upper, lower int, ascii, falling bool) rune {
	rising := [3][3]rune{{' ', '╷', '╻'}, {'╵', '│', '╽'}, {'╹', '╿', '┃'}}
	solid := [3][3]rune{{' ', '╷', '▄'}, {'╵', '│', '▄'}, {'▀', '▀', '█'}}
	switch {
	case ascii && max(upper, lower) == 2 && falling:
		return '#'
	case ascii && max(upper, lower) == 2:
		return 'o'
	case ascii && max(upper, lower) == 1:
		return '|'
	case ascii:
		return ' '
	case falling:
		return solid[upper][lower]
	}
	return rising[upper][lower]
}

func (g plot) candle(v *view, x int, c model.Candle) {
	top, _ := g.half(c.High)
	bottom, _ := g.half(c.Low)
	first, _ := g.half(c.Open)
	second, _ := g.half(c.Close)
	ink := inkBid
	falling := c.Close.Cmp(c.Open) < 0
	if falling {
		ink = inkAsk
	}
	from, to := min(first, second), max(first, second)
	part := func(h int) int {
		switch {
		case h >= from && h <= to:
			return 2
		case h >= top && h <= bottom:
			return 1
		}
		return 0
	}
	for y := top / 2; y <= bottom/2; y++ {
		if ch := glyph(part(2*y), part(2*y+1), v.border == canvas.ASCII(), falling && v.theme.glyphBars); ch != ' ' {
			g.r.Set(x, y, ch, ink)
		}
	}
}

// tag writes the mid of this moment at its row, so that it stands out; there is none while it is unknown.
func (g plot) tag(v *view, r canvas.Region, mark model.Mark) {
	h, inside := g.half(mark.Price)
	if !inside || !mark.Price.Known() {
		return
	}
	text := v.price(mark.Price, v.market, 1)
	x := r.W() - 1 - len(text)
	r.Sub(x-2, h/2, len(text)+2, 1).Fill(inkPlain, paperNone)
	if !mark.Age.Usable() {
		r.Bytes(x, h/2, text, inkStale)
		return
	}
	r.Bytes(x, h/2, text, inkTag)
	r.Tint(x, h/2, len(text), paperTag)
}
