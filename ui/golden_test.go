package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestScreens(t *testing.T) {
	usual := func(o Options) func(testing.TB, *clock) *App {
		return func(t testing.TB, c *clock) *App { return lit(t, c, o) }
	}
	for _, s := range []struct {
		name string
		w, h int
		app  func(testing.TB, *clock) *App
	}{
		{"wide", 160, 48, usual(Options{FundingWindow: 8 * time.Hour})},
		{"medium", 120, 36, usual(Options{})},
		{"narrow", 80, 24, usual(Options{Demo: true})},
		{"phone", 45, 20, usual(Options{})},
		{"ascii", 100, 30, usual(Options{ASCII: true})},
		{"mono", 100, 30, usual(Options{Theme: "mono"})},
		{"hidden", 120, 36, usual(Options{HideMoney: true})},
		{"offline", 120, 36, func(t testing.TB, c *clock) *App {
			a := lit(t, c, Options{})
			c.now = c.now.Add(14 * time.Second)
			a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
			return a
		}},
		{"empty", 120, 36, func(t testing.TB, c *clock) *App {
			a := fresh(t, c, Options{Accounts: []string{""}})
			a.Update(batch(linksUp(c.now)...))
			a.Update(batch(marketSpeech(c.now)...))
			a.Update(batch(nothingHeld(c.now)...))
			return a
		}},
		{"waiting", 120, 36, func(t testing.TB, c *clock) *App { return fresh(t, c, Options{Accounts: []string{""}}) }},
		{"no-account", 80, 24, func(t testing.TB, c *clock) *App {
			a := fresh(t, c, Options{})
			a.Update(batch(linksUp(c.now)...))
			a.Update(batch(marketSpeech(c.now)...))
			return a
		}},
		{"help", 100, 30, func(t testing.TB, c *clock) *App {
			a := lit(t, c, Options{})
			press(a, "?")
			return a
		}},
		{"alerts", 100, 30, func(t testing.TB, c *clock) *App { return alarmed(t, c) }},
		{"fired", 100, 30, func(t testing.TB, c *clock) *App {
			a := lit(t, c, Options{Memory: Memory{Alerts: []string{"BTC > 118000"}}})
			a.Update(bookAt(c.now, "118012"))
			return a
		}},
		{"details", 100, 30, func(t testing.TB, c *clock) *App {
			a := lit(t, c, Options{})
			screen(a, 100, 30)
			focus(t, a, panePositions)
			press(a, "j", "enter")
			return a
		}},
	} {
		t.Run(s.name, func(t *testing.T) {
			a := s.app(t, &clock{start()})
			a.Update(tea.WindowSizeMsg{Width: s.w, Height: s.h})
			golden(t, fmt.Sprintf("%s-%dx%d.txt", s.name, s.w, s.h), frame(a)+"\n")
		})
	}
}

// golden compares with a kept screen, or keeps it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	t.Errorf("%s is not what is shown; run go test ./ui -run Screens -update and look at what changed", file)
	old, now := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for y := range min(len(old), len(now)) {
		if old[y] != now[y] {
			t.Fatalf("the first line is %d\nwant %s\ngot  %s", y, old[y], now[y])
		}
	}
}
