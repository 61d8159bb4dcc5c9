package model

import (
	"slices"
	"time"

	"github.com/govalues/decimal"
)

// Level is a price and the size resting there, in base units.
type Level struct{ Price, Size decimal.Decimal }

// Depth is the event of a whole book: each push of the exchange replaces the one before.
type Depth struct {
	Market MarketID
	At     time.Time // received
	Bids   []Level   // best first
	Asks   []Level   // best first
	Pushes int       // how many pushes this event stands for

	Rounded bool // of a level more digits were sent than are held
	Flawed  int  // levels that could not be read
	trail   Trail
}

// Lacking is a book of which some levels could not be read: what its mid was is not known.
func (d Depth) Lacking(levels int) Depth {
	d.Flawed, d.trail = levels, Trail{}
	return d
}

// NewDepth builds the event from the levels of one push in any order. It sorts them, adds up equal prices, leaves out
// levels without a positive price and size and keeps the best [MaxLevels] of each side. It takes ownership of the slices.
func NewDepth(market MarketID, at time.Time, bids, asks []Level) Depth {
	d := Depth{Market: market, At: at, Bids: side(bids, -1), Asks: side(asks, 1), Pushes: 1}
	if bid, ask := best(d.Bids), best(d.Asks); bid.Cmp(ask) < 0 {
		d.trail = newTrail(at, middle(bid, ask))
	}
	return d
}

// side puts levels in order, best first: ascending prices with sign 1, descending with -1.
func side(levels []Level, sign int) []Level {
	levels = slices.DeleteFunc(levels, func(l Level) bool { return l.Price.Sign() <= 0 || l.Size.Sign() <= 0 })
	byPrice := func(a, b Level) int { return sign * a.Price.Cmp(b.Price) }
	if n := len(levels); n > 1 && byPrice(levels[0], levels[n-1]) > 0 {
		slices.Reverse(levels) // most likely the worst was first
	}
	if !slices.IsSortedFunc(levels, byPrice) {
		copy(levels, inOrder(levels, func(a, b *Level) int { return byPrice(*a, *b) }))
	}
	kept := levels[:0]
	for _, l := range levels {
		if n := len(kept); n > 0 && kept[n-1].Price.Cmp(l.Price) == 0 {
			if sum, err := kept[n-1].Size.Add(l.Size); err == nil {
				kept[n-1].Size = sum
			}
			continue
		}
		kept = append(kept, l)
	}
	return kept[:min(len(kept), MaxLevels)]
}

func (d Depth) stream() Stream { return Stream{KindBook, string(d.Market)} }

func (d Depth) merge(newer Event) Event {
	n, ok := newer.(Depth)
	if !ok {
		return newer
	}
	n.Pushes += d.Pushes
	n.trail = d.trail.join(n.trail)
	return n
}

func (d Depth) apply(m *Model) {
	b := m.book(d.Market)
	if b == nil {
		return
	}
	b.Bids, b.Asks, b.At = d.Bids, d.Asks, d.At
	b.Pushes, b.Rounded, b.Flawed = b.Pushes+d.Pushes, d.Rounded, d.Flawed
	b.Mids = b.Mids.join(d.trail)
	b.Rev = m.bump()
}

// Book is the order book of a market as last received.
type Book struct {
	Market MarketID
	Bids   []Level // best first
	Asks   []Level // best first
	At     time.Time
	Pushes int
	Mids   Trail // the mid, sampled once a second
	Rev    uint64

	Rounded bool // of a level more digits were sent than are held, and it is not exactly what was sent
	Flawed  int  // levels that could not be read
}

// BestBid is the highest price bid; absent for an empty side.
func (b Book) BestBid() Dec { return best(b.Bids) }

// BestAsk is the lowest price asked; absent for an empty side.
func (b Book) BestAsk() Dec { return best(b.Asks) }

// Mid is the middle of the best prices; absent while a side is empty.
func (b Book) Mid() Dec { return middle(b.BestBid(), b.BestAsk()) }

// Spread is the best ask minus the best bid, in quote units; negative for a crossed book.
func (b Book) Spread() Dec { return b.BestAsk().Sub(b.BestBid()) }

// SpreadBP is the spread in basis points of the mid.
func (b Book) SpreadBP() Dec { return b.Spread().Quo(b.Mid()).Mul(Int(10_000)) }

// Crossed reports a best bid at or above the best ask.
func (b Book) Crossed() bool {
	bid, ask := b.BestBid(), b.BestAsk()
	return bid.Known() && ask.Known() && bid.Cmp(ask) >= 0
}

// Imbalance is the share of the bids, 0 to 1, in the size of the first n levels of each side; absent for an empty book.
func (b Book) Imbalance(n int) Dec {
	bids, asks := Depths(b.Bids, n), Depths(b.Asks, n)
	return bids.Quo(bids.Add(asks))
}

// Depths is the size resting on the first n levels.
func Depths(levels []Level, n int) Dec {
	sum := Int(0)
	for _, l := range levels[:max(0, min(n, len(levels)))] {
		sum = sum.Add(Some(l.Size))
	}
	return sum
}

func best(levels []Level) Dec {
	if len(levels) == 0 {
		return Dec{}
	}
	return Some(levels[0].Price)
}

func middle(bid, ask Dec) Dec { return bid.Add(ask).Quo(Int(2)) }
