package ui

import (
	"slices"
	"strings"
	"time"
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
	// Right edges of the columns; own is 0 when it has none.
	price, size, sums, own, width int
	orders                        map[rung]model.Dec // own remaining size by displayed level
	marks                         []ownPrice
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
}

// gravity is the order in which own prices are told of where room is short.
const gravity = "LSTE"

func (p *bookPane) ladder(v *view) *ladder {
	l := &ladder{book: v.m.Book(v.market.ID), market: v.market, orders: make(map[rung]model.Dec)}
	l.asks, l.bids = l.book.Asks, l.book.Bids
	step := model.Dec{}
	if n := p.groups[v.market.ID]; n > 0 {
		step = v.market.Tick.Mul(model.Int(model.GroupStep(n)))
		l.asks, l.bids = model.Grouped(l.asks, model.Ask, step), model.Grouped(l.bids, model.Bid, step)
	}
	account, _ := v.m.Watched()
	for _, o := range v.m.Account(account.Profile).Open.Rows {
		if o.Market != v.market.ID || !o.Price.Known() {
			continue
		}
		price, _ := o.Price.Value()
		at := model.Grouped([]model.Level{{Price: price}}, o.BookSide(), step)[0].Price
		key := rung{o.BookSide(), at.Trim(0)}
		l.orders[key] = l.orders[key].Or(model.Int(0)).Add(o.Remaining)
	}
	for _, e := range v.m.Exposures(v.now) {
		if e.Market == v.market.ID {
			l.marks = append(l.marks, ownPrice{'L', "liq", e.Liq, inkWarn}, ownPrice{'S', "SL", e.SL, inkLoss}, ownPrice{'T', "TP", e.TP, inkGain}, ownPrice{'E', "entry", e.Entry, inkFocus})
		}
	}
	l.marks = slices.DeleteFunc(l.marks, func(o ownPrice) bool { return !o.price.Known() })
	slices.SortStableFunc(l.marks, func(a, b ownPrice) int {
		return strings.IndexRune(gravity, a.mark) - strings.IndexRune(gravity, b.mark)
	})
	return l
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
func (l *ladder) place(_ *view, r canvas.Region) {
	n := 3
	if r.W() >= 38 && len(l.orders) > 0 {
		n = 4
	}
	room := r.W() - 3
	l.width = room/n - 1
	l.price, l.size, l.sums = 1+room/n, 1+2*room/n, 1+3*room/n
	if n == 4 {
		l.own = 1 + room
	}
}

func (l *ladder) heading(r canvas.Region) {
	r.Right(l.price, 0, "price", inkFaint)
	r.Right(l.size, 0, "size", inkFaint)
	r.Right(l.sums, 0, "total", inkFaint)
	if l.own > 0 {
		r.Right(l.own, 0, "yours", inkFaint)
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
		r.Set(0, y, mark, inkOwn)
		if l.own > 0 {
			rightBytes(r, l.own, y, v.own(v.fit(own, style{most: 8}, l.width)), inkOwn)
		}
	}
	for _, o := range l.marks {
		if l.row(o.price) == i {
			r.Set(1, y, o.mark, o.ink)
		}
	}
}

// row is the row at which a price stands: the first from above that is not dearer, be it the one of the mid. It is -1 for
// a price above all levels and the number of rows for one below all.
func (l *ladder) row(price model.Dec) int {
	value, _ := price.Value()
	if n := len(l.bids); n == 0 || value.Cmp(l.bids[0].Price) > 0 {
		for i := range l.asks { // best first
			if value.Cmp(l.asks[i].Price) < 0 {
				return len(l.asks) - i
			}
		}
		if k := len(l.asks); k > 0 && value.Cmp(l.asks[k-1].Price) > 0 {
			return -1
		}
		return 0
	}
	at, _ := slices.BinarySearchFunc(l.bids, value, func(k model.Level, price decimal.Decimal) int { return price.Cmp(k.Price) })
	return len(l.asks) + 1 + at
}

// outside tells of own prices above (-1) or below (1) the rows that show, with their distance from the mid.
func (l *ladder) outside(v *view, top, h, way int) []run {
	arrow := map[int]string{-1: "▲", 1: "▼"}[way]
	if v.border == canvas.ASCII() {
		arrow = map[int]string{-1: "^", 1: "v"}[way]
	}
	_, first, _ := l.level(max(top, 0))
	_, last, ok := l.level(min(top+h, l.len()) - 1)
	mid := l.book.Mid()
	var out []run
	for _, o := range l.marks {
		price, _ := o.price.Value()
		beyond := way < 0 && len(l.asks) > 0 && price.Cmp(first.Price) > 0 || way > 0 && ok && price.Cmp(last.Price) < 0
		if beyond {
			away := o.price.Sub(mid).Quo(mid).Mul(model.Int(100))
			out = append(out, run{arrow + " " + o.word + " " + string(v.price(o.price, l.market, 2)) + " " + string(v.percent(away)) + "  ", o.ink, 0})
		}
	}
	return out
}

// moves remembers the sizes of the push before, to mark for a moment what changed.
type moves struct {
	top, head int // first row and line of the ladder painted last, for the mouse
	market    model.MarketID
	rev       uint64
	sizes     map[rung]decimal.Decimal
	changed   map[rung]change
}

type change struct {
	mark rune
	at   time.Time
}

// changeShows is how long a change is marked.
const changeShows = 700 * time.Millisecond

// note compares a book with the one seen before.
func (m *moves) note(b model.Book, now time.Time) {
	if m.rev == b.Rev && m.market == b.Market {
		return
	}
	before, changed := m.sizes, m.changed
	if m.market != b.Market {
		before, changed = nil, nil
	}
	m.market, m.rev = b.Market, b.Rev
	m.sizes, m.changed = make(map[rung]decimal.Decimal, len(before)), make(map[rung]change)
	const near = 60 // levels of a side; what is further away does not show
	for side, levels := range map[model.BookSide][]model.Level{model.Bid: b.Bids, model.Ask: b.Asks} {
		for _, k := range levels[:min(near, len(levels))] {
			at := rung{side, k.Price}
			m.sizes[at] = k.Size
			old, known := before[at]
			switch {
			case before == nil:
			case !known:
				m.changed[at] = change{'*', now}
			case k.Size.Cmp(old) > 0:
				m.changed[at] = change{'+', now}
			case k.Size.Cmp(old) < 0:
				m.changed[at] = change{'-', now}
			default:
				if c := changed[at]; now.Sub(c.at) < changeShows {
					m.changed[at] = c
				}
			}
		}
	}
}

// change is the mark of a level that changed a moment ago: + more, - less, * new.
func (m *moves) change(side model.BookSide, price decimal.Decimal, now time.Time) rune {
	if c, ok := m.changed[rung{side, price}]; ok && now.Sub(c.at) < changeShows {
		return c.mark
	}
	return ' '
}

// rightBytes writes a text that ends at a column, whole or not at all.
func rightBytes(r canvas.Region, right, y int, text []byte, ink canvas.Ink) {
	if x := right - utf8.RuneCount(text) + 1; x >= 0 {
		r.Bytes(x, y, text, ink)
	}
}
