package ui

import (
	"strings"
	"time"
)

// cornerRuns are the account's name among several, its profit and the time.
func (a *App) cornerRuns(v *view, step, w, noProfit int) []run {
	out := append(v.room(10), v.accountRuns(step, w)...)
	if rows := v.exposures(); len(rows) > 0 && step < noProfit {
		total := v.m.Total(rows, v.now)
		ink := v.gainInk(total.UPnL)
		if !total.Age.Usable() {
			ink = inkStale
		}
		word := "uPnL (mid) "
		if w < narrowFrom {
			word = "uPnL/mid "
		}
		out = append(out, run{word, inkDim, 0})
		if total.Missing < total.Count {
			out = append(out, run{v.text(v.own(v.gain(total.UPnL))), ink, 0})
		}
		if !total.Age.Usable() && unknown(total) == "" {
			out = append(out, run{" stale", inkWarn, 0})
		}
		if total.Missing > 0 {
			out = append(out, run{" " + partly(total), inkWarn, 0})
		}
		if w >= narrowFrom {
			out = append(out, run{" ", inkPlain, 0})
		}
	}
	switch zone := zoneName(a.now.In(v.zone)); {
	case w < narrowFrom || step >= stepPrices || a.replays() && zone == "UTC":
	case a.replays(): // its mark has the time
		out = append(out, run{v.word(plain(zone), " "), inkDim, 0})
	case step < stepNoClock:
		layout := "15:04:05"
		if step == stepNoSeconds {
			layout = "15:04"
		}
		out = append(out, run{v.word(string(v.clock(a.now, layout, v.zone)), " ", plain(zone), " "), inkDim, 0})
	case zone != "UTC" && step != stepNoZone: // the times below are not what they are taken for
		out = append(out, run{v.word(plain(zone), " "), inkDim, 0})
	}
	return out
}

// zoneName is the name of a time's zone; one that is only a number of hours, as most are, says from where: beside money it would be read
// as an amount.
func zoneName(t time.Time) string {
	name, _ := t.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		return "UTC" + name
	}
	return name
}
