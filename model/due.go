package model

import "time"

// Due is what positions receive (positive) or pay per funding window at the mark, with the rate read as a fraction of the
// notional. Neither the unit nor the window of the rate is documented.
type Due struct {
	Count   int // positions
	Missing int // those whose payment is not known, which are in neither payment nor margin
	Net     Dec // notional of longs minus that of shorts, quote units; absent when that of one is not known
	Margin  Dec // of those that pay or receive
	Payment Dec // quote units
	Age     Age // worst of rates, prices and positions
}

// DueOf adds up the payments of positions: of those of one market, or of all when the market is empty.
func DueOf(rows []Exposure, market MarketID) Due {
	d := Due{Net: Int(0), Margin: Int(0), Payment: Int(0), Age: Age{Spoken: true}}
	for _, e := range rows {
		if market != "" && e.Market != market {
			continue
		}
		d.Count++
		d.Age = d.Age.Worse(e.Overall)
		switch e.Side {
		case Long:
			d.Net = d.Net.Add(e.Notional)
		case Short:
			d.Net = d.Net.Sub(e.Notional)
		default:
			d.Net = Dec{}
		}
		if !e.PerWindow.Known() {
			d.Missing++
			continue
		}
		d.Age = d.Age.Worse(e.RateAge)
		d.Margin, d.Payment = d.Margin.Add(e.Margin), d.Payment.Add(e.PerWindow)
	}
	return d
}

// Basis is the payment in basis points of the margin of the positions.
func (d Due) Basis() Dec { return d.Payment.Quo(d.Margin).Mul(Int(10_000)) }

// PerDay is the payment of a day of windows of a length; absent when the length is not known.
func (d Due) PerDay(window time.Duration) Dec {
	if window <= 0 {
		return Dec{}
	}
	return d.Payment.Mul(Int(int64(24 * time.Hour)).Quo(Int(int64(window))))
}
