package ui

import (
	"strconv"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// linkRuns is the state of the links, judged by data and always of the live model.
func (a *App) linkRuns(v *view, step int) []run {
	h := a.live.Health(a.market, a.now)
	dot, ring := "●", "○"
	if v.border == canvas.ASCII() {
		dot, ring = "*", "o"
	}
	switch h.State {
	case model.HealthLive:
		if a.replays() { // it was so then
			return []run{{ring + " recorded", inkDim, 0}}
		}
		out := append(v.room(3), run{dot, inkLive, 0})
		if step >= lastStep { // the price comes before the round trip
			return out
		}
		if apart := a.live.Tape(a.market).Apart(); apart != 0 { // then no age of what the exchange dates is right
			return append(out, run{v.word(" clocks ", string(v.age(apart.Abs())), " apart"), inkWarn, 0})
		}
		if a.width >= wideFrom {
			out = append(out, run{" live", inkPlain, 0})
		}
		if h.RTT > 0 {
			text := milliseconds(h.RTT)
			out = append(out, run{v.word(" ", text), inkPlain, 0})
			if n := len("999ms") - len(text); n > 0 && a.width >= mediumFrom { // the markets beside it stay where they are
				out = append(out, run{"    "[:n], inkPlain, 0})
			}
		} else if a.width < wideFrom {
			out = append(out, run{" live", inkPlain, 0})
		}
		return out
	case model.HealthPartial:
		if step >= lastStep && h.Down > 0 {
			return []run{{ring + " " + strconv.Itoa(h.Down) + "/" + strconv.Itoa(h.Links) + " down", inkWarn, 0}}
		}
		return []run{{ring + " " + a.partial(h), inkWarn, 0}}
	case model.HealthStale:
		return []run{{ring + " stale " + string(a.text.age(h.Since)) + a.because(h), inkWarn, 0}}
	case model.HealthOffline:
		if step >= lastStep {
			return []run{{ring + " offline", inkDanger, 0}}
		}
		return []run{{ring + " " + a.offline(h), inkDanger, 0}}
	}
	return []run{{ring + " connecting", inkWarn, 0}}
}

func (a *App) partial(h model.Health) string {
	text := strconv.Itoa(h.Down) + " of " + strconv.Itoa(h.Links) + " links down"
	switch {
	case h.Down == 0:
		return h.Reason
	case a.width >= wideFrom && h.Reason != "":
		return text + ": " + cut(h.Reason, 40)
	}
	return text
}

// because is the reason of a stale state, as far as the width allows.
func (a *App) because(h model.Health) string {
	if a.width < mediumFrom || h.Reason == "" {
		return ""
	}
	return ": " + cut(h.Reason, a.width/4)
}

// offline is the reason and the time until the next attempt, the reason cut to what the width allows.
func (a *App) offline(h model.Health) string {
	retry := ", retry in " + string(a.text.age(h.Retry.Round(time.Second)))
	if h.Retry < time.Second {
		retry = ", retrying"
	}
	if a.width < narrowFrom {
		return "offline" + retry
	}
	const widest = len(", retry in 59s")
	text := "offline: " + cut(h.Reason, max(8, a.width-widest-32)) + retry
	if a.width < mediumFrom {
		return text
	}
	return pad(text, canvas.Width(text)+widest-len(retry)) // the markets beside it stay where they are
}

// cut shortens words (never a number) to n cells.
func cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return strings.TrimRight(string(runes[:max(0, n-1)]), " :") + "…"
	}
	return s
}

func milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return "<1ms"
	}
	return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
}
