package sim

import (
	"math"
	"math/rand/v2"
	"time"
)

// tradesKept bounds the public trades a market remembers; a new subscriber gets them all.
const tradesKept = 400

// ledger is what all markets and accounts share: time, transaction versions, chance and the other traders. Floats shape
// chance only; every price and size made from them is an integer.
type ledger struct {
	rng     *rand.Rand
	now     time.Time
	version int64
	traders []string
}

// next stamps a new transaction.
func (l *ledger) next() stamp {
	l.version += 1 + l.rng.Int64N(4)
	return stamp{l.now.Unix(), l.version}
}

// count turns an expected number into a whole one with that mean.
func (l *ledger) count(mean float64) int {
	whole := math.Floor(mean)
	if l.rng.Float64() < mean-whole {
		whole++
	}
	return int(whole)
}

// market is one market: its book, its makers and takers, and what happened since the last push.
type market struct {
	listing
	*ledger
	book      book
	fair      int64 // thousandths of a tick
	spread    int64 // ticks the makers aim at
	orders    uint64
	positions uint64
	funding   int64   // hundred-millionths per window
	tape      []match // newest first
	fresh     []match // since the last push, newest first
	owned     []execution
	moved     bool // the book changed since the last push
}

// execution is a fill of an account's order, waiting to be settled.
type execution struct {
	order *order
	trade trade
	lots  int64
}

func newMarket(l listing, shared *ledger) *market {
	m := &market{listing: l, ledger: shared, fair: l.anchor*1000 + 500, spread: 1, positions: 9_000 + l.number}
	m.orders = 8_764_000 + l.number*1000
	m.funding = shared.rng.Int64N(3_000) - 800
	return m
}

// newPosition returns the id of a new position.
func (m *market) newPosition() string {
	m.positions++
	return wideID(m.positions, m.number)
}

// submit gives an order its id, matches it and rests what is left of a limit order.
func (m *market) submit(o *order) {
	s := m.next()
	m.moved = true
	m.orders++
	o.on = &m.listing
	limit, low := o.ticks, uint64(0)
	switch {
	case !o.market:
		low = bookKey(o.ticks, o.kind.asks(), m.rng.Uint64N(1<<31))
	case o.kind.asks():
		limit = 0
	default:
		limit = math.MaxInt64
	}
	o.id, o.left, o.status = wideID(m.orders, low), o.lots, statusOpen
	o.created, o.updated, o.version = s.second, s.second, s.version
	for _, f := range m.book.take(o.kind.asks(), limit, o.lots, s) {
		o.left -= f.lots
		m.record(match{newTrade(*o, f, true, s), newTrade(*f.maker, f, false, s)})
		if o.owner != nil {
			m.owned = append(m.owned, execution{o, m.tape[0].taker, f.lots})
		}
		if f.maker.owner != nil {
			m.owned = append(m.owned, execution{f.maker, m.tape[0].maker, f.lots})
		}
	}
	if !o.market && o.left > 0 {
		m.book.add(o, s)
	}
}

func (m *market) record(t match) {
	m.tape = put(m.tape, 0, t)
	m.tape = m.tape[:min(len(m.tape), tradesKept)]
	m.fresh = put(m.fresh, 0, t)
	m.fresh = m.fresh[:min(len(m.fresh), tradesKept)]
}

// cancel takes a resting order out of the book.
func (m *market) cancel(o *order) bool {
	s := m.next()
	if !m.book.remove(o, s) {
		return false
	}
	o.status, o.updated, o.version = statusCancelled, s.second, s.version
	m.moved = true
	return true
}

// trader makes an order of somebody else. A reducing order leaves a position entered up to one per cent away.
func (m *market) trader(ask bool, ticks, lots int64) *order {
	kinds := [...]kind{openLong, increaseLong, decreaseShort, closeShort}
	if ask {
		kinds = [...]kind{openShort, increaseShort, decreaseLong, closeLong}
	}
	leverages := [...]int64{2, 3, 5, 10, 10, 20}
	o := &order{
		address:  m.traders[m.rng.IntN(len(m.traders))],
		position: wideID(8_000+m.rng.Uint64N(900), m.number),
		kind:     kinds[m.rng.IntN(len(kinds))],
		leverage: leverages[m.rng.IntN(len(leverages))],
		ticks:    ticks,
		lots:     lots,
	}
	if o.kind.reduces() {
		away := m.basisPoints(100)
		o.entry = m.price(m.fair/1000 + m.rng.Int64N(2*away+1) - away)
	}
	return o
}

// lotsAround draws a size with a heavy tail around a median; people like round figures, so half of them are.
func (m *market) lotsAround(median int64) int64 {
	lots := int64(float64(median) * math.Exp(1.2*m.rng.NormFloat64()))
	lots = min(max(lots, median/50, 1), 60*median)
	if m.rng.IntN(2) == 0 {
		return lots
	}
	round := int64(1)
	for round*20 <= lots {
		round *= 10
	}
	return max(lots-lots%round, round)
}
