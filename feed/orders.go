package feed

import "kanatop/model"

// openOrders reads all resting orders of the account.
func (d *decoder) openOrders(p push) {
	before := d.haul.counts.Failures
	if rows, ok := collect(d, p, nil, readOrder); ok {
		d.emit(model.OpenOrders{Account: d.account(), At: p.at, Rows: rows, Flawed: int(d.haul.counts.Failures - before)})
	} else {
		d.mute(model.KindOpenOrders, p)
	}
}

// orderHistory reads the list of an account's orders, liveOrders its newest one.
func (d *decoder) orderHistory(p push) { d.history(p, true) }
func (d *decoder) liveOrders(p push)   { d.history(p, false) }

func (d *decoder) history(p push, listed bool) {
	if rows, ok := collect(d, p, nil, readOrder); ok {
		d.emit(model.NewOrders(d.account(), p.at, rows, listed))
	} else {
		d.mute(model.KindOrders, p)
	}
}

func readOrder(_ *decoder, r *row) model.Order {
	o := model.Order{
		Address:   r.address(),
		Market:    model.MarketID(r.id("market_id")),
		ID:        model.OrderID(r.id("order_id")),
		Position:  model.TradeID(r.id("trade_id")),
		Type:      r.orderType(),
		Status:    model.Status(r.text("status")),
		Leverage:  r.dec("leverage"),
		Price:     r.dec("price"),
		Size:      r.dec("total_size", "size"),
		Remaining: r.dec("remaining_size"),
		Value:     r.dec("order_value"),
		Time:      r.when("timestamp"),
		Updated:   r.when("last_updated"),
		Version:   r.version(),
	}
	o.AtMarket, _ = r.flag("is_market_order")
	if !o.Remaining.Known() {
		o.Remaining = o.Size.Sub(r.dec("total_filled"))
	}
	r.need(o.ID != "", "order_id")
	r.need(o.Market != "", "market_id")
	return o
}
