package ui

import (
	"slices"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// Heights from which a chart is drawn in more detail.
const (
	candlesFrom = 5  // rows of the plot; a lower one draws a line of the closes
	volumeFrom  = 10 // rows of the region, for all below
	beyondFrom  = 10
	tallFrom    = 24
)

// drawn is how the view over time was drawn last: its plot without a region, the lines above and below it, and whether the one above
// tells of own prices out of range.
type drawn struct {
	plot
	head, foot, axis int
	far              bool
}

// body is the plot with the prices beside it, in a region like the one drawn in last.
func (d drawn) body(r canvas.Region) (body canvas.Region, g plot) {
	body, g = r.Inset(0, d.head, 0, d.foot), d.plot
	g.r, g.rows = body.Inset(1, 0, d.axis, 0), body.H()
	return body, g
}

// paintBars draws the view over time: read-out or own prices out of range, plot, volume, times. What it says of this moment is left to
// present.
func (p *chartPane) paintBars(v *view, r canvas.Region, axis int) {
	volume := 0
	switch {
	case r.H() >= tallFrom:
		volume = 4
	case r.H() >= volumeFrom:
		volume = 2
	}
	mark := v.m.Mark(v.market.ID, v.now)
	d := drawn{plot: p.extent(mark.Price), foot: volume + 1, axis: axis}
	p.marks = ownOrders(v, ownPrices(v, p.marks))
	marks := p.marks
	if p.cross.on {
		p.cross.at = p.span.settled(p.cross.at)
		head := p.readBar(v, r)
		for y, line := range head {
			putRuns(r, 1, y, line)
		}
		d.head = len(head)
	} else if r.H() >= beyondFrom && len(p.far(v, r, d.plot)) > 0 {
		d.head, d.far = 1, true
	}
	p.bounds = d
	body, g := d.body(r)
	g.axis(v, body)
	p.gaps(v, g, v.m.Tape(v.market.ID))
	late := g.own(v, body, marks, mark.Price)
	if g.rows < candlesFrom && v.border != canvas.ASCII() {
		p.closes(g)
	} else {
		p.candles(v, g)
	}
	p.volumes(v, r.Sub(0, r.H()-1-volume, r.W(), volume), axis)
	times := r.Sub(0, r.H()-1, r.W(), 1)
	if p.cross.on {
		p.aim(v, g, body, times)
	}
	g.squeeze(v, late)
	p.times(v, times)
}

// far tells of own prices out of a plot's range.
func (p *chartPane) far(v *view, r canvas.Region, g plot) []run {
	return beyond(v, p.marks, g.low, g.high, arrowPair(v, [2]string{"▼", "▲"}, [2]string{"v", "^"}), r.W()-2)
}

// fits reports whether what is drawn may stay a moment longer: no figure of now is in it, the plot has room for the mid of now, and own
// prices are the same.
func (p *chartPane) fits(v *view) bool {
	if p.depth || p.cross.on || p.every == 0 || !p.bounds.holds(v.m.Mark(v.market.ID, v.now).Price) {
		return false
	}
	p.spare = ownOrders(v, ownPrices(v, p.spare))
	return slices.Equal(p.marks, p.spare)
}

// present writes over what was drawn what it says of this moment: the mid, and how far away own prices out of range are.
func (p *chartPane) present(v *view, r canvas.Region) {
	if p.depth || p.every == 0 {
		return
	}
	body, g := p.bounds.body(r)
	if p.bounds.far {
		line := r.Sub(0, 0, r.W(), 1)
		line.Fill(inkPlain, paperNone)
		putRuns(line, 1, 0, p.far(v, r, g))
	}
	g.tag(v, body, v.m.Mark(v.market.ID, v.now))
}

// extent is the range of prices shown: the candles, the mids between them, and the mid of now.
func (p *chartPane) extent(mid model.Dec) plot {
	var g plot
	for _, b := range p.bars {
		if b.traded() {
			g = g.including(b.Low).including(b.High)
		} else {
			g = g.including(b.mids[0]).including(b.mids[1])
		}
	}
	return g.including(mid).widened()
}

// candles draws the candles, and the mid in the intervals without one.
func (p *chartPane) candles(v *view, g plot) {
	k := p.dots.again(len(p.bars), g.rows)
	before := -1
	for x, b := range p.bars {
		if b.traded() {
			before = -1
			g.candle(v, x, b.Candle)
			continue
		}
		if v.border == canvas.ASCII() {
			if h, inside := g.half(b.mids[1]); inside {
				g.r.Set(x, h/2, '*', inkDim)
			}
			continue
		}
		for i, mid := range b.mids {
			before = k.join(g, 2*x+i, before, mid)
		}
	}
	k.paint(g.r, inkDim)
}

// closes draws a line of the closes, and of the mids where nothing traded: what a few rows can show.
func (p *chartPane) closes(g plot) {
	if p.what == "" {
		p.what = "closes"
	}
	k := p.dots.again(len(p.bars), g.rows)
	before := -1
	for x, b := range p.bars {
		for i, price := range b.mids {
			if b.traded() {
				price = b.Close
			}
			before = k.join(g, 2*x+i, before, price)
		}
	}
	k.paint(g.r, inkPlain)
}

// join draws a line in column x from the height before, -1 for none, to that of a price; it returns that.
func (k raster) join(g plot, x, before int, price model.Dec) int {
	y, inside := g.step(price, 4)
	if !inside {
		return -1
	}
	if before < 0 {
		before = y
	}
	k.rise(x, before, y)
	return y
}

// volumes draws the volume under the candles and tells the largest, which is the full height.
func (p *chartPane) volumes(v *view, r canvas.Region, axis int) {
	if r.H() == 0 {
		return
	}
	largest := model.Dec{}
	for _, b := range p.bars {
		largest = most(largest, b.Volume)
	}
	for x, b := range p.bars {
		n, ok := model.Steps(b.Volume, largest, int64(8*r.H()))
		if !ok || b.Volume.Sign() == 0 {
			continue
		}
		n = max(n, 1)
		for y := r.H() - 1; y >= 0 && n > 0; y-- {
			part := int(min(n, 8))
			ch := canvas.Eighth(part)
			if v.border == canvas.ASCII() {
				ch = rune("..:::|||"[part-1])
			}
			r.Set(1+x, y, ch, inkFaint)
			n -= 8
		}
	}
	if largest.Positive() {
		rightBytes(r, r.W()-2, 0, v.join("vol ", string(v.fit(largest, style{most: 4}, axis-6))), inkFaint)
		if r.H() > 1 {
			r.Text(r.W()-2-len(byRows), 1, byRows, inkFaint)
		}
	}
}
