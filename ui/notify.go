package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Ways of a desktop notification.
const (
	notifyOff  = "off"
	notifyAuto = "auto"
	osc9       = "osc9"
	osc777     = "osc777"
)

// Notifications returns the ways in which an alert may be told to the desktop. The first is the default.
func Notifications() []string { return []string{notifyAuto, notifyOff, osc9, osc777} }

// surroundings is what the environment tells of the terminal.
type surroundings struct{ program, term, tmux string }

func newSurroundings(msg tea.EnvMsg) surroundings {
	return surroundings{program: msg.Getenv("TERM_PROGRAM"), term: msg.Getenv("TERM"), tmux: msg.Getenv("TMUX")}
}

// notification is the way to be used: of those that this terminal is known to understand, when none was chosen.
func (s surroundings) notification(chosen string) string {
	if chosen != "" && chosen != notifyAuto {
		return chosen
	}
	switch name, _, _ := strings.Cut(s.term, "-"); {
	case slices.Contains([]string{"iTerm.app", "WezTerm", "ghostty"}, s.program), s.term == "xterm-kitty", s.term == "xterm-ghostty":
		return osc9
	case name == "foot", strings.HasPrefix(s.term, "rxvt-unicode"):
		return osc777
	}
	return notifyOff
}

// announceEvery is the shortest time between two bells or notifications; what fires meanwhile is told together.
const announceEvery = time.Second

// announce sends the terminal what there is to be told.
func (a *App) announce() tea.Cmd {
	if len(a.alarms.news) == 0 || a.now.Sub(a.alarms.sent) < announceEvery && !a.alarms.sent.After(a.now) {
		return nil
	}
	text := a.alarms.news[0]
	if n := len(a.alarms.news) - 1; n > 0 {
		text += " and " + strconv.Itoa(n) + " more"
	}
	a.alarms.news, a.alarms.sent = nil, a.now
	out := notice(a.notification(a.opts.Notify), text)
	if out != "" && a.tmux != "" {
		out = "\x1bPtmux;" + strings.ReplaceAll(out, "\x1b", "\x1b\x1b") + "\x1b\\" // tmux passes it on where that is allowed
	}
	if !a.opts.Mute {
		out += "\a"
	}
	if out == "" {
		return nil
	}
	return tea.Raw(out)
}

// notice is the sequence that shows a text on the desktop; empty when there is no way.
func notice(way, text string) string {
	const most = 120
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == ';':
			return ','
		case r < ' ' || r > '~':
			return '?'
		}
		return r
	}, text)
	clean = clean[:min(len(clean), most)]
	switch way {
	case osc9:
		return "\x1b]9;kanatop: " + clean + "\x1b\\"
	case osc777:
		return "\x1b]777;notify;kanatop;" + clean + "\x1b\\"
	}
	return ""
}
