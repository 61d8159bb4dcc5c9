package model

import (
	"cmp"
	"time"
)

// Mark is the price positions are valued at. The exchange publishes none, so it is a mid, and says which.
type Mark struct {
	Price  Dec
	Source string // "book mid", "best mid" or empty
	Age    Age
}

// Sources of a mark.
const (
	sourceBook = "book mid"
	sourceBest = "best mid"
)

// FromBest reports whether the price is a mid of the best prices and not of the book.
func (k Mark) FromBest() bool { return k.Source == sourceBest }

// Mark returns the price to value a market's positions at: the mid of its book, or of its best prices when the book is
// empty on a side, crossed or not to be trusted.
func (m *Model) Mark(id MarketID, now time.Time) Mark {
	b := m.Book(id)
	book := Mark{Price: b.Mid(), Source: sourceBook, Age: m.BookAge(id, now)}
	if b.Crossed() {
		book.Age = book.Age.Worse(Age{State: Stale, Spoken: true, Reason: "book crossed"})
	}
	quote := Mark{Price: m.Quote(id).Mid(), Source: sourceBest, Age: m.QuoteAge(id, now)}
	switch {
	case book.Price.Known() && (book.Age.Usable() || !quote.Price.Known() || !quote.Age.Usable()):
		return book
	case quote.Price.Known():
		return quote
	}
	return Mark{Age: book.Age}
}

// Exposure is a position with what is computed of it.
type Exposure struct {
	Position
	Known     Market
	Readable  bool // false: old encoding of a market whose parameters are not known
	Mark      Mark
	UPnL      Dec // unrealised profit at the mark, quote units
	ROE       Dec // of the margin, in percent
	Notional  Dec // at the mark, quote units
	Distance  Dec // of the liquidation price from the mark, in percent of the mark
	Last      Dec // the same from the last mid seen, where there is no mark
	Crossed   bool
	Rate      Rate
	PerWindow Dec // received (positive) or paid per funding window at the mark
	RateAge   Age
	Overall   Age // worst of the position's and the mark's
}

// Room is how far the mark is from the liquidation price in percent, positive while the position lives; absent when unknown.
func (e Exposure) Room() Dec {
	if e.Side == Long {
		return e.Distance.Neg()
	}
	return e.Distance
}

// LastRoom is [Exposure.Room], or while there is no mark that of the last mid seen.
func (e Exposure) LastRoom() Dec {
	e.Distance = e.Distance.Or(e.Last)
	return e.Room()
}

// Used is how much of the way from the entry to the liquidation price the mark has gone: 0 at the entry, 1 at liquidation,
// negative while it stands on the side of profit. Absent when the liquidation price does not lie on the side of loss.
func (e Exposure) Used() Dec {
	way := e.Entry.Sub(e.Liq)
	if !e.Liq.Positive() || e.Side == Long && way.Sign() <= 0 || e.Side == Short && way.Sign() >= 0 || e.Side == SideUnknown {
		return Dec{}
	}
	return e.Entry.Sub(e.Mark.Price).Quo(way)
}

// Expose computes the figures of a position.
func (m *Model) Expose(p Position, age Age, now time.Time) Exposure {
	e := Exposure{Known: m.Market(p.Market), Mark: m.Mark(p.Market, now)}
	e.Position, e.Readable = p.Descaled(e.Known)
	mark := e.Mark.Price
	switch e.Side {
	case Long:
		e.UPnL = e.Size.Mul(mark.Sub(e.Entry))
		e.Crossed = e.Liq.Positive() && mark.Known() && mark.Cmp(e.Liq) <= 0
	case Short:
		e.UPnL = e.Size.Mul(e.Entry.Sub(mark))
		e.Crossed = e.Liq.Positive() && mark.Known() && mark.Cmp(e.Liq) >= 0
	}
	percent := Int(100)
	e.ROE = e.UPnL.Quo(e.Margin).Mul(percent)
	e.Notional = e.Size.Mul(mark)
	if e.Liq.Positive() && e.Side != SideUnknown {
		e.Distance = e.Liq.Sub(mark).Quo(mark).Mul(percent)
		if last := m.LastMid(p.Market); !mark.Known() && last.Known() {
			e.Last = e.Liq.Sub(last).Quo(last).Mul(percent)
		}
	}
	e.Rate = m.Funding(p.Market).Current()
	e.RateAge = m.FundingAge(p.Market, now)
	e.PerWindow = Payment(e.Side, e.Notional, e.Rate.Value)
	e.Overall = age.Worse(e.Mark.Age)
	return e
}

