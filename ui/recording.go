package ui

import "strconv"

// Recording is how the recording of what comes stands.
type Recording struct {
	On      bool
	Bytes   int64  // written
	Lost    int64  // messages that could not be recorded
	Trouble string // what keeps it from being written; empty for nothing
}

// record asks how the recording stands, and warns of what is new.
func (a *App) record() {
	if a.opts.Recording == nil {
		return
	}
	was := a.recording
	a.recording = a.opts.Recording()
	switch now := a.recording; {
	case now.Trouble != "" && now.Trouble != was.Trouble:
		a.warn("not recording: " + now.Trouble)
	case now.Trouble == "" && was.Trouble != "":
		a.warn("recording again")
	case now.Lost > 0 && was.Lost == 0:
		a.warn("the recording misses messages")
	}
}

// recordRuns are the mark of a recording under way.
func (a *App) recordRuns() []run {
	r := a.recording
	if !r.On {
		return nil
	}
	text := " REC " + bytesText(r.Bytes) + " "
	switch {
	case r.Trouble != "":
		text = " REC FAILS "
	case a.width < narrowFrom:
		text = " REC "
	case r.Lost > 0:
		text = " REC " + bytesText(r.Bytes) + ", " + strconv.FormatInt(r.Lost, 10) + " lost "
	}
	return []run{{text, inkTag, paperTag}, {" ", inkPlain, 0}}
}

// bytesText is a size with a unit.
func bytesText(n int64) string {
	for _, u := range []struct {
		of   int64
		name string
	}{{1e9, " GB"}, {1e6, " MB"}} {
		if n >= u.of {
			return strconv.FormatInt(n/u.of, 10) + "." + strconv.FormatInt(n%u.of*10/u.of, 10) + u.name
		}
	}
	return strconv.FormatInt(n/1000, 10) + " kB"
}
