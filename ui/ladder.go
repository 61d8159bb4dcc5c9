package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// ladder is a book as rows: the asks from the dearest down, the row of the mid, the bids from the dearest down.
type ladder struct {
	book       model.Book
	market     model.Market
	asks, bids []model.Level // grouped, best first
	// Cumulative sizes of the rows that show, best first, and the measures of the bars.
	askSums, bidSums []model.Dec
	most, largest    model.Dec
	totals           style // of all cumulative sizes, so that they stand on one point
	// Right edges of the columns; yours is 0 when it has none.
	price, size, sums, yours, width int
	orders                          map[rung]model.Dec // own remaining size by displayed level
	ordersInk                       canvas.Ink
	marks                           []ownPrice       // the gravest first
	marked                          map[int]ownPrice // the gravest of each row
}

// rung names a displayed level.
type rung struct {
	side  model.BookSide
	price decimal.Decimal
}

// ownPrice is a price of the account in the market: E entry, L liquidation, T take profit, S stop loss.
type ownPrice struct {
	mark  rune
	word  string
	price model.Dec
	ink   canvas.Ink
	of    string // the account, in the sum of several
}

// gravity is the order in which own prices are told of where room is short.
const gravity = "LSTE"

func (p *bookPane) ladder(v *view) *ladder {
	l := &ladder{book: v.m.Book(v.market.ID), market: v.market, orders: make(map[rung]model.Dec), marked: make(map[int]ownPrice)}
	l.asks, l.bids = l.book.Asks, l.book.Bids
	step := model.Dec{}
	if n := p.groups[v.market.ID]; n > 0 {
		step = v.market.Tick.Mul(model.Int(model.GroupStep(n)))
		l.asks, l.bids = model.Grouped(l.asks, model.Ask, step), model.Grouped(l.bids, model.Bid, step)
	}
	l.own(v, step)
	return l
}

// own finds the account's orders and prices of the market: orders at the level they fall into, prices at the row they
// stand at.
func (l *ladder) own(v *view, step model.Dec) {
	held := v.m.Held()
	listed := v.usableOf(model.KindOpenOrders)
	l.ordersInk = inkOwn
	for _, o := range held.Open.Rows {
		price, priced := o.Price.Value()
		if o.Market != l.market.ID || !priced {
			continue
		}
		if !listed(o.Acct) {
			l.ordersInk = inkStale
		}
		at := model.Grouped([]model.Level{{Price: price}}, o.BookSide(), step)[0].Price
		key := rung{o.BookSide(), at.Trim(0)}
		if sum, more := l.orders[key]; more {
			l.orders[key] = sum.Add(o.Remaining)
		} else {
			l.orders[key] = o.Remaining
		}
	}
	l.marks = ownPrices(v)
	for _, o := range l.marks {
		if at := l.row(o.price); !l.taken(at) {
			l.marked[at] = o
		}
	}
}

func (l *ladder) taken(row int) bool {
	_, taken := l.marked[row]
	return taken
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
	run := func(levels []model.Level, shown, from int) []model.Dec {
		sums, total := make([]model.Dec, 0, shown), model.Int(0)
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
	l.askSums = run(l.asks, clamp(a-top, 0, a), a-top-h)
	l.bidSums = run(l.bids, max(0, top+h-a-1), top-a-1)
}

func (l *ladder) total(i int) model.Dec {
	side, n := l.upTo(i)
	sums := l.bidSums
	if side == model.Ask {
		sums = l.askSums
	}
	if n < 1 || n > len(sums) {
		return model.Dec{}
	}
	return sums[n-1]
}

// place sets the columns: price, size and cumulative size, and the own size where there is room.
func (l *ladder) place(r canvas.Region) {
	n := 3
	if r.W() >= 38 && len(l.orders) > 0 {
		n = 4
	}
	room := r.W() - 3
	l.width = room/n - 1
	l.price, l.size, l.sums = 1+room/n, 1+2*room/n, 1+3*room/n
	if n == 4 {
		l.yours = 1 + room
	}
}

func (l *ladder) heading(r canvas.Region) {
	r.Right(l.price, 0, "price", inkFaint)
	r.Right(l.size, 0, "size", inkFaint)
	r.Right(l.sums, 0, "total", inkFaint)
	if l.yours > 0 {
		r.Right(l.yours, 0, "yours", inkFaint)
	}
}

// marksAt writes own orders and own prices beside row i. A price between two levels stands at the lower one.
func (l *ladder) marksAt(v *view, r canvas.Region, y, i int) {
	side, level, _ := l.level(i)
	if own, held := l.orders[rung{side, level.Price.Trim(0)}]; held {
		mark := '◆'
		if v.border == canvas.ASCII() {
			mark = '@'
		}
		r.Set(0, y, mark, l.ordersInk)
		if l.yours > 0 {
			rightBytes(r, l.yours, y, v.own(v.fit(own, style{most: 8}, l.width)), l.ordersInk)
		}
	}
	if o, marked := l.marked[i]; marked {
		r.Set(1, y, o.mark, o.ink)
	}
}

// row is the row at which a price stands: the first from above that is not dearer, be it the one of the mid. It is -1 for
// a price above all levels and the number of rows for one below all.
func (l *ladder) row(price model.Dec) int {
	value, _ := price.Value()
	if n := len(l.bids); n == 0 || value.Cmp(l.bids[0].Price) > 0 {
		dearer, found := slices.BinarySearchFunc(l.asks, value, func(k model.Level, price decimal.Decimal) int { return k.Price.Cmp(price) })
		switch {
		case found:
			return len(l.asks) - 1 - dearer
		case dearer == len(l.asks) && dearer > 0:
			return -1
		}
		return len(l.asks) - dearer
	}
	at, _ := slices.BinarySearchFunc(l.bids, value, func(k model.Level, price decimal.Decimal) int { return price.Cmp(k.Price) })
	return len(l.asks) + 1 + at
}

// outside tells of own prices above (-1) or below (1) the rows that show: whose if w cells allow it, and how far from the mid.
func (l *ladder) outside(v *view, top, h, way, w int) []run {
	arrow := map[int]string{-1: "▲", 1: "▼"}[way]
	if v.border == canvas.ASCII() {
		arrow = map[int]string{-1: "^", 1: "v"}[way]
	}
	mid := l.book.Mid()
	var out []run
	for _, o := range l.marks {
		if at := l.row(o.price); way < 0 && at < top || way > 0 && at >= top+h {
			text := arrow + " " + o.word + " " + string(v.price(o.price, l.market, 2))
			if o.ink == inkStale { // no distance is told of what is not to be trusted
				text = "stale " + text
			} else {
				text += " " + string(v.percent(o.price.Sub(mid).Quo(mid).Mul(model.Int(100))))
			}
			if named := strings.Replace(text, o.word, o.whose(), 1); canvas.Width(named)+3 <= w {
				text = named
			}
			out = append(out, run{text + "  ", o.ink, 0})
		}
	}
	return out
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
		if side == model.Ask && k.Price.Cmp(end) > 0 || side == model.Bid && k.Price.Cmp(end) < 0 {
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
