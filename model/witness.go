package model

import "time"

// DoubtAfter is how long the book may be contradicted by other streams before it is called stale.
const DoubtAfter = 5 * time.Second

// far is the share of the price, a thousandth, beyond which trades contradict the book, and best prices one that still speaks.
func far() Dec { return MustDec("0.001") }

// doubt is a contradiction of a stream by others.
type doubt struct {
	agreed time.Time // when the streams last agreed, or had nothing to compare
	reason string    // empty while they agree
}

func (d *doubt) hear(reason string, now time.Time) {
	if d.reason = reason; reason == "" || d.agreed.IsZero() {
		d.agreed = now
	}
}

// judge calls what others contradict for long stale.
func (d *doubt) judge(a Age, now time.Time) Age {
	if a.Usable() && d.reason != "" && now.Sub(d.agreed) > DoubtAfter {
		a.State, a.Reason = Stale, d.reason
	}
	return a
}

// doubts are what other streams tell against a market's book and its best prices.
type doubts struct{ book, quote doubt }

// Witness compares the book of every market with its best prices and its trades. It is to be called after batches and
// about once a second; what it finds shows in [Model.BookAge], [Model.QuoteAge] and [Model.Doubtful].
func (m *Model) Witness(now time.Time) {
	for id, b := range m.books {
		d := m.doubts[id]
		book, quote := m.contradiction(b, now)
		d.book.hear(book, now)
		d.quote.hear(quote, now)
		m.doubts[id] = d
	}
}

// contradiction says what other streams tell against a book and against the best prices; empty for nothing. Of two that
// disagree, best prices that are silent are not believed when trades confirm the book or when it spoke after them; if they
// are far from a book that is silent too, neither is. In all other cases the book is not.
func (m *Model) contradiction(b *Book, now time.Time) (book, quote string) {
	const left, moved = "best prices moved away from the book", "the book moved away from the best prices"
	bid, ask := b.BestBid(), b.BestAsk()
	q := m.Quote(b.Market)
	silent, mute := now.Sub(b.At) > DoubtAfter, now.Sub(q.At) > DoubtAfter
	tape := m.Tape(b.Market)
	// prints reports whether trades are known that came after a stream spoke. A list that is sent anew tells of earlier ones.
	prints := func(after time.Time) bool {
		return tape.Len() > 0 && tape.At.After(after) && tape.Newest(0).Time.Add(time.Second).After(after) && m.TapeAge(b.Market, now).Usable()
	}
	outside := tape.Len() > 0 && beyond(tape.Last(), bid, ask)
	switch {
	case !q.At.IsZero() && m.AgeOf(Scope{}, q.At, now).Usable() && !q.Crossed() && apart(q, bid, ask, silent && q.At.After(b.At)):
		switch {
		case prints(q.At) && !outside && beyond(tape.Last(), q.Bid, q.Ask), mute && !silent:
			quote = moved
		case mute && q.At.Before(b.At):
			if quote = moved; distant(q, bid, ask) {
				book = left
			}
		default:
			book = left
		}
	case prints(b.At) && outside:
		book = "trades print outside the book"
	}
	return book, quote
}

// beyond reports whether a price is far outside of two best ones.
func beyond(price, bid, ask Dec) bool {
	above, below := price.Sub(ask).Quo(ask), bid.Sub(price).Quo(bid)
	return above.Cmp(far()) > 0 || below.Cmp(far()) > 0
}

// apart reports whether best prices contradict a book's. A book that was silent when they came is contradicted by any
// difference; another only by prices that would cross it or that are far from it, since two streams are never quite in step.
func apart(q Quote, bid, ask Dec, silent bool) bool {
	if silent {
		return q.Bid.Known() && q.Bid.Cmp(bid) != 0 || q.Ask.Known() && q.Ask.Cmp(ask) != 0
	}
	crosses := q.Bid.Known() && ask.Known() && q.Bid.Cmp(ask) >= 0 || q.Ask.Known() && bid.Known() && q.Ask.Cmp(bid) <= 0
	return crosses || distant(q, bid, ask)
}

// distant reports whether best prices are far from a book's, by what lies in the middle.
func distant(q Quote, bid, ask Dec) bool {
	mid := middle(bid, ask)
	gap := q.Mid().Sub(mid).Quo(mid).Abs()
	return gap.Known() && gap.Cmp(far()) > 0
}

// Doubtful returns the markets whose book is contradicted for long: their connection wants renewing.
func (m *Model) Doubtful(now time.Time) []MarketID {
	var out []MarketID
	for _, k := range m.Markets() {
		if d := m.doubts[k.ID].book; d.reason != "" && m.BookAge(k.ID, now).Reason == d.reason {
			out = append(out, k.ID)
		}
	}
	return out
}
