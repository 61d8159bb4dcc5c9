package cli

import (
	"strings"

	"kanatop/model"
)

// checkPercents checks the distance that is warned of and the taker's fee.
func (c *config) checkPercents() error {
	for _, k := range []struct {
		name, limits string
		least, most  model.Dec
		to           *model.Dec
	}{
		{"warn_distance", "from 0.1 to 100 percent, such as 5%", model.MustDec("0.1"), model.Int(100), &c.warn},
		{"taker_fee", "from 0 to 1 percent, such as 0.05%", model.Int(0), model.Int(1), &c.fee},
	} {
		text := c.settings[k.name].text
		d, err := model.ParseDec(strings.TrimSpace(strings.TrimSuffix(text, "%")))
		if err != nil || d.Cmp(k.least) < 0 || d.Cmp(k.most) > 0 {
			return c.bad(k.name, "expected %s, found %s", k.limits, quoted(text))
		}
		*k.to = d
		c.show(k.name, d.String()+"%")
	}
	return nil
}
