package ui

import (
	"time"

	"kanatop/model"
)

// since0 is how long ago a moment was that the exchange told; absent when it did not.
func (v *view) since0(t time.Time) []byte {
	if t.IsZero() {
		return v.join(absent)
	}
	return v.age(max(0, v.now.Sub(t)))
}

// orderLines are what open orders and rows of the history have in common.
func orderLines(v *view, o model.Order, m model.Market) []detailLine {
	return []detailLine{
		{"market", m.Name + " (" + string(o.Market) + ")", string(m.Source)},
		{"intent", o.Type.String(), "order_type " + string(o.Type)},
		{"price", string(v.received(o.Price)), "received"},
		{"size", string(v.own(v.received(o.Size))), "received"},
		{"value", string(v.own(v.received(o.Value))), "received"},
		{"leverage", string(v.received(o.Leverage)), "received"},
		{"order id", string(o.ID), "received"},
		{"position id", orAbsent(string(o.Position)), "received"},
		{"placed", string(v.clock(o.Time, "2006-01-02 15:04:05", v.zone)), "received"},
		{"updated", string(v.clock(o.Updated, "2006-01-02 15:04:05", v.zone)), "received"},
		{ledgerVersion, version(o.Version), "received"},
	}
}

func orAbsent(s string) string {
	if s == "" {
		return absent
	}
	return s
}

// stamp is a time of day, with the date before it when it was not today.
func (v *view) stamp(t time.Time) []byte {
	now := v.now.In(v.zone)
	if t := t.In(v.zone); t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return v.clock(t, "15:04:05", v.zone)
	} else if t.Year() == now.Year() {
		return v.clock(t, "01-02 15:04", v.zone)
	}
	return v.clock(t, "2006-01-02 15:04", v.zone)
}

// moment is an hour and minute, with the date before it when it was not today.
func (v *view) moment(t time.Time) []byte {
	if string(v.day(t)) == string(v.clock(t, "15:04:05", v.zone)) {
		return v.clock(t, "15:04", v.zone)
	}
	return v.clock(t, "01-02 15:04", v.zone)
}

// timeHead is the heading of times: their zone, where that is not the one that all times are in unless it is chosen.
func (v *view) timeHead() string {
	if zone := plain(zoneName(v.now.In(v.zone))); zone != "UTC" && len(zone) <= len("15:04:05") {
		return zone
	}
	return "time"
}

// day is a time of day, or the date alone when it was not today.
func (v *view) day(t time.Time) []byte {
	now := v.now.In(v.zone)
	switch t := t.In(v.zone); {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return v.clock(t, "15:04:05", v.zone)
	case t.Year() == now.Year():
		return v.clock(t, "01-02", v.zone)
	}
	return v.clock(t, "2006-01-02", v.zone)
}
