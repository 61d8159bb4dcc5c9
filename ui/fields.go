package ui

import "kanatop/model"

// orderFields are an order's figures as received, open or from the history.
func orderFields(v *view, o model.Order) []field {
	return []field{
		{"time", v.exactTime(o.Time)},
		{"market", v.m.Market(o.Market).Name},
		{"intent", o.Type.String()},
		{"price", o.Price.String()},
		{"size", v.exactOwn(o.Size)},
		{"value", v.exactOwn(o.Value)},
		{"leverage", o.Leverage.String()},
		{"order", orAbsent(string(o.ID))},
		{"position", orAbsent(string(o.Position))},
		{"version", version(o.Version)},
	}
}

func (p *openPane) gather(v *view) {
	open := p.open(v)
	if !p.changed(v, open.Rev, len(open.Rows)) {
		return
	}
	rows := make([]model.OrderRow, len(open.Rows))
	for i, o := range open.Rows {
		rows[i].Order = o
	}
	p.siftByID(v, len(rows), orderID(rows), func(i int) model.Traits {
		o := rows[i].Order
		row := intentTraits(o.Market, o.Type, o.BookSide())
		row.Text = func() string { return rowText(p.fieldsOf(v, o), v.m.Market(o.Market).Symbol, sideWord(o.BookSide())) }
		return row
	})
}

// shown are the open orders that the filter lets through.
func (p *openPane) shown(v *view) []model.OrderRow {
	p.gather(v)
	rows := p.ordered(v)
	return passing(&p.sieve, rows, orderID(rows))
}

func (p *openPane) fieldsOf(v *view, o model.Order) []field {
	return v.ownerField(o.Acct, append(orderFields(v, o), field{"remaining", v.exactOwn(o.Remaining)}))
}

func (p *openPane) fields(v *view, id string) []field {
	if at := rowOf(p, v, id); at >= 0 {
		return p.fieldsOf(v, p.shown(v)[at].Order)
	}
	return nil
}

func (p *openPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.shown(v)[at].Version
	}
	return 0
}

func (p *positionsPane) gather(v *view) {
	held := p.held(v)
	if !p.changed(v, held.Rev, len(held.Rows)) {
		return
	}
	rows := make([]model.Exposure, len(held.Rows))
	for i, row := range held.Rows {
		rows[i].Position = row
	}
	p.siftByID(v, len(rows), positionID(rows), func(i int) model.Traits {
		e := rows[i]
		return model.Traits{Market: e.Market, Side: e.Side, Text: func() string { return rowText(p.fieldsOf(v, e), v.m.Market(e.Market).Symbol) }}
	})
}

// shown are the positions that the filter lets through.
func (p *positionsPane) shown(v *view) []model.Exposure {
	p.gather(v)
	rows := p.ordered(v)
	return passing(&p.sieve, rows, positionID(rows))
}

// fieldsOf are a position's figures as received, those of the old encoding rescaled as they are shown.
func (p *positionsPane) fieldsOf(v *view, e model.Exposure) []field {
	return v.ownerField(e.Acct, []field{
		{"market", v.m.Market(e.Market).Name},
		{"side", e.Side.String()},
		{"leverage", e.Leverage.String()},
		{"size", v.exactOwn(e.Size)},
		{"entry", e.Entry.String()},
		{"value", v.exactOwn(e.Value)},
		{"margin", v.exactOwn(e.Margin)},
		{"liq", e.Liq.String()},
		{"tp", e.TP.String()},
		{"sl", e.SL.String()},
		{"position", orAbsent(string(e.ID))},
		{"updated", v.exactTime(e.Updated)},
		{"version", version(e.Version)},
	})
}

func (p *positionsPane) fields(v *view, id string) []field {
	at := rowOf(p, v, id)
	if at < 0 {
		return nil
	}
	e := p.shown(v)[at]
	return append(p.fieldsOf(v, e), field{"mark", e.Mark.Price.String()}, field{"upnl", v.exactOwn(e.UPnL)})
}

func (p *positionsPane) version(v *view, id string) int64 {
	if at := rowOf(p, v, id); at >= 0 {
		return p.shown(v)[at].Version
	}
	return 0
}

func (p *fundingPane) fields(v *view, id string) []field {
	rate := v.m.Funding(model.MarketID(id)).Current()
	return []field{
		{"market", v.m.Market(model.MarketID(id)).Name}, {"rate", rate.Value.String()}, {"pays", whoPays(rate.Value)}, {"received", v.exactTime(rate.At)},
	}
}

// pointed is the level under the cursor, as it is grouped; none without a cursor.
func (p *bookPane) pointed(v *view) []field {
	if !p.cursor.on {
		return nil
	}
	l := p.ladder(v)
	at := l.find(p.cursor)
	side, level, ok := l.level(at)
	if !ok {
		return nil
	}
	_, groups := l.upTo(at)
	levels, n := l.raw(side, groups)
	sum := model.SweepTo(levels, n, side, l.book.Mid())
	word := "bid"
	if side == model.Ask {
		word = "ask"
	}
	out := []field{
		{"market", v.market.Name},
		{"side", word},
		{"price", level.Price.String()},
		{"size", level.Size.String()},
		{"total", sum.Size.String()},
		{"notional", sum.Notional.String()},
		{"received", v.exactTime(l.book.At)},
	}
	if step := p.grouping(v); step > 0 {
		out = append(out, field{"ticks", model.Int(model.GroupStep(step)).String()})
	}
	return l.roundedField(out)
}

// roundedField adds to a level's fields that it may not be exactly what was sent.
func (l *ladder) roundedField(row []field) []field {
	if l.book.Rounded {
		row = append(row, field{"rounded", "some levels"})
	}
	return row
}
