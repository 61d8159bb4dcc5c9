package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// watchAlerts looks after the alerts; it is called after each batch and each second, and costs nothing while none is set. It
// looks at the live model, whatever is shown.
func (a *App) watchAlerts() tea.Cmd {
	a.readAgain()
	a.warnUnknown()
	fired := a.alarms.set.Check(a.live, a.now)
	for _, f := range fired {
		a.takeFired(f)
	}
	if len(fired) > 0 {
		a.dirty = true
		a.keepAlerts()
	}
	return a.announce()
}

// takeFired keeps what fired until it is acknowledged, and has the terminal told. An outage that grows while it stands there
// unacknowledged takes its own place and rings no more.
func (a *App) takeFired(f model.Fired) {
	next := Firing{At: f.At, Alert: f.Alert.String(), Text: a.firedText(f)}
	if at := a.memory.lastOf(next.Alert); f.Grown && at >= 0 {
		if i := slices.Index(a.alarms.news, a.memory.Fired[at].Text); i >= 0 { // not told yet
			a.alarms.news[i] = next.Text
		}
		a.memory.Fired[at].Text = next.Text
		return
	}
	a.memory.fire(next)
	a.alarms.news = append(a.alarms.news, next.Text)
}

// keepTold remembers which of the alerts that repeat have told what still holds, so that the next run does not tell it again.
// While one cannot be watched it stays as it was.
func (a *App) keepTold() {
	if a.alarms.set.Len() == 0 && len(a.memory.Told) == 0 {
		return
	}
	var told []string
	for _, w := range a.alarms.set.All() {
		text := w.Alert.String()
		if w.Alert.Repeat && (w.State == model.WatchSpent || w.State == model.WatchBlind && slices.Contains(a.memory.Told, text)) {
			told = append(told, text)
		}
	}
	if !slices.Equal(told, a.memory.Told) {
		a.memory.Told = told
		a.remember()
	}
}
