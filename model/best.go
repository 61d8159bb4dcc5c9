package model

import "time"

// Best is the event of a market's best prices as the exchange states them apart from the book.
type Best struct {
	Market   MarketID
	At       time.Time // received
	Bid, Ask Dec       // absent: that side is empty
	trail    Trail
}

// NewBest builds the event of one statement of best prices.
func NewBest(market MarketID, at time.Time, bid, ask Dec) Best {
	b := Best{Market: market, At: at, Bid: bid, Ask: ask}
	b.trail = newTrail(at, b.Mid())
	return b
}

// Mid is the middle of the two prices; absent while one is.
func (b Best) Mid() Dec { return middle(b.Bid, b.Ask) }

func (b Best) stream() Stream { return Stream{KindBest, string(b.Market)} }

func (b Best) merge(newer Event) Event {
	n, ok := newer.(Best)
	if !ok {
		return newer
	}
	n.trail = b.trail.join(n.trail)
	return n
}

func (b Best) apply(m *Model) {
	p := m.quote(b.Market)
	if p == nil {
		return
	}
	p.Bid, p.Ask, p.At = b.Bid, b.Ask, b.At
	p.Mids = p.Mids.join(b.trail)
	p.Rev = m.bump()
}

// Quote is the best prices of a market as last stated.
type Quote struct {
	Bid, Ask Dec
	At       time.Time
	Mids     Trail
	Rev      uint64
}

// Crossed reports that the bid is not below the ask.
func (q Quote) Crossed() bool { return q.Bid.Known() && q.Ask.Known() && q.Bid.Cmp(q.Ask) >= 0 }

// Mid is the middle of the two prices; absent while one is.
func (q Quote) Mid() Dec { return middle(q.Bid, q.Ask) }
