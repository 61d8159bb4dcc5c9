package ui

import (
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// axis writes round prices at the right and faint lines at their rows.
func (g plot) axis(v *view, r canvas.Region) {
	for _, price := range round(g.low, g.high, g.rows/4) {
		h, inside := g.half(price)
		if !inside {
			continue
		}
		dots(g.r, h/2, '·', inkBorder)
		rightBytes(r, r.W()-2, h/2, v.price(price, v.market, 0), inkFaint)
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

// times writes times of day under the columns, at round ones.
func (p *chartPane) times(v *view, r canvas.Region, w int, last, step int64) {
	layout, room := "15:04", 12
	if step < 60 {
		layout = "15:04:05"
	}
	every := int64(1)
	for _, s := range []int64{5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400} {
		if every = s; s/step >= int64(room) {
			break
		}
	}
	for at := last / every * every; ; at -= every {
		x := 1 + w - 1 - int((last-at)/step)
		if x < 1 {
			return
		}
		text := v.clock(time.Unix(at, 0), layout, v.zone)
		if day := v.moment(time.Unix(at, 0)); len(day) > len("15:04") {
			text = day
		}
		if x+len(text) <= r.W() {
			r.Bytes(x, 0, text, inkFaint)
		}
	}
}
