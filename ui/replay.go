package ui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// Replay is a recording that is played in the place of the exchange. All time then is that of the recording.
type Replay struct {
	Begin time.Time       // of the recording
	Order func(PlayOrder) // tells the player what to do; it never waits
}

// PlayVerb is what a player can be told to do.
type PlayVerb uint8

// Verbs.
const (
	PlayOrHold PlayVerb = iota // to go on or to stand still, whichever it does not
	PlayStep                   // to stand still behind the next message
	PlayFaster
	PlaySlower
	PlaySeek // to go to a moment
)

// PlayOrder tells a player what to do.
type PlayOrder struct {
	Do PlayVerb
	To time.Time // of PlaySeek
}

// Played is what a recording told since the last Played, and how its playing stands.
type Played struct {
	Anew    bool      // it is played again from its begin, or from a standing: what was told before does not count
	From    *Standing // with Anew, for one of the begin nil
	Moments []Moment
	Keep    *Standing // is to hold, behind these moments, all that was told; nil for nothing
	Playing Playing
}

// Moment is a moment of a recording at which something was told, a second ended, or both.
type Moment struct {
	At     time.Time
	Batch  model.Batch
	Second bool
}

// Playing is how the playing of a recording stands.
type Playing struct {
	At         time.Time // the recording's own clock
	Begin, End time.Time // of the recording; End is zero while it is not known
	Done       int       // thousandths of it that have been played
	Speed      string    // how many seconds of it a second plays: "10", "0.5"
	State      PlayState
	Trouble    string // what of it is damaged or was not recorded; empty for nothing
	Note       string // why the last order was not obeyed; empty when it was
}

// PlayState is what a player does.
type PlayState uint8

// States of a player.
const (
	PlayRunning PlayState = iota
	PlayHeld
	PlaySeeking
	PlayEnded
)

// String is the state in words.
func (s PlayState) String() string { return [...]string{"playing", "held", "seeking", "at the end"}[s] }