// LastMid is the last mid seen of a market, of its book or of its best prices, whichever is newer; absent if none was.
func (m *Model) LastMid(id MarketID) Dec {
	var last Point
	for _, trail := range [2]Trail{m.Quote(id).Mids, m.Book(id).Mids} {
		if n := len(trail.Points); n > 0 && trail.Points[n-1].Second >= last.Second {
			last = trail.Points[n-1]
		}
	}
	return last.Price
}

// Exposures returns the positions of the account looked at, or of all, in order of risk: the nearest to liquidation first, by the last
// mid seen where there is none now; unknown ones last.
func (m *Model) Exposures(now time.Time) []Exposure { return m.ExposuresOf(m.looked, now) }

// ExposuresOf is [Model.Exposures] of the account at a place, or of [AllAccounts], whichever is looked at. Each row is as
// fresh as its own account.
func (m *Model) ExposuresOf(place int, now time.Time) []Exposure {
	return inOrder(m.exposed(place, now), byRisk)
}

// byRisk orders the nearest to liquidation first.
func byRisk(a, b *Exposure) int {
	return cmp.Or(known(b.LastRoom())-known(a.LastRoom()), a.LastRoom().Cmp(b.LastRoom()), compareIDs(a.Market, b.Market), cmp.Compare(a.Side, b.Side), cmp.Compare(a.ID, b.ID))
}

// exposed is [Model.ExposuresOf] in the order in which the positions were told.
func (m *Model) exposed(place int, now time.Time) []Exposure {
	var ages [MaxAccounts]Age
	for _, a := range m.span(place) {
		ages[a.Index] = m.ageOf(a, KindPositions, now, place)
	}
	held := m.HeldOf(place).Positions
	out := make([]Exposure, len(held.Rows))
	for i, p := range held.Rows {
		out[i] = m.Expose(p, ages[m.placeOf(p.Acct, place)], now)
	}
	return out
}

func known(d Dec) int {
	if d.Known() {
		return 1
	}
	return 0
}

// Totals is the sum over positions. Those without a profit or a worth at the mark are in none of the sums but that of the margins;
// Missing counts them.
type Totals struct {
	Count, Missing         int
	UPnL, Margin, Notional Dec // of both sides; the notional at the mark is the exposure of the account. Margin is absent when that of one is
	Long, Short            SideTotal
	Leverage               Dec // effective: notional by margin, of those with both; absent without a margin
	PerWindow              Dec // absent when the rate of one of them is
	Age                    Age // worst of those added up; of several accounts, of all of them
	Accounts, Heard        int // when it is of several accounts: how many, and of how many the positions are known
}

// SideTotal is the sum over the positions of one side.
type SideTotal struct {
	Count                  int
	UPnL, Margin, Notional Dec
}

// Net is the notional of the longs minus that of the shorts, over all markets.
func (t Totals) Net() Dec { return t.Long.Notional.Sub(t.Short.Notional) }

