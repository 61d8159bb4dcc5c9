package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// alarmed is an app with an alert that fired, some that are set and one that cannot be watched, and the box open.
func alarmed(t testing.TB, c *clock) *App {
	t.Helper()
	a := lit(t, c, Options{Memory: Memory{Alerts: []string{"DOGE > 1"}}})
	set(t, a, "BTC > 118000", "liq < 5% repeat", "link", "funding")
	a.Update(batch(linksDown(c.now, "connection reset by peer", time.Second)[2]))
	c.now = c.now.Add(time.Second)
	a.Update(clockMsg{})
	press(a, "!")
	return a
}

func TestTheBoxTellsWhatFiredAndHowTheOthersStand(t *testing.T) {
	c := &clock{start()}
	a := alarmed(t, c)
	has(t, screen(a, 160, 48), "! 09:41:22 liq < 5% repeat", "APT LONG liquidation 2.57% from the mid, so from the start",
		"fired, waits until it is over; last fired 09:41:22", "armed, now 117,737.5, 0.22% away", "does nothing: no such market")
}

func TestAlertsAreDeletedRepeatedAndEditedInTheBox(t *testing.T) {
	a := alarmed(t, &clock{start()})
	screen(a, 160, 48)
	press(a, "d") // the one that fired
	if len(a.memory.Fired) != 0 || a.alarms.set.Len() != 4 {
		t.Errorf("fired %v, set %v", a.memory.Fired, a.alarms.set.All())
	}
	a.View()
	press(a, "r")
	if got := a.alarms.set.All()[0].Alert.String(); got != "BTC > 118000 repeat" {
		t.Errorf("after r: %s", got)
	}
	press(a, "r", "j", "d")
	if a.alarms.set.Has(model.Alert{Kind: model.AlertLiquidation, Level: model.Int(5)}) || a.alarms.set.Len() != 3 {
		t.Errorf("after d: %v", a.alarms.set.All())
	}
	press(a, "G", "d")
	if len(a.alarms.unread) != 0 {
		t.Error("a text that is no alert cannot be deleted")
	}
	press(a, "g", "enter")
	if p, ok := a.overlay.(*palette); !ok || p.text() != "alert BTC > 118000" {
		t.Errorf("enter opens %T", a.overlay)
	}
	press(a, "esc", "!")
	for range 10 {
		press(a, "d", "k")
		a.View()
	}
	if a.alarms.set.Len() != 0 {
		t.Errorf("still set: %v", a.alarms.set.All())
	}
	has(t, screen(a, 160, 48), "no alerts")
}

func TestAnEditedAlertComesInThePlaceOfTheOld(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Memory: Memory{Alerts: []string{"BTC > 118000", "DOGE > 1"}}})
	screen(a, 120, 36)
	edit := func(keys, text string) {
		t.Helper()
		a.openAlerts()
		a.View()
		press(a, keys, "enter")
		p, ok := a.overlay.(*palette)
		if !ok {
			t.Fatalf("enter opens %T", a.overlay)
		}
		p.set(text)
		p.think(a)
		press(a, "enter", "esc")
	}
	for _, step := range []struct{ keys, text, want string }{
		{"g", "alert BTC > 119000", "BTC > 119000;DOGE > 1"},
		{"g", "alert BTC = 5", "BTC > 119000;DOGE > 1"}, // no alert
		{"g", "alert BTC > 119000 repeat", "BTC > 119000 repeat;DOGE > 1"},
		{"G", "alert SOL > 1000", "BTC > 119000 repeat;SOL > 1000"},
		{"g", "ascii", "BTC > 119000 repeat;SOL > 1000"}, // another command
	} {
		edit(step.keys, step.text)
		if got := strings.Join(a.memory.Alerts, ";"); got != step.want {
			t.Errorf("edited to %q: %s, want %s", step.text, got, step.want)
		}
	}
}

func TestTheBoxFollowsTheCursorAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {80, 24}, {45, 20}, {40, 12}} {
		a := alarmed(t, &clock{start()})
		screen(a, size[0], size[1])
		for _, want := range []string{"liq < 5% repeat", "BTC > 118000", "liq < 5% repeat", "link", "funding", "DOGE > 1"} {
			found := false
			for line := range strings.SplitSeq(screen(a, size[0], size[1]), "\n") {
				found = found || strings.Contains(line, ">") && strings.Contains(line, want)
			}
			if !found {
				t.Errorf("%v: the cursor is not at %s:\n%s", size, want, frame(a))
			}
			press(a, "j")
		}
	}
}

func TestAnImbalanceThatIsSetSaysOfHowManyLevels(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	set(t, a, "BTC imbalance > 90% ask")
	press(a, "!")
	has(t, screen(a, 160, 48), "armed, now 50.0% of the first 10 levels")
}

func TestAClickChoosesAnAlert(t *testing.T) {
	a := alarmed(t, &clock{start()})
	for y, line := range strings.Split(screen(a, 160, 48), "\n") {
		if strings.Contains(line, "  link  ") {
			a.Update(tea.MouseClickMsg{X: 80, Y: y, Button: tea.MouseLeft})
		}
	}
	press(a, "d")
	for _, w := range a.alarms.set.All() {
		if w.Alert.Kind == model.AlertLink {
			t.Error("the alert that was clicked is not the one deleted")
		}
	}
}

func TestWhatFiresMeanwhileDoesNotSlipUnderTheCursor(t *testing.T) {
	c := &clock{start()}
	a := alarmed(t, c)
	screen(a, 160, 48)
	press(a, "j", "j") // at liq < 5% repeat
	a.Update(bookAt(c.now, "118500"))
	a.View()
	press(a, "d")
	if a.alarms.set.Has(model.Alert{Kind: model.AlertLiquidation, Level: model.Int(5)}) || len(a.memory.Fired) != 2 {
		t.Errorf("set %v, fired %v", a.alarms.set.All(), a.memory.Fired)
	}
	b := alarmed(t, c) // the same without having moved: at the one that fired first
	screen(b, 160, 48)
	b.Update(bookAt(c.now, "118500"))
	press(b, "d")
	if len(b.memory.Fired) != 1 || b.memory.Fired[0].Alert != "BTC > 118000" {
		t.Errorf("fired %v", b.memory.Fired)
	}
}
