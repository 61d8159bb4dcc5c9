package ui

import (
	"strconv"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// paintFooter writes hints of the key table and, on the right, what was just done, a danger, or how fast the book moves.
func (a *App) paintFooter(r canvas.Region) {
	if r.H() == 0 {
		return
	}
	right := a.footerNote()
	from := r.W() - runsWidth(right) - 1
	if from < 0 {
		from = r.W()
	}
	end := from - 1
	if len(right) > 0 {
		end = from - 2 // what is told and the hints are not read as one
	}
	x := 1
	for _, h := range a.hints() {
		w := canvas.Width(h.keys) + canvas.Width(h.help) + 1
		if x+w > end {
			break
		}
		x = r.Text(x, 0, h.keys, inkKey)
		x = r.Text(x+1, 0, h.help, inkDim) + 2
	}
	putRuns(r, from, 0, right)
}

// hints are the keys worth a place in the footer, the most useful first.
func (a *App) hints() []helpRow {
	if a.overlay != nil {
		return a.overlay.hints(a)
	}
	rows := a.hintRows[:0]
	if key := a.keys.key("acknowledge"); len(a.memory.Fired) > 0 && key != "" {
		rows = append(rows, helpRow{keys: key, help: a.acknowledgeWord()})
	}
	if a.replays() {
		rows = append(rows, a.playerHints()...)
	}
	if a.width >= narrowFrom && a.keys.markets != "" {
		rows = append(rows, helpRow{keys: a.keys.markets, help: "market"})
	}
	from := len(rows) // of actions; then their keys take their place, and those without one go
	rows = append(rows, helpRow{keys: "help", help: "help"}, helpRow{keys: "next-pane", help: "pane"})
	rows = a.paneHints(rows)
	rows = append(rows, helpRow{keys: "find", help: "find"}, helpRow{keys: "zoom", help: "zoom"}, helpRow{keys: "pause", help: "pause"}, helpRow{keys: "quit", help: "quit"})
	left := rows[:from]
	for _, h := range rows[from:] {
		if key := a.keys.key(h.keys); key != "" && (h.keys != "pause" || !a.replays()) {
			left = append(left, helpRow{keys: key, help: h.help})
		}
	}
	a.hintRows = left
	return left
}

// paneHints adds the actions of the pane that has the focus.
func (a *App) paneHints(rows []helpRow) []helpRow {
	switch a.focus {
	case paneBook:
		return append(rows, helpRow{keys: "coarser", help: "coarser"}, helpRow{keys: "finer", help: "finer"})
	case paneTrades:
		return append(rows, helpRow{keys: "trade-size", help: "size"}, helpRow{keys: "trade-window", help: "window"})
	case paneChart:
		return append(rows, helpRow{keys: "interval", help: "interval"}, helpRow{keys: "depth", help: "depth"}, helpRow{keys: "crosshair", help: "crosshair"})
	}
	shown := 0
	if pane, ok := a.panes[a.focus].(lister); ok {
		shown, _ = pane.rows(a.view(a.focus))
	}
	if s, ok := a.panes[a.focus].(sifted); shown == 0 && (!ok || !s.sifter().on()) {
		return rows // there is nothing to do it with
	}
	if a.hasDetail() {
		rows = append(rows, helpRow{keys: "details", help: "details"})
	}
	if a.hasFilter() {
		rows = append(rows, helpRow{keys: "filter", help: "filter"})
	}
	if _, ok := a.panes[a.focus].(sorter); ok {
		rows = append(rows, helpRow{keys: "sort", help: "sort"})
	}
	return rows
}

// defaultWarn is the distance to liquidation in percent below which a position is spoken of in the footer.
const defaultWarn = 5

// near reports whether a position that is not crossed is nearer to its liquidation than what is warned of.
func (v *view) near(e model.Exposure) bool {
	return e.Room().Known() && e.Room().Cmp(v.warnAt) < 0
}

func (a *App) footerNote() []run {
	v := a.view(a.focus)
	switch danger := a.danger(v); {
	case len(a.memory.Fired) > 0:
		return a.firedRuns(danger)
	case a.notice != "" && a.now.Sub(a.noticed) < noticeFor:
		notice := []run{{cut(a.notice, max(10, a.width/2)), inkPlain, 0}}
		return appendRoom(notice, danger, a.noteRoom())
	case danger != nil:
		return danger
	case !a.paused.IsZero() && a.width >= narrowFrom:
		return []run{{strconv.Itoa(a.held) + " updates held", inkWarn, 0}}
	case a.unwatchedNote() != "":
		return []run{{a.unwatchedNote(), inkWarn, 0}}
	case a.width < mediumFrom && a.hiddenNote() == "":
		return nil
	case a.width < mediumFrom:
		return []run{{a.hiddenNote(), inkFaint, 0}}
	}
	return v.line(run{v.noted(a.hiddenNote(), v.word("book ", a.books.text(), "/s")), inkFaint, 0})
}

// noteRoom is the room for notes; the rest is for hints, which a phone goes without.
func (a *App) noteRoom() int {
	if a.width < narrowFrom {
		return a.width - 2
	}
	return a.width * 2 / 3
}

// appendRoom puts more runs behind others where there is room for both.
func appendRoom(runs, more []run, room int) []run {
	if len(more) == 0 || runsWidth(runs)+3+runsWidth(more) > room {
		return runs
	}
	return append(append(runs, run{"   ", inkPlain, 0}), more...)
}

// noticeFor is how long a notice stands.
const noticeFor = 4 * time.Second

// tell puts a notice into the footer.
func (a *App) tell(notice string) { a.notice, a.noticed = notice, a.now }

// danger tells of the position nearest to its liquidation, when it is near; nil when none is.
// It is of all accounts, whichever is looked at, and of this moment also while what is shown is held.
func (a *App) danger(v *view) []run {
	k, place := &a.alarm, model.AllAccounts
	if looked := a.live.Looked(); a.live == a.shown && (looked == model.AllAccounts || len(a.live.Accounts()) < 2) {
		k, place = &a.memo, looked // of the only account, which all of them are
	}
	all := k.exposures(a.live, place, a.now)
	for i, e := range all {
		word := " liquidation "
		if a.width < mediumFrom {
			word = " liq "
		}
		own, now := "", ""
		if !a.paused.IsZero() { // the rows are of another moment
			now = "now "
		}
		if e.Acct != "" {
			own = v.owner(e.Acct, shortAccount) + " "
		}
		room := e.LastRoom()
		if !room.Known() || room.Cmp(v.warnAt) >= 0 {
			continue
		}
		away, ink := v.word(now, string(v.number(room, style{least: 2, most: 2, tiny: true, unit: "%"})), " away"), inkWarn
		if room.Sign() <= 0 {
			away, ink = v.word("price ", now, "crossed"), inkDanger
		}
		switch { // a danger is not over because nobody tells of it
		case !e.Mark.Price.Known():
			away = v.word(away, ", no price since")
		case !e.Overall.Usable():
			away = v.word(away, ", stale")
		}
		more := 0
		for _, other := range all[i+1:] {
			if room := other.LastRoom(); room.Known() && room.Cmp(v.warnAt) < 0 {
				more++
			}
		}
		if more > 0 {
			away = v.word(away, ", ", string(v.integer(more)), " more near")
		}
		return v.line(run{v.word(own, e.Known.Symbol, " ", e.Side.String(), word, away), ink, 0})
	}
	return nil
}

// acknowledgeWord is the hint of the key that acknowledges.
func (a *App) acknowledgeWord() string {
	if a.width < narrowFrom {
		return "ok"
	}
	return "acknowledge"
}

// firedRuns are what the footer says of the alerts that fired: in full, or as much of it as the width takes; before it the
// danger, where there is room. The box of the alerts says it all itself.
func (a *App) firedRuns(danger []run) []run {
	if _, open := a.overlay.(*alertBox); open && a.width < mediumFrom {
		return nil
	} else if open {
		return danger
	}
	n := len(a.memory.Fired)
	newest := a.memory.Fired[n-1]
	count, lead := "alert ", ""
	if n > 1 {
		count = strconv.Itoa(n) + " alerts "
		lead = count[:len(count)-1] + ": newest "
	}
	room := a.width - 4
	if w := runsWidth(danger); w > 0 { // the danger goes before, whatever fired
		room -= w + 3
		danger = append(danger, run{"   ", inkPlain, 0})
	}
	if key := a.keys.key("acknowledge"); a.overlay == nil && key != "" && room > 40 {
		room -= canvas.Width(key + " " + a.acknowledgeWord() + "  ")
	}
	at := a.timeText(newest.At) + " "
	text := strings.TrimSpace(count)
	if canvas.Width(count+at) <= room {
		text = count + at
	}
	for _, shorter := range []string{lead + at + newest.Text, lead + at + newest.Alert, lead + newest.Alert} {
		if newest.Alert != "" && canvas.Width(shorter) <= room {
			text = shorter
			break
		}
	}
	if newest.Alert == "" && room > canvas.Width(lead)+12 { // a warning's words may be cut
		text = cut(lead+newest.Text, room)
	}
	if canvas.Width(text) > room {
		text = strconv.Itoa(n)
	}
	return append(danger, run{"! " + text, inkDanger, 0})
}
