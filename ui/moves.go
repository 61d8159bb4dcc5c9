package ui

import (
	"time"

	"github.com/govalues/decimal"

	"kanatop/model"
)

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
	const near = 60 // levels of a side; changes further away are not marked
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
