package model

// TakerFee is the fee of an order that takes, as a fraction of its value, without any volume discount.
func TakerFee() Dec { return MustDec("0.0005") }

// Closing is what closing a position at once would bring.
type Closing struct {
	Average Dec // price, walking the book
	Fee     Dec // quote units, at the taker's fee
	PnL     Dec // against the entry price, after that fee; the fee of entering is not in it
}

// CloseNow walks a market's book with the whole size of a position. All is absent when the book is not deep enough, or when
// size, side or entry are not known.
func (m *Model) CloseNow(p Position) Closing {
	b := m.Book(p.Market)
	levels := b.Bids
	if p.Side == Short {
		levels = b.Asks
	}
	if p.Side == SideUnknown || !p.Size.Positive() {
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
		return Closing{}
	}
	c := Closing{Average: value.Quo(p.Size), Fee: value.Mul(TakerFee())}
	cost := p.Entry.Mul(p.Size)
	if p.Side == Long {
		c.PnL = value.Sub(cost).Sub(c.Fee)
	} else {
		c.PnL = cost.Sub(value).Sub(c.Fee)
	}
	return c
}

// BreakEven is the price at which closing with the taker's fee neither wins nor loses against the entry price.
func (p Position) BreakEven() Dec {
	switch p.Side {
	case Long:
		return p.Entry.Quo(Int(1).Sub(TakerFee()))
	case Short:
		return p.Entry.Quo(Int(1).Add(TakerFee()))
	}
	return Dec{}
}

// Ahead is the size resting on an order's side of the book at better prices, and at its own price without its own rest: what
// fills before it at the most, since nobody tells the place in the queue. Absent while side, price or book are unknown.
func (m *Model) Ahead(o Order) Dec {
	b := m.Book(o.Market)
	price, ok := o.Price.Value()
	if !ok || b.At.IsZero() || o.BookSide() == BookSideUnknown {
		return Dec{}
	}
	levels, sign := b.Bids, -1
	if o.BookSide() == Ask {
		levels, sign = b.Asks, 1
	}
	sum := Int(0)
	for _, l := range levels {
		switch c := sign * l.Price.Cmp(price); {
		case c < 0:
			sum = sum.Add(Some(l.Size))
		case c == 0:
			if rest := Some(l.Size).Sub(o.Remaining); rest.Positive() {
				sum = sum.Add(rest)
			}
		default:
			return sum
		}
	}
	return sum
}
