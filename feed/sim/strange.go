package sim

import (
	"strings"

	"github.com/govalues/decimal"
)

// strangeID marks what a fault has made up.
const strangeID = "666666"

// marked is a copy of a row that can be told from good ones.
func marked(t topic, r row) row {
	r = append(row(nil), r...)
	scope, _ := t.scope()
	for i, f := range r {
		switch {
		case f.key == "order_id", f.key == "trade_id":
			r[i] = text(f.key, strangeID)
		case f.key == "transaction_version", f.key == "price" && t == orderBook, f.key == "amount":
			r[i].text = strangeID
		case f.key == "is_ask":
			r[i].text = "true"
		case f.key == "market_id" && scope == unscoped:
			r[i].text = "66"
		}
	}
	return r
}

// added puts the bad rows of a fault into the middle of good ones.
func (x *Exchange) added(t topic, rows []row) ([]row, []string) {
	good := marked(t, rows[0])
	var bad []row
	var keys []string
	add := func(i int, f field, key string) {
		r := append(row(nil), good...)
		r[i] = f
		bad, keys = append(bad, r), append(keys, string(t)+" "+key)
	}
	scope, _ := t.scope()
	for i, f := range good {
		switch {
		case x.fault.Rows == WrongTypes:
			add(i, field{key: f.key, text: string(pick(x.turn, "{}", "[]", `{"a":[1]}`, "[7]"))}, f.key)
		case x.fault.Rows == OutOfRange && amounts(f):
			f.text = string(pick(x.turn, "1e400", "99999999999999999999", "-1e999999999"))
			add(i, f, f.key)
		case x.fault.Rows == Foreign && scope == ofMarket && f.key == "market_id":
			add(i, text(f.key, "16"), string(Foreign))
		case x.fault.Rows == Foreign && scope == unscoped && f.key == "market_id":
			add(i, text(f.key, "DOGE-USD"), string(Foreign))
		case x.fault.Rows == Foreign && scope == ofAccount && f.key == "address":
			add(i, text(f.key, x.ledger.traders[x.turn%len(x.ledger.traders)]), string(Foreign))
		}
	}
	x.turn++
	middle := len(rows) / 2
	return append(append(append([]row(nil), rows[:middle]...), bad...), rows[middle:]...), keys
}

// amounts reports whether a field is a number, written bare or as a string.
func amounts(f field) bool {
	if f.key == "address" || strings.HasSuffix(f.key, "_id") || f.key == "order_type" {
		return false
	}
	_, err := decimal.Parse(f.text)
	return err == nil
}
