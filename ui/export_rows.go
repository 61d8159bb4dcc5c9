package ui

import (
	"strconv"
	"time"

	"kanatop/model"
)

// exportRows are rows of which each is made when it is asked for.
type exportRows struct {
	n  int
	at func(i int) []field
}

func made(rows [][]field) exportRows {
	return exportRows{len(rows), func(i int) []field { return rows[i] }}
}

func (p *fillsPane) exported(v *view, all bool) exportRows {
	p.gather(v)
	if all {
		return exportRows{p.log(v).Len(), func(i int) []field { return p.fieldsOf(v, p.log(v).Newest(i)) }}
	}
	return exportRows{len(p.kept), func(i int) []field { return p.fieldsOf(v, p.fill(v, i)) }}
}

func (p *ordersPane) exported(v *view, all bool) exportRows {
	p.gather(v)
	if all {
		return exportRows{len(p.log(v).Rows), func(i int) []field { return p.fieldsOf(v, p.log(v).Rows[i]) }}
	}
	return exportRows{len(p.kept), func(i int) []field { return p.fieldsOf(v, p.order(v, i)) }}
}

func (p *transfersPane) exported(v *view, all bool) exportRows {
	p.gather(v)
	if all {
		return exportRows{len(p.log(v).Rows), func(i int) []field { return p.fieldsOf(v, p.log(v).Rows[i]) }}
	}
	return exportRows{len(p.kept), func(i int) []field { return p.fieldsOf(v, p.transfer(v, i)) }}
}

func (p *openPane) exported(v *view, all bool) exportRows {
	rows := p.shown(v)
	if all {
		rows = p.ordered(v)
	}
	return exportRows{len(rows), func(i int) []field { return p.fieldsOf(v, rows[i].Order) }}
}

// exported are positions with their profit at the mark, and from what that is.
func (p *positionsPane) exported(v *view, all bool) exportRows {
	rows := p.shown(v)
	if all {
		rows = p.ordered(v)
	}
	return exportRows{len(rows), func(i int) []field {
		e := rows[i]
		return append(p.fieldsOf(v, e),
			field{"mark", e.Mark.Price.String()},
			field{"mark source", orAbsent(e.Mark.Source)},
			field{"mark freshness", freshnessWord(e.Mark.Age)},
			field{"upnl at mark", v.exactOwn(e.UPnL)},
			field{"distance percent", e.Distance.String()})
	}}
}

// exported is the present rate of each market, or all the changes of it that were seen.
func (p *fundingPane) exported(v *view, all bool) exportRows {
	var out [][]field
	for _, m := range v.m.FundedMarkets() {
		log := v.m.Funding(m.ID)
		rates := log.Line()
		for i, r := range rates {
			if !all && i < len(rates)-1 {
				continue
			}
			row := []field{{"market", m.Name}, {"rate", r.Value.String()}, {"pays", whoPays(r.Value)}, {"received", v.exactTime(r.At)}, {"told", v.exactTime(r.Told)}}
			if i < log.Kept() {
				row = append(row, field{freshness, ofDisk})
			}
			out = append(out, row)
		}
	}
	return made(out)
}

// exported are the prints that show, or every trade that is kept, newest first.
func (p *tradesPane) exported(v *view, all bool) exportRows {
	if all {
		tape := v.m.Tape(v.market.ID)
		of := past{tape, "time", func(i int) time.Time { return tape.Newest(i).Time }, 0}
		return of.told(v, exportRows{tape.Len(), func(i int) []field {
			t := tape.Newest(i)
			return []field{
				{"time", v.exactTime(t.Time)},
				{"side", sideField(t.Taker())},
				{"price", t.Price.String()},
				{"size", t.Size.String()},
				{"value", t.Value.String()},
				{"intent", t.Type.String()},
				{"address", orAbsent(string(t.Address))},
				{"version", version(t.Version)},
			}
		}})
	}
	p.gather(v)
	of := past{v.m.Tape(v.market.ID), "time", func(i int) time.Time { return p.prints[i].Time }, 0}
	return of.told(v, exportRows{len(p.prints), func(i int) []field {
		t := p.prints[i]
		return []field{
			{"time", v.exactTime(t.Time)},
			{"side", sideField(t.Side)},
			{"price", t.Price.String()},
			{"low", t.Low.String()},
			{"high", t.High.String()},
			{"size", t.Size.String()},
			{"value", t.Value.String()},
			{"fills", strconv.Itoa(t.Fills)},
			{"version", version(t.Version)},
		}
	}})
}

// sideField is a side in a word that needs no glyph.
func sideField(s model.BookSide) string {
	switch s {
	case model.Bid:
		return "buy"
	case model.Ask:
		return "sell"
	}
	return absent
}

// exported are the levels as they are grouped, or as received; asks above bids, as they stand.
func (p *bookPane) exported(v *view, all bool) exportRows {
	l := p.ladder(v)
	if all {
		l.asks, l.bids = l.book.Asks, l.book.Bids
	}
	var out [][]field
	for i := range l.len() {
		if side, level, ok := l.level(i); ok {
			word := map[model.BookSide]string{model.Ask: "ask", model.Bid: "bid"}[side]
			row := []field{{"side", word}, {"price", level.Price.String()}, {"size", level.Size.String()}, {"received", v.exactTime(l.book.At)}}
			out = append(out, l.roundedField(row))
		}
	}
	return made(out)
}

// exported are the candles of the interval drawn: those of the chart, or all that there are.
func (p *chartPane) exported(v *view, all bool) exportRows {
	every, n := p.every, p.span.n
	if every == 0 {
		every = time.Minute
	}
	if all || n == 0 {
		n = model.MaxSeconds + model.MaxMinutes
	}
	candles := v.m.Tape(v.market.ID).Candles(every, n)
	if !all {
		candles = within(candles, every, n, v.now.Unix())
	}
	of := past{v.m.Tape(v.market.ID), "start", func(i int) time.Time { return time.Unix(candles[i].Start, 0) }, every}
	return of.told(v, exportRows{len(candles), func(i int) []field {
		c := candles[i]
		return []field{
			{"start", v.exactTime(time.Unix(c.Start, 0))},
			{"interval", every.String()},
			{"open", c.Open.String()},
			{"high", c.High.String()},
			{"low", c.Low.String()},
			{"close", c.Close.String()},
			{"volume", c.Volume.String()},
			{"trades", strconv.Itoa(c.Count)},
		}
	}})
}

// hasExport reports whether the focused pane can be written to a file.
func (a *App) hasExport() bool {
	_, ok := a.panes[a.focus].(exporter)
	return ok && a.opts.Export != nil
}
