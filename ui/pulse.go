package ui

import (
	"strconv"
	"time"
)

// pulse is how much comes in a second, on average of the last seconds: of something that comes once a second, single seconds would tell
// none and two by turns.
type pulse struct {
	at    [pulseSeconds + 1]time.Time
	total [pulseSeconds + 1]int64
	n     int
}

const pulseSeconds = 5

// beat notes how much came until now.
func (p *pulse) beat(now time.Time, total int64) {
	if p.n > 0 && total < p.total[p.n-1] { // counted anew
		p.n = 0
	}
	if p.n == len(p.at) {
		copy(p.at[:], p.at[1:])
		copy(p.total[:], p.total[1:])
		p.n--
	}
	p.at[p.n], p.total[p.n] = now, total
	p.n++
}

// rate is how much comes in a second, rounded; not known in the first one.
func (p *pulse) rate() (n int64, known bool) {
	if p.n < 2 {
		return 0, false
	}
	took := p.at[p.n-1].Sub(p.at[0])
	if took <= 0 {
		return 0, false
	}
	return int64((time.Duration(p.total[p.n-1]-p.total[0])*time.Second + took/2) / took), true
}

// text is the rate as a number, less than one but not nothing as such.
func (p *pulse) text() string {
	n, known := p.rate()
	switch {
	case !known:
		return absent
	case n == 0 && p.total[p.n-1] > p.total[0]:
		return "<1"
	}
	return strconv.FormatInt(n, 10)
}