// played takes in what a recording told, moment by moment, each at its own time: what comes of it does not depend on how
// fast it is played.
func (a *App) played(p Played) tea.Cmd {
	var cmds []tea.Cmd
	if p.Anew {
		a.again(p.From)
	}
	for _, m := range p.Moments {
		a.now = m.At
		if m.Batch.Len() > 0 {
			a.take(m.Batch)
			a.see()
		}
		if m.Second {
			a.second()
		}
		if cmd := a.watchAlerts(); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	if p.Keep != nil {
		p.Keep.hold(a.live, a.books)
	}
	a.now, a.playing = p.Playing.At, p.Playing
	if p.Playing.Note != "" {
		a.tell(p.Playing.Note)
	}
	a.dirty = true
	return tea.Batch(cmds...)
}

// see has the book mark what a push changed, painted or not: which pushes are painted depends on how fast they come.
func (a *App) see() {
	p, ok := a.panes[paneBook].(*bookPane)
	if b := a.live.Book(a.market); ok && !b.At.IsZero() && b.Rev != p.moves.rev {
		v := a.view(paneBook)
		p.moves.note(p.ladder(v), p.grouping(v), v.now)
	}
}

// order passes an order on; without a recording there is nobody to obey.
func (a *App) order(o PlayOrder) tea.Cmd {
	if a.opts.Replay == nil {
		a.tell("only a recording can be played so: kanatop replay FILE")
		return nil
	}
	a.opts.Replay.Order(o)
	return nil
}

// thread puts a recording in, and asks how the one that is made stands.
func (a *App) thread() {
	if a.replays() {
		a.now = a.opts.Replay.Begin
		a.playing = Playing{At: a.now, Begin: a.now, Speed: "1", State: PlaySeeking}
	}
	a.record()
}

// clock is the present: by the wall clock, since the running one stands still while a computer sleeps, or where a recording
// stands.
func (a *App) clock() time.Time {
	if a.replays() {
		return a.now
	}
	return a.opts.Now().Round(0)
}

func (a *App) replays() bool { return a.opts.Replay != nil }

// replayRuns are the mark of a recording, which never leaves the screen, with the recording's own clock.
func (a *App) replayRuns() []run {
	form := "2006-01-02 15:04:05"
	switch {
	case a.width < narrowFrom:
		form = "15:04:05"
	case a.width < wideFrom:
		form = "01-02 15:04:05"
	}
	return []run{{" REPLAY " + a.now.In(a.zone).Format(form) + " ", inkTag, paperTag}, {" ", inkPlain, 0}}
}

// paintPlayer writes the line of the player: what it does, how fast, and where in the recording.
func (a *App) paintPlayer(r canvas.Region) {
	if r.H() == 0 {
		return
	}
	r.TintRow(0, paperBar)
	p := a.playing
	left := []run{{p.State.String(), inkTitle, 0}, {" x" + p.Speed + "  ", inkKey, 0}, {p.Begin.In(a.zone).Format("15:04:05") + " ", inkDim, 0}}
	var right []run
	if !p.End.IsZero() {
		right = []run{{" " + p.End.In(a.zone).Format("15:04:05"), inkDim, 0}}
	}
	if p.Trouble != "" && r.W() >= mediumFrom {
		right = append(right, run{"  " + cut(p.Trouble, r.W()/3), inkWarn, 0})
	} else if p.Trouble != "" {
		right = append(right, run{"  damaged", inkWarn, 0})
	}
	x := putRuns(r, 1, 0, left)
	end := r.W() - runsWidth(right) - 1
	if end <= x {
		return
	}
	putRuns(r, end, 0, right)
	if !p.End.IsZero() && end-x > 4 {
		a.paintPosition(r.Sub(x, 0, end-x, 1), p.Done)
	}
}

// paintPosition draws how much has been played.
func (a *App) paintPosition(r canvas.Region, done int) {
	past, here, ahead := '━', '●', '─'
	if a.border == canvas.ASCII() {
		past, here, ahead = '=', 'o', '-'
	}
	at := clamp(done*(r.W()-1)/1000, 0, r.W()-1)
	for x := range r.W() {
		switch {
		case x < at:
			r.Set(x, 0, past, inkKey)
		case x == at:
			r.Set(x, 0, here, inkStrong)
		default:
			r.Set(x, 0, ahead, inkFaint)
		}
	}
}

// playerHints are the keys of the player.
func (a *App) playerHints() []helpRow {
	word := "hold"
	if a.playing.State == PlayHeld || a.playing.State == PlayEnded {
		word = "play"
	}
	var rows []helpRow
	for _, h := range []helpRow{{keys: "pause", help: word}, {keys: "step", help: "step"}, {keys: "slower", help: "slower"}, {keys: "faster", help: "faster"}} {
		if key := a.keys.key(h.keys); key != "" {
			rows = append(rows, helpRow{keys: key, help: h.help})
		}
	}
	return rows
}

// seekCommand is the command that goes to a moment of the recording.
func seekCommand() command {
	return command{name: "seek", args: "12:30", help: "go to a moment of the recording", plan: planSeek, run: runSeek}
}

func planSeek(a *App, arg string) (string, error) {
	to, err := ParseMoment(arg, a.now, a.playing.Begin, a.zone)
	switch {
	case err != nil:
		return "", err
	case !a.playing.End.IsZero() && to.After(a.playing.End):
		return "", errors.New("the recording ends at " + a.playing.End.In(a.zone).Format(time.DateTime))
	case to.Before(a.playing.Begin):
		return "", errors.New("the recording begins at " + a.playing.Begin.In(a.zone).Format(time.DateTime))
	}
	return "go to " + to.In(a.zone).Format(time.DateTime), nil
}

func runSeek(a *App, arg string) tea.Cmd {
	if to, err := ParseMoment(arg, a.now, a.playing.Begin, a.zone); err == nil {
		return a.order(PlayOrder{Do: PlaySeek, To: to})
	}
	return nil
}

// ParseMoment reads a moment of a recording: a time of day, the first one from the recording's begin on; a date with one; or
// what is to be added to a moment now: +90s, -5m. The error says what was expected.
func ParseMoment(text string, now, begin time.Time, zone *time.Location) (time.Time, error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") {
		if d, err := time.ParseDuration(text); err == nil && d.Abs() < 1000*time.Hour {
			to := now.Add(d)
			if to.Before(begin) {
				to = begin
			}
			return to, nil
		}
	}
	for _, form := range []string{"15:04:05", "15:04"} {
		t, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		y, m, d := begin.In(zone).Date()
		at := func(days int) time.Time {
			return time.Date(y, m, d+days, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
		}
		unit := map[string]time.Duration{"15:04:05": time.Second, "15:04": time.Minute}[form]
		switch to := at(0); {
		case !to.Before(begin):
			return to, nil
		case to.Add(unit).After(begin):
			return begin, nil
		}
		return at(1), nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("expected a time such as 12:30, 12:30:05, 2025-07-22T12:30 or +90s, found %q", quotable(text))
}
