package cli

import "kanatop/model"

// names knows what markets and accounts are called.
type names struct{ *model.Model }

// market writes a market by its id and its name.
func (n names) market(o *object, id model.MarketID) {
	o.string("market", string(id))
	o.string("symbol", n.Market(id).Name)
}

// account writes an account by its address and what it is called.
func (n names) account(o *object, address model.Address) {
	o.string("account", string(address))
	name := ""
	for _, a := range n.Accounts() {
		if a.Profile.Same(address) {
			name = a.Name
		}
	}
	o.string("name", name)
}

// trade writes a trade of the tape; what it realised is what its account was told, if that was sent at all.
func (n names) trade(o *object, t model.Trade) {
	o.when("time", t.Time)
	o.string("side", bookSide(t.Taker()))
	o.dec("price", t.Price)
	o.dec("size", t.Size)
	o.dec("value", t.Value)
	o.string("type", string(t.Type))
	o.string("intent", intent(t.Type))
	o.dec("leverage", t.Leverage)
	o.string("order", string(t.Order))
	o.string("position", string(t.Position))
	o.string("address", string(t.Address))
	o.dec("pnl", t.PnL)
	o.dec("fee", t.Fee)
	o.dec("entry", t.Entry)
	o.when("updated", t.Updated)
	o.version(t.Version)
}

// fill writes a fill of an account: a trade with its market.
func (n names) fill(o *object, t model.Trade) {
	n.market(o, t.Market)
	n.trade(o, t)
}

// order writes an open order or one of the history.
func (n names) order(o *object, r model.Order) {
	n.market(o, r.Market)
	o.string("order", string(r.ID))
	o.string("position", string(r.Position))
	o.string("side", bookSide(r.BookSide()))
	o.string("type", string(r.Type))
	o.string("intent", intent(r.Type))
	o.flag("at_market", r.AtMarket)
	o.string("status", string(r.Status))
	o.dec("price", r.Price)
	o.dec("size", r.Size)
	o.dec("remaining", r.Remaining)
	o.dec("value", r.Value)
	o.dec("leverage", r.Leverage)
	o.when("time", r.Time)
	o.when("updated", r.Updated)
	o.version(r.Version)
}

// position writes a position in plain units. It is readable unless it came in the old encoding of a market whose parameters
// nobody knows: then its figures are absent.
func (n names) position(o *object, p model.Position) {
	p, readable := p.Descaled(n.Market(p.Market))
	n.market(o, p.Market)
	o.string("position", string(p.ID))
	o.string("side", side(p.Side))
	o.dec("leverage", p.Leverage)
	o.dec("size", p.Size)
	o.dec("available", p.Available)
	o.dec("value", p.Value)
	o.dec("entry", p.Entry)
	o.dec("liquidation", p.Liq)
	o.dec("margin", p.Margin)
	o.dec("tp", p.TP)
	o.dec("sl", p.SL)
	o.flag("readable", readable)
	o.when("updated", p.Updated)
	o.version(p.Version)
}

// transfer writes a deposit or a withdrawal.
func (n names) transfer(o *object, t model.Transfer) {
	o.when("time", t.Time)
	o.string("direction", map[model.Direction]string{model.Deposit: "deposit", model.Withdrawal: "withdrawal"}[t.Direction])
	o.dec("amount", t.Amount)
	o.when("updated", t.Updated)
	o.version(t.Version)
}

// intent is what an order type means, empty when nobody documents it.
func intent(t model.OrderType) string {
	if action, _ := t.Intent(); action == model.ActionUnknown {
		return ""
	}
	return t.String()
}

func side(s model.Side) string {
	return map[model.Side]string{model.Long: "long", model.Short: "short"}[s]
}

// bookSide is the side as traders say it: a bid buys.
func bookSide(s model.BookSide) string {
	return map[model.BookSide]string{model.Bid: "buy", model.Ask: "sell"}[s]
}
