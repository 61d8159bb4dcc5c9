package feed

import (
	"slices"
	"time"

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
		if t := &rows[i]; t.Time.IsZero() {
			t.Time = d.firstTold(*t, p.at)
		}
	}
	d.emit(model.NewTrades(d.market(), p.at, rows))
}

// firstTold is when a trade without a time was told first, by its ledger version: told again it is no other trade.
func (d *decoder) firstTold(t model.Trade, now time.Time) time.Time {
	if t.Version == 0 {
		return now
	}
	k := untimed{t.Version, t.Price.String(), t.Size.String(), t.Address}
	if at, known := d.untimed[k]; known {
		return at
	}
	if d.untimed == nil || len(d.untimed) >= keepRows {
		d.untimed = make(map[untimed]time.Time)
	}
	d.untimed[k] = now
	return now
}

// untimed is what tells a trade without a time from others.
type untimed struct {
	version     int64
	price, size string
	address     model.Address
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

func readFill(d *decoder, r *row) model.Trade {
	t := readTrade(r)
	if t.Address == "" { // else the same fill, told with it, would be another
		t.Address = d.account()
	}
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
