package ui

import (
	"strconv"

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
	p.paint(v, inside)
	age := p.age(v)
	if age.State == model.Stale && age.Spoken {
		inside.Dim(inkStale)
	}
	right := a.paintAge(frame, v, p.note(v), age)
	tabs := s.tabs
	if a.places.tabline.h > 0 {
		tabs = []paneID{s.active}
	}
	a.paintTabs(frame, s.rect, tabs, s.active, right-1)
}

// paintAge writes how old the pane's data is at the right of its title, and returns where that begins.
// The note before the age is left out where room is short.
func (a *App) paintAge(frame canvas.Region, v *view, note string, age model.Age) int {
	text, ink := a.ageText(age)
	end := frame.W() - 3
	most := frame.W() - 12
	whole := string(text)
	if note != "" {
		whole = note + " · " + whole
	}
	if text == nil {
		whole = note
	}
	if canvas.Width(whole) > most {
		whole = string(text)
	}
	if age.State == model.Stale && canvas.Width(whole) > most {
		whole = "STALE"
	}
	if whole == "" || canvas.Width(whole) > most {
		return frame.W() - 1
	}
	from := end - canvas.Width(whole)
	frame.Text(from, 0, " "+whole+" ", ink)
	return from
}

// ageText says how old data is. While paused it says that first: the age then is that of the moment held.
func (a *App) ageText(age model.Age) ([]byte, canvas.Ink) {
	old := age.Old
	if !a.paused.IsZero() {
		old += a.now.Sub(a.paused)
	}
	switch {
	case age.State == model.Stale && age.Spoken:
		return a.text.join("STALE ", string(a.text.age(old)), ": ", age.Reason), inkWarn
	case !age.Spoken && age.Reason == "no account":
		return nil, inkDim
	case !age.Spoken:
		return a.text.join("waiting"), inkDim
	case !a.paused.IsZero():
		return a.text.join("paused ", string(a.text.age(old))), inkWarn
	case age.State == model.Quiet:
		return a.text.join("quiet ", string(a.text.age(old))), inkDim
	}
	return a.text.age(old), inkDim
}

// paintTabs writes the names of a slot's panes into its title, in short or the active one alone where room is short.
func (a *App) paintTabs(frame canvas.Region, at rect, tabs []paneID, active paneID, right int) {
	names := func(short bool) []string {
		out := make([]string, len(tabs))
		for i, p := range tabs {
			out[i] = a.title(p, short)
		}
		return out
	}
	texts := names(false)
	if width(texts) > right-1 {
		texts = names(true)
	}
	if width(texts) > right-1 {
		for i, p := range tabs {
			if p != active {
				texts[i] = ""
			}
		}
	}
	x := 2
	for i, text := range texts {
		if text == "" || x+canvas.Width(text)+2 > right+1 {
			continue
		}
		if x > 2 {
			frame.Text(x, 0, "│", inkBorder)
			x++
		}
		ink := inkDim
		if tabs[i] == active {
			ink = inkTitle
		}
		from := x
		x = frame.Text(x, 0, " "+text+" ", ink)
		a.tabs = append(a.tabs, hit{rect: rect{at.x + from, at.y, x - from, 1}, pane: tabs[i]})
	}
}

// width is the room that tab names take with their gaps and the lines between them.
func width(texts []string) int {
	n := -1
	for _, t := range texts {
		n += canvas.Width(t) + 3
	}
	return n
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
		full += " " + name
	}
	if n := a.panes[p].count(v); n >= 0 {
		full += " " + strconv.Itoa(n)
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
		if n := a.panes[p].count(a.view(p)); n >= 0 {
			names[i] += " " + strconv.Itoa(n)
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
