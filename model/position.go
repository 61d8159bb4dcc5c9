package model

import "time"

// Position is an open position as received. Long and short of one market are two rows.
type Position struct {
	Address   Address
	Acct      string // name of the account it is of, in the sum of several only
	Market    MarketID
	ID        TradeID
	Side      Side
	Leverage  Dec
	Size      Dec // base units
	Available Dec // not tied up in closing orders
	Value     Dec // notional at entry, quote units
	Entry     Dec
	Liq       Dec // liquidation price
	Margin    Dec // quote units locked
	TP, SL    Dec // trigger prices; absent when unset
	Updated   time.Time
	Version   int64
	// Scaled marks a row in the exchange's old encoding, in which numbers are integers scaled by the market's parameters:
	// is_long stands in it and trade_side does not, and all figures are whole numbers. The figures are then still raw; see [Position.Descaled].
	Scaled bool
}

// Descaled returns a row of the old encoding in plain units. It reports false, and leaves every scaled figure absent, when
// the market's parameters are not known. A row of today's encoding is returned as it is.
func (p Position) Descaled(m Market) (Position, bool) {
	if !p.Scaled {
		return p, true
	}
	price, money := -m.Precision, -m.QuoteDecimals
	if m.Precision < 0 || m.QuoteDecimals < 0 || !m.Lot.Known() {
		p.Size, p.Available, p.Value, p.Entry, p.Liq, p.Margin, p.TP, p.SL = Dec{}, Dec{}, Dec{}, Dec{}, Dec{}, Dec{}, Dec{}, Dec{}
		return p, false
	}
	p.Size, p.Available = p.Size.Mul(m.Lot), p.Available.Mul(m.Lot)
	p.Value, p.Margin = p.Value.Shift(money), p.Margin.Shift(money)
	p.Entry, p.Liq, p.TP, p.SL = p.Entry.Shift(price), p.Liq.Shift(price), p.TP.Shift(price), p.SL.Shift(price)
	return p, true
}

// Positions is the event of all open positions of an account. A row absent from a push is taken for closed: that a push
// is complete is an assumption.
type Positions struct {
	Account Address
	At      time.Time // received
	Rows    []Position
	Flawed  int // rows of the push that could not be read, wholly or in part
	Lost    int // of them those that are not among the rows
	seen    versions[positionID]
}

// positionID is what two reports of one position share. The sides are two positions, should they ever have one id.
type positionID struct {
	market MarketID
	id     TradeID
	side   Side
}

func (p *Position) version() (positionID, int64, bool) {
	return positionID{p.Market, p.ID, p.Side}, p.Version, p.ID != ""
}

func (p Positions) stream() Stream { return Stream{KindPositions, string(p.Account.Canonical())} }

func (p Positions) merge(newer Event) Event {
	n, ok := newer.(Positions)
	if !ok {
		return newer
	}
	held := newest(nil, p.Rows, versions[positionID]{}, (*Position).version)
	rows := newest(held, n.Rows, n.seen, (*Position).version)
	n.seen, n.Rows = follow(held, n.Rows, p.seen, n.seen, (*Position).version), rows
	return n
}

func (p Positions) apply(m *Model) {
	part := &m.account(p.Account).Positions
	rows := newest(part.Rows, p.Rows, p.seen, (*Position).version)
	part.Rows, part.At, part.Flawed, part.Lost, part.Rev = rows[:min(len(rows), MaxRows)], p.At, p.Flawed, p.Lost, m.bump()
}

// Holdings is the positions of an account as last received.
type Holdings struct {
	Rows   []Position
	At     time.Time
	Flawed int // rows of the push that could not be read, wholly or in part
	Lost   int // of them those that are not among the rows
	Rev    uint64
}

// LiquidationPrice is the price at which margin plus profit of a position with this entry, leverage and side falls to the
// maintenance margin, a fraction of the notional. Absent for an unknown side.
func LiquidationPrice(side Side, entry, leverage, maintenance Dec) Dec {
	one := Int(1)
	switch side {
	case Long:
		return entry.Mul(one.Sub(one.Quo(leverage))).Quo(one.Sub(maintenance))
	case Short:
		return entry.Mul(one.Add(one.Quo(leverage))).Quo(one.Add(maintenance))
	}
	return Dec{}
}
