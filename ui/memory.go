package ui

import (
	"maps"
	"slices"
	"time"

	"kanatop/model"
)

// Memory is what the dashboard remembers between runs. Its JSON form is the state file's; a key that is not known there is
// left alone, so a field may be added at any time.
type Memory struct {
	Alerts []string                 `json:"alerts,omitzero"` // as they are typed
	Told   []string                 `json:"told,omitzero"`   // those of them that repeat, have fired, and whose condition is not over
	Fired  []Firing                 `json:"fired,omitzero"`  // not yet acknowledged, oldest first
	Groups map[model.MarketID]int64 `json:"groups,omitzero"` // grouping of the book in ticks, by market; none is the configured one
	Layout Layout                   `json:"layout,omitzero"` // never changed in place, so copies may share it
}

// Firing is an alert that fired and waits to be acknowledged.
type Firing struct {
	At    time.Time `json:"at"`
	Alert string    `json:"alert,omitzero"` // the alert, as it is typed; empty for a warning of the program itself
	Text  string    `json:"text"`           // what happened
}

// Warning is a message to the dashboard: something the user has to know, in a line.
type Warning string

// warn keeps a warning in the footer until it is acknowledged.
func (a *App) warn(text string) {
	a.memory.fire(Firing{At: a.now, Text: text})
	a.dirty = true
}

// maxFirings is the number of firings kept until they are acknowledged; the oldest beyond it are given up.
const maxFirings = 100

func (m *Memory) fire(f Firing) {
	m.Fired = append(m.Fired, f)
	m.Fired = m.Fired[max(0, len(m.Fired)-maxFirings):]
}

// lastOf is the place of the newest firing of an alert that waits to be acknowledged, or -1.
func (m *Memory) lastOf(alert string) int {
	for i, f := range slices.Backward(m.Fired) {
		if f.Alert == alert {
			return i
		}
	}
	return -1
}

// clone is an independent copy, for a reader elsewhere.
func (m Memory) clone() Memory {
	m.Alerts, m.Fired = slices.Clone(m.Alerts), slices.Clone(m.Fired)
	m.Told = slices.Clone(m.Told)
	m.Groups = maps.Clone(m.Groups)
	return m
}

// remember hands on what is remembered; to be called when something in a.memory changed.
func (a *App) remember() {
	if a.opts.Remember == nil {
		return
	}
	m := a.memory.clone()
	m.Fired = slices.DeleteFunc(m.Fired, func(f Firing) bool { return f.Alert == "" }) // warnings are of this run
	a.opts.Remember(m)
}

// recall puts what was remembered into effect, as far as it makes sense.
func (a *App) recall() {
	a.memory = a.opts.Memory.clone()
	a.memory.Fired = a.memory.Fired[max(0, len(a.memory.Fired)-maxFirings):]
	if a.memory.Groups == nil {
		a.memory.Groups = make(map[model.MarketID]int64)
	}
	if p, ok := a.panes[paneBook].(*bookPane); ok {
		ticks := maps.Clone(a.memory.Groups)
		for id, n := range a.opts.Grouping {
			if ticks[id] == 0 {
				ticks[id] = n
			}
		}
		p.groups = groupSteps(ticks)
	}
	a.recallLayout()
	a.recallAlerts()
}

// groupSteps are the grouping steps of a number of ticks each; other numbers than those of the steps are none.
func groupSteps(ticks map[model.MarketID]int64) map[model.MarketID]int {
	out := make(map[model.MarketID]int)
	for id, n := range ticks {
		for step := 1; step < model.GroupSteps && len(out) < model.MaxMarkets; step++ {
			if model.GroupStep(step) == n {
				out[id] = step
			}
		}
	}
	return out
}

// rememberGroup remembers the grouping of a market's book.
func (a *App) rememberGroup(id model.MarketID, step int) {
	now, configured := model.GroupStep(step), max(1, a.opts.Grouping[id])
	was := a.memory.Groups[id]
	if was == 0 {
		was = configured
	}
	if was == now {
		return
	}
	a.memory.Groups[id] = now
	if now == configured {
		delete(a.memory.Groups, id)
	}
	a.remember()
}
