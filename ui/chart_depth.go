package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// scope is the range of prices that the columns of the depth view stand for, as far to one side of the mid as to the other.
type scope struct {
	low, mid, high model.Dec
	base           string    // whose price the middle is, where it is not the middle of the book
	tick           model.Dec // absent when unknown
	n              int       // columns
}

// scopeOf is as wide as the farther side of the book, but not wider than three times what the nearer half of its levels needs: a few
// orders far away are not to press all others together. In the middle stands the price that positions are valued at, or without one
// the best price there is.
func scopeOf(b model.Book, m model.Market, mark model.Mark, n int) scope {
	s := scope{mid: mark.Price, tick: m.Tick, n: n}
	switch mid := b.Mid(); {
	case !mark.Price.Known() && b.BestBid().Known():
		s.mid, s.base = b.BestBid(), "best bid"
	case !mark.Price.Known():
		s.mid, s.base = b.BestAsk(), "best ask"
	case mid.Cmp(mark.Price) != 0 || !mid.Known():
		s.base = mark.Source
	}
	half := model.Dec{}
	for _, levels := range [][]model.Level{b.Bids, b.Asks} {
		if k := len(levels); k > 0 {
			far := model.Some(levels[k-1].Price).Sub(s.mid).Abs()
			middle := model.Some(levels[k/2].Price).Sub(s.mid).Abs()
			half = most(half, least(far, middle.Mul(model.Int(3))))
		}
	}
	if !half.Positive() {
		half = s.mid.Shift(-3)
	}
	half = least(half, s.mid)
	s.low, s.high = s.mid.Sub(half), s.mid.Add(half)
	return s
}

// price is that of the k-th of so many points from the lowest price to the highest.
func (s scope) price(k, points int) model.Dec {
	return s.low.Add(s.high.Sub(s.low).Mul(model.Int(int64(k))).Quo(model.Int(int64(max(1, points-1)))))
}

// column is where a price stands; false outside.
func (s scope) column(price model.Dec) (int, bool) {
	n, ok := model.Steps(price.Sub(s.low), s.high.Sub(s.low), int64(s.n-1))
	return int(n), ok && price.Cmp(s.low) >= 0 && price.Cmp(s.high) <= 0
}

// half is how far the range reaches to each side.
func (s scope) half() model.Dec { return s.high.Sub(s.mid) }

// paintDepth draws the view over price: what rests between the mid and a price, bids at the left and asks at the right.
func (p *chartPane) paintDepth(v *view, r canvas.Region) {
	b := v.m.Book(v.market.ID)
	p.drawn = v.m.BookAge(v.market.ID, v.now)
	axis := 10
	switch {
	case r.W() < axis+20 || r.H() < 4:
		v.say(r, inkDim, "too small for a depth chart")
		return
	case b.At.IsZero():
		v.await(r, "the book of "+v.market.Name, p.drawn)
		return
	case len(b.Bids)+len(b.Asks) == 0:
		v.say(r, inkDim, "the book is empty: no bids, no asks")
		return
	case b.Crossed():
		p.what = "CROSSED"
		p.drawn = p.drawn.Worse(model.Age{State: model.Stale, Spoken: true, Reason: "book crossed"})
	}
	s := scopeOf(b, v.market, v.m.Mark(v.market.ID, v.now), r.W()-1-axis)
	p.scope = s
	head := p.depthHead(v, r, b, s)
	for y, line := range head {
		putRuns(r, 1, y, line)
	}
	body := r.Inset(0, len(head), 0, 1)
	sums := [2][]model.Dec{model.Cumulative(b.Bids), model.Cumulative(b.Asks)}
	within := [2]int{model.Within(b.Bids, model.Bid, s.low), model.Within(b.Asks, model.Ask, s.high)}
	g := plot{r: body.Inset(1, 0, axis, 0), rows: body.H(), low: model.Int(0), high: most(reached(sums[0], within[0]), reached(sums[1], within[1]))}
	g.scale(v, body, func(size model.Dec) []byte { return v.fit(size, style{most: 8}, axis-2) })
	bids := g.side(v, s, model.Bid, b.Bids, sums[0])
	asks := g.side(v, s, model.Ask, b.Asks, sums[1])
	letters := g.uprights(v, s, ownOrders(v, ownPrices(v, nil)))
	if v.border != canvas.ASCII() {
		bids.paint(g.r, inkBid)
		asks.paint(g.r, inkAsk)
	}
	for _, o := range letters {
		g.r.Set(o.x, 0, o.mark, o.ink)
	}
	prices := r.Sub(0, r.H()-1, r.W(), 1)
	if p.cross.on {
		p.aimDepth(v, g, s, prices)
	}
	s.axis(v, prices, v.m.Mark(v.market.ID, v.now))
}

// reached is the sum of the first n levels.
func reached(sums []model.Dec, n int) model.Dec {
	if n == 0 {
		return model.Int(0)
	}
	return sums[n-1]
}

