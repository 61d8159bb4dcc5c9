package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

func TestWatchTableTellsEveryMarket(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	press(a, "m")
	// BTC: book 117,737 to 117,738, a spread of 1, 1/117,737.5 is 0.0849 bp.
	// Long 0.02 from 117,690 wins 0.95, short 0.01 from 117,785 wins 0.475: 1.425, to even 1.42.
	has(t, rowWith(t, frame(a), "BTC-USD 117,737.5"), "2", "0.08", "-0.000031", "shorts pay", "SHORT 0.01 LONG 0.02", "+1.42")
	has(t, rowWith(t, frame(a), "ETH-USD   3,712.8"), "3", "0.54", "nobody", "–")
}

func TestAMarketWithoutAPriceHasNoAgeOfIt(t *testing.T) {
	c := &clock{start()}
	a := dark(t, c, Options{})
	screen(a, 160, 48)
	press(a, "m")
	a.Update(batch(link("16", model.LinkUp, c.now), model.NewDepth("16", c.now, []model.Level{level("3712", "1")}, nil)))
	c.now = c.now.Add(3 * time.Second)
	a.Update(clockMsg{})
	if row := strings.Fields(rowWith(t, frame(a), "ETH-USD")); row[len(row)-3] != absent {
		t.Errorf("with bids alone: %q", row)
	}
	a.Update(batch(model.NewDepth("16", c.now, []model.Level{level("3712", "1")}, []model.Level{level("3713", "1")})))
	c.now = c.now.Add(3 * time.Second)
	a.Update(clockMsg{})
	if row := strings.Fields(rowWith(t, frame(a), "ETH-USD")); row[len(row)-3] != "3s" {
		t.Errorf("with both sides: %q", row)
	}
}

func TestWatchTableSwitchesMarketByKeyAndMouse(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	press(a, "m", "j", "enter")
	if a.market != "16" || a.overlay != nil {
		t.Errorf("the row below BTC is ETH, shown is %s", a.market)
	}
	press(a, "m")
	for y, line := range strings.Split(frame(a), "\n") {
		if x := strings.Index(line, "SOL-USD"); x > 0 && y > 1 {
			a.Update(tea.MouseClickMsg{X: 60, Y: y, Button: tea.MouseLeft})
			break
		}
	}
	if a.market != "31" || a.overlay != nil {
		t.Errorf("a click on SOL shows %s", a.market)
	}
	press(a, "m")
	a.Update(tea.MouseClickMsg{X: 1, Y: 1, Button: tea.MouseLeft})
	if a.overlay != nil {
		t.Error("a click beside the table does not close it")
	}
}

func TestWatchTableSaysWhatIsStale(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	c.now = c.now.Add(14 * time.Second)
	a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
	press(a, "m")
	has(t, rowWith(t, frame(a), "ETH-USD   3,712.8"), "STALE 14s")
}

func TestHelpBeginsWithWhatTheFocusedPaneTakes(t *testing.T) {
	for _, c := range []struct {
		in         paneID
		here, none []string
	}{
		{panePositions, []string{"Here: Positions", "row up", "everything known of the row"}, nil},
		{paneTrades, []string{"Here: Trades", "row up", "everything known of the row"}, []string{"filter rows by market"}},
		{paneChart, nil, []string{"everything known of the row"}},
	} {
		a := lit(t, &clock{start()}, Options{Raw: func(string, model.Scope) []byte { return nil }})
		screen(a, 120, 90)
		focus(t, a, c.in)
		press(a, "?")
		here, none, found := strings.Cut(frame(a), "Nothing to do here")
		has(t, here, c.here...)
		if len(c.none) > 0 && !found {
			t.Fatalf("pane %d: the help does not say what does nothing here", c.in)
		}
		has(t, none, c.none...)
	}
}

func TestHelpOverABoxTellsItsKeysAndGivesItBack(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	press(a, "m", "?")
	has(t, frame(a), "Open now", "show")
	press(a, "?")
	if _, back := a.overlay.(*watchBox); !back {
		t.Errorf("the box below the help is gone: %T", a.overlay)
	}
}
