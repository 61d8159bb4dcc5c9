package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// settled is the price of the crosshair within the range shown; the mid before it was moved.
func (s scope) settled(price model.Dec) model.Dec {
	if !price.Known() {
		return s.mid
	}
	return most(s.low, least(price, s.high))
}

// onTick is the multiple of the tick at a price or next to it towards the mid, so that nothing is counted that rests beyond
// the price.
func (s scope) onTick(price model.Dec) model.Dec {
	value, ok := price.Value()
	if !ok || !s.tick.Positive() {
		return price
	}
	towards := model.Ask // a bid's price is rounded up
	if price.Cmp(s.mid) > 0 {
		towards = model.Bid
	}
	return model.Some(model.Grouped([]model.Level{{Price: value}}, towards, s.tick)[0].Price)
}

// moveDepth moves the crosshair by columns, at least by as many ticks.
func (p *chartPane) moveDepth(_ *view, delta int) {
	s := p.scope
	if s.n < 2 {
		return
	}
	delta = clamp(delta, -s.n, s.n)
	column := s.high.Sub(s.low).Quo(model.Int(int64(s.n - 1)))
	if s.tick.Known() {
		column = most(column, s.tick)
	}
	to := s.settled(p.cross.price).Add(column.Mul(model.Int(int64(delta))))
	if p.cross.price = s.settled(to); p.cross.price.Cmp(to) == 0 { // the ends need not be on a tick
		p.cross.price = s.onTick(to)
	}
}

func (p *chartPane) pointDepth(_ *view, x int) {
	if s := p.scope; s.n > 1 {
		p.cross.on, p.cross.price = true, s.onTick(s.price(clamp(x, 0, s.n-1), s.n))
	}
}

// readDepth tells what rests between the mid and the price under the crosshair.
func (p *chartPane) readDepth(v *view, r canvas.Region, b model.Book, s scope) [][]run {
	price := s.settled(p.cross.price)
	pieces := []piece{{run: run{string(v.spot(price)), inkStrong, 0}}}
	add := func(rank int, text string, ink canvas.Ink) {
		pieces = append(pieces, piece{run{text, ink, 0}, rank})
	}
	side, levels, name, ink := model.Bid, b.Bids, "bids", inkBid
	if price.Cmp(s.mid) > 0 || len(b.Bids) == 0 && len(b.Asks) > 0 {
		side, levels, name, ink = model.Ask, b.Asks, "asks", inkAsk
	}
	n := model.Within(levels, side, price)
	switch {
	case n > 0:
		w := model.SweepTo(levels, n, side, s.mid)
		add(0, name+" to here "+string(v.fit(w.Size, style{most: 8}, 12))+" "+v.market.Symbol, ink)
		add(3, "= "+string(v.cash(w.Notional)), inkPlain)
	case len(levels) == 0:
		add(0, "no "+name, inkDim)
	default:
		add(0, "inside the spread", inkDim)
	}
	if b.Mid().Known() {
		away := price.Sub(s.mid).Quo(s.mid)
		add(1, string(v.percent(away.Mul(model.Int(100)))), inkPlain)
		add(2, string(v.number(away.Mul(model.Int(10_000)), style{least: 1, most: 2, signed: true, unit: " bp"})), inkPlain)
		add(4, "from mid", inkDim)
	}
	lines := 1
	if r.W() < 64 && r.H() >= 10 {
		lines = 2
	}
	return flow(pieces, r.W()-2, lines)
}

// aimDepth draws the crosshair and its price below.
func (p *chartPane) aimDepth(v *view, g plot, s scope, prices canvas.Region) {
	price := s.settled(p.cross.price)
	x, inside := s.column(price)
	if !inside {
		return
	}
	g.plumb(v, x)
	text := v.spot(price)
	from := clamp(1+x-len(text)/2, 0, prices.W()-len(text))
	prices.Bytes(from, 0, text, inkStrong)
	prices.Tint(from, 0, len(text), paperRow)
}

// spot is a price on the axis of the depth, which need not be one that trades.
func (v *view) spot(price model.Dec) []byte {
	if v.market.PriceDecimals < 0 {
		return v.fit(price, style{most: 8}, 12)
	}
	return v.price(price, v.market, 1)
}
