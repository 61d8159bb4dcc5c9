package sim

import "github.com/govalues/decimal"

// position is one open position of the account. In hedge mode a market can have a long and a short one.
type position struct {
	market   *market
	id       string
	long     bool
	leverage int64
	lots     int64
	entry    decimal.Decimal
	tp, sl   string // trigger prices; empty when unset
	stamp    stamp
}

func (p *position) size() decimal.Decimal { return p.market.size(p.lots) }

// value is the notional at entry.
func (p *position) value() decimal.Decimal { return times(p.size(), p.entry) }

func (p *position) margin() decimal.Decimal { return over(p.value(), units(p.leverage, 0)) }

// grow adds a fill; the entry becomes the mean weighted by size.
func (p *position) grow(lots int64, value decimal.Decimal) {
	value = plus(p.value(), value)
	p.lots += lots
	p.entry = over(value, p.size()).Round(8)
}

// liquidation is the price at which the margin, with the loss taken off, falls to 2.5 % of the notional:
// entry x (1 - 1/leverage) / (1 - 0.025) for a long position, with plus signs for a short one.
func liquidation(entry decimal.Decimal, leverage int64, long bool) decimal.Decimal {
	one, share, maintenance := units(1, 0), over(units(1, 0), units(leverage, 0)), units(25, 3)
	if long {
		return over(times(entry, minus(one, share)), minus(one, maintenance))
	}
	return over(times(entry, plus(one, share)), plus(one, maintenance))
}
