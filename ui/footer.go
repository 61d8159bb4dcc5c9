package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// paintFooter writes hints of the key table and, on the right, what was just done, a danger, or how fast the book moves.
func (a *App) paintFooter(r canvas.Region) {
	if r.H() == 0 {
		return
	}
	right := a.footerNote()
	from := r.W() - runsWidth(right) - 1
	if from < 0 {
		from = r.W()
	}
	x := 1
	for _, h := range a.hints() {
		w := canvas.Width(h.keys) + canvas.Width(h.help) + 1
		if x+w > from-1 {
			break
		}
		x = r.Text(x, 0, h.keys, inkKey)
		x = r.Text(x+1, 0, h.help, inkDim) + 2
	}
	putRuns(r, from, 0, right)
}

// hints are the keys worth a place in the footer, the most useful first.
func (a *App) hints() []helpRow {
	if a.overlay != nil {
		return []helpRow{{keys: a.keys.key("back"), help: "close"}}
	}
	var rows []helpRow
	if a.width >= narrowFrom {
		rows = append(rows, helpRow{keys: a.keys.key("market-1") + "-" + a.keys.key("market-9"), help: "market"})
	}
	for _, h := range []helpRow{
		{keys: "help", help: "help"}, {keys: "next-pane", help: "pane"}, {keys: "find", help: "find"},
		{keys: "zoom", help: "zoom"}, {keys: "pause", help: "pause"}, {keys: "quit", help: "quit"},
	} {
		if key := a.keys.key(h.keys); key != "" {
			rows = append(rows, helpRow{keys: key, help: h.help})
		}
	}
	return rows
}

// nearLiquidation is the distance in percent from which on a position is spoken of in the footer.
const nearLiquidation = 5

func (a *App) footerNote() []run {
	v := a.view(a.focus)
	if a.notice != "" {
		return []run{{cut(a.notice, max(10, a.width/2)), inkPlain, 0}}
	}
	if !a.paused.IsZero() && a.width >= narrowFrom {
		return []run{{strconv.Itoa(a.held) + " updates held", inkWarn, 0}}
	}
	if rows := v.m.Exposures(v.now); len(rows) > 0 && rows[0].Overall.Usable() {
		e := rows[0]
		word := " liquidation "
		if a.width < mediumFrom {
			word = " liq "
		}
		switch {
		case e.Crossed:
			return []run{{e.Known.Symbol + word + "price crossed", inkDanger, 0}}
		case e.Room().Known() && e.Room().Cmp(model.Int(nearLiquidation)) < 0:
			return []run{{e.Known.Symbol + " " + e.Side.String() + word + string(v.number(e.Room(), style{least: 2, most: 2, unit: "%"})) + " away", inkWarn, 0}}
		}
	}
	if a.width < mediumFrom {
		return nil
	}
	return []run{{"book " + strconv.Itoa(a.rates.books) + "/s", inkFaint, 0}}
}
