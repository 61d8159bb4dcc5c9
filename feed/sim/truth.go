package sim

// Level is one price of a book as the exchange knows it.
type Level struct{ Price, Size string }

// Book is both sides of a market, best price first.
type Book struct{ Bids, Asks []Level }

// Position is an open position of an account as the exchange knows it.
type Position struct {
	ID, Market       string
	Long             bool
	Size, Available  string
	Entry, Value     string
	Liquidation      string
	Margin, Leverage string
}

// Order is a resting order of an account as the exchange knows it.
type Order struct {
	ID, Market, Position   string
	Ask                    bool
	Price, Size, Remaining string
}

// Book returns the book of a market; it is empty for an unknown market.
func (x *Exchange) Book(marketID string) Book {
	x.mu.Lock()
	defer x.mu.Unlock()
	m := x.market(marketID)
	if m == nil {
		return Book{}
	}
	levels := func(ask bool) []Level {
		var list []Level
		for _, l := range *m.book.side(ask) {
			list = append(list, Level{digits(m.price(l.ticks)), digits(m.size(l.lots))})
		}
		return list
	}
	return Book{Bids: levels(false), Asks: levels(true)}
}

// Positions returns the open positions of the first account, oldest first.
func (x *Exchange) Positions() []Position { return x.PositionsOf(x.Profile()) }

// PositionsOf returns the open positions of a profile, oldest first.
func (x *Exchange) PositionsOf(profile string) []Position {
	x.mu.Lock()
	defer x.mu.Unlock()
	a := x.account(profile)
	if a == nil {
		return nil
	}
	var list []Position
	for _, p := range a.positions {
		list = append(list, Position{
			ID: p.id, Market: p.market.id, Long: p.long,
			Size: digits(p.size()), Available: digits(p.market.size(a.available(p))),
			Entry: digits(p.entry), Value: digits(p.value()),
			Liquidation: digits(liquidation(p.entry, p.leverage, p.long)),
			Margin:      digits(p.margin()), Leverage: digits(units(p.leverage, 0)),
		})
	}
	return list
}

// OpenOrders returns the resting orders of the first account, oldest first.
func (x *Exchange) OpenOrders() []Order { return x.OpenOrdersOf(x.Profile()) }

// OpenOrdersOf returns the resting orders of a profile, oldest first.
func (x *Exchange) OpenOrdersOf(profile string) []Order {
	x.mu.Lock()
	defer x.mu.Unlock()
	a := x.account(profile)
	if a == nil {
		return nil
	}
	var list []Order
	for _, o := range a.open {
		list = append(list, Order{
			ID: o.id, Market: o.on.id, Position: o.position, Ask: o.kind.asks(),
			Price: digits(o.on.price(o.ticks)), Size: digits(o.on.size(o.lots)), Remaining: digits(o.on.size(o.left)),
		})
	}
	return list
}
