package model

import (
	"time"
)

// Rate is a funding rate as received. Its unit and its window are not documented.
type Rate struct {
	Value Dec
	At    time.Time // received
	Told  time.Time // the exchange's own time, zero if not sent
	Gap   bool      // what was between the rate before and this one is not known
}

// Funding is the event of funding rates of a market, oldest first.
type Funding struct {
	Market MarketID
	Rates  []Rate
}

func (f Funding) stream() Stream { return Stream{KindFunding, string(f.Market)} }

func (f Funding) merge(newer Event) Event {
	n, ok := newer.(Funding)
	if !ok {
		return turns{f}.merge(newer)
	}
	n.Rates = joinRates(f.Rates, n.Rates)
	return n
}

func (f Funding) apply(m *Model) {
	if len(f.Rates) == 0 {
		return
	}
	part := m.rates(f.Market)
	if part == nil {
		return
	}
	part.Rates = joinRates(part.Rates, f.Rates)
	part.current = newestRate(part.Rates)
	part.Rev = m.bump()
}

// joinRates appends newer rates. A run of equal rates is one entry with the time it was last heard, beside when it began.
func joinRates(older, newer []Rate) []Rate {
	for _, r := range newer {
		if n := len(older); n > 1 && !r.Gap && !older[n-1].Gap && older[n-1].Value.Cmp(r.Value) == 0 && older[n-2].Value.Cmp(r.Value) == 0 {
			r.Told = later(r.Told, older[n-1].Told)
			older[n-1] = r
			continue
		}
		older = append(older, r)
	}
	return trimmed(older, MaxRates)
}

// RateLog is the funding rates seen of a market, oldest first. Of a run of equal rates the first and the last are kept.
type RateLog struct {
	Rates   []Rate
	Rev     uint64
	past    []Rate // kept from earlier runs
	current Rate
}

// Current is the rate received last, unless one before is newer by the exchange's own time; absent before the first.
func (l RateLog) Current() Rate { return l.current }

// newestRate is the last of rates, or one before it that the exchange told for a later time.
func newestRate(rates []Rate) (newest Rate) {
	for _, r := range rates {
		if r.Told.IsZero() || !r.Told.Before(newest.Told) {
			newest = r
		}
	}
	return newest
}

// Payment is what a position receives (positive) or pays (negative) per funding window, in quote units, with the rate
// read as a fraction of the notional: longs pay a positive rate.
func Payment(side Side, notional, rate Dec) Dec {
	switch side {
	case Long:
		return notional.Mul(rate).Neg()
	case Short:
		return notional.Mul(rate)
	}
	return Dec{}
}
