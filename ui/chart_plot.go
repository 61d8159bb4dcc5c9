package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// plot maps prices, or sizes, to the rows of a region, the highest on top.
type plot struct {
	r         canvas.Region
	low, high model.Dec
	rows      int
}

// step is the part of a row at which a value stands, of so many to a row and counted from the top; false outside the plot.
func (g plot) step(value model.Dec, per int) (int, bool) {
	n, ok := model.Steps(g.high.Sub(value), g.high.Sub(g.low), int64(per*g.rows-1))
	return int(n), ok && value.Cmp(g.low) >= 0 && value.Cmp(g.high) <= 0
}

func (g plot) half(price model.Dec) (int, bool) { return g.step(price, 2) }

// holds reports whether a price is in the range of the plot, or is none.
func (g plot) holds(price model.Dec) bool {
	return !price.Known() || price.Cmp(g.low) >= 0 && price.Cmp(g.high) <= 0
}

// widened gives a plot of one price some height, a thousandth of the price up and down.
func (g plot) widened() plot {
	if g.low.Cmp(g.high) == 0 {
		pad := g.low.Abs().Shift(-3)
		g.low, g.high = g.low.Sub(pad), g.high.Add(pad)
	}
	return g
}

// including stretches the plot to a price; an absent one changes nothing.
func (g plot) including(price model.Dec) plot {
	switch {
	case !price.Known():
	case !g.low.Known():
		g.low, g.high = price, price
	default:
		g.low, g.high = least(g.low, price), most(g.high, price)
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

// glyph is a candle's cell by what its upper and lower half hold: 0 nothing, 1 wick, 2 body. Falling bodies are broad, so that
// colour is not all that tells them from rising ones.
func glyph(upper, lower int, ascii, falling bool) rune {
	rising := [3][3]rune{{' ', '╷', '╻'}, {'╵', '│', '╽'}, {'╹', '╿', '┃'}}
	solid := [3][3]rune{{' ', '╷', '▖'}, {'╵', '│', '▌'}, {'▘', '▌', '▌'}} // a half with a wick is drawn as body: high and low stay, no gap
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
		if ch := glyph(part(2*y), part(2*y+1), v.border == canvas.ASCII(), falling); ch != ' ' {
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
	r.Sub(g.r.W()+1, h/2, r.W(), 1).Fill(inkPlain, paperNone)
	if !mark.Age.Usable() {
		r.Bytes(x, h/2, text, inkStale)
		return
	}
	r.Bytes(x, h/2, text, inkTag)
	r.Tint(x, h/2, len(text), paperTag)
}