// Total adds up exposures.
func Total(rows []Exposure) Totals {
	none := SideTotal{UPnL: Int(0), Margin: Int(0), Notional: Int(0)}
	t := Totals{Count: len(rows), UPnL: Int(0), Margin: Int(0), Notional: Int(0), Long: none, Short: none, PerWindow: Int(0), Age: Age{Spoken: true}}
	backing := Int(0)
	for _, e := range rows {
		side := &t.Short
		if e.Side == Long {
			side = &t.Long
		}
		t.Margin, side.Margin = t.Margin.Add(e.Margin), side.Margin.Add(e.Margin)
		if !e.UPnL.Known() || !e.Notional.Known() {
			t.Missing++
			continue
		}
		backing = backing.Add(e.Margin)
		t.UPnL, t.Notional = t.UPnL.Add(e.UPnL), t.Notional.Add(e.Notional)
		t.PerWindow = t.PerWindow.Add(e.PerWindow)
		side.Count, side.UPnL, side.Notional = side.Count+1, side.UPnL.Add(e.UPnL), side.Notional.Add(e.Notional)
		t.Age = t.Age.Worse(e.Overall)
	}
	t.Leverage = t.Notional.Quo(backing)
	return t
}

// lacking is the totals when there are more positions than were added up: those of which nothing can be read.
func (t Totals) lacking(lost int) Totals {
	if lost > 0 {
		t.Count, t.Missing = t.Count+lost, t.Missing+lost
		t.Margin, t.Long.Margin, t.Short.Margin, t.PerWindow = Dec{}, Dec{}, Dec{}, Dec{}
	}
	return t
}

// OrderRow is an open order with what is computed of it.
type OrderRow struct {
	Order
	Known    Market
	Away     Dec // its price minus the mid, quote units
	Distance Dec // the same in percent of the mid
	Mark     Mark
}

// Basis is the distance of the price from the mid in basis points of the mid.
func (o OrderRow) Basis() Dec { return o.Distance.Mul(Int(100)) }

// Unfilled is the value of what rests of the order at its price, quote units; absent when it has none above zero.
func (o OrderRow) Unfilled() Dec {
	if !o.Price.Positive() {
		return Dec{}
	}
	return o.Remaining.Mul(o.Price)
}

// OpenRows returns the open orders of the account looked at, or of all: markets in their order, the dearest first.
func (m *Model) OpenRows(now time.Time) []OrderRow {
	rows := m.Held().Open.Rows
	out := make([]OrderRow, len(rows))
	for i, o := range rows {
		mark := m.Mark(o.Market, now)
		var away Dec
		if o.Price.Positive() { // there is no market below
			away = o.Price.Sub(mark.Price)
		}
		out[i] = OrderRow{Order: o, Known: m.Market(o.Market), Mark: mark, Away: away, Distance: away.Quo(mark.Price).Mul(Int(100))}
	}
	return inOrder(out, func(a, b *OrderRow) int {
		return cmp.Or(compareIDs(a.Market, b.Market), b.Price.Cmp(a.Price), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
}

// Change is a price against the first one seen of a market.
type Change struct {
	Price   Dec
	First   Dec
	Since   time.Time // when the first was seen
	Percent Dec
	Age     Age
}

// Change compares a market's mark with the first mid seen of it, of the book or the best prices, whichever came first; or
// with the first trade of the tape while no mid has been seen.
func (m *Model) Change(id MarketID, now time.Time) Change {
	mark := m.Mark(id, now)
	c := Change{Price: mark.Price, Age: mark.Age}
	consider := func(price Dec, at time.Time) {
		if price.Known() && (!c.First.Known() || at.Before(c.Since)) {
			c.First, c.Since = price, at
		}
	}
	if p := m.Book(id).Mids.First; p.Price.Known() {
		consider(p.Price, time.Unix(p.Second, 0))
	}
	if p := m.Quote(id).Mids.First; p.Price.Known() {
		consider(p.Price, time.Unix(p.Second, 0))
	}
	if tape := m.Tape(id); !c.First.Known() {
		c.First, c.Since = tape.First, tape.FirstAt
	}
	c.Percent = c.Price.Sub(c.First).Quo(c.First).Mul(Int(100))
	return c
}
