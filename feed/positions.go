package feed

import "kanatop/model"

// positions reads all open positions of the account. A bad row is left out and counted; the good ones are shown.
func (d *decoder) positions(p push) {
	before := d.haul.counts.Failures
	if rows, ok := collect(d, p, nil, readPosition); ok {
		d.emit(model.Positions{Account: d.account(), At: p.at, Rows: rows, Flawed: int(d.haul.counts.Failures - before), Lost: d.lost})
	} else {
		d.mute(model.KindPositions, p)
	}
}

func readPosition(_ *decoder, r *row) model.Position {
	p := model.Position{
		Address:   r.address(),
		Market:    model.MarketID(r.id("market_id")),
		ID:        model.TradeID(r.id("trade_id")),
		Leverage:  r.dec("leverage"),
		Size:      r.dec("size"),
		Available: r.dec("available_order_size"),
		Value:     r.dec("value"),
		Entry:     r.dec("entry_price"),
		Liq:       r.dec("liq_price"),
		Margin:    r.dec("margin"),
		TP:        r.trigger("tp"),
		SL:        r.trigger("sl"),
		Updated:   r.when("last_updated"),
		Version:   r.version(),
	}
	long, told := r.flag("trade_side")
	if !told {
		long, told = r.flag("is_long")
		p.Scaled = told && r.value("trade_side") == nil && integers(p.Entry, p.Size, p.Value, p.Margin)
	}
	switch {
	case told && long:
		p.Side = model.Long
	case told:
		p.Side = model.Short
	}
	r.need(p.Market != "", "market_id")
	r.need(p.Size.Known(), "size")
	return p
}

// integers reports whether all figures are there and written without a fraction, the mark of the old encoding.
func integers(figures ...model.Dec) bool {
	for _, f := range figures {
		if d, known := f.Value(); !known || d.Scale() > 0 {
			return false
		}
	}
	return true
}