// side fills what is under the curve of a side and returns the curve, made from the mid outwards. The sides differ by their
// place, and where a tint cannot be seen by what fills them.
func (g plot) side(v *view, s scope, side model.BookSide, levels []model.Level, sums []model.Dec) raster {
	ink, paper, fill := inkBid, paperBid, '░'
	points := 2 * s.n
	middle := points / 2
	from, to, by := middle-1, -1, -1
	if side == model.Ask {
		ink, paper, fill = inkAsk, paperAsk, '·'
		from, to, by = middle, points, 1
	}
	ascii := v.border == canvas.ASCII()
	if ascii {
		fill = map[model.BookSide]rune{model.Bid: '#', model.Ask: '='}[side]
	}
	k := newRaster(s.n, g.rows)
	before := 4*g.rows - 1
	for x := from; x != to; x += by {
		n := model.Within(levels, side, s.price(x, points))
		if n == 0 {
			continue
		}
		y, _ := g.step(sums[n-1], 4)
		k.rise(x, before, y)
		before = y
		for row := (y + 2) / 4; row < g.rows; row++ {
			if !v.theme.glyphBars {
				g.r.Tint(x/2, row, 1, paper)
			}
			if ascii || v.theme.glyphBars {
				g.r.Set(x/2, row, fill, ink)
			}
		}
	}
	return k
}

// letter is an own price and its column.
type letter struct {
	x int
	ownPrice
}

// uprights draws own prices as lines from top to bottom, the first of each column, and returns what is to stand on top.
func (g plot) uprights(v *view, s scope, marks []ownPrice) (letters []letter) {
	line := '╎'
	if v.border == canvas.ASCII() {
		line = '|'
	}
	taken := make([]bool, s.n)
	for _, o := range marks {
		x, inside := s.column(o.price)
		if !inside || taken[x] {
			continue
		}
		taken[x] = true
		for y := 1; y < g.rows; y += 2 {
			g.r.Set(x, y, line, o.ink)
		}
		letters = append(letters, letter{x, o})
	}
	return letters
}

// axis writes the mid and round prices under the columns, as far as nothing stands there.
func (s scope) axis(v *view, r canvas.Region, mark model.Mark) {
	write := func(price model.Dec, ink canvas.Ink, paper canvas.Paper) {
		x, inside := s.column(price)
		text := v.spot(price)
		from := 1 + x - len(text)/2
		if inside && from >= 1 && from+len(text) <= r.W() && blank(r, from-1, len(text)+2) {
			r.Bytes(from, 0, text, ink)
			r.Tint(from, 0, len(text), paper)
		}
	}
	if mark.Age.Usable() {
		write(s.mid, inkTag, paperTag)
	} else {
		write(s.mid, inkStale, paperNone)
	}
	for _, price := range round(s.low, s.high, max(2, s.n/12)) {
		write(price, inkFaint, paperNone)
	}
}

// depthHead is the read-out of the crosshair, or else what rests on both sides; and under it own prices out of range.
func (p *chartPane) depthHead(v *view, r canvas.Region, b model.Book, s scope) [][]run {
	if p.cross.on {
		return p.readDepth(v, r, b, s)
	}
	if r.H() < 7 {
		return nil
	}
	var pieces []piece
	add := func(rank int, text string, ink canvas.Ink) {
		pieces = append(pieces, piece{run{text, ink, 0}, rank})
	}
	tell := func(name string, levels []model.Level, side model.BookSide, edge model.Dec, ink canvas.Ink) {
		n := model.Within(levels, side, edge)
		if n == 0 {
			add(0, "no "+name, inkDim)
			return
		}
		w := model.SweepTo(levels, n, side, s.mid)
		add(0, name+" "+string(v.fit(w.Size, style{most: 4}, 10))+" "+v.market.Symbol, ink)
		add(3, "= "+string(v.cash(w.Notional)), inkDim)
		if more := len(levels) - n; more > 0 {
			word := map[bool]string{true: " level beyond", false: " levels beyond"}[more == 1]
			add(2, "+"+strconv.Itoa(more)+word, inkFaint)
		}
	}
	tell("bids", b.Bids, model.Bid, s.low, inkBid)
	tell("asks", b.Asks, model.Ask, s.high, inkAsk)
	within := "within " + string(v.spot(s.half()))
	if s.base != "" {
		add(0, "from "+s.base+" "+string(v.price(s.mid, v.market, 1)), inkDim)
	}
	if share := s.half().Quo(s.mid); share.Known() {
		within += " · " + string(v.number(share.Mul(model.Int(100)), style{least: 2, most: 3, unit: "%"}))
	}
	add(1, within, inkFaint)
	head := flow(pieces, r.W()-2, 1)
	marks, arrows := ownOrders(v, ownPrices(v, nil)), arrowPair(v, [2]string{"◀", "▶"}, [2]string{"<", ">"})
	if far := beyond(v, marks, s.low, s.high, arrows, r.W()-2); len(far) > 0 && r.H() >= beyondFrom {
		head = append(head, far)
	}
	return head
}
