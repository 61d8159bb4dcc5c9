package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// sparkLevels is how many levels above its lowest a line of rates has, and sparkLeast of how many rates it is made at least.
const (
	sparkLevels = 5
	sparkLeast  = 3
)

// sparkline draws rates between their lowest and highest. Fewer than three are dots, since they are no line yet; and a step of the last
// digit is never more than a level, so that next to no change looks like next to none.
func (v *view) sparkline(rates []model.Rate) []byte {
	if len(rates) == 0 {
		return v.join(absent)
	}
	low, high, decimals := rates[0].Value, rates[0].Value, 0
	for _, r := range rates {
		if r.Value.Cmp(low) < 0 {
			low = r.Value
		}
		if r.Value.Cmp(high) > 0 {
			high = r.Value
		}
		if value, known := r.Value.Value(); known {
			decimals = max(decimals, value.Scale())
		}
	}
	span, least := high.Sub(low), model.Int(sparkLevels).Shift(-decimals)
	if span.Cmp(least) < 0 { // in the middle of what is drawn
		low = low.Sub(least.Sub(span).Quo(model.Int(2)))
		span = least
	}
	mark, ascii := len(v.b), v.border == canvas.ASCII()
	for i, r := range rates {
		if r.Gap && i > 0 {
			v.b = append(v.b, v.seamOfRates()...)
		}
		level, ok := model.Steps(r.Value.Sub(low), span, sparkLevels)
		switch {
		case len(rates) < sparkLeast || !ok:
			v.b = append(v.b, map[bool]string{true: ".", false: "·"}[ascii]...)
		case ascii:
			v.b = append(v.b, "_.-=^"[level*4/sparkLevels])
		default:
			v.b = append(v.b, string(canvas.Eighth(int(level)+1))...)
		}
	}
	return v.since(mark)
}
