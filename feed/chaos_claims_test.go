package feed_test

import (
	"fmt"
	"time"

	"kanatop/model"
)

const (
	// grace is how long the model may lag behind the lines: a frame of the pacer, and then some.
	grace = 100 * time.Millisecond
	// What is promised, said again here: how old live data may be, and how long a link is trusted without a sign of life.
	liveLimit  = 10 * time.Second
	proofLimit = 13 * time.Second
)

// evidence is what the test itself remembers of what was sent to the model.
type evidence struct {
	heard map[model.Stream]time.Time // receive time of the newest event
	links map[model.Scope]model.Link
}

// note remembers a batch.
func (v *evidence) note(b model.Batch) {
	for _, e := range b.Events() {
		if l, ok := e.(model.Link); ok {
			v.links[l.Scope] = l
		}
		if at := received(e); !at.IsZero() {
			v.heard[model.StreamOf(e)] = at
		}
	}
}

// received is when an event of data was received; zero for others.
func received(e model.Event) time.Time {
	switch e := e.(type) {
	case model.Depth:
		return e.At
	case model.Best:
		return e.At
	case model.Trades:
		return e.At
	case model.Funding:
		if n := len(e.Rates); n > 0 {
			return e.Rates[n-1].At
		}
	case model.Positions:
		return e.At
	case model.OpenOrders:
		return e.At
	case model.Orders:
		return e.At
	case model.Fills:
		return e.At
	case model.Transfers:
		return e.At
	}
	return time.Time{}
}

// claim is what the model says of one topic.
type claim struct {
	scope  model.Scope
	stream model.Stream
	age    model.Age
}

func claims(m *model.Model, markets []model.MarketID, now time.Time) []claim {
	var all []claim
	for _, id := range markets {
		own, owner := model.MarketScope(id), string(id)
		all = append(all,
			claim{own, model.Stream{Kind: model.KindBook, Owner: owner}, m.BookAge(id, now)},
			claim{own, model.Stream{Kind: model.KindTrades, Owner: owner}, m.TapeAge(id, now)},
			claim{model.Scope{}, model.Stream{Kind: model.KindBest, Owner: owner}, m.QuoteAge(id, now)},
			claim{model.Scope{}, model.Stream{Kind: model.KindFunding, Owner: owner}, m.FundingAge(id, now)},
		)
	}
	watched, _ := m.Watched()
	own, owner := model.AccountScope(watched.Profile), string(watched.Profile.Canonical())
	for _, kind := range []model.Kind{model.KindPositions, model.KindOpenOrders, model.KindOrders, model.KindFills, model.KindTransfers} {
		all = append(all, claim{own, model.Stream{Kind: kind, Owner: owner}, m.AccountAge(kind, now)})
	}
	return all
}

// lie says what is wrong with a claim, by the events that were sent; empty for nothing.
func (v *evidence) lie(c claim, now time.Time) string {
	at, link := v.heard[c.stream], v.links[c.scope]
	switch {
	case !c.age.Usable():
		return ""
	case at.IsZero():
		return "was never heard"
	case link.State != model.LinkUp:
		return fmt.Sprintf("its link is in state %d", link.State)
	case at.Before(link.Since):
		return fmt.Sprintf("it is from %v before the present connection", link.Since.Sub(at))
	case now.Sub(link.Proven) > proofLimit:
		return fmt.Sprintf("the last sign of life of its link is %v old", now.Sub(link.Proven))
	case c.age.State == model.Live && now.Sub(at) > liveLimit:
		return fmt.Sprintf("it is %v old and called live", now.Sub(at))
	}
	return ""
}

// lie says what is wrong with a claim, by the bytes that came over the lines; empty for nothing.
func (n *network) lie(c claim, at, now time.Time) string {
	opened, heard, ended, ok := n.line(c.scope)
	switch {
	case !c.age.Usable():
		return ""
	case !ok:
		return "there never was a connection"
	case !ended.IsZero() && now.Sub(ended) > grace:
		return fmt.Sprintf("its connection ended %v ago", now.Sub(ended))
	case at.Before(opened) && now.Sub(opened) > grace:
		return fmt.Sprintf("it came %v before its connection was dialled", opened.Sub(at))
	case at.After(heard):
		return fmt.Sprintf("it is %v newer than the last byte that came", at.Sub(heard))
	case now.Sub(heard) > proofLimit+grace:
		return fmt.Sprintf("the last byte came %v ago", now.Sub(heard))
	}
	return ""
}

// falseHealth says what is wrong with the header's word for a market; empty for nothing.
func (v *evidence) falseHealth(m *model.Model, id model.MarketID, now time.Time) string {
	if h := m.Health(id, now); h.State != model.HealthLive {
		return ""
	}
	for _, l := range v.links {
		if l.State != model.LinkUp || now.Sub(l.Proven) > proofLimit {
			return fmt.Sprintf("the header says live while link %s is in state %d, proven %v ago", l.Scope, l.State, now.Sub(l.Proven))
		}
	}
	if age := m.BookAge(id, now); !age.Usable() {
		return fmt.Sprintf("the header says live with a book that is %+v", age)
	}
	return ""
}

// disorder says what is wrong with a book; empty for nothing.
func disorder(b model.Book) string {
	for name, side := range map[string]struct {
		levels []model.Level
		sign   int
	}{"bids": {b.Bids, -1}, "asks": {b.Asks, 1}} {
		if len(side.levels) > model.MaxLevels {
			return fmt.Sprintf("%d %s", len(side.levels), name)
		}
		for i, l := range side.levels {
			if !l.Price.IsPos() || !l.Size.IsPos() {
				return fmt.Sprintf("level %d of the %s is %v x %v", i, name, l.Price, l.Size)
			}
			if i > 0 && side.levels[i-1].Price.Cmp(l.Price)*side.sign >= 0 {
				return fmt.Sprintf("%s: %v stands before %v", name, side.levels[i-1].Price, l.Price)
			}
		}
	}
	return ""
}

// excess says which bound of what is kept does not hold; empty for none.
func excess(m *model.Model, markets []model.MarketID) string {
	watched, _ := m.Watched()
	h := m.Account(watched.Profile)
	type bound struct {
		name      string
		len, most int
	}
	bounds := []bound{
		{"markets", len(m.FundedMarkets()), 2 * model.MaxMarkets},
		{"positions", len(h.Positions.Rows), model.MaxRows},
		{"open orders", len(h.Open.Rows), model.MaxRows},
		{"orders", len(h.Orders.Rows), model.MaxOrders},
		{"fills", h.Fills.Len(), model.MaxFills},
		{"transfers", len(h.Transfers.Rows), model.MaxTransfers},
	}
	for _, id := range markets {
		bounds = append(bounds,
			bound{"trades", m.Tape(id).Len(), model.MaxTrades},
			bound{"seconds", len(m.Tape(id).Candles(time.Second, 2*model.MaxSeconds)), model.MaxSeconds},
			bound{"minutes", len(m.Tape(id).Candles(time.Minute, 2*model.MaxMinutes)), model.MaxMinutes},
			bound{"rates", len(m.Funding(id).Rates), model.MaxRates},
			bound{"mids of the book", len(m.Book(id).Mids.Points), model.MaxPoints},
			bound{"mids of the quote", len(m.Quote(id).Mids.Points), model.MaxPoints},
		)
	}
	for _, b := range bounds {
		if b.len > b.most {
			return fmt.Sprintf("%d %s are kept, at most %d may be", b.len, b.name, b.most)
		}
	}
	return ""
}
