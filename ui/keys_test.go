package ui

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// doings say for every action how to see that it works: what comes first, and the pane it is tried in.
func doings() map[string]struct {
	first []string
	in    paneID
} {
	type doing = struct {
		first []string
		in    paneID
	}
	out := map[string]doing{
		"next-market": {}, "previous-market": {}, "find": {}, "next-pane": {}, "previous-pane": {}, "zoom": {},
		"down": {in: panePositions}, "up": {first: []string{"j"}, in: panePositions}, "left": {in: paneChart}, "right": {in: paneChart},
		"page-down": {in: paneTrades}, "page-up": {first: []string{"pgdown"}, in: paneTrades},
		"bottom": {in: paneTrades}, "top": {first: []string{"G"}, in: paneTrades},
		"alert-here": {}, "alerts": {}, "acknowledge": {first: []string{":", "a", "l", "e", "r", "t", "space", "B", "T", "C", "space", ">", "space", "1", "enter"}},
		"details": {in: panePositions}, "center": {first: []string{"j", "j"}}, "coarser": {}, "finer": {first: []string{"+"}}, "bars": {}, "trade-size": {}, "trade-window": {}, "interval": {}, "pause": {}, "step": {}, "slower": {}, "faster": {}, "reconnect": {},
		"filter": {in: panePositions}, "filter-market": {in: paneFills}, "copy": {in: paneFills}, "explorer": {in: paneFills}, "export": {in: paneFills}, "zone": {},
		"hide-money": {}, "theme": {}, "raw": {}, "links": {}, "palette": {}, "performance": {}, "markets": {}, "help": {}, "back": {first: []string{"z"}}, "quit": {}, "suspend": {},
		"account": {}, "crosshair": {}, "depth": {}, "book-sums": {}, "sort": {in: panePositions},
		"layout": {}, "layout-trade": {}, "layout-book": {}, "layout-risk": {}, "layout-history": {}, "hide-pane": {}, "show-panes": {}, "narrower": {}, "wider": {}, "taller": {}, "shorter": {},
	}
	for n := range maxMarketKeys {
		out[fmt.Sprint("market-", n+1)] = doing{}
	}
	return out
}

func TestEveryKeyOfTheTableDoesSomething(t *testing.T) {
	todo := doings()
	for _, b := range bindings() {
		d, listed := todo[b.action]
		if !listed {
			t.Errorf("%s: nothing is said of how to see it work", b.action)
			continue
		}
		for _, key := range b.keys {
			asked := 0
			a := lit(t, &clock{start()}, Options{Reconnect: func() { asked++ }, Raw: func(string, model.Scope) []byte { return nil }, Export: func(string, []byte, bool) error { return nil }})
			// Nine markets, so that every number has one.
			var more []model.Market
			for i := range 5 {
				more = append(more, model.NewMarket(model.MarketID(fmt.Sprint(70+i)), fmt.Sprint("M", i, "-USD"), model.Int(1), model.Int(1), 2, 8, 6))
			}
			a.Update(batch(model.MarketList{Markets: more}))
			screen(a, 160, 48)
			for _, m := range more {
				a.show(m.ID)
			}
			a.show("31")
			if b.action == "market-4" {
				a.show("15")
			}
			focus(t, a, d.in)
			press(a, d.first...)
			before := a.View().Content
			_, cmd := a.Update(keyPress(key))
			if after := a.View().Content; after == before && cmd == nil && asked == 0 {
				t.Errorf("%s (%s) does nothing that can be seen", key, b.action)
			}
		}
	}
}

func TestQuitAndSuspendAskTheProgram(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for key, want := range map[string]tea.Msg{"q": tea.QuitMsg{}, "ctrl+c": tea.QuitMsg{}, "ctrl+z": tea.SuspendMsg{}} {
		_, cmd := a.Update(keyPress(key))
		if cmd == nil {
			t.Fatalf("%s asks nothing", key)
		}
		if got := cmd(); got != want {
			t.Errorf("%s asks for %T", key, got)
		}
	}
}

func TestControlCQuitsWhateverLiesOnTop(t *testing.T) {
	for _, opening := range []string{"?", "/"} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 120, 36)
		press(a, opening)
		if _, cmd := a.Update(keyPress("ctrl+c")); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("ctrl+c does not quit after %s", opening)
		}
	}
}

func TestRebinding(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Keys: map[string][]string{"help": {"f1", "Q"}, "pause": {"P"}}})
	screen(a, 160, 48)
	has(t, footer(a), "f1 help", "P pause")
	hasNot(t, footer(a), "? help", "space pause")
	press(a, "?", "space")
	if a.overlay != nil || !a.paused.IsZero() {
		t.Error("a key that was given away still works")
	}
	press(a, "Q")
	a.View()
	press(a, "G")
	has(t, frame(a), "f1 Q")
	press(a, "Q", "P")
	if a.overlay != nil || a.paused.IsZero() {
		t.Error("a rebound key does not work")
	}
}

func TestSwappedKeysAreNoConflict(t *testing.T) {
	if _, err := New(Options{Keys: map[string][]string{"up": {"j"}, "down": {"k"}}}); err != nil {
		t.Error(err)
	}
}

