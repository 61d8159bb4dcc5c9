package ui

import (
	"time"
	"unicode/utf8"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// axis writes round prices at the right and faint lines at their rows.
func (g plot) axis(v *view, r canvas.Region) {
	g.scale(v, r, func(price model.Dec) []byte { return v.price(price, v.market, 0) })
}

// axisWidth is the room for prices at the right, those of own orders with their mark too. A mid of half a tick more or less
// does not change it.
func axisWidth(v *view, price model.Dec) int {
	text := v.received(price)
	if places := v.market.PriceDecimals; places >= 0 {
		text = v.number(price, style{least: places + 1, most: places + 1})
	}
	return max(len("vol 0.25"), utf8.RuneCount(text)) + 3
}

// scale writes round values at the right and faint lines at their rows.
func (g plot) scale(v *view, r canvas.Region, text func(model.Dec) []byte) {
	dot := '·'
	if v.border == canvas.ASCII() {
		dot = '.'
	}
	for _, value := range round(g.low, g.high, max(1, g.rows/4)) {
		h, inside := g.half(value)
		if !inside {
			continue
		}
		dots(g.r, h/2, dot, inkBorder)
		rightBytes(r, r.W()-2, h/2, text(value), inkFaint)
	}
}

func dots(r canvas.Region, y int, ch rune, ink canvas.Ink) {
	for x := 0; x < r.W(); x += 2 {
		r.Set(x, y, ch, ink)
	}
}

// round returns up to about n round prices between two: steps of 1, 2 or 5 times a power of ten.
func round(low, high model.Dec, n int) []model.Dec {
	span := high.Sub(low)
	if n < 1 || !span.Positive() {
		return nil
	}
	step := model.Dec{}
	for power := -8; power <= 9 && !step.Known(); power++ {
		for _, m := range []int64{1, 2, 5} {
			if s := model.Int(m).Shift(power); span.Quo(s).Cmp(model.Int(int64(n))) <= 0 {
				step = s
				break
			}
		}
	}
	count, ok := low.Quo(step).Value()
	if !ok {
		return nil
	}
	first, _, _ := count.Ceil(0).Int64(0)
	var out []model.Dec
	for i := range int64(n + 1) {
		price := step.Mul(model.Int(first + i))
		if price.Cmp(high) > 0 {
			break
		}
		out = append(out, price)
	}
	return out
}

// times writes times of day under the columns, at round ones of the zone shown, as far as nothing stands there.
func (p *chartPane) times(v *view, r canvas.Region) {
	layout, room, s := "15:04", 12, p.span
	if s.step < 60 {
		layout = "15:04:05"
	}
	every := int64(1)
	for _, every = range []int64{5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400} {
		if every/s.step >= int64(room) {
			break
		}
	}
	_, offset := time.Unix(s.last, 0).In(v.zone).Zone()
	shift := int64(offset) / s.step * s.step // columns begin at whole intervals of UTC
	for at := (s.last+shift)/every*every - shift; s.column(at) >= 0; at -= every {
		text := v.clock(time.Unix(at, 0), layout, v.zone)
		if day := v.moment(time.Unix(at, 0)); len(day) > len("15:04") {
			text = day
		}
		if x := 1 + s.column(at); x+len(text) <= r.W() && blank(r, x-1, len(text)+2) {
			r.Bytes(x, 0, text, inkFaint)
		}
	}
}

// blank reports whether nothing stands in so many cells of the first row from x on.
func blank(r canvas.Region, x, n int) bool {
	for i := max(0, x); i < min(r.W(), x+n); i++ {
		if !r.Blank(i, 0) {
			return false
		}
	}
	return true
}
