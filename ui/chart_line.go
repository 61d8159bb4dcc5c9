package ui

import (
	"time"

	"kanatop/ui/canvas"
)

// staySeconds is how long a mid is drawn on while no newer one is seen; a longer gap stays a gap.
const staySeconds = 15

// line draws the sampled mid, for a market without trades.
func (p *chartPane) line(v *view, r, field canvas.Region) {
	trail := v.m.Book(v.market.ID).Mids
	p.drawn = v.m.BookAge(v.market.ID, v.now)
	if len(trail.Points) == 0 {
		trail = v.m.Quote(v.market.ID).Mids
		p.drawn = v.m.QuoteAge(v.market.ID, v.now)
	}
	points := trail.Points
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
		if !g.low.Known() {
			g.low = q.Price
		}
		g.low, g.high = least(g.low, q.Price), most(g.high, q.Price)
	}
	if mid := v.m.Mark(v.market.ID, v.now).Price; mid.Known() {
		g.low, g.high = least(g.low, mid), most(g.high, mid)
	}
	g = g.widened()
	g.axis(v, r)
	p.lines(v, g, r)
	for at := last; at >= first; at -= step {
		if q, ok := trail.Sampled(at); ok && at-q.Second < max(step, staySeconds) {
			h, _ := g.half(q.Price)
			ch := [2]rune{'▀', '▄'}[h%2]
			if v.border == canvas.ASCII() {
				ch = '*'
			}
			g.r.Set(g.column(at, last, step), h/2, ch, inkDim)
		}
	}
	p.times(v, r.Sub(0, r.H()-1, r.W(), 1), field.W(), last, step)
	g.tag(v, r, v.m.Mark(v.market.ID, v.now))
}
