package model

import (
	"strconv"
	"time"
)

// mostGarbled bounds the streams that are remembered for it: as many as there can be of all markets and accounts.
const mostGarbled = 4*MaxMarkets + 5*MaxAccounts

// Garbled is the event of a message without a row that can be read. What was told before it is no longer what is so.
type Garbled struct {
	Of Stream    // what the message was about
	At time.Time // received
}

// spoilt is when such a message came.
type spoilt struct {
	at  time.Time
	rev uint64
}

func (g Garbled) stream() Stream {
	return Stream{KindGarbled, strconv.Itoa(int(g.Of.Kind)) + " " + g.Of.Owner}
}

func (g Garbled) merge(newer Event) Event { return newer }

func (g Garbled) apply(m *Model) {
	if _, known := m.garbled[g.Of]; !known && len(m.garbled) >= mostGarbled {
		return
	}
	m.garbled[g.Of] = spoilt{g.At, m.bump()}
}

// legible judges data that was told at a time by whether something came since that cannot be read.
func (m *Model) legible(s Stream, at time.Time, a Age) Age {
	if !m.garbled[s].at.After(at) {
		return a
	}
	const reason = "what came last cannot be read"
	switch {
	case a.Usable():
		a.State, a.Reason = Stale, reason
	case a.State == Waiting && a.Reason == "":
		a.Reason = reason
	}
	return a
}
