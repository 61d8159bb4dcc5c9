package ui

import "kanatop/ui/canvas"

// phrase is runs that stand together or not at all: a figure never without its name, nor a name without its figure.
type phrase []run

// appendPhrases appends those pieces to a line that fit a width whole, with a cell at either end. A gap at the end of a phrase needs no
// room when nothing stands behind it. What a caller tries in vain is overwritten by what it tries next.
func appendPhrases(parts []run, w int, more ...phrase) []run {
	for _, p := range more {
		if len(p) == 0 {
			continue
		}
		last := p[len(p)-1].text
		end := canvas.Width(last) - inked(last)
		if runsWidth(parts)+runsWidth(p)-end+2 <= w {
			parts = append(parts, p...)
		}
	}
	return parts
}
