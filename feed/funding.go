package feed

import (
	"bytes"

	"kanatop/model"
)

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
	names := []string{"rate", "funding_rate", "fundingRate", "live_funding_rate"}
	rate := model.Rate{Value: r.dec(names...), Told: r.when("timestamp", "last_updated", "lastUpdated")}
	if text, ok := content(r.value(names...)); ok && rate.Value.Known() {
		rate.Rounded = !bytes.Equal(significant(text), significant([]byte(rate.Value.String())))
	}
	if rate.Rounded && rate.Value.Sign() == 0 { // nobody pays nothing
		rate.Value, rate.Rounded = model.Dec{}, false
		r.noted("is too small a number", names[0])
	}
	r.need(rate.Value.Known(), "rate")
	return model.Funding{Market: d.subject(r), Rates: []model.Rate{rate}}
}

// significant are the digits of a decimal number from its first to its last that is not zero. Rounding changes them.
func significant(number []byte) []byte {
	if at := bytes.IndexAny(number, "eE"); at >= 0 {
		number = number[:at]
	}
	digits := make([]byte, 0, len(number))
	for _, c := range number {
		if c >= '0' && c <= '9' {
			digits = append(digits, c)
		}
	}
	return bytes.Trim(digits, "0")
}
