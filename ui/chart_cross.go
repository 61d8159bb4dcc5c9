package ui

import (
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// crosshair stands on an interval, by its start so that it stays with it while newer ones come, and in the depth view on a
// price.
type crosshair struct {
	on    bool
	at    int64     // second of Unix time; 0 for the newest
	price model.Dec // absent for the mid
}

// piece is a part of a read-out. Where room is short, those of the highest rank go first.
type piece struct {
	run
	rank int
}

// switchCrosshair puts the crosshair on the chart and the keys for moving it with it, or takes it off.
func (a *App) switchCrosshair() tea.Cmd {
	p, ok := a.panes[paneChart].(*chartPane)
	if !ok {
		return nil
	}
	p.cross = crosshair{on: !p.cross.on || a.focus != paneChart, at: p.cross.at, price: p.cross.price}
	if p.cross.on {
		a.focusOn(paneChart)
	}
	return nil
}

// switchDepth goes from one view of the chart to the other. A chart that is hidden comes into view.
func (a *App) switchDepth() tea.Cmd {
	p, ok := a.panes[paneChart].(*chartPane)
	if !ok {
		return nil
	}
	p.depth = !p.depth
	a.arrange()
	if at := a.places.slotOf(paneChart); at < 0 || a.places.slots[at].active != paneChart {
		p.depth = true
		a.focusOn(paneChart)
	}
	a.tell("chart: " + map[bool]string{true: "depth of the book", false: "candles"}[p.depth])
	return nil
}

// sidewaysIn moves within a pane that takes left and right; it reports whether it did.
func (a *App) sidewaysIn(pane paneID, by int) bool {
	p, ok := a.panes[pane].(*chartPane)
	if !ok || !p.cross.on {
		return false
	}
	p.move(a.view(pane), by)
	return true
}

// release takes the crosshair off the focused chart; it reports whether there was one.
func (a *App) release() bool {
	p, ok := a.panes[a.focus].(*chartPane)
	if !ok || !p.cross.on {
		return false
	}
	p.cross = crosshair{}
	return true
}

// height is a page of columns for the keys that turn pages.
func (p *chartPane) height() int { return 11 }

// move moves the crosshair by columns, and far enough to the first or the last of which something is known.
func (p *chartPane) move(v *view, delta int) {
	switch {
	case !p.cross.on:
	case p.depth:
		p.moveDepth(v, delta)
	case p.span.n > 0:
		s, first, last := p.span, 0, p.span.n-1
		for first < last && !p.bars[first].known() {
			first++
		}
		to := s.column(s.settled(p.cross.at)) + clamp(delta, -s.n, s.n)
		if delta < -s.n || delta > s.n {
			to = clamp(to, first, last)
		}
		p.cross.at = s.at(clamp(to, 0, last))
	}
}

// point puts the crosshair on the column of a click.
func (p *chartPane) point(v *view, x int) {
	switch {
	case p.depth:
		p.pointDepth(v, x-1)
	case p.span.n > 0:
		p.cross.on, p.cross.at = true, p.span.at(clamp(x-1, 0, p.span.n-1))
	}
}

// settled is the interval shown that a moment lies in, or the nearest.
func (s span) settled(at int64) int64 {
	if at == 0 {
		return s.last
	}
	return max(s.at(0), min(at/s.step*s.step, s.last))
}

// readBar tells of the interval under the crosshair.
func (p *chartPane) readBar(v *view, r canvas.Region) [][]run {
	b := p.bars[p.span.column(p.cross.at)]
	pieces := []piece{{run: run{string(v.stamp(time.Unix(b.Start, 0))), inkStrong, 0}}}
	add := func(rank int, label string, text []byte, ink canvas.Ink) {
		pieces = append(pieces, piece{run{label + string(text), ink, 0}, rank})
	}
	switch {
	case b.traded():
		change, to := b.Close.Sub(b.Open).Quo(b.Open).Mul(model.Int(100)), "O→C "
		if v.border == canvas.ASCII() {
			to = "O>C "
		}
		add(2, "O ", v.price(b.Open, v.market, 8), inkPlain)
		add(3, "H ", v.price(b.High, v.market, 8), inkPlain)
		add(3, "L ", v.price(b.Low, v.market, 8), inkPlain)
		add(0, "C ", v.price(b.Close, v.market, 8), inkStrong)
		add(4, to, v.percent(change), gainInkAt(change, 2))
		add(5, "vol ", v.join(string(v.fit(b.Volume, style{most: 8}, 12)), " ", v.market.Symbol), inkPlain)
		add(6, "of "+strconv.Itoa(b.Count), v.join(map[bool]string{true: " row", false: " rows"}[b.Count == 1]), inkDim)
	case b.mids[1].Known():
		add(0, "no trade; mid ", v.price(b.mids[1], v.market, 1), inkPlain)
	case b.Start+p.span.step <= p.since:
		add(0, "before the first data", nil, inkDim)
	default: // a connection that was down has seen neither
		add(0, "no trade, no mid seen", nil, inkDim)
	}
	if b.Start+p.span.step > v.now.Unix()+p.span.apart {
		add(7, "so far", nil, inkDim)
	}
	return flow(pieces, r.W()-2, readLines(r))
}

// readLines is how many lines a read-out takes: always as many, so that the chart does not jump when the crosshair moves.
func readLines(r canvas.Region) int {
	const whole = 104 // room for all of it
	wanted := 1
	switch {
	case r.W() < whole/2:
		wanted = 3
	case r.W() < whole:
		wanted = 2
	}
	return clamp(wanted, 1, max(1, r.H()/5))
}

// flow breaks pieces into exactly so many lines of a width and leaves out those for which there is no room.
func flow(pieces []piece, width, lines int) [][]run {
	out := make([][]run, lines)
	gap := "  "
	if width < 40 {
		gap = " "
	}
	y, x := 0, 0
	for _, p := range pieces {
		n := canvas.Width(p.text)
		if x > 0 && x+len(gap)+n > width {
			y, x = y+1, 0
		}
		if y == lines || n > width {
			return flow(slimmed(pieces), width, lines)
		}
		if x > 0 {
			out[y] = append(out[y], run{gap, inkPlain, 0})
			x += len(gap)
		}
		out[y] = append(out[y], p.run)
		x += n
	}
	return out
}

// slimmed leaves out the pieces of the highest rank.
func slimmed(pieces []piece) []piece {
	worst := slices.MaxFunc(pieces, func(a, b piece) int { return a.rank - b.rank }).rank
	if worst == 0 {
		return pieces[:len(pieces)-1]
	}
	return slices.DeleteFunc(slices.Clone(pieces), func(p piece) bool { return p.rank == worst })
}

// aim draws the crosshair, the price under it at the right and its time below.
func (p *chartPane) aim(v *view, g plot, body, times canvas.Region) {
	x := p.span.column(p.cross.at)
	b := p.bars[x]
	g.plumb(v, x)
	price := b.mids[1]
	if b.traded() {
		price = b.Close
	}
	layout := "15:04:05"
	if p.span.step >= 60 {
		layout = "15:04"
	}
	text := v.clock(time.Unix(b.Start, 0), layout, v.zone)
	from := clamp(1+x-len(text)/2, 0, times.W()-len(text))
	times.Bytes(from, 0, text, inkStrong)
	times.Tint(from, 0, len(text), paperRow)
	h, inside := g.half(price)
	if !inside {
		return
	}
	dash := '┈'
	if v.border == canvas.ASCII() {
		dash = '-'
	}
	for i := range g.r.W() {
		if g.r.Blank(i, h/2) {
			g.r.Set(i, h/2, dash, inkFaint)
		}
	}
	body.Sub(g.r.W()+1, h/2, body.W(), 1).Fill(inkPlain, paperNone)
	label := v.price(price, v.market, 1)
	rightBytes(body, body.W()-2, h/2, label, inkStrong)
	body.Tint(body.W()-1-len(label), h/2, len(label), paperRow)
}

// plumb marks a column of the plot.
func (g plot) plumb(v *view, x int) {
	line := '┊'
	if v.border == canvas.ASCII() {
		line = ':'
	}
	for y := range g.r.H() {
		if g.r.Blank(x, y) {
			g.r.Set(x, y, line, inkFocus)
		}
		g.r.Tint(x, y, 1, paperRow)
	}
}
