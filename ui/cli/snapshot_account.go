package cli

import (
	"time"

	"kanatop/model"
)

func (v viewer) accountObject(o *object, a model.Account, parts []accountPart, now time.Time) {
	v.Look(a.Index)
	o.string("name", a.Name)
	o.string("account", string(a.Profile))
	o.string("wallet", string(a.Wallet))
	o.string("trouble", a.Cause)
	for _, p := range parts {
		o.inner(p.name, func(in *object) {
			fresh(in, v.AccountAge(p.kind, now))
			p.fill(v, in, a.Index, now)
		})
	}
}

func (v viewer) positions(o *object, place int, now time.Time) {
	held := v.HeldOf(place).Positions
	rows := v.ExposuresOf(place, now)
	o.when("received", held.At)
	o.count("flawed", int64(held.Flawed))
	o.list("rows", len(rows), func(i int, row *object) { v.exposure(row, rows[i]) })
	age := v.AccountAge(model.KindPositions, now)
	o.inner("computed", func(in *object) {
		if held.At.IsZero() { // then there is nothing to add up, not nothing in all
			for _, name := range []string{"positions", "in_no_sum", "upnl", "margin", "notional", "leverage", "per_window"} {
				in.null(name)
			}
			fresh(in, age)
			return
		}
		t := v.TotalOf(place, rows, now)
		if t.Count > 0 && t.Count == t.Missing { // sums of nothing, where there is something
			t.UPnL, t.Notional, t.PerWindow = model.Dec{}, model.Dec{}, model.Dec{}
		}
		in.count("positions", int64(t.Count))
		in.count("in_no_sum", int64(t.Missing))
		in.dec("upnl", t.UPnL)
		in.dec("margin", t.Margin)
		in.dec("notional", t.Notional)
		in.dec("leverage", t.Leverage)
		in.dec("per_window", t.PerWindow)
		fresh(in, t.Age.Worse(age))
	})
}

// exposure writes a position with its figures.
func (v viewer) exposure(o *object, e model.Exposure) {
	p := e.Position
	if p.Scaled && e.Readable {
		p.Scaled = false // its figures are in plain units already
	}
	v.position(o, p)
	o.inner("computed", func(in *object) {
		v.mark(in, e.Mark)
		in.dec("upnl", e.UPnL)
		in.dec("roe_percent", e.ROE)
		in.dec("notional", e.Notional)
		in.dec("distance_percent", e.Distance)
		in.flag("beyond_liquidation", e.Crossed)
		in.dec("per_window", e.PerWindow)
	})
}

func (v viewer) openOrders(o *object, place int, now time.Time) {
	open := v.HeldOf(place).Open
	v.Look(place)
	rows := v.OpenRows(now)
	o.when("received", open.At)
	o.count("flawed", int64(open.Flawed))
	o.list("rows", len(rows), func(i int, row *object) {
		v.order(row, rows[i].Order)
		row.inner("computed", func(in *object) {
			v.mark(in, rows[i].Mark)
			in.dec("away", rows[i].Away)
		})
	})
}

func (v viewer) orders(o *object, place int, _ time.Time) {
	log := v.HeldOf(place).Orders
	o.when("received", log.At)
	o.list("rows", len(log.Rows), func(i int, row *object) { v.order(row, log.Rows[i]) })
}

func (v viewer) fills(o *object, place int, _ time.Time) {
	log := &v.HeldOf(place).Fills
	o.when("received", log.At)
	o.list("rows", log.Len(), func(i int, row *object) { v.fill(row, log.Newest(i)) })
}

func (v viewer) transfers(o *object, place int, _ time.Time) {
	log := v.HeldOf(place).Transfers
	o.when("received", log.At)
	o.list("rows", len(log.Rows), func(i int, row *object) { v.transfer(row, log.Rows[i]) })
}
