package feed

import (
	"slices"

	"kanatop/model"
)

// trades reads public trades of the scope's market.
func (d *decoder) trades(p push) {
	prints, ok := collect(d, p, d.prints[:0], readPrint)
	if d.prints = prints; cap(prints) > keepRows {
		d.prints = nil
	}
	if !ok {
		d.mute(model.KindTrades, p)
		return
	}
	rows := slices.Clone(prints)
	for i := range rows {
		if rows[i].Time.IsZero() {
			rows[i].Time = p.at
		}
	}
	d.emit(model.NewTrades(d.market(), p.at, rows))
}

// fills reads the list of an account's fills, liveFills its newest one.
func (d *decoder) fills(p push)     { d.fill(p, true) }
func (d *decoder) liveFills(p push) { d.fill(p, false) }

func (d *decoder) fill(p push, listed bool) {
	if rows, ok := collect(d, p, nil, readFill); ok {
		d.emit(model.NewFills(d.account(), p.at, rows, listed))
	} else {
		d.mute(model.KindFills, p)
	}
}

func readPrint(d *decoder, r *row) model.Trade {
	t := readTrade(r)
	t.Market = d.market()
	return t
}

func readFill(_ *decoder, r *row) model.Trade {
	t := readTrade(r)
	t.Market = model.MarketID(r.id("market_id"))
	r.need(t.Market != "", "market_id")
	return t
}

// readTrade reads the 15 fields that public trades and an account's fills share. A row without its time takes the time at
// which the exchange wrote it.
func readTrade(r *row) model.Trade {
	t := model.Trade{
		Address:  r.address(),
		Type:     r.orderType(),
		Leverage: r.dec("leverage"),
		Price:    r.dec("price"),
		Size:     r.dec("size"),
		Value:    r.dec("order_value"),
		PnL:      r.dec("pnl"),
		Fee:      r.dec("fee"),
		Entry:    r.dec("entry_price"),
		Order:    model.OrderID(r.id("order_id")),
		Position: model.TradeID(r.id("trade_id")),
		Time:     r.when("timestamp"),
		Updated:  r.when("last_updated"),
		Version:  r.version(),
	}
	if t.Time.IsZero() {
		t.Time = t.Updated
	}
	r.need(t.Price.Positive(), "price")
	r.need(t.Size.Positive(), "size")
	return t
}
