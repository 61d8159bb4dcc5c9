package ui

import (
	"unicode/utf8"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// drawBar tints a share of the row from the right; where a tint cannot be seen, its blank cells are dotted.
func drawBar(v *view, r canvas.Region, y int, total, most model.Dec, paper canvas.Paper) {
	n, ok := model.Steps(total, most, 10_000)
	if !ok {
		return
	}
	if !v.theme.glyphBars {
		r.Bar(2, y, r.W()-3, n, 10_000, paper, true)
		return
	}
	w := int(n) * (r.W() - 3) / 10_000
	dotBlanks(r, r.W()-1-w, y, w)
}

// dotBlanks marks the cells of a run of which both neighbours are blank.
func dotBlanks(r canvas.Region, x, y, w int) {
	for i := x; i < x+w; i++ {
		if r.Blank(i-1, y) && r.Blank(i, y) && r.Blank(i+1, y) {
			r.Set(i, y, '·', inkFaint)
		}
	}
}

func sizeStyle(m model.Market) style {
	if m.SizeDecimals < 0 {
		return style{most: 8}
	}
	return style{least: m.SizeDecimals, most: max(8, m.SizeDecimals)}
}

// spread is the row between the sides: mid, spread in price and in basis points.
func (l *ladder) spread(v *view, r canvas.Region, y int) {
	b := l.book
	line := '─'
	if v.border == canvas.ASCII() {
		line = '-'
	}
	r.HLine(y, line, inkBorder)
	l.marksAt(v, r, y, len(l.asks))
	mid := b.Mid()
	if !mid.Known() {
		r.Text(3, y, " no mid ", inkDim)
		return
	}
	price := v.price(mid, v.market, 1)
	x := 4
	if x+len(price) > r.W() {
		return
	}
	r.Set(x-1, y, ' ', inkPlain)
	x = r.Bytes(x, y, price, inkStrong)
	word, ink := " spread ", inkDim
	if r.W() < 36 {
		word = " "
	}
	if b.Crossed() {
		word, ink = " CROSSED ", inkWarn
	}
	rest := v.join(word, string(v.price(b.Spread(), v.market, 0)), " · ", string(v.number(b.SpreadBP(), style{most: 2})), " bp ")
	switch {
	case x+2+utf8.RuneCount(rest) <= r.W():
	case b.Crossed():
		rest = v.join(word)
	default:
		rest = v.join(" ", string(v.price(b.Spread(), v.market, 0)), " ")
	}
	r.Set(x, y, ' ', inkDim)
	if x+2+utf8.RuneCount(rest) <= r.W() {
		r.Bytes(x+2, y, rest, ink)
	}
}

// imbalance is the share of bids and asks in the size of the rows that show, h of them from top on, as words and as a line.
// As many rows count of either side.
func imbalance(v *view, r canvas.Region, l *ladder, top, h int) {
	n := min(len(l.asks)-top, top+h-len(l.asks)-1)
	bid, ask := model.Depths(l.bids, n), model.Depths(l.asks, n)
	bids := bid.Quo(bid.Add(ask))
	if !bids.Known() {
		return
	}
	left := v.join("bid ", string(v.share(bids)))
	if r.W() >= 36 { // which of many imbalances it is
		left = v.join("bid ", string(v.share(bids)), " of ", string(v.integer(n)), "/", string(v.integer(n)))
	}
	right := v.join(string(v.share(model.Int(1).Sub(bids))), " ask")
	x := r.W() - 1 - len(right)
	if x <= len(left)+1 {
		return
	}
	r.Bytes(1, 0, left, inkBid)
	r.Bytes(x, 0, right, inkAsk)
	meter(v, r.Sub(len(left)+2, 0, x-len(left)-3, 1), bids)
}

// meter is a line divided in two at a share.
func meter(v *view, r canvas.Region, share model.Dec) {
	n, ok := model.Steps(share, model.Int(1), int64(r.W()))
	if !ok {
		return
	}
	first, second := '━', '─'
	if v.border == canvas.ASCII() {
		first, second = '=', '-'
	}
	for x := range r.W() {
		if int64(x) < n {
			r.Set(x, 0, first, inkBid)
		} else {
			r.Set(x, 0, second, inkAsk)
		}
	}
}
