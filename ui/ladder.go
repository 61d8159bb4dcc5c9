package ui

import (
	"slices"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// ladder is a book as rows: the asks from the dearest down, the row of the mid, the bids from the dearest down.
type ladder struct {
	book       model.Book
	mark       model.Mark // what distances are from, as everywhere
	last       model.Dec  // the last price there was
	market     model.Market
	asks, bids []model.Level // grouped, best first
	decimals   int           // of the prices of groups; -1 without grouping
	// Cumulative sizes of the rows that show, best first, and the measures of the bars.
	askSums, bidSums []model.Dec
	askWorth         []model.Dec // likewise the value, of the levels as received; only where it has a column
	bidWorth         []model.Dec
	most, largest    model.Dec
	totals, worths   style // of all cumulative sizes and values, so that they stand on one point
	// Right edges of the columns; yours, and of the cumulative figures one, are 0 when they have none.
	price, size, sums, value, yours int
	bars                            int // cells at the right for bars of their own, where a tint cannot be seen and they have room
	width, sumWidth                 int // of a figure; of a cumulative one less by a mark of change where there is room
	ordersInk                       canvas.Ink
	orders                          []ownOrder
	owned                           map[int]ownSize  // of the rows
	marks                           []ownPrice       // the gravest first
	marked                          map[int]ownPrice // the gravest of each row
}

// ladder is the book of now, in the place of the ladder before.
func (p *bookPane) ladder(v *view) *ladder {
	l := &p.built
	if l.owned == nil {
		l.owned, l.marked = make(map[int]ownSize), make(map[int]ownPrice)
	}
	clear(l.owned)
	clear(l.marked)
	*l = ladder{
		book: v.m.Book(v.market.ID), mark: v.m.Mark(v.market.ID, v.now), market: v.market, decimals: -1,
		last:  v.m.LastMid(v.market.ID),
		owned: l.owned, marked: l.marked, orders: l.orders[:0], marks: l.marks[:0],
		askSums: l.askSums[:0], bidSums: l.bidSums[:0], askWorth: l.askWorth[:0], bidWorth: l.bidWorth[:0],
	}
	l.asks, l.bids = l.book.Asks, l.book.Bids
	step := model.Dec{}
	if n := p.grouping(v); n > 0 {
		step = v.market.Tick.Mul(model.Int(model.GroupStep(n)))
		width, _ := step.Value()
		l.decimals = width.Trim(0).Scale()
		l.asks, l.bids = model.Grouped(l.asks, model.Ask, step), model.Grouped(l.bids, model.Bid, step)
	}
	l.own(v, step)
	return l
}

// grouping is the step by which the market's prices are grouped: the one chosen, or a finer one while that is dearer than the best
// bid, for bids would be told at zero.
func (p *bookPane) grouping(v *view) int {
	n, bid := p.groups[v.market.ID], v.m.Book(v.market.ID).BestBid()
	for n > 0 && bid.Known() && v.market.Tick.Mul(model.Int(model.GroupStep(n))).Cmp(bid) > 0 {
		n--
	}
	return n
}

// levelPrice writes the price of a level, or of a group with the decimals of the grouping step.
func (l *ladder) levelPrice(v *view, price decimal.Decimal) []byte {
	if l.decimals >= 0 {
		return v.number(model.Some(price), style{least: l.decimals, most: l.decimals + 8})
	}
	return v.price(model.Some(price), l.market, 8)
}

// len is the number of rows, the one of the mid among them.
func (l *ladder) len() int { return len(l.asks) + 1 + len(l.bids) }

// level is the level in row i; not ok for the row of the mid and beyond the ends.
func (l *ladder) level(i int) (model.BookSide, model.Level, bool) {
	switch a := len(l.asks); {
	case i >= 0 && i < a:
		return model.Ask, l.asks[a-1-i], true
	case i > a && i-a-1 < len(l.bids):
		return model.Bid, l.bids[i-a-1], true
	}
	return model.BookSideUnknown, model.Level{}, false
}

// upTo is the side of row i and how many levels, best first, reach up to it.
func (l *ladder) upTo(i int) (model.BookSide, int) {
	if a := len(l.asks); i < a {
		return model.Ask, a - i
	}
	return model.Bid, i - len(l.asks)
}

func (l *ladder) side(s model.BookSide) []model.Level {
	if s == model.Ask {
		return l.asks
	}
	return l.bids
}

// find is the row of the cursor's level, or of the nearest one on its side that is not better.
func (l *ladder) find(c cursor) int {
	levels := l.side(c.side)
	at, _ := slices.BinarySearchFunc(levels, c.price, func(k model.Level, price decimal.Decimal) int {
		if c.side == model.Ask {
			return k.Price.Cmp(price)
		}
		return price.Cmp(k.Price)
	})
	at = clamp(at, 0, max(0, len(levels)-1))
	if c.side == model.Ask {
		return max(0, len(l.asks)-1-at)
	}
	return min(len(l.asks)+1+at, l.len()-1)
}

// sum adds up the sizes as far as rows show, and takes the measures of the bars.
func (l *ladder) sum(top, h int) {
	l.most, l.largest = model.Dec{}, model.Dec{}
	run := func(sums []model.Dec, levels []model.Level, shown, from int) []model.Dec {
		total := model.Int(0)
		for i, k := range levels[:clamp(shown, 0, len(levels))] {
			total = total.Add(model.Some(k.Size))
			sums = append(sums, total)
			if i >= from {
				l.largest = most(l.largest, model.Some(k.Size))
			}
		}
		l.most = most(l.most, total)
		return sums
	}
	a := len(l.asks)
	asks, bids := clamp(a-top, 0, a), clamp(top+h-a-1, 0, len(l.bids))
	l.askSums = run(l.askSums[:0], l.asks, asks, a-top-h)
	l.bidSums = run(l.bidSums[:0], l.bids, bids, top-a-1)
	if l.value > 0 {
		l.askWorth, l.bidWorth = l.worth(l.askWorth[:0], model.Ask, asks), l.worth(l.bidWorth[:0], model.Bid, bids)
	}
}

// worth appends the cumulative value of the first n groups of a side, of their levels at their own prices.
func (l *ladder) worth(out []model.Dec, side model.BookSide, n int) []model.Dec {
	levels, groups := l.book.Bids, l.bids
	if side == model.Ask {
		levels, groups = l.book.Asks, l.asks
	}
	total, i := model.Int(0), 0
	for _, g := range groups[:n] {
		for ; i < len(levels) && !worse(side, levels[i].Price, g.Price); i++ {
			total = total.Add(model.Some(levels[i].Price).Mul(model.Some(levels[i].Size)))
		}
		out = append(out, total)
	}
	return out
}

// worse reports whether a price of a side is worse than another.
func worse(side model.BookSide, price, end decimal.Decimal) bool {
	if side == model.Ask {
		return price.Cmp(end) > 0
	}
	return price.Cmp(end) < 0
}

// total is the cumulative size up to row i, and the value where it has a column.
func (l *ladder) total(i int) (size, value model.Dec) {
	side, n := l.upTo(i)
	sums, worth := l.bidSums, l.bidWorth
	if side == model.Ask {
		sums, worth = l.askSums, l.askWorth
	}
	if n >= 1 && n <= len(sums) {
		size = sums[n-1]
	}
	if n >= 1 && n <= len(worth) {
		value = worth[n-1]
	}
	return size, value
}

// columns sets where they stand: price, size, cumulative size or its value, both where there is room, and the own size where
// there is room.
func (l *ladder) columns(v *view, r canvas.Region, worth bool) {
	w := r.W()
	both, yours := w >= 50, len(l.orders) > 0 && (w >= 60 || w >= 38 && w < 50)
	n := 3
	if both {
		n++
	}
	if yours {
		n++
	}
	longest := l.longestPrice(v, r.H())
	if yours && longest > (w-3)/n { // a price is worth more than a column that the total can stand in for
		yours, n = false, n-1
	}
	const widest = 22 // of a column: figures far from each other are not read as one row
	if l.bars = l.roomForBars(v, w, n); l.bars > 0 {
		w -= l.bars + 1 // and a blank before them
	}
	room := min(w-3, n*widest)
	l.width, l.sumWidth = room/n-1, room/n-1
	if l.width >= 8 {
		l.sumWidth--
	}
	edge := func(k int) int { return 1 + k*room/n }
	if longest > room/n && longest < room {
		if n == 3 && room-longest < 2*len(" 0.00000") {
			n = 2
		}
		l.width, l.sumWidth = (room-longest)/(n-1)-1, (room-longest)/(n-1)-1
		edge = func(k int) int { return 1 + longest + (k-1)*(room-longest)/(n-1) }
	}
	l.price, l.size, l.sums, l.value, l.yours = edge(1), edge(2), edge(3), 0, 0
	switch {
	case n == 2:
		l.sums = 0
	case both:
		l.value = edge(4)
	case worth:
		l.sums, l.value = 0, edge(3)
	}
	if yours {
		l.yours = edge(n)
	}
}

// longestPrice is the width of the longest price of h levels of either side: of the dearest, but for those with more decimals than the
// market has.
func (l *ladder) longestPrice(v *view, h int) int {
	n := 0
	for _, levels := range [2][]model.Level{l.asks, l.bids} {
		levels = levels[:min(h, len(levels))]
		for i, k := range levels {
			if i == 0 || i == len(levels)-1 || k.Price.Scale() > v.market.PriceDecimals {
				n = max(n, utf8.RuneCount(l.levelPrice(v, k.Price)))
			}
		}
	}
	return n
}

func (l *ladder) heading(r canvas.Region) {
	for _, c := range []struct {
		at   int
		head string
	}{{l.price, "price"}, {l.size, "size"}, {l.sums, "total"}, {l.value, "value"}, {l.yours, "yours"}} {
		if c.at > 0 {
			r.Right(c.at, 0, c.head, inkFaint)
		}
	}
}

// raw is how many levels of the book, not of the ladder, lie within the first n groups of a side.
func (l *ladder) raw(side model.BookSide, n int) ([]model.Level, int) {
	levels, groups := l.book.Bids, l.bids
	if side == model.Ask {
		levels, groups = l.book.Asks, l.asks
	}
	if n < 1 || n > len(groups) {
		return levels, 0
	}
	end := groups[n-1].Price
	count := 0
	for _, k := range levels {
		if worse(side, k.Price, end) {
			break
		}
		count++
	}
	return levels, count
}

// rightBytes writes a text that ends at a column, whole or not at all.
func rightBytes(r canvas.Region, right, y int, text []byte, ink canvas.Ink) {
	if x := right - utf8.RuneCount(text) + 1; x >= 0 {
		r.Bytes(x, y, text, ink)
	}
}
