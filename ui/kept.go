package ui

import (
	"slices"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// provenance says until when what the chart draws is from earlier runs and from when the exchange told it; nothing when all of it
// is the exchange's.
func (v *view) provenance(tape *model.Tape) string {
	kept, ok := tape.Kept()
	if !ok {
		return ""
	}
	if tape.Told.IsZero() {
		return v.word("disk to ", string(v.moment(kept.To)))
	}
	return v.word("disk to ", string(v.moment(kept.To)), " · live since ", string(v.moment(tape.Told)))
}

// lacks reports whether a gap holds a part of the time between two moments.
func lacks(gaps []model.Stretch, from, to time.Time) bool {
	return slices.ContainsFunc(gaps, func(g model.Stretch) bool {
		return g.From.Before(to) && (g.To.IsZero() || g.To.After(from))
	})
}

// gaps draws what is not known of the time between runs as a shade over the whole height, with the word where it has room.
// Where there is a candle or a mid something is known.
func (p *chartPane) gaps(v *view, g plot, tape *model.Tape) {
	all := tape.Gaps()
	if len(all) == 0 {
		return
	}
	begin := -1
	for x := 0; x <= len(p.bars); x++ {
		if x < len(p.bars) && p.unknown(all, p.bars[x]) {
			if begin < 0 {
				begin = x
			}
			continue
		}
		if begin >= 0 {
			v.gap(g, begin, x)
		}
		begin = -1
	}
}

func (p *chartPane) unknown(gaps []model.Stretch, b bar) bool {
	return !b.known() && lacks(gaps, time.Unix(b.Start, 0), time.Unix(b.Start+p.span.step, 0))
}

// gap draws one from a column to another one.
func (v *view) gap(g plot, from, to int) {
	shade := '░'
	if v.border == canvas.ASCII() {
		shade = ':'
	}
	for x := from; x < to; x++ {
		for y := range g.rows {
			g.r.Set(x, y, shade, inkFaint)
		}
	}
	const word = " gap "
	if x := from + (to-from-len(word))/2; to-from >= len(word) && g.rows > 0 {
		g.r.Text(x, g.rows/2, word, inkDim)
	}
}

// seam marks, in the column of marks, the newest print that is from an earlier run: "gap" when trades between it and the next one
// are not known, else "disk"; and every other print behind a gap. What is from an earlier run is pale.
// Where the pane is narrow, marks are of fewer letters, or stand for a part of the time.
func (v *view) seam(cells []cell, prints []model.Print, i int, tape *model.Tape, w int) []cell {
	t := prints[i]
	old := tape.Told.IsZero() || t.Time.Before(tape.Told)
	if !old {
		return cells
	}
	for k := range cells {
		cells[k].ink = inkStale
	}
	newest := i == 0 || !tape.Told.IsZero() && !prints[i-1].Time.Before(tape.Told)
	next := tape.Told
	if i > 0 {
		next = prints[i-1].Time
	} else if next.IsZero() {
		next = v.now
	}
	full, letter, room := "", "", markRoom(w)
	if lacks(tape.Gaps(), t.Time, next) {
		full, letter = "gap", "g"
	} else if newest {
		full, letter = "disk", "d"
	}
	if full == "" {
		return cells
	}
	made := madeOf(v, t)
	if text := printMark(v, made, full, letter, room); room > 0 && canvas.Width(text) <= room && strings.Contains(text, letter) {
		cells[3] = cell{v.join(text), inkWarn}
		return cells
	}
	if room < 2 { // with both, the time has no room
		letter = v.word(made, letter)
	}
	cells[4].text, cells[5] = v.beside(letter, v.fit(t.Value, style{}, 5)), cell{v.join(letter), inkWarn}
	return cells
}

// keptRates reports whether there are rates of earlier runs.
func keptRates(v *view, rows []model.Market) bool {
	return slices.ContainsFunc(rows, func(m model.Market) bool { return v.m.Funding(m.ID).Kept() > 0 })
}

// seamOfRates stands in a line of rates for a time in which none was seen.
func (v *view) seamOfRates() string {
	if v.border == canvas.ASCII() {
		return ":"
	}
	return "┊"
}
