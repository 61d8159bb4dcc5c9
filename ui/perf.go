package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// Usage is what the program has used since it began, as far as the screen cannot know it itself.
type Usage struct {
	Written     int64         // bytes handed to the terminal
	Memory      int64         // bytes held from the system now
	Collections int64         // of garbage
	Paused      time.Duration // by them, of processor time
}

// performance measures what the dashboard costs, second by second, while its strip is shown.
type performance struct {
	on    bool
	now   tally     // this second, so far
	shown tally     // the last whole second; frames is -1 before it
	usage Usage     // at its end
	books time.Time // when the book painted last was received
	count traffic   // at the end of the last second
}

// tally is what happened in a second.
type tally struct {
	frames, updates, behind int
	update, paint, lag      time.Duration // of all of them together
	in, merged              int64         // messages that came, events that were merged on their way
	used                    Usage         // in that second; memory at its end
}

// traffic is counted from the start of the program.
type traffic struct{ in, merged int64 }

func (a *App) switchPerformance() tea.Cmd {
	a.perf = performance{on: !a.perf.on, shown: tally{frames: -1}, books: a.shown.Book(a.market).At, count: a.traffic()}
	if a.perf.on && a.opts.Usage != nil {
		a.perf.usage = a.opts.Usage()
	}
	return nil
}

func (a *App) traffic() traffic {
	t := traffic{merged: int64(a.merged)}
	for _, l := range a.live.Links() {
		t.in += l.Count.Messages
	}
	return t
}

// updated takes the time of an update that began at a moment.
func (a *App) updated(begun time.Time) {
	a.perf.now.updates++
	a.perf.now.update += a.opts.Now().Sub(begun)
}

// painted takes the time of a frame that began at a moment, and how old the book in it is by then, if it is a new one.
func (a *App) painted(begun time.Time) {
	p, now := &a.perf, a.opts.Now()
	p.now.frames++
	p.now.paint += now.Sub(begun)
	if at := a.shown.Book(a.market).At; at.After(p.books) && !a.replays() {
		p.books = at
		p.now.behind++
		p.now.lag += now.Sub(at)
	}
}

// measure ends a second.
func (a *App) measure() {
	p := &a.perf
	if !p.on {
		return
	}
	count := a.traffic()
	p.shown, p.now = p.now, tally{}
	p.shown.in, p.shown.merged = count.in-p.count.in, count.merged-p.count.merged
	p.count = count
	if a.opts.Usage != nil {
		u := a.opts.Usage()
		p.shown.used = Usage{u.Written - p.usage.Written, u.Memory, u.Collections - p.usage.Collections, u.Paused - p.usage.Paused}
		p.usage = u
	}
}

// paintPerformance writes the strip: what the last second cost, the most telling first, as far as there is room.
func (a *App) paintPerformance(r canvas.Region) {
	if r.H() == 0 {
		return
	}
	r.TintRow(0, paperBar)
	t := a.perf.shown
	parts := []run{{"performance ", inkTitle, 0}}
	if t.frames < 0 {
		putRuns(r, 1, 0, append(parts, run{"measuring the first second", inkDim, 0}))
		return
	}
	add := func(name, value string) {
		text := value + "  "
		if runsWidth(parts)+canvas.Width(name)+1+canvas.Width(text) < r.W() {
			parts = append(parts, run{name + " ", inkDim, 0}, run{text, inkPlain, 0})
		}
	}
	add("frames", strconv.Itoa(t.frames)+"/s")
	if a.opts.Usage != nil {
		add("out", kilobytes(t.used.Written)+"/s")
	}
	add("update", each(t.update, t.updates))
	add("paint", each(t.paint, t.frames))
	add("received to painted", each(t.lag, t.behind))
	add("in", strconv.FormatInt(t.in, 10)+"/s")
	add("merged", strconv.FormatInt(t.merged, 10)+"/s")
	if a.opts.Usage != nil {
		add("memory", strconv.FormatInt(t.used.Memory/1_000_000, 10)+" MB")
		add("collections", strconv.FormatInt(t.used.Collections, 10)+"/s "+each(t.used.Paused, 1))
	}
	putRuns(r, 1, 0, parts)
}

// each is the mean of n times in milliseconds, absent when there were none.
func each(sum time.Duration, n int) string {
	if n == 0 {
		return absent
	}
	micros := (sum / time.Duration(n)).Microseconds()
	if micros >= 10_000 {
		return strconv.FormatInt(micros/1000, 10) + " ms"
	}
	return strconv.FormatInt(micros/1000, 10) + "." + strconv.FormatInt(micros%1000/100, 10) + strconv.FormatInt(micros%100/10, 10) + " ms"
}