func TestBadBindingsAreNamed(t *testing.T) {
	for _, c := range []struct {
		keys  map[string][]string
		parts []string
	}{
		{map[string][]string{"hlep": {"x"}}, []string{`"hlep"`, "help"}},
		{map[string][]string{"zzzz": {"x"}}, []string{`"zzzz"`, "zoom"}},
		{map[string][]string{"help": {"ctrl+banana"}}, []string{"help", `"ctrl+banana"`}},
		{map[string][]string{"help": {""}}, []string{"help", `""`}},
		{map[string][]string{"help": {"hyper+x"}}, []string{"help", `"hyper+x"`}},
		{map[string][]string{"help": {"q"}}, []string{`"q"`, "help", "quit"}},
		{map[string][]string{"help": {"x", "x"}}, []string{`"x"`, "help"}},
	} {
		_, err := New(Options{Keys: c.keys})
		if err == nil {
			t.Errorf("%v is accepted", c.keys)
			continue
		}
		has(t, err.Error(), c.parts...)
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("the error has more than a line: %v", err)
		}
	}
	if _, err := New(Options{Theme: "drak"}); err == nil || !strings.Contains(err.Error(), "dark") {
		t.Errorf("a misspelt theme: %v", err)
	}
}

func TestHelpListsEveryBindingWhole(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {80, 24}, {45, 20}, {40, 12}} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, size[0], size[1])
		press(a, "?")
		var all strings.Builder
		for last := ""; last != frame(a); press(a, "j") {
			last = frame(a)
			all.WriteString(last)
		}
		for _, r := range a.keys.helpRows() {
			if keys := " " + r.keys + " "; !strings.Contains(all.String(), keys) {
				t.Errorf("%dx%d: the help does not show the keys %q of %q", size[0], size[1], r.keys, r.help)
			}
		}
	}
}

func TestKeyTableHasEveryAction(t *testing.T) {
	table := KeyTable()
	for _, b := range bindings() {
		if strings.HasPrefix(b.action, "market-") {
			continue
		}
		for _, k := range b.keys {
			has(t, rowWith(t, table, "| "+b.help+" |"), "`"+k+"`")
		}
		if !slices.Contains(Actions(), b.action) {
			t.Errorf("%s cannot be rebound", b.action)
		}
	}
	has(t, rowWith(t, table, "of that number"), "1", "9")
}

func TestReadmeHasTheKeyTable(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(readme), "<!-- keys -->\n")
	table, _, closed := strings.Cut(after, "<!-- /keys -->")
	if !found || !closed {
		t.Fatal("the README has no lines <!-- keys --> and <!-- /keys -->")
	}
	if *update {
		fresh := strings.Replace(string(readme), table, KeyTable(), 1)
		if err := os.WriteFile("../README.md", []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if table != KeyTable() {
		t.Error("the README's table of keys is not the program's; run go test ./ui -run Readme -update")
	}
}

func TestHintsNameTheKeysThatWork(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Keys: map[string][]string{"back": {"b"}, "market-1": {}}})
	screen(a, 160, 48)
	if hint := strings.TrimSpace(footer(a)); strings.HasPrefix(hint, "-") {
		t.Errorf("a market without a key leaves a hint without one: %q", hint)
	}
	press(a, "/")
	key, _, _ := strings.Cut(strings.TrimSpace(footer(a)), " ")
	press(a, key)
	if a.overlay != nil {
		t.Errorf("the hint says that %q closes the finder, and it does not", key)
	}
}

func TestTheHintOfTheMarketsIsOfTheKeysThatTheyHave(t *testing.T) {
	for _, c := range []struct {
		keys map[string][]string
		hint string
	}{
		{nil, "1-9 market"},
		{map[string][]string{"market-1": {"f9"}}, "2-9 market"},
		{map[string][]string{"market-1": {"f9", "1"}}, "2-9 market"},
		{map[string][]string{"market-4": {"f9"}}, "5-9 market"}, // before 1 to 3
		{map[string][]string{"market-9": {}}, "1-8 market"},
		{map[string][]string{"market-2": {}, "market-4": {}, "market-6": {}, "market-8": {}}, ""},
	} {
		a := lit(t, &clock{start()}, Options{Keys: c.keys})
		screen(a, 160, 48)
		if has(t, footer(a), c.hint); c.hint == "" {
			hasNot(t, footer(a), " market")
		}
	}
}

func TestHelpBeginsWithTheKeysOfTheFocusedPane(t *testing.T) {
	for pane, first := range map[paneID]string{
		paneBook: "centre the book", paneTrades: "hide small trades", paneChart: "next interval", panePositions: "next order of positions",
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 160, 48)
		focus(t, a, pane)
		lines := (&helpBox{}).lines(a)
		if !strings.HasPrefix(lines[1].help, first) {
			t.Errorf("the help of pane %d begins with %q", pane, lines[1].help)
		}
		for _, l := range lines[2:] {
			if strings.HasPrefix(l.help, first) {
				t.Errorf("%q stands twice", l.help)
			}
		}
	}
}

func TestHelpStandsInTwoColumnsWhereOneWouldScroll(t *testing.T) {
	for _, c := range []struct{ w, h, columns int }{{160, 48, 2}, {160, 120, 1}, {120, 36, 1}, {80, 24, 1}} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, c.w, c.h)
		press(a, "?")
		frame(a)
		h, ok := a.overlay.(*helpBox)
		if !ok {
			t.Fatalf("what lies on top is a %T", a.overlay)
		}
		inside := c.h - a.places.header.h - a.places.footer.h - 2
		if got := (h.visible + inside - 1) / inside; got != c.columns {
			t.Errorf("%dx%d: %d columns", c.w, c.h, got)
		}
	}
}
