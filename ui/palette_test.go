package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// the is a pane of the screen.
func the[P pane](t testing.TB, a *App, id paneID) P {
	t.Helper()
	p, ok := a.panes[id].(P)
	if !ok {
		t.Fatalf("pane %d is a %T", id, a.panes[id])
	}
	return p
}

// typed opens the palette and types a line.
func typed(t *testing.T, a *App, line string) {
	t.Helper()
	press(a, ":")
	press(a, strings.Split(line, "")...)
	if _, open := a.overlay.(*palette); !open {
		t.Fatalf("typing %q left the palette", line)
	}
}

func TestPaletteReachesEveryAction(t *testing.T) {
	for _, b := range bindings() {
		byKey, byName := lit(t, &clock{start()}, Options{}), lit(t, &clock{start()}, Options{})
		for _, a := range []*App{byKey, byName} {
			screen(a, 160, 48)
			focus(t, a, doings()[b.action].in)
			press(a, doings()[b.action].first...)
		}
		_, wanted := byKey.Update(keyPress(b.keys[0]))
		typed(t, byName, b.action)
		_, got := byName.Update(keyPress("enter"))
		if byKey.View().Content != byName.View().Content || (wanted == nil) != (got == nil) {
			t.Errorf(":%s does not do what the key %s does", b.action, b.keys[0])
		}
	}
}

func TestPaletteCommandsDoWhatTheySay(t *testing.T) {
	for _, c := range []struct {
		line, plan string
		done       func(a *App) bool
	}{
		{"market eth", "show ETH-USD (id 16)", func(a *App) bool { return a.market == "16" }},
		{"pane fills", "go to Fills", func(a *App) bool { return a.focus == paneFills }},
		{"group 50", "group BTC by 50", func(a *App) bool { return the[*bookPane](t, a, paneBook).groups["15"] == 5 }},
		{"size 0.5", "hide trades of BTC below 0.5", func(a *App) bool { return the[*tradesPane](t, a, paneTrades).least == model.MustDec("0.5") }},
		{"size all", "show all trades", func(a *App) bool { return !the[*tradesPane](t, a, paneTrades).least.Known() }},
		{"window 15m", "last 15m", func(a *App) bool { return the[*tradesPane](t, a, paneTrades).every().Minutes() == 15 }},
		{"window 1m", "last 1m", func(a *App) bool { return the[*tradesPane](t, a, paneTrades).every().Minutes() == 1 }},
		{"candles 5s", "candles of 5s", func(a *App) bool { return the[*chartPane](t, a, paneChart).chosen == 2 }},
		{"candles auto", "an interval that suits the data", func(a *App) bool { return the[*chartPane](t, a, paneChart).chosen == 0 }},
		{"colours mono", "theme mono", func(a *App) bool { return a.theme.name == "mono" }},
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 120, 36)
		typed(t, a, c.line)
		has(t, frame(a), c.plan)
		press(a, "enter")
		if a.overlay != nil || !c.done(a) {
			t.Errorf(":%s was not done", c.line)
		}
	}
}

func TestPaletteStaysOpenOnWhatItDoesNotUnderstand(t *testing.T) {
	for line, why := range map[string]string{
		"market nowhere": "expected a market",
		"group 3":        "expected a number of ticks",
		"size banana":    "expected a size such as 0.5",
		"zoom in":        "zoom takes no argument",
		"qwxz":           "expected a command",
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 120, 36)
		typed(t, a, line)
		if p, ok := a.overlay.(*palette); ok {
			p.offers = nil // nothing to fall back to
		}
		press(a, "enter")
		if a.overlay == nil {
			t.Errorf(":%s was taken", line)
		}
		has(t, frame(a), why)
	}
}

func TestPaletteCompletes(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	typed(t, a, "mark")
	press(a, "tab", "s")
	has(t, frame(a), ": market s_", "show SOL-USD")
	press(a, "enter")
	if a.market != "31" {
		t.Errorf("completing to SOL shows market %s", a.market)
	}
	typed(t, a, "wind")
	press(a, "enter") // an argument is wanted: the line is completed
	has(t, frame(a), ": window _")
	press(a, "down", "enter")
	if got := the[*tradesPane](t, a, paneTrades).every().Minutes(); got != 5 {
		t.Errorf("the second window is of 5 minutes, got %v", got)
	}
}

func TestPaletteTakesPastedTextAndKeepsItsCursorInSight(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 45, 20)
	press(a, ":")
	a.Update(tea.PasteMsg{Content: "market\n" + strings.Repeat("x", 60) + "end"})
	has(t, frame(a), "xend_")
}

