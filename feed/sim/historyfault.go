package sim

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// retimed applies Skew and Milliseconds.
func (x *Exchange) retimed(f field) field {
	if f.key != "timestamp" && f.key != "last_updated" {
		return f
	}
	seconds, err := strconv.ParseInt(f.text, 10, 64)
	if err != nil {
		return f
	}
	at := seconds + int64(x.fault.Skew/time.Second)
	if x.fault.Milliseconds {
		at *= 1000
	}
	f.text = strconv.FormatInt(at, 10)
	return f
}

// reordered shuffles rows. What is replayed is told with its whole past.
func (x *Exchange) reordered(t topic, rows []row) []row {
	rows = append([]row(nil), rows...)
	if x.fault.Rows == Replayed {
		switch t {
		case orderHistory:
			for _, r := range slices.Clone(rows) {
				rows = append(rows, older(r))
			}
		case recentTrades, tradeHistory, transferHistory:
		default:
			return rows
		}
	}
	rng := rand.New(rand.NewPCG(uint64(x.steps), uint64(len(rows))))
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows
}

// older is an order as it was before its last change.
func older(r row) row {
	r = append(row(nil), r...)
	for i, f := range r {
		switch f.key {
		case "status":
			r[i].text = statusOpen
		case "last_updated", "transaction_version":
			if n, err := strconv.ParseInt(f.text, 10, 64); err == nil {
				r[i].text = strconv.FormatInt(n-1, 10)
			}
		}
	}
	return r
}
