package ui

import (
	"kanatop/model"
)

func (p *positionsPane) detail(v *view, id string) (string, []detailLine) {
	rows := p.shown(v)
	at := rowOf(p, v, id)
	if at < 0 {
		return "", nil
	}
	e := rows[at]
	liq, rest := riskLines(v, e)
	lines := append(liq, closingLines(v, e)...)
	lines = append(lines, fundingLines(v, e)...)
	lines = append(lines, rest...)
	title := "Position " + cut(e.Known.Name, 16) + " " + string(v.sideText(e.Position))
	return title, v.ownerLine(e.Acct, append(lines, p.receivedLines(v, e)...))
}

// receivedLines are everything the exchange sent of a position.
func (p *positionsPane) receivedLines(v *view, e model.Exposure) []detailLine {
	raw := e.Position
	for _, held := range p.held(v).Rows {
		if held.ID == raw.ID && held.Side == raw.Side && held.Market == raw.Market && held.Acct == raw.Acct && held.Address == raw.Address {
			raw = held
		}
	}
	received := "received"
	if raw.Scaled {
		received = "received, old integer encoding as it came"
	}
	lines := []detailLine{
		{"market", e.Known.Name + " (" + string(e.Market) + ")", string(e.Known.Source)},
		{"side", string(v.sideText(e.Position)), received},
		{"size", string(v.own(v.received(raw.Size))), received + ", " + baseUnits(e.Known)},
		{"free to close", string(v.own(v.received(raw.Available))), received + "; not tied up in closing orders"},
		{"entry price", string(v.received(raw.Entry)), received},
		{"value at entry", string(v.own(v.received(raw.Value))), received},
		{"margin", string(v.own(v.received(raw.Margin))), received},
		{"take profit", string(v.received(raw.TP)), received},
		{"stop loss", string(v.received(raw.SL)), received},
		{"position id", string(e.ID), received},
		{"updated", string(v.clock(e.Updated, "2006-01-02 15:04:05", v.zone)), received},
		{ledgerVersion, version(e.Version), received},
		{"profile", orAbsent(e.Address.Short()), "address of the account, " + received},
	}
	if raw.Scaled {
		lines = append(lines, detailLine{"liq price", string(v.received(raw.Liq)), received})
	}
	if raw.Scaled && e.Readable {
		lines = append(lines, detailLine{"rescaled", string(v.own(v.lean(e.Size))) + " at " + string(v.lean(e.Entry)), "with the market's parameters"})
	}
	return lines
}

func baseUnits(m model.Market) string { return "in " + cut(m.Symbol, 12) }

// riskLines are how near the liquidation of a position is, and what else is computed of it at the mark.
func riskLines(v *view, e model.Exposure) (liq, rest []detailLine) {
	mark := "from the " + e.Mark.Source
	if !e.Mark.Age.Usable() {
		mark = "STALE, from the " + e.Mark.Source
	}
	used := "of the way from entry to liquidation"
	if e.Used().Sign() < 0 {
		used = "of the way to liquidation; in profit"
	}
	source := "received"
	if e.Scaled {
		source = "received, rescaled"
	}
	liq = []detailLine{
		{"liquidation price", string(v.received(e.Liq)), source},
		{"distance", string(v.percent(e.Distance)), "liq price from the mark; warned below " + string(v.percentage(v.warnAt))},
		{"way used", string(v.number(e.Used().Mul(model.Int(100)), style{least: 1, most: 1, unit: "%"})), used},
	}
	return liq, []detailLine{
		{"uPnL", string(v.own(v.number(e.UPnL, style{least: 2, most: 8, signed: true}))), "size x (mark - entry); short: reversed"},
		{"ROE", string(v.percent(e.ROE)), "uPnL by margin"},
		{"mark", string(v.received(e.Mark.Price)), mark},
		{"notional", string(v.own(v.number(e.Notional, style{least: 2, most: 8}))), "size x mark"},
	}
}

// percentage writes a number of percent with the digits it has.
func (s *scratch) percentage(d model.Dec) []byte { return s.number(d, style{most: 8, unit: "%"}) }

// doubtfulBook says why a figure made by walking a market's book is not to be trusted; empty when it is.
func (v *view) doubtfulBook(id model.MarketID) string {
	age := v.m.BookAge(id, v.now)
	switch {
	case !age.Usable() && age.Spoken:
		return "stale"
	case v.m.Book(id).Crossed():
		return "book crossed"
	}
	return ""
}

// closingLines are what closing at once would bring, and the prices at which it costs nothing.
func closingLines(v *view, e model.Exposure) []detailLine {
	c, fee := v.m.CloseNow(e.Position, v.fee), string(v.percentage(v.fee))+" taker fee"
	doubt := v.doubtfulBook(e.Market)
	if doubt != "" {
		doubt += ": "
	}
	lines := []detailLine{{"closing now", absent, "walks the book"}}
	switch {
	case v.m.Book(e.Market).Crossed() && c.Depth.Known(): // nobody can sell above what is offered
		lines[0] = detailLine{"closing now", "crossed", "no figure: the book's bids stand above its asks"}
	case v.hide && c.Depth.Positive(): // whether the book takes it all would tell how much it is
		lines[0] = detailLine{"closing now", doubt + masked, "walks the book; after the fee below"}
		lines = append(lines, detailLine{"closing fee", masked, fee + " of what the book brings"})
	case c.Shallow(e.Size):
		lines = []detailLine{
			{"closing now", doubt + "book too shallow", "for the whole size"},
			{"book takes", string(v.fit(c.Depth, style{most: 8}, 14)) + " of " + string(v.own(v.lean(e.Size))), "what rests on the side it closes into"},
		}
	case c.PnL.Known():
		lines[0] = detailLine{
			"closing now", doubt + string(v.own(v.gain(c.PnL))) + " at " + string(v.own(v.price(c.Average, e.Known, 2))),
			"walks the book; after the fee below",
		} // the price is hidden with the sizes: the book has one size for each
		lines = append(lines, detailLine{"closing fee", string(v.own(v.number(c.Fee, style{least: 2, most: 8}))), fee + " of what the book brings"})
	}
	return append(lines,
		detailLine{"break-even", string(v.price(e.BreakEven(v.fee), e.Known, 2)), "after " + fee + " of closing alone"},
		detailLine{"break-even, both", string(v.price(e.BreakEvenWhole(v.fee), e.Known, 2)), "if entering paid " + fee + " too"},
	)
}

// fundingLines are what a position pays at a funding window.
func fundingLines(v *view, e model.Exposure) []detailLine {
	stale := ""
	if !e.RateAge.Usable() && e.RateAge.Spoken {
		stale = "STALE, "
	}
	lines := []detailLine{
		{"funding rate", e.Rate.Value.String(), stale + rateSource(e.Rate.Value)},
		{"per window", string(v.own(v.number(e.PerWindow, style{least: 2, most: 8, signed: true}))), "notional x rate, read as a fraction"},
		{"of the margin", string(v.number(e.PerWindow.Quo(e.Margin).Mul(model.Int(10_000)), style{least: 2, most: 2, signed: true, unit: " bp"})), "per window by margin"},
	}
	if day := (model.Due{Payment: e.PerWindow}).PerDay(v.window); day.Known() {
		lines = append(lines, dayLine(v, day))
	}
	return lines
}
