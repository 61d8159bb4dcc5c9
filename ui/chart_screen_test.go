package ui

import (
	"fmt"
	"testing"
	"time"

	"kanatop/model"
)

// TestChartScreens keeps pictures of both views of the chart.
func TestChartScreens(t *testing.T) {
	for _, s := range []struct {
		name string
		w, h int
		o    Options
		keys []string
	}{
		{"chart", 120, 36, Options{}, []string{"C", "h", "h", "h"}},
		{"chart-mids", 100, 24, Options{}, []string{"i"}},
		{"chart-low", 60, 15, Options{}, nil},
		{"chart-lower", 60, 8, Options{}, nil},
		{"chart-ascii", 80, 24, Options{ASCII: true}, []string{"C", "h", "h", "h"}},
		{"chart-phone", 45, 20, Options{}, []string{"C"}},
		{"depth", 120, 36, Options{}, []string{"d"}},
		{"depth-ascii", 80, 24, Options{ASCII: true}, []string{"d", "C", "h", "h"}},
		{"depth-mono", 80, 24, Options{Theme: "mono"}, []string{"d"}},
	} {
		t.Run(s.name, func(t *testing.T) {
			a := strolled(t, s.o)
			screen(a, s.w, s.h)
			focus(t, a, paneChart)
			press(a, "z")
			press(a, s.keys...)
			golden(t, fmt.Sprintf("%s-%dx%d.txt", s.name, s.w, s.h), frame(a)+"\n")
		})
	}
}

// strolled is an app on which a quiet hour was traded, with mids in its last minutes, own orders and own prices.
func strolled(t testing.TB, o Options) *App {
	t.Helper()
	c := &clock{start()}
	a := dark(t, c, o)
	for _, b := range speech(start()) {
		var quiet model.Batch
		for _, e := range b.Events() {
			if k := model.StreamOf(e).Kind; k != model.KindTrades && k != model.KindBook {
				quiet.Add(e)
			}
		}
		a.Update(quiet)
	}
	a.Update(batch(walk(start())...))
	for k := range 300 {
		at := start().Add(time.Duration(k-299) * time.Second)
		bid := 117737 + (k*k/900)%9 - 4
		if k == 299 {
			bid = 117737
		}
		a.Update(batch(model.NewDepth("15", at, levels(fmt.Sprint(bid), "-1", 60), levels(fmt.Sprint(bid+1), "1", 40))))
	}
	a.Update(batch(ownPricesInRange(start())))
	return a
}

// TestAChartWithoutATradeInItsTimeSaysSo: trades of yesterday are no reason to wait; a longer interval shows them.
func TestAChartWithoutATradeInItsTimeSaysSo(t *testing.T) {
	a := taped(t, trade("15", "117738", "0.3", "1", start().Add(-9*time.Hour), 7))
	focus(t, a, paneChart)
	press(a, "i")
	text := paneText(t, a, paneChart)
	has(t, text, "no trade in the time shown", "last 9h")
	hasNot(t, text, "waiting", "mid")
	press(a, "i", "i", "i", "i", "i", "i")
	hasNot(t, paneText(t, a, paneChart), "no trade")
	has(t, paneText(t, taped(t), paneChart), "waiting for prices of BTC-USD")
}
