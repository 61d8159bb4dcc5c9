package model

import "time"

// DoubtAfter is how long the book may be contradicted by other streams before it is called stale.
const DoubtAfter = 5 * time.Second

// far is the share of the price, a thousandth, beyond which trades contradict the book, and best prices one that still speaks.
func far() Dec { return MustDec("0.001") }

// doubt is a contradiction of a market's book by another stream.
type doubt struct {
	agreed time.Time // when the streams last agreed, or had nothing to compare
	reason string    // empty while they agree
}

// Witness compares the book of every market with its best prices and its trades. It is to be called after batches and
// about once a second; what it finds shows in [Model.BookAge] and [Model.Doubtful].
func (m *Model) Witness(now time.Time) {
	for id, b := range m.books {
		d := m.doubts[id]
		if d.reason = m.contradiction(b, now); d.reason == "" || d.agreed.IsZero() {
			d.agreed = now
		}
		m.doubts[id] = d
	}
}

// contradiction says what another stream tells against a book; empty for nothing.
func (m *Model) contradiction(b *Book, now time.Time) string {
	bid, ask := b.BestBid(), b.BestAsk()
	silent := now.Sub(b.At) > DoubtAfter
	if q := m.Quote(b.Market); q.At.After(b.At) || !silent {
		if m.QuoteAge(b.Market, now).Usable() && apart(q, bid, ask, silent) {
			return "best prices moved away from the book"
		}
	}
	tape := m.Tape(b.Market)
	// A list that is sent anew tells of trades from before the book.
	if tape.Len() > 0 && tape.At.After(b.At) && tape.Newest(0).Time.Add(time.Second).After(b.At) && m.TapeAge(b.Market, now).Usable() {
		above, below := tape.Last().Sub(ask).Quo(ask), bid.Sub(tape.Last()).Quo(bid)
		if above.Cmp(far()) > 0 || below.Cmp(far()) > 0 {
			return "trades print outside the book"
		}
	}
	return ""
}

// apart reports whether best prices contradict a book's. A silent book is contradicted by any difference; one that speaks
// only by prices that would cross it or that are far from it, since two streams are never quite in step.
func apart(q Quote, bid, ask Dec, silent bool) bool {
	if silent {
		return q.Bid.Known() && q.Bid.Cmp(bid) != 0 || q.Ask.Known() && q.Ask.Cmp(ask) != 0
	}
	crosses := q.Bid.Known() && ask.Known() && q.Bid.Cmp(ask) >= 0 || q.Ask.Known() && bid.Known() && q.Ask.Cmp(bid) <= 0
	mid, other := middle(bid, ask), q.Mid()
	gap := other.Sub(mid).Quo(mid).Abs()
	return crosses || gap.Known() && gap.Cmp(far()) > 0
}

// doubted judges a book that other streams contradict for long as stale.
func (m *Model) doubted(id MarketID, a Age, now time.Time) Age {
	if d := m.doubts[id]; a.Usable() && d.reason != "" && now.Sub(d.agreed) > DoubtAfter {
		a.State, a.Reason = Stale, d.reason
	}
	return a
}

// Doubtful returns the markets whose book is contradicted for long: their connection wants renewing.
func (m *Model) Doubtful(now time.Time) []MarketID {
	var out []MarketID
	for _, k := range m.Markets() {
		if d := m.doubts[k.ID]; d.reason != "" && m.BookAge(k.ID, now).Reason == d.reason {
			out = append(out, k.ID)
		}
	}
	return out
}
