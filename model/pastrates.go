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

// Line is the rates kept from earlier runs and behind them those told in this one, oldest first.
func (l RateLog) Line() []Rate {
	if len(l.past) == 0 {
		return l.Rates
	}
	out := slices.Concat(l.past, l.Rates)
	if n := len(l.past); n < len(out) {
		out[n].Gap = true
	}
	return out
}

// Kept is how many of the rates of [RateLog.Line] are of earlier runs.
func (l RateLog) Kept() int { return len(l.past) }

// JoinRates unites rates, oldest first, with newer ones: of a run of equal rates without a gap the first and the last are kept, and
// of all the newest that fit.
func JoinRates(older, newer []Rate) []Rate { return joinRates(older, newer) }
