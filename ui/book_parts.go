package ui

import (
	"unicode/utf8"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// bar draws a share of a row, from the right, so that the rows together are a picture of the depth: a tint behind the figures;
// where that cannot be seen, in cells of its own, or the figures themselves reversed.
func (l *ladder) bar(v *view, r canvas.Region, y int, side model.BookSide, share, most model.Dec) {
	ink, paper, reversed := inkBid, paperBid, inkBarBid
	if side == model.Ask {
		ink, paper, reversed = inkAsk, paperAsk, inkBarAsk
	}
	switch n, ok := model.Steps(share, most, 10_000); {
	case !ok:
	case !v.theme.glyphBars:
		r.Bar(2, y, r.W()-3, n, 10_000, paper, true)
	case l.bars > 0:
		l.block(v, r, y, min(n, 10_000), ink)
	default:
		w := int(min(n, 10_000)) * (r.W() - 3) / 10_000
		r.Ink(r.W()-1-w, y, w, reversed)
	}
}

// block draws so many of ten thousand parts of the cells kept for bars, to half a cell, and not nothing for little.
func (l *ladder) block(v *view, r canvas.Region, y int, n int64, ink canvas.Ink) {
	whole, half := '█', '▐'
	if v.border == canvas.ASCII() {
		whole, half = '#', '='
	}
	if v.theme.name == "mono" {
		ink = inkDim // so many whole cells would outshine the figures
	}
	halves := max(1, (2*l.bars*int(n)+5_000)/10_000)
	x := r.W() - 1
	for range halves / 2 {
		x--
		r.Set(x, y, whole, ink)
	}
	if halves%2 == 1 {
		r.Set(x-1, y, half, ink)
	}
}

// roomForBars is how many cells of their own bars get beside n columns of figures: none where these would lose a digit.
func (l *ladder) roomForBars(v *view, w, n int) int {
	if !v.theme.glyphBars {
		return 0
	}
	const deep = 60 // levels of a side
	need := 0
	for _, side := range [][]model.Level{l.asks, l.bids} {
		for _, k := range side[:min(1, len(side))] {
			need = max(need, utf8.RuneCount(l.levelPrice(v, k.Price)))
		}
		need = max(need, utf8.RuneCount(v.number(model.Depths(side, deep), sizeStyle(v.market))))
	}
	for cells := clamp(w/6, 3, 12); cells >= 3; cells-- {
		if width := (w-cells-4)/n - 1; width > need || width == need && width < 8 { // a mark of change takes one of a wide one
			return cells
		}
	}
	return 0
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
		l.noMid(v, r, y)
		return
	}
	if b.Crossed() {
		l.crossed(v, r, y)
		return
	}
	word := " spread "
	if r.W() < 36 {
		word = " "
	}
	spread := v.text(v.price(b.Spread(), v.market, 0))
	full, short := v.word(word, spread, " · ", string(v.number(b.SpreadBP(), style{most: 2})), " bp "), v.word(" ", spread, " ")
	price := v.text(v.price(mid, v.market, 1))
	ways := [][3]string{{price, full}, {price, short}, {price}}
	if l.elsewhere() { // from where goes before the spread, and before the mid that nothing goes by
		mark := v.text(v.price(l.mark.Price, v.market, 1))
		from := v.word(" from ", l.mark.Source, " ", mark, " ")
		ways = [][3]string{{price, full, from}, {price, short, from}, {price, from}, {v.word(l.mark.Source, " ", mark)}, {mark}}
	}
	for _, way := range ways {
		n := 4 + 1 // a blank behind the first
		for _, text := range way {
			if text != "" {
				n += canvas.Width(text) + 1
			}
		}
		if n-1 > r.W() {
			continue
		}
		r.Set(3, y, ' ', inkPlain)
		x := r.Text(4, y, way[0], inkStrong)
		r.Set(x, y, ' ', inkDim)
		for _, text := range way[1:] {
			if text != "" {
				x = r.Text(x+2, y, text, inkDim) - 1
			}
		}
		return
	}
}

// crossed is the row between the sides of a crossed book, of which the middle is no price: it tells the one that positions are valued
// at and distances are from, and whose that is, which goes last where room is short.
func (l *ladder) crossed(v *view, r canvas.Region, y int) {
	price, source := v.text(v.price(l.mark.Price, v.market, 1)), v.word(l.mark.Source, " ")
	by := v.text(v.price(l.book.Spread(), v.market, 0))
	word, from := " CROSSED", 4
	_, marked := l.marked[len(l.asks)]
	if w := from + canvas.Width(source) + canvas.Width(price) + len(word) + 1; w > r.W() && !marked {
		from = max(1, from-(w-r.W())) // the word has the cells of the line before it
	}
	for _, way := range [][3]string{
		{source, price, v.word(word, " ", by, " · ", string(v.number(l.book.SpreadBP(), style{most: 2})), " bp ")},
		{source, price, v.word(word, " ", by, " ")},
		{source, price, word},
		{source, price, " X"},
		{source, price, ""},
		{"", "", word[1:]},
		{"", "", "X"},
	} {
		if from+canvas.Width(way[0])+canvas.Width(way[1])+canvas.Width(way[2]) <= r.W() {
			x := r.Text(r.Text(from, y, way[0], inkDim), y, way[1], inkStrong)
			r.Set(from-1, y, ' ', inkDim)
			if x = r.Text(x, y, way[2], inkWarn); x < r.W() {
				r.Set(x, y, ' ', inkDim)
			}
			return
		}
	}
}

// elsewhere reports whether distances are from another price than the mid of the book.
func (l *ladder) elsewhere() bool {
	return l.mark.Price.Known() && l.mark.Price.Cmp(l.book.Mid()) != 0
}

// noMid is the row between the sides of a book without a mid: it tells the price that positions are valued at and distances are
// from, and whose that is.
func (l *ladder) noMid(v *view, r canvas.Region, y int) {
	ways := []string{" no mid "}
	if l.elsewhere() {
		price := string(v.join(" ", l.mark.Source, " ", string(v.price(l.mark.Price, v.market, 1)), " "))
		ways = []string{" no mid," + price, price, ways[0]}
	}
	for _, text := range ways {
		if r.Whole(3, y, r.W()-3, text, inkDim) {
			return
		}
	}
}

// imbalance is the share of bids and asks in the size of the rows that show, h of them from top on, as words and as a line.
// As many rows count of either side, as far as there are levels; beside none there is no share.
func imbalance(v *view, r canvas.Region, l *ladder, top, h int) {
	n := min(len(l.asks)-top, top+h-len(l.asks)-1)
	of, against := min(n, len(l.bids)), min(n, len(l.asks))
	switch {
	case len(l.bids) == 0 && len(l.asks) == 0:
		return
	case len(l.bids) == 0:
		r.Whole(1, 0, r.W()-1, "no bids", inkDim)
		return
	case len(l.asks) == 0:
		r.Right(r.W()-2, 0, "no asks", inkDim)
		return
	}
	bid, ask := model.Depths(l.bids, of), model.Depths(l.asks, against)
	bids := bid.Quo(bid.Add(ask))
	if !bids.Known() {
		return
	}
	left := v.join("bid ", string(v.share(bids)))
	right := v.join(string(v.share(model.Int(1).Sub(bids))), " ask")
	// Which of many imbalances it is.
	if long := v.join("bid ", string(v.share(bids)), " of ", string(v.integer(of)), "/", string(v.integer(against))); len(long)+len(right)+8 <= r.W() {
		left = long
	}
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
