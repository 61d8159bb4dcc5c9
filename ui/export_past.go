package ui

import (
	"slices"
	"sort"
	"time"

	"kanatop/model"
)

// freshness is the column that says how fresh a row is.
const freshness = "freshness"

// ofDisk is the freshness of a row that an earlier run has kept.
const ofDisk = "disk: kept from an earlier run"

// past is how rows of a tape tell what is of earlier runs: those from before the exchange told anything, and rows of their own for the
// times of which nobody knows.
type past struct {
	tape  *model.Tape
	at    string                // the column of the time
	time  func(i int) time.Time // of a row
	lasts time.Duration         // how much time a row is about
}

// told are rows with what they say of that, in their order by time, whichever it is.
func (p past) told(v *view, rows exportRows) exportRows {
	kept, ok := p.tape.Kept()
	if !ok || rows.n == 0 {
		return rows
	}
	type placed struct {
		at  time.Time
		row []field
	}
	var all []placed
	first, last := p.time(0), p.time(rows.n-1)
	order := 1
	if first.After(last) {
		first, order = last, -1
	}
	for _, g := range p.tape.Gaps() {
		if !g.From.Before(first) {
			all = append(all, placed{g.From, p.gap(v, rows.at(0), g)})
		}
	}
	for i := range rows.n {
		row := rows.at(i)
		switch at, live := p.time(i), p.tape.Told; {
		case at.After(kept.To) || !live.IsZero() && !at.Before(live):
		case !live.IsZero() && live.Before(at.Add(p.lasts)):
			row = append(row, field{freshness, "disk and live: in part kept from an earlier run"})
		default:
			row = append(row, field{freshness, ofDisk})
		}
		all = append(all, placed{p.time(i), row})
	}
	sort.SliceStable(all, func(i, j int) bool { return order*all[i].at.Compare(all[j].at) < 0 })
	out := make([][]field, len(all))
	for i := range all {
		out[i] = all[i].row
	}
	return made(out)
}

// gap is a row of the columns of another one that says what is not known.
func (p past) gap(v *view, like []field, g model.Stretch) []field {
	row := slices.Clone(like)
	for i := range row {
		row[i].value = absent
		if row[i].label == p.at {
			row[i].value = v.exactTime(g.From)
		}
	}
	until := "now"
	if !g.To.IsZero() {
		until = v.exactTime(g.To)
	}
	return append(row, field{freshness, "gap: nothing is known until " + until})
}
