package model

import "slices"

// PastRates is the event of a market's funding rates that earlier runs kept, oldest first. They are behind [RateLog.Line] and
// nothing else: the present rate is only what the exchange told.
type PastRates struct {
	Market MarketID
	Rates  []Rate
}

func (p PastRates) stream() Stream          { return Stream{KindFunding, string(p.Market)} }
func (p PastRates) merge(newer Event) Event { return turns{p}.merge(newer) }

func (p PastRates) apply(m *Model) {
	part := m.rates(p.Market)
	if part == nil {
		return
	}
	part.past = trimmed(slices.Clone(p.Rates), MaxRates)
	part.Rev = m.bump()
}

// Len is how many rates [RateLog.Line] has, Rate one of them.
func (l RateLog) Len() int { return len(l.past) + len(l.Rates) }

// Rate is the i-th of [RateLog.Line].
func (l RateLog) Rate(i int) Rate {
	n := len(l.past)
	if i < n {
		return l.past[i]
	}
	r := l.Rates[i-n]
	r.Gap = r.Gap || i == n && n > 0
	return r
}

// Line is the rates kept from earlier runs and behind them those told in this one, oldest first.
func (l RateLog) Line() []Rate {
	if len(l.past) == 0 {
		return l.Rates
	}
	out := make([]Rate, l.Len())
	for i := range out {
		out[i] = l.Rate(i)
	}
	return out
}

// Kept is how many of the rates of [RateLog.Line] are of earlier runs.
func (l RateLog) Kept() int { return len(l.past) }

// JoinRates unites rates, oldest first, with newer ones: of a run of equal rates without a gap the first and the last are kept, and
// of all the newest that fit.
func JoinRates(older, newer []Rate) []Rate { return joinRates(older, newer) }
