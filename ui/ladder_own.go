package ui

import (
	"math"
	"slices"
	"unicode"

	"github.com/govalues/decimal"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// rung names a displayed level.
type rung struct {
	side  model.BookSide
	price decimal.Decimal // without trailing zeros
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

// ownOrder is an open order of the account and the row it stands at.
type ownOrder struct {
	price model.Dec
	row   int
}

// ownSize is what rests of the account's orders at a row. It is exact when the row is the level that they all fall into;
// otherwise the book has none for some of them and the row is only where their price would stand.
type ownSize struct {
	size  model.Dec
	exact bool
}

// own finds the account's orders and prices of the market: orders at the level they fall into, prices at the row they
// stand at.
func (l *ladder) own(v *view, step model.Dec) {
	listed := v.usableOf(model.KindOpenOrders)
	l.ordersInk = inkOwn
	for _, o := range v.m.Held().Open.Rows {
		if o.Market != l.market.ID || !o.Price.Positive() { // a price of zero or less is none
			continue
		}
		if !listed(o.Acct) {
			l.ordersInk = inkStale
		}
		l.ownOrder(o, step)
	}
	l.marks = ownPrices(v, l.marks)
	for _, o := range l.marks {
		at := l.row(o.price)
		if _, taken := l.marked[at]; !taken {
			if o.price.Cmp(l.at(at)) != 0 {
				o.mark = unicode.ToLower(o.mark)
			}
			l.marked[at] = o
		}
	}
}

// at is the price that row i tells.
func (l *ladder) at(i int) model.Dec {
	if _, level, ok := l.level(i); ok {
		return model.Some(level.Price)
	}
	return l.mark.Price
}

// ownOrder puts one order at its row. What rests of several at one row adds up.
func (l *ladder) ownOrder(o model.Order, step model.Dec) {
	grouped, _ := o.Price.Value()
	if step.Known() {
		grouped = model.Grouped([]model.Level{{Price: grouped}}, o.BookSide(), step)[0].Price
	}
	at, exact := l.place(o.BookSide(), grouped)
	l.orders = append(l.orders, ownOrder{o.Price, at})
	if sum, more := l.owned[at]; more {
		l.owned[at] = ownSize{sum.size.Add(o.Remaining), sum.exact && exact}
	} else {
		l.owned[at] = ownSize{o.Remaining, exact}
	}
}

// place is the row of a level of a side, and whether the book has that level. Without it, it is the row of the next level
// that is not better, -1 above all asks and the number of rows below all bids. A price of an unknown side stands where
// any price stands.
func (l *ladder) place(side model.BookSide, price decimal.Decimal) (row int, exact bool) {
	switch side {
	case model.Ask:
		at, found := slices.BinarySearchFunc(l.asks, price, func(k model.Level, price decimal.Decimal) int { return k.Price.Cmp(price) })
		return len(l.asks) - 1 - at, found
	case model.Bid:
		at, found := slices.BinarySearchFunc(l.bids, price, func(k model.Level, price decimal.Decimal) int { return price.Cmp(k.Price) })
		return len(l.asks) + 1 + at, found
	}
	return l.row(model.Some(price)), false
}

// row is the row at which a price stands: the first from above that is not dearer, be it the one of the mid. It is -1 for
// a price above all levels and the number of rows for one below all. A side that is empty has no room for any; with both empty, a
// price stands above or below the one that distances are from or, while there is none, the last there was, else nowhere.
func (l *ladder) row(price model.Dec) int {
	value, _ := price.Value()
	if l.len() == 1 {
		switch from := l.mark.Price.Or(l.last); {
		case !from.Known():
			return nowhere
		case price.Cmp(from) >= 0:
			return -1
		}
		return 1
	}
	if n := len(l.bids); n == 0 || value.Cmp(l.bids[0].Price) > 0 {
		dearer, found := slices.BinarySearchFunc(l.asks, value, func(k model.Level, price decimal.Decimal) int { return k.Price.Cmp(price) })
		switch {
		case found:
			return len(l.asks) - 1 - dearer
		case dearer == len(l.asks):
			return -1
		case dearer == 0 && n == 0:
			return l.len() - 1 + min(1, len(l.asks)) // below all asks, where nobody bids
		}
		return len(l.asks) - dearer
	}
	at, _ := slices.BinarySearchFunc(l.bids, value, func(k model.Level, price decimal.Decimal) int { return price.Cmp(k.Price) })
	return len(l.asks) + 1 + at
}

// marksAt writes own orders and own prices beside row i. A price that no row tells stands, in a small letter, at the next lower one.
func (l *ladder) marksAt(v *view, r canvas.Region, y, i int) {
	if own, held := l.owned[i]; held {
		r.Set(0, y, orderMark(v, own.exact), l.ordersInk)
		if l.yours > 0 {
			rightBytes(r, l.yours, y, v.own(v.fit(own.size, style{most: 8}, l.width)), l.ordersInk)
		}
	}
	if o, marked := l.marked[i]; marked {
		r.Set(1, y, o.mark, o.ink)
	}
}

// orderMark is the mark of own orders: filled at their level, hollow where the book has no such level.
func orderMark(v *view, exact bool) rune {
	switch ascii := v.border == canvas.ASCII(); {
	case ascii && exact:
		return '@'
	case ascii:
		return 'o'
	case exact:
		return '◆'
	}
	return '◇'
}

// unseen reports whether a row lies above (-1) or below (1) those that show: h of them from top on.
func (l *ladder) unseen(row, top, h, way int) bool {
	switch {
	case row == nowhere:
		return false
	case way < 0:
		return row < max(top, 0)
	}
	return row >= min(top+h, l.len())
}

// nowhere is the row of a price of which it is not known whether it is above or below.
const nowhere = math.MinInt

// hides reports whether own prices or orders lie above (-1) or below (1) the rows that show.
func (l *ladder) hides(top, h, way int) bool {
	for _, o := range l.marks {
		if l.unseen(l.row(o.price), top, h, way) {
			return true
		}
	}
	for _, o := range l.orders {
		if l.unseen(o.row, top, h, way) {
			return true
		}
	}
	return false
}

// outside tells of own prices above (-1) or below (1) the rows that show, whose if w cells allow it, with their distance from
// the mark, and of own orders there: how many, and the price of the nearest.
func (l *ladder) outside(v *view, top, h, way, w int) []far {
	arrow := arrowPair(v, [2]string{"▲", "▼"}, [2]string{"^", "v"})[(way+1)/2]
	out := v.distant(len(l.marks) + 1)
	for _, o := range l.marks {
		if !l.unseen(l.row(o.price), top, h, way) {
			continue
		}
		lead, away := "stale ", ""
		if o.ink != inkStale { // no distance is told of what is not to be trusted
			lead, away = "", v.word(" ", string(v.percent(o.price.Sub(l.mark.Price).Quo(l.mark.Price).Mul(model.Int(100)))))
		}
		price := string(v.price(o.price, l.market, 2))
		long := v.word(lead, arrow, " ", o.whose(), " ", price, away, "  ")
		if canvas.Width(long)+1 > w {
			long = v.word(lead, arrow, " ", o.word, " ", price, away, "  ")
		}
		mark := string(o.mark)
		out = append(out, far{long, v.word(lead, arrow, mark, " ", price, away, " "), v.word(lead, arrow, mark, " ", price, " "), o.ink, 1})
	}
	count, nearest := 0, model.Dec{}
	for _, o := range l.orders {
		if l.unseen(o.row, top, h, way) {
			count++
			if c := o.price.Cmp(nearest); !nearest.Known() || c == way {
				nearest = o.price
			}
		}
	}
	if count > 0 {
		lead, many := "", ""
		if l.ordersInk == inkStale {
			lead = "stale "
		}
		if count > 1 {
			many = v.text(v.integer(count))
		}
		text := v.word(lead, arrow, " ", many, string(orderMark(v, true)), " ", string(v.price(nearest, l.market, 2)), " ")
		out = append(out, far{v.word(text, " "), text, text, l.ordersInk, count})
	}
	return out
}
