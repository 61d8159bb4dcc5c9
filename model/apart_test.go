package model

import (
	"testing"
	"time"
)

// telling is a tape of pushes that each came so long after the trade they tell.
func telling(lags ...time.Duration) *Tape {
	m := newModel()
	for i, lag := range lags {
		at := start.Add(time.Duration(i) * time.Minute)
		m.Apply(batchOf(NewTrades("15", at, []Trade{{Market: "15", Price: Int(100), Size: Int(1), Time: at.Add(-lag), Version: int64(i + 1)}})))
	}
	return m.Tape("15")
}

func TestClocksThatDifferAreTakenAsSuchWhenTradesTellItAgainAndAgain(t *testing.T) {
	const h, s = time.Hour, time.Second
	for name, c := range map[string]struct {
		lags []time.Duration
		want time.Duration
	}{
		"nothing told":                      {nil, 0},
		"told at once":                      {[]time.Duration{s, s, 0, 2 * s, s}, 0},
		"told late":                         {[]time.Duration{20 * s, 20 * s, 20 * s, 20 * s, 20 * s}, 0},
		"behind":                            {[]time.Duration{h, h + s, h, h + 2*s, h}, -h},
		"ahead":                             {[]time.Duration{-h, -h + s, -h + s, -h + s, -h + s}, h},
		"too few to tell":                   {[]time.Duration{h, h, h, h}, 0},
		"one trade with a time of its own":  {[]time.Duration{s, s, s, -5 * h, s, s, s, s}, 0},
		"one among clocks that differ":      {[]time.Duration{h, h, h, h, s, h, h, h, h}, -h},
		"late after each lost connection":   {[]time.Duration{s, 40 * s, s, 50 * s, s, 45 * s, s, 59 * s}, 0},
		"late by what the connection lacks": {[]time.Duration{50 * s, 31 * s, 55 * s, 40 * s, 58 * s, 33 * s, 50 * s, 39 * s}, 0},
		"set right meanwhile":               {[]time.Duration{h, h, h, h, h, s, s, s, s, s, s, s, s}, 0},
	} {
		if got := telling(c.lags...).Apart(); got != c.want {
			t.Errorf("%s: %v apart, want %v", name, got, c.want)
		}
	}
}

func TestWhatIsToldAgainTellsNothingOfClocks(t *testing.T) {
	m := newModel()
	rows := []Trade{{Market: "15", Price: Int(100), Size: Int(1), Time: start, Version: 1}}
	for i := range 20 {
		m.Apply(batchOf(NewTrades("15", start.Add(time.Duration(i)*time.Second+time.Hour), rows)))
	}
	if got := m.Tape("15").Apart(); got != 0 {
		t.Errorf("a quiet market whose last trade is told again is %v apart", got)
	}
}
