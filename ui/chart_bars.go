package ui

import (
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

// paintBars draws the view over time: read-out or own prices out of range, plot, volume, times.
func (p *chartPane) paintBars(v *view, r canvas.Region, axis int) {
	volume := 0
	switch {
	case r.H() >= tallFrom:
		volume = 4
	case r.H() >= volumeFrom:
		volume = 2
	}
	mark := v.m.Mark(v.market.ID, v.now)
	g := p.extent(mark.Price)
	p.marks = ownOrders(v, ownPrices(v, p.marks))
	marks := p.marks
	var head [][]run
	if p.cross.on {
		p.cross.at = p.span.settled(p.cross.at)
		head = p.readBar(v, r)
	} else if far := beyond(v, marks, g.low, g.high, arrowPair(v, [2]string{"▼", "▲"}, [2]string{"v", "^"}), r.W()-2); r.H() >= beyondFrom && len(far) > 0 {
		head = [][]run{far}
	}
	for y, line := range head {
		putRuns(r, 1, y, line)
	}
	top := len(head)
	body := r.Inset(0, top, 0, volume+1)
	g.r, g.rows = body.Inset(1, 0, axis, 0), body.H()
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
	g.tag(v, body, mark)
	p.times(v, times)
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
	}
}
