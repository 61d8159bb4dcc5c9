package model

import "time"

// signFor is how long a change of a funding rate's sign keeps another one from being told.
const signFor = time.Minute

// funding checks the sign of funding rates. A rate of zero has none and changes nothing.
func (w *alarm) funding(m *Model, now time.Time) (fired []Fired) {
	s, rates := w.rates(m, now)
	gap := w.look(s, now)
	stood := gap.Reason == wordStill
	if gap.Reason == "" && w.blind != "" {
		gap = Gap{From: w.since, To: now, Reason: w.atFirst}
	}
	for id, p := range w.spots {
		if _, seen := rates[MarketID(id)]; !seen {
			p.missed = true
			w.spots[id] = p
		}
	}
	for _, market := range m.FundedMarkets() {
		rate, seen := rates[market.ID]
		if !seen || rate.Sign() == 0 {
			continue
		}
		p, known := w.spots[string(market.ID)]
		switch {
		case !known || rate.Sign() == p.sign:
			p.sign, p.missed = rate.Sign(), false
		case now.Sub(p.since) >= signFor:
			f := Fired{Alert: w.alert, At: now, Market: market.ID, Value: rate}
			if p.missed || stood {
				f.Gap = gap
			}
			fired = append(fired, f)
			p = spot{sign: rate.Sign(), since: now}
		}
		w.spots[string(market.ID)] = p
	}
	return fired
}

// rates are the funding rates that can be used, of the alert's market or of all.
func (w *alarm) rates(m *Model, now time.Time) (sight, map[MarketID]Dec) {
	out := make(map[MarketID]Dec)
	s := sight{proven: m.links[Scope{}].Proven}
	silent := Age{State: Waiting}
	for _, market := range m.FundedMarkets() {
		if !w.alert.about(market.ID) {
			continue
		}
		switch age := m.FundingAge(market.ID, now); {
		case age.Usable():
			out[market.ID] = m.Funding(market.ID).Current().Value
		case age.Spoken:
			s.blinded("rate of " + market.Symbol + ": " + age.why())
		default:
			silent = age
		}
	}
	if len(out) == 0 {
		s.blinded(silent.why())
	}
	return s, out
}
