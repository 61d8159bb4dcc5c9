package feed

import "kanatop/model"

// funding reads funding rates. Nobody documents the payload, its unit or its window: the rate is kept as received.
func (d *decoder) funding(p push) {
	rates, _ := collect(d, p, nil, readRate)
	for _, r := range rates {
		if r.Market != "" {
			r.Rates[0].At = p.at
			d.emit(r)
		}
	}
}

func readRate(d *decoder, r *row) model.Funding {
	rate := model.Rate{
		Value: r.dec("rate", "funding_rate", "fundingRate", "live_funding_rate"),
		Told:  r.when("timestamp", "last_updated", "lastUpdated"),
	}
	r.need(rate.Value.Known(), "rate")
	return model.Funding{Market: d.subject(r), Rates: []model.Rate{rate}}
}
