package model

// DefaultTakerFee is the published fee of an order that takes, in percent of its value, without any volume discount.
func DefaultTakerFee() Dec { return MustDec("0.05") }

// Closing is what closing a position at once would bring.
type Closing struct {
	Average Dec // price, walking the book
	Fee     Dec // quote units, at the taker's fee
	PnL     Dec // against the entry price, after that fee; the fee of entering is not in it
	Depth   Dec // what the book can take of the size, base units; less than the size when it is too shallow for the whole
}

// Shallow reports whether the book cannot take the whole of a size.
func (c Closing) Shallow(size Dec) bool { return c.Depth.Known() && c.Depth.Cmp(size) < 0 }

// CloseNow walks a market's book with the whole size of a position. The fee is in percent of the value. All is absent when
// no book was received, or when size or side are not known; all but the depth when the book is not deep enough.
func (m *Model) CloseNow(p Position, fee Dec) Closing {
	b := m.Book(p.Market)
	levels := b.Bids
	if p.Side == Short {
		levels = b.Asks
	}
	if p.Side == SideUnknown || !p.Size.Positive() || b.At.IsZero() {
		return Closing{}
	}
	left, value := p.Size, Int(0)
	for _, l := range levels {
		take := Some(l.Size)
		if take.Cmp(left) > 0 {
			take = left
		}
		value = value.Add(take.Mul(Some(l.Price)))
		if left = left.Sub(take); left.Sign() <= 0 {
			break
		}
	}
	if left.Sign() != 0 || !left.Known() {
		return Closing{Depth: p.Size.Sub(left)}
	}
	c := Closing{Average: value.Quo(p.Size), Fee: value.Mul(fee).Shift(-2), Depth: p.Size}
	cost := p.Entry.Mul(p.Size)
	if p.Side == Long {
		c.PnL = value.Sub(cost).Sub(c.Fee)
	} else {
		c.PnL = cost.Sub(value).Sub(c.Fee)
	}
	return c
}

// BreakEven is the price at which closing with a taker's fee, in percent of the value, neither wins nor loses against the
// entry price. What entering has cost is not in it: it is paid already, and nobody tells how much it was.
func (p Position) BreakEven(fee Dec) Dec {
	one, part := Int(1), fee.Shift(-2)
	switch p.Side {
	case Long:
		return p.Entry.Quo(one.Sub(part))
	case Short:
		return p.Entry.Quo(one.Add(part))
	}
	return Dec{}
}

// BreakEvenWhole is the price at which a position that has paid a taker's fee, in percent of the value, on entering and
// pays it again on closing neither wins nor loses.
func (p Position) BreakEvenWhole(fee Dec) Dec {
	one, part := Int(1), fee.Shift(-2)
	switch p.Side {
	case Long:
		return p.Entry.Mul(one.Add(part)).Quo(one.Sub(part))
	case Short:
		return p.Entry.Mul(one.Sub(part)).Quo(one.Add(part))
	}
	return Dec{}
}

// Ahead is the size resting on an order's side of the book at better prices, and at its own price without its own rest: what
// fills before it at the most, since nobody tells the place in the queue. It is only a part of that, and more is true, where the
// book ends before the price. Absent while side, price or book are unknown, and while that side of the book is empty.
func (m *Model) Ahead(o Order) (size Dec, more bool) {
	b := m.Book(o.Market)
	price, ok := o.Price.Value()
	if !ok || !o.Price.Positive() || b.At.IsZero() || o.BookSide() == BookSideUnknown {
		return Dec{}, false
	}
	levels, sign := b.Bids, -1
	if o.BookSide() == Ask {
		levels, sign = b.Asks, 1
	}
	if len(levels) == 0 {
		return Dec{}, false
	}
	sum := Int(0)
	for _, l := range levels {
		switch c := sign * l.Price.Cmp(price); {
		case c < 0:
			sum = sum.Add(Some(l.Size))
		case c == 0:
			if rest := Some(l.Size).Sub(o.Remaining.Or(Int(0))); rest.Positive() {
				sum = sum.Add(rest)
			}
			return sum, false
		default:
			return sum, false
		}
	}
	return sum, true
}