func TestAWrongArgumentIsNeverTakenForAnother(t *testing.T) {
	for line, why := range map[string]string{
		"group 0":     "expected a number of ticks", // and not 10, which has a 0 too
		"alert BTC >": "expected",
		"window 7m":   "expected a window",
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 120, 36)
		typed(t, a, line)
		has(t, frame(a), why)
		press(a, "enter")
		if a.overlay == nil || the[*bookPane](t, a, paneBook).groups["15"] != 0 || a.alarms.set.Len() != 0 {
			t.Errorf(":%s was taken for something else", line)
		}
	}
}

func TestTheRowGoneToIsWhatEnterDoesAndWhatIsTold(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	typed(t, a, "group 1")
	press(a, "down", "down")
	p, ok := a.overlay.(*palette)
	if !ok {
		t.Fatalf("what lies on top is a %T", a.overlay)
	}
	wanted := strings.TrimPrefix(p.offers[2].text, "group ")
	has(t, frame(a), "group BTC by "+wanted)
	press(a, "enter")
	if got := fmt.Sprint(model.GroupStep(the[*bookPane](t, a, paneBook).groups["15"])); got != wanted || wanted == "1" {
		t.Errorf("grouped by %s, gone to was %s", got, wanted)
	}
}

func TestAnActionTakesTheArgumentOfItsCommand(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	typed(t, a, "interval 15m")
	press(a, "enter")
	if p := the[*chartPane](t, a, paneChart); a.overlay != nil || p.chosen == 0 || intervals()[p.chosen-1] != 15*time.Minute {
		t.Errorf("the interval is number %d", p.chosen)
	}
	typed(t, a, "theme mono")
	press(a, "enter")
	if a.overlay != nil || a.theme.name != "mono" {
		t.Errorf("the theme is %q", a.theme.name)
	}
}

func TestZonesAndLayoutsAreCompletedAndTold(t *testing.T) {
	a := lit(t, &clock{start()}, Options{FindZone: time.LoadLocation})
	screen(a, 120, 36)
	typed(t, a, "zone eur")
	has(t, frame(a), "times Europe/Berlin", "CEST +02:00")
	press(a, strings.Split("/ber", "")...)
	press(a, "tab", "enter")
	if got := a.zone.String(); got != "Europe/Berlin" {
		t.Errorf("times in %s", got)
	}
	here := "times in the zone of this computer, now "
	switch name := time.Local.String(); name {
	case "Local":
	case "UTC": // as Go calls it where it finds none
		here = "times in UTC"
	default: // what TZ says
		here = "times in " + name + ", now "
	}
	for _, c := range []struct{ line, plan, zone string }{
		{"zone asia/tokyo", "times in Asia/Tokyo, now JST +09:00", "Asia/Tokyo"},
		{"zone America/St_Johns", "times in America/St_Johns, now NDT -02:30", "America/St_Johns"}, // it is not among the offers
		{"zone asia/dubai", "times in Asia/Dubai, now +04:00", "Asia/Dubai"},                       // it has no short name
		{"zone utc", "times in UTC", "UTC"},
		{"zone LOCAL", here, time.Local.String()},
	} {
		typed(t, a, c.line)
		has(t, frame(a), c.plan)
		press(a, "enter")
		if got := a.zone.String(); got != c.zone {
			t.Errorf(":%s shows times in %s", c.line, got)
		}
	}
	press(a, "U") // from the computer's to UTC and back to what was chosen last
	press(a, "U")
	if a.zone != time.Local {
		t.Errorf("the other zone is %s", a.zone)
	}
	typed(t, a, "layout ri")
	has(t, frame(a), "arrange risk", "positions large")
	press(a, "tab", "enter")
	if a.layout.preset != presetRisk {
		t.Errorf("the layout is %s", a.layout.preset)
	}
	for line, why := range map[string]string{
		"zone Mars/Olympus": `no time zone is called "Mars/Olympus"`,
		"zone Local/../UTC": "no time zone is called",
		"zone ":             "UTC", // offers, and not the key's own switch
		"layout wide":       "expected a layout; known: trade, book, risk, history",
	} {
		typed(t, a, line)
		has(t, frame(a), why)
		press(a, "esc")
	}
}

func TestWhatWasTypedIsQuotedWithItsBlanks(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	typed(t, a, "funding-window 8h")
	has(t, frame(a), `no such thing as "funding-window 8h"`)
}
