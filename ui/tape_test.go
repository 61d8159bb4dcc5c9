package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// taped is an app whose BTC tape holds these trades, seen from wide enough a screen.
func taped(t *testing.T, rows ...model.Trade) *App {
	t.Helper()
	a := fresh(t, &clock{start()}, Options{})
	a.Update(batch(linksUp(start())...))
	a.Update(batch(model.NewTrades("15", start(), rows)))
	screen(a, 160, 48)
	return a
}

func TestFillsOfOneTakerInOneTransactionAreOnePrint(t *testing.T) {
	at := start().Add(-time.Second)
	a := taped(t, trade("15", "117738", "0.1", "1", at, 7), trade("15", "117739", "0.2", "1", at, 7), trade("15", "117739", "0.3", "2", at, 8))
	rows := tapeRows(t, a)
	has(t, rows[0], "▼", "117,739", "0.30000")
	has(t, rows[1], "▲", "117,739", "0.30000", "x2")
	if strings.Contains(rows[2], "117,7") {
		t.Errorf("a third print: %s", rows[2])
	}
}

func TestSizeFilterSaysWhatItHides(t *testing.T) {
	var trades []model.Trade
	for k := range 40 {
		trades = append(trades, trade("15", "117738", fmt.Sprintf("0.%02d", k+1), "1", start().Add(time.Duration(k-60)*time.Second), int64(k+1)))
	}
	a := taped(t, trades...)
	press(a, "t")
	screen(a, 200, 48)
	has(t, paneText(t, a, paneTrades), "≥ 0.21, 20 smaller hidden")
	for _, row := range tapeRows(t, a)[:20] {
		hasNot(t, row, "0.20000", "0.01000")
	}
	press(a, "t", "t", "t", "t")
	hasNot(t, paneText(t, a, paneTrades), "hidden")
}

func TestSumsOfTheTapeAreOfTheWindow(t *testing.T) {
	a := taped(t,
		trade("15", "117700", "5", "1", start().Add(-10*time.Minute), 1),
		trade("15", "117738", "0.3", "1", start().Add(-2*time.Minute), 2),
		trade("15", "117741", "0.1", "2", start().Add(-time.Minute), 3))
	text := paneText(t, a, paneTrades)
	// In five minutes 0.3 bought and 0.1 sold: (35,321.4 + 11,774.1) / 0.4 = 117,738.75.
	has(t, text, "5m buy 75%", "25% sell", "delta +0.20000", "vwap 117,738.8")
	press(a, "w")
	has(t, paneText(t, a, paneTrades), "15m buy", "delta +5.20000")
}
