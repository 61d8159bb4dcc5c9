package feed

import (
	"bytes"
	"slices"

	"kanatop/model"
)

// funding reads funding rates. Nobody documents the payload, its unit or its window: the rate is kept as received.
func (d *decoder) funding(p push) {
	rates, _ := collect(d, p, nil, readRate)
	timeless := func(f model.Funding) bool { return f.Rates[0].Told.IsZero() }
	if !slices.ContainsFunc(rates, timeless) { // in which order a list stands is not documented
		slices.SortStableFunc(rates, func(a, b model.Funding) int { return a.Rates[0].Told.Compare(b.Rates[0].Told) })
	}
	for _, r := range rates {
		if r.Market != "" {
			r.Rates[0].At = p.at
			d.emit(r)
		}
	}
}

func readRate(d *decoder, r *row) model.Funding {
	names := []string{"rate", "funding_rate", "fundingRate", "live_funding_rate"}
	rate := model.Rate{Value: least(r.value(names...)), Told: r.when("timestamp", "last_updated", "lastUpdated")}
	if !rate.Value.Known() {
		rate.Value = r.dec(names...)
	}
	market := d.subject(r)
	if r.need(rate.Value.Known(), "rate"); r.bad {
		d.garbled(model.KindFunding, string(market), d.at)
	}
	return model.Funding{Market: market, Rates: []model.Rate{rate}}
}

// least is the smallest number that is held, for one that is smaller, with its sign; absent for any other. Without it the rate before
// would stand as the present one.
func least(value []byte) model.Dec {
	text, _ := content(value)
	if d, number := model.ReceivedDec(text); !number || !d.Rounded() || d.Sign() != 0 {
		return model.Dec{}
	}
	sign := ""
	if bytes.HasPrefix(text, []byte("-")) {
		sign = "-"
	}
	small, _ := model.ReadDec(model.RoundedMark + sign + "0.0000000000000000001")
	return small
}
