package ui

import (
	"strconv"

	"kanatop/model"
)

// detail tells what a print is made of, and from what its side and its class are.
func (p *tradesPane) detail(v *view, id string) (string, []detailLine) {
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	t := p.prints[at]
	class := "few prints: nothing is called large"
	if len(p.prints) >= 20 {
		class = [...]string{"below ", "* from ", "** from "}[p.class(t)] + string(v.lean(p.large[max(0, p.class(t)-1)])) + ", of the prints so far"
	}
	made := "one row"
	if t.Fills > 1 {
		made = "rows of one account, kind and transaction, united"
	}
	return "Print", []detailLine{
		{"market", v.market.Name + " (" + string(v.market.ID) + ")", string(v.market.Source)},
		{"side", sideWord(t.Side), "of its rows; whether the taker's is not documented"},
		{"intent", t.Type.String(), "order_type " + string(t.Type)},
		{"price", string(v.received(t.Price)), "received, of the newest row"},
		{"range", string(v.received(t.Low)) + " to " + string(v.received(t.High)), "of its rows"},
		{"size", string(v.received(t.Size)), "sum of its rows; a match may be reported twice"},
		{"value", string(v.received(t.Value)), "price by size, added up"},
		{"average", string(v.price(t.Value.Quo(t.Size), v.market, 2)), "value by size"},
		{"rows", strconv.Itoa(t.Fills), made},
		{"large", class, ""},
		{"account", orAbsent(t.Address.Short()), "received"},
		{ledgerVersion, version(t.Version), "received"},
		{"time", string(v.clock(t.Time, "2006-01-02 15:04:05 MST", v.zone)), "received"},
	}
}

// sideWord is what an order on a side of the book does.
func sideWord(side model.BookSide) string {
	switch side {
	case model.Bid:
		return "buy"
	case model.Ask:
		return "sell"
	}
	return "unknown"
}

func (p *tradesPane) fields(v *view, id string) []field {
	at := rowOf(p, v, id)
	if at < 0 {
		return nil
	}
	t := p.prints[at]
	return []field{
		{"time", v.exactTime(t.Time)},
		{"market", v.market.Name},
		{"side", sideWord(t.Side)},
		{"price", t.Price.String()},
		{"average", t.Value.Quo(t.Size).String()},
		{"size", t.Size.String()},
		{"value", t.Value.String()},
		{"low", t.Low.String()},
		{"high", t.High.String()},
		{"rows", strconv.Itoa(t.Fills)},
		{"account", orAbsent(string(t.Address))},
		{"version", version(t.Version)},
	}
}

func (p *tradesPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.prints[at].Version
	}
	return 0
}
