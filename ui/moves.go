package ui

import (
	"time"

	"github.com/govalues/decimal"

	"kanatop/model"
)

// moves remembers the levels of the push before as they were displayed, to mark for a moment what changed.
type moves struct {
	top, head  int // first row and line of the ladder painted last, for the mouse
	market     model.MarketID
	rev        uint64
	group      int // grouping step
	asks, bids []model.Level
	changed    map[rung]change
}

type change struct {
	mark rune
	at   time.Time
}

// changeShows is how long a change is marked.
const changeShows = 700 * time.Millisecond

// note compares a ladder with the one seen before. Ladders of two markets or of two groupings say nothing about each other.
func (m *moves) note(l *ladder, group int, now time.Time) {
	same := m.market == l.book.Market && m.group == group
	if same && m.rev == l.book.Rev {
		return
	}
	if m.changed == nil {
		m.changed = make(map[rung]change)
	}
	if same && m.rev > 0 {
		for at, c := range m.changed {
			if now.Sub(c.at) >= changeShows {
				delete(m.changed, at)
			}
		}
		differ(m.changed, model.Ask, m.asks, l.asks, now)
		differ(m.changed, model.Bid, m.bids, l.bids, now)
	} else {
		clear(m.changed)
	}
	m.market, m.rev, m.group, m.asks, m.bids = l.book.Market, l.book.Rev, group, l.asks, l.bids
}

// differ marks what is different in the levels of a side. A level beyond all that were known before may have been there and
// not been sent, so it is not called new.
func differ(marks map[rung]change, side model.BookSide, before, after []model.Level, now time.Time) {
	const near = 200 // levels of a side; changes further away are not marked
	i := 0
	for _, k := range after[:min(near, len(after))] {
		order := -1
		for ; i < len(before); i++ {
			if order = before[i].Price.Cmp(k.Price); side == model.Bid {
				order = -order
			}
			if order >= 0 {
				break
			}
		}
		if i == len(before) {
			return
		}
		mark := '*'
		if order == 0 {
			mark = map[int]rune{1: '+', -1: '-'}[k.Size.Cmp(before[i].Size)]
		}
		if mark != 0 {
			marks[rung{side, k.Price.Trim(0)}] = change{mark, now}
		}
	}
}

// change is the mark of a level that changed a moment ago: + more, - less, * new.
func (m *moves) change(side model.BookSide, price decimal.Decimal, now time.Time) rune {
	if c, ok := m.changed[rung{side, price.Trim(0)}]; ok && now.Sub(c.at) < changeShows {
		return c.mark
	}
	return ' '
}
