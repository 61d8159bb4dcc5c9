package sim

import (
	"cmp"
	"slices"
)

// stamp is when something happened: by the clock and by the ledger.
type stamp struct{ second, version int64 }

// level is all orders resting at one price, oldest first.
type level struct {
	ticks  int64
	lots   int64
	orders []*order
	stamp  stamp
}

// book is an order book with price-time priority. Both sides are kept best price first; no level is ever empty.
type book struct{ bids, asks []*level }

// fill is what one resting order gave to an incoming one.
type fill struct {
	maker *order
	ticks int64
	lots  int64
}

func (b *book) side(ask bool) *[]*level {
	if ask {
		return &b.asks
	}
	return &b.bids
}

// find returns where a price stands, or belongs, on a side.
func (b *book) find(ask bool, ticks int64) (int, bool) {
	return slices.BinarySearchFunc(*b.side(ask), ticks, func(l *level, ticks int64) int {
		if ask {
			return cmp.Compare(l.ticks, ticks)
		}
		return cmp.Compare(ticks, l.ticks)
	})
}

// best returns the best price of a side in ticks, if the side has any order.
func (b *book) best(ask bool) (int64, bool) {
	if levels := *b.side(ask); len(levels) > 0 {
		return levels[0].ticks, true
	}
	return 0, false
}

// add rests an order behind those already at its price.
func (b *book) add(o *order, s stamp) {
	levels := b.side(o.kind.asks())
	i, found := b.find(o.kind.asks(), o.ticks)
	if !found {
		*levels = put(*levels, i, &level{ticks: o.ticks})
	}
	l := (*levels)[i]
	l.orders = append(l.orders, o)
	l.lots += o.left
	l.stamp = s
}

// remove takes a resting order out and reports whether it was there.
func (b *book) remove(o *order, s stamp) bool {
	levels := b.side(o.kind.asks())
	i, found := b.find(o.kind.asks(), o.ticks)
	if !found {
		return false
	}
	l := (*levels)[i]
	at := slices.Index(l.orders, o)
	if at < 0 {
		return false
	}
	l.orders = slices.Delete(l.orders, at, at+1)
	l.lots -= o.left
	l.stamp = s
	if len(l.orders) == 0 {
		*levels = slices.Delete(*levels, i, i+1)
	}
	return true
}

// take fills an incoming order of the given size against the other side, best price and oldest order first, no worse than
// limit. It changes the makers; the caller changes the taker.
func (b *book) take(ask bool, limit, lots int64, s stamp) []fill {
	levels := b.side(!ask)
	var fills []fill
	for lots > 0 && len(*levels) > 0 {
		l := (*levels)[0]
		if (ask && l.ticks < limit) || (!ask && l.ticks > limit) {
			break
		}
		maker := l.orders[0]
		n := min(lots, maker.left)
		maker.left -= n
		l.lots -= n
		l.stamp = s
		lots -= n
		fills = append(fills, fill{maker, l.ticks, n})
		if maker.left == 0 {
			l.orders = slices.Delete(l.orders, 0, 1)
		}
		if len(l.orders) == 0 {
			*levels = slices.Delete(*levels, 0, 1)
		}
	}
	return fills
}

// depth returns the lots of the first n levels of a side.
func (b *book) depth(ask bool, n int) int64 {
	var lots int64
	for _, l := range (*b.side(ask))[:min(n, len(*b.side(ask)))] {
		lots += l.lots
	}
	return lots
}
