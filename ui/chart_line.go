package ui

import (
	"time"

	"kanatop/ui/canvas"
)

// line draws the sampled mid, for a market without trades.
func (p *chartPane) line(v *view, r, field canvas.Region) {
	points := v.m.Book(v.market.ID).Mids.Points
	if len(points) == 0 {
		v.say(r, inkDim, "waiting for prices of "+v.market.Name)
		return
	}
	step := int64(1)
	last := points[len(points)-1].Second
	for _, s := range intervals() {
		if step = int64(s / time.Second); last-points[0].Second < int64(field.W())*step {
			break
		}
	}
	first := max(points[0].Second, last-int64(field.W()-1)*step)
	g := plot{r: field, rows: r.H() - 1}
	for _, q := range points {
		if q.Second < first {
			continue
		}
		if !g.low.Known() || q.Price.Cmp(g.low) < 0 {
			g.low = q.Price
		}
		if !g.high.Known() || q.Price.Cmp(g.high) > 0 {
			g.high = q.Price
		}
	}
	g.axis(v, r)
	p.lines(v, g, r)
	trail := v.m.Book(v.market.ID).Mids
	for at := last; at >= first; at -= step {
		if q, ok := trail.Sampled(at); ok {
			h, _ := g.half(q.Price)
			ch := [2]rune{'▀', '▄'}[h%2]
			if v.border == canvas.ASCII() {
				ch = '*'
			}
			g.r.Set(g.column(at, last, step), h/2, ch, inkDim)
		}
	}
	p.times(v, r.Sub(0, r.H()-1, r.W(), 1), field.W(), last, step)
	g.tag(v, r, points[len(points)-1].Price)
}
