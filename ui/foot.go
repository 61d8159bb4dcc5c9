package ui

import (
	"strconv"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// footCount says how many rows are added up, and how many of them lack something of what is.
func (v *view) footCount(rows, missing int, name, what string) run {
	text := v.counted(rows, name)
	switch missing {
	case 0:
		return run{text, inkDim, 0}
	case 1:
		return run{v.word(text, ", 1 lacks ", what), inkWarn, 0}
	}
	return run{v.word(text, ", ", strconv.Itoa(missing), " lack ", what), inkWarn, 0}
}

// footSum is a signed sum behind its name: in full, and shortened for where that has no room.
func (v *view) footSum(name string, sum model.Dec) (forms [2]phrase) {
	for i, text := range [2][]byte{v.gain(sum), v.fit(sum, style{least: 2, most: 2, signed: true}, 8)} {
		if len(text) > 0 {
			forms[i] = v.line(run{name, inkDim, 0}, run{v.text(v.own(text)), v.gainInk(sum), 0})
		}
	}
	return forms
}

// footMore writes a line of sums: the count, the sum in the first form that fits, and as much more as fits whole.
func (s *sieve) footMore(v *view, r canvas.Region, part model.Kind, count run, sum [2]phrase, more ...string) {
	line := v.room(5 + len(more))
	if lacking := v.partial(part); lacking != "" {
		if line = appendPhrases(line, r.W(), phrase{{v.word(lacking, ": "), inkWarn, 0}}); len(line) == 0 {
			return // sums would be taken for those of all
		}
	}
	if s.on() { // whose sums they are
		label := run{v.word(s.label(v), ": "), inkKey, 0}
		if needed := canvas.Width(label.text) + runsWidth(line) + canvas.Width(count.text) + runsWidth(sum[0]); needed+2 <= r.W() {
			line = append([]run{label}, line...)
		}
	}
	line = appendPhrases(line, r.W(), phrase{count})
	for _, form := range sum {
		if longer := appendPhrases(line, r.W(), form); len(longer) > len(line) {
			line = longer
			break
		}
	}
	for _, text := range more {
		line = appendPhrases(line, r.W(), phrase{{text, inkDim, 0}})
	}
	putRuns(r, 1, 0, line)
}
