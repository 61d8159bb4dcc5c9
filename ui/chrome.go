package ui

import (
	"slices"
	"strings"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// paintSlot draws a frame with its title, tabs and age, and the active pane inside.
func (a *App) paintSlot(all canvas.Region, s slot) {
	p := a.panes[s.active]
	v := a.view(s.active)
	ink := inkBorder
	if v.focused {
		ink = inkFocus
	}
	frame := sub(all, s.rect)
	inside := frame.Box(a.border, ink)
	rows, lists := p.(lister)
	if lists {
		rows.chooser().count = 0
	}
	a.paintInside(s.active, v, inside)
	age := p.age(v) // of what was painted
	if age.State == model.Stale && age.Spoken {
		fade(inside)
	}
	tabs := s.tabs
	if a.places.tabline.h > 0 {
		tabs = []paneID{s.active}
	}
	a.paintTitle(frame, s, tabs, a.noteOf(s.active, v), age)
	if lists && s.active != paneTrades { // of trades there are always more
		c := rows.chooser()
		paintMore(frame, &a.text, c.count-c.top-c.visible)
	}
}

// paintMore says at the foot of a frame how many rows are below those that show.
func paintMore(frame canvas.Region, s *scratch, n int) {
	if n <= 0 {
		return
	}
	text := s.word(" ", string(s.integer(n)), " more ")
	if x := frame.W() - 2 - len(text); x > 2 {
		frame.Text(x, frame.H()-1, text, inkDim)
	}
}

// fade takes all colour from a region.
func fade(r canvas.Region) {
	r.Dim(inkStale)
	for y := range r.H() {
		r.TintRow(y, paperNone)
	}
}

// paintTitle writes the names of a slot's panes at the left of its top and the age of the active one's data at the right.
// Where room is short, first the note goes part by part, then the reason, then the names get shorter, then the other tabs go: never the
// pane's own name, and the age only with it.
func (a *App) paintTitle(frame canvas.Region, s slot, tabs []paneID, note string, age model.Age) {
	long, short, ink := a.ageText(age)
	room := frame.W() - 4
	names := a.titles(&a.names[0], tabs, s.active, room-canvas.Width(short)-3)
	if label := a.filterLabel(s.active); label != "" { // it is worth shorter names, though no tab
		if brief := a.titles(&a.names[1], tabs, s.active, room-canvas.Width(short)-canvas.Width(label)-6); !slices.Contains(brief, "") {
			names = brief
		}
	}
	left := room - width(names) - 3
	text := short
	whole := a.text.noted(note, long)
	for canvas.Width(whole) > left && strings.Contains(note, " · ") {
		note = note[:strings.LastIndex(note, " · ")]
		whole = a.text.noted(note, long)
	}
	if canvas.Width(whole) <= left {
		text = whole
	} else if canvas.Width(long) <= left {
		text = long
	} else if age.State == model.Stale && left > canvas.Width(short)+10 {
		text = cut(long, left)
	}
	x := 2
	for i, name := range names {
		if name == "" {
			continue
		}
		if x > 2 {
			frame.Set(x, 0, a.border.Left, inkBorder)
			x++
		}
		ink := inkDim
		if tabs[i] == s.active {
			ink = inkTitle
		}
		from := x
		x = frame.Text(x, 0, a.text.word(" ", name, " "), ink)
		a.tabs = append(a.tabs, hit{rect: rect{s.x + from, s.y, x - from, 1}, pane: tabs[i]})
	}
	x = a.paintMoreTabs(frame, s, tabs, names, x, canvas.Width(text))
	if n := canvas.Width(text); n > 0 && x+n+5 <= frame.W() {
		frame.Text(frame.W()-n-4, 0, a.text.word(" ", text, " "), ink)
	}
}

// paintMoreTabs says how many tabs have no room for their names beside an age of n cells; a click goes to the next of them.
func (a *App) paintMoreTabs(frame canvas.Region, s slot, tabs []paneID, names []string, x, n int) int {
	more := 0
	for _, name := range names {
		if name == "" {
			more++
		}
	}
	text := a.text.word(" +", string(a.text.integer(more)), " ")
	if more == 0 || x+1+len(text)+n+5 > frame.W() {
		return x
	}
	frame.Set(x, 0, a.border.Left, inkBorder)
	next := tabs[(slices.Index(tabs, s.active)+1)%len(tabs)]
	a.tabs = append(a.tabs, hit{rect: rect{s.x + x + 1, s.y, len(text), 1}, pane: next})
	return frame.Text(x+1, 0, text, inkDim)
}

// noted puts a note before an age.
func noted(note, age string) string {
	switch {
	case note == "":
		return age
	case age == "":
		return note
	}
	return note + " · " + age
}

// noted is [noted] of words.
func (s *scratch) noted(note, age string) string {
	if note == "" || age == "" {
		return noted(note, age)
	}
	return s.word(note, " · ", age)
}

// titles are the names of tabs that fit a width: in full, in short, the others without numbers, or the active one alone. They stand
// in a place of the caller's.
func (a *App) titles(place *[]string, tabs []paneID, active paneID, room int) []string {
	out := (*place)[:0]
	for _, alone := range []bool{false, true} {
		for brief := range 3 {
			out = out[:0]
			for _, p := range tabs {
				name := ""
				if !alone || p == active {
					name = a.title(p, brief > 0)
				}
				if brief == 2 && p != active && !alone {
					_, name = a.panes[p].names()
				}
				if p == active {
					name = a.view(p).titled(p, name, brief > 0)
				}
				out = append(out, name)
			}
			*place = out
			if width(out) <= room {
				return out
			}
		}
	}
	return out
}

// ageText says how old data is, in full and in short. While paused it says that first: the age then is that of the moment
// held.
func (a *App) ageText(age model.Age) (long, short string, ink canvas.Ink) {
	old := age.Old
	if !a.paused.IsZero() {
		old += a.now.Sub(a.paused)
	}
	since := a.text.text(a.text.age(old))
	switch {
	case age.State == model.Stale && age.Spoken:
		return a.text.word("STALE ", since, ": ", age.Reason), a.text.word("STALE ", since), inkWarn
	case age.State == model.Waiting && age.Spoken:
		short, _, _ = strings.Cut(age.Reason, ":") // of how many accounts it is
		return age.Reason, strings.Replace(short, " accounts", "", 1), inkWarn
	case !age.Spoken && age.Reason == "no account":
		return "", "", inkDim
	case !age.Spoken:
		return "waiting", "waiting", inkDim
	case !a.paused.IsZero():
		return a.text.word("paused ", since), "paused", inkWarn
	case age.State == model.Quiet:
		return a.text.word("quiet ", since), "quiet", inkDim
	}
	return since, since, inkDim
}

// width is the room that names take with their gaps and the lines between them.
func width(names []string) int {
	n := -1
	for _, t := range names {
		if t != "" {
			n += canvas.Width(t) + 3
		}
	}
	return max(0, n)
}

// title is a pane's name with the number of its rows.
func (a *App) title(p paneID, short bool) string {
	v := a.view(p)
	full, brief := a.panes[p].names()
	if short {
		full = brief
	}
	if p == paneBook || p == paneChart {
		name := v.market.Name
		if short || len(name) > 12 {
			name = v.market.Symbol
		}
		full = v.word(full, " ", name)
	}
	if badge := a.badge(p, v, short); badge != "" {
		full = v.word(full, " ", badge)
	}
	return full
}

// paintTabline is the phone's row of tabs. It scrolls so that the active one is seen.
func (a *App) paintTabline(r canvas.Region) {
	if r.H() == 0 {
		return
	}
	tabs := a.places.slots[0].tabs
	active := a.places.slots[0].active
	names := make([]string, len(tabs))
	first, at := 0, 0
	for i, p := range tabs {
		_, names[i] = a.panes[p].names()
		if badge := a.badge(p, a.view(p), true); badge != "" {
			names[i] += " " + badge
		}
		if p == active {
			at = i
		}
	}
	for first < at && lineWidth(names[first:at+1]) > r.W()-2 {
		first++
	}
	x := 1
	for i := first; i < len(tabs); i++ {
		if x+canvas.Width(names[i]) > r.W() {
			break
		}
		ink := inkDim
		if tabs[i] == active {
			ink = inkBrand
		}
		from := x
		x = r.Text(x, 0, names[i], ink)
		a.tabs = append(a.tabs, hit{rect: rect{from, a.places.tabline.y, x - from, 1}, pane: tabs[i]})
		x += 2
	}
}

func lineWidth(names []string) int {
	n := -2
	for _, name := range names {
		n += canvas.Width(name) + 2
	}
	return n
}
