package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kanatop/model"
)

// told reads what the program remembers.
func told(t *testing.T, o Options) (*App, func() Memory) {
	t.Helper()
	var last Memory
	o.Remember = func(m Memory) { last = m }
	return lit(t, &clock{start()}, o), func() Memory { return last }
}

func TestAPresetShowsItsFirstPaneAndFocusesIt(t *testing.T) {
	for key, want := range map[string]paneID{"f2": paneBook, "f3": paneBook, "f4": panePositions, "f5": paneOrders} {
		for _, size := range [][2]int{{45, 20}, {80, 24}, {160, 48}} {
			a := lit(t, &clock{start()}, Options{})
			screen(a, size[0], size[1])
			focus(t, a, paneFills)
			press(a, "z", key)
			a.View()
			if at := a.places.slotOf(want); a.focus != want || a.places.slots[at].active != want || a.zoomed {
				t.Errorf("%s at %v: the focus is on %s", key, size, Panes()[a.focus])
			}
		}
	}
}

func TestTheNextPresetComesInTurn(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	for _, want := range []string{"book", "risk", "history", "trade"} {
		press(a, "p")
		has(t, frame(a), "layout "+want)
	}
}

func TestAHiddenPaneIsNowhereAndComesBack(t *testing.T) {
	for _, size := range [][2]int{{45, 20}, {80, 24}, {120, 36}, {240, 70}} {
		for p := range paneCount {
			a := lit(t, &clock{start()}, Options{})
			screen(a, size[0], size[1])
			focus(t, a, p)
			press(a, "D")
			a.View()
			if a.places.slotOf(p) >= 0 || a.focus == p || a.places.slots[a.places.slotOf(a.focus)].active != a.focus {
				t.Errorf("%v: %s is there when it is hidden; the focus is on %s", size, Panes()[p], Panes()[a.focus])
			}
			var walked []paneID
			for range paneCount - 1 {
				press(a, "tab")
				walked = append(walked, a.focus)
			}
			slices.Sort(walked)
			if len(slices.Compact(walked)) != int(paneCount)-1 || slices.Contains(walked, p) {
				t.Errorf("%v without %s: walked through %v", size, Panes()[p], walked)
			}
			press(a, "S")
			a.View()
			if a.places.slotOf(p) < 0 {
				t.Errorf("%v: %s does not come back", size, Panes()[p])
			}
		}
	}
}

func TestTheLastPaneCannotBeHidden(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	for range paneCount {
		press(a, "D")
		a.View()
	}
	if n := a.layout.shown(); n != 1 || len(a.places.slots) != 1 {
		t.Errorf("%d panes in %d slots are left", n, len(a.places.slots))
	}
	has(t, frame(a), "the last pane stays")
}

func TestTheFooterTellsHowManyPanesAreHidden(t *testing.T) {
	for _, size := range [][2]int{{45, 20}, {80, 24}, {160, 48}} {
		a := lit(t, &clock{start()}, Options{Layout: Layout{Hide: []string{"book", "chart"}}})
		a.Update(batch(nothingHeld(start())...)) // no danger to be told instead
		screen(a, size[0], size[1])
		has(t, footer(a), "2 panes hidden")
	}
}

func TestSizesFollowTheKeys(t *testing.T) {
	for _, c := range []struct {
		in        paneID
		key       string
		dial      dial
		by        int
		preset    string
		wide, low int
	}{
		{paneBook, "ctrl+right", dialBook, 2, "trade", 160, 48},
		{paneBook, "ctrl+left", dialBook, -2, "trade", 160, 48},
		{paneTrades, "ctrl+right", dialTape, 2, "trade", 160, 48},
		{paneChart, "ctrl+right", dialTape, -2, "trade", 160, 48},
		{panePositions, "ctrl+right", dialPositions, 2, "trade", 160, 48},
		{paneFills, "ctrl+right", dialPositions, -2, "trade", 160, 48},
		{paneOpen, "ctrl+up", dialBottom, 1, "trade", 160, 48},
		{paneBook, "ctrl+down", dialBottom, -1, "trade", 120, 36},
		{paneFunding, "ctrl+up", dialFunding, 1, "trade", 160, 48},
		{paneTrades, "ctrl+right", dialBook, -2, "trade", 80, 24},
		{panePositions, "ctrl+up", dialBottom, 1, "risk", 160, 48},
		{paneTrades, "ctrl+right", dialTape, 2, "book", 120, 36},
	} {
		a := lit(t, &clock{start()}, Options{Layout: Layout{Preset: c.preset}})
		screen(a, c.wide, c.low)
		focus(t, a, c.in)
		a.View()
		before := a.places.sizes[c.dial]
		press(a, c.key)
		a.View()
		if after := a.places.sizes[c.dial]; before == 0 || after != before+c.by {
			t.Errorf("%s in %s of %s: %d becomes %d", c.key, Panes()[c.in], c.preset, before, after)
		}
		has(t, footer(a), fmt.Sprint(strings.ReplaceAll(LayoutSizes()[c.dial-1].Name, "_", " "), " ", before+c.by))
	}
}

func TestASizeEndsWhereAnotherPaneNeedsTheRoom(t *testing.T) {
	a, memory := told(t, Options{})
	screen(a, 120, 36)
	for range 100 {
		press(a, "ctrl+right", "ctrl+up")
		a.View()
	}
	has(t, footer(a), "no room for more or less height")
	if w, h := a.places.sizes[dialBook], a.places.sizes[dialBottom]; w != 120-2*leastSlotWidth || h != 34-12 {
		t.Errorf("the book is %d wide, the bottom panes are %d high", w, h)
	}
	if got := memory().Layout.Sizes["trade"]; got["book_width"] != 74 || got["bottom_height"] != 22 {
		t.Errorf("remembered %v", got)
	}
	press(a, "f2")
	if a.View(); a.places.sizes[dialBook] != 31 {
		t.Errorf("the layout chosen again leaves the book %d wide", a.places.sizes[dialBook])
	}
}

func TestWhatCannotBeSizedSaysSo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 45, 20)
	press(a, "ctrl+right")
	has(t, footer(a), "no width to change")
	press(a, "ctrl+up")
	has(t, footer(a), "no height to change")
}

func TestTheLayoutIsRemembered(t *testing.T) {
	configured := Layout{Preset: "book", Hide: []string{"chart"}}
	a, memory := told(t, Options{Layout: configured})
	screen(a, 160, 48)
	press(a, "f4", "ctrl+up", "tab", "D")
	kept := memory()
	again := lit(t, &clock{start()}, Options{Layout: configured, Memory: kept})
	if again.layout != a.layout || again.layout.preset != presetRisk || again.layout.shown() != int(paneCount)-2 {
		t.Errorf("%+v became %+v", a.layout, again.layout)
	}
	if screen(again, 160, 48); again.places.sizes[dialBottom] != a.places.sizes[dialBottom] {
		t.Errorf("the bottom panes are %d high, not %d", again.places.sizes[dialBottom], a.places.sizes[dialBottom])
	}
	edited := lit(t, &clock{start()}, Options{Layout: Layout{Preset: "history"}, Memory: kept})
	if edited.layout.preset != presetHistory || edited.layout.shown() != int(paneCount) {
		t.Errorf("a configuration changed meanwhile gives %+v", edited.layout)
	}
}

func TestTheConfiguredLayoutIsNotWorthRemembering(t *testing.T) {
	a, memory := told(t, Options{Layout: Layout{Preset: "risk"}})
	screen(a, 160, 48)
	press(a, "f3", "f4")
	if l := memory().Layout; l.Preset != "" || l.From != "" {
		t.Errorf("%+v is remembered", l)
	}
}

func TestNonsenseInARememberedLayoutHasNoEffect(t *testing.T) {
	all := Panes()
	for _, l := range []Layout{
		{Preset: "dance"},
		{Preset: "trade", Hide: all},
		{Preset: "trade", Hide: []string{"tape", ""}},
		{Preset: "trade", Sizes: map[string]map[string]int{"dance": {"book_width": 30}, "trade": {"nose": 3}}},
	} {
		if a := lit(t, &clock{start()}, Options{Memory: Memory{Layout: l}}); a.layout != (layoutChoice{}) {
			t.Errorf("%+v gives %+v", l, a.layout)
		}
	}
	far := Layout{Preset: "trade", Sizes: map[string]map[string]int{"trade": {"book_width": 1 << 40, "bottom_height": -5}}}
	a := lit(t, &clock{start()}, Options{Memory: Memory{Layout: far}})
	if w := a.layout.wanted[presetTrade]; w[dialBook] != 400 || w[dialBottom] != 6 {
		t.Errorf("sizes beyond all screens give %v", w)
	}
}

func TestConfiguredGroupingGivesWayToTheRemembered(t *testing.T) {
	o := Options{Grouping: map[model.MarketID]int64{"15": 10, "14": 5}}
	a, memory := told(t, o)
	screen(a, 160, 48)
	has(t, paneText(t, a, paneBook), "×10")
	press(a, "-", "-", "-")
	hasNot(t, paneText(t, a, paneBook), "×")
	o.Memory = memory()
	b := lit(t, &clock{start()}, o)
	screen(b, 160, 48)
	hasNot(t, paneText(t, b, paneBook), "×")
	press(b, "1")
	b.View()
	has(t, paneText(t, b, paneBook), "×5")
	press(a, "+", "+", "+")
	if len(memory().Groups) > 0 {
		t.Errorf("the configured grouping is remembered: %v", memory().Groups)
	}
}

func TestCommandsHideAndShowPanes(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	if said, err := planHide(a, "chart"); err != nil || said != "hide chart" {
		t.Errorf("%q, %v", said, err)
	}
	runHide(a, "chart")
	if !a.layout.hidden[paneChart] || a.focus == paneChart {
		t.Error("the chart is not hidden")
	}
	for _, arg := range []string{"chart", "nose", ""} {
		if _, err := planHide(a, arg); err == nil {
			t.Errorf("%q can be hidden", arg)
		}
	}
	for _, arg := range []string{"book", "nose", ""} {
		if _, err := planShow(a, arg); err == nil {
			t.Errorf("%q can be shown again", arg)
		}
	}
	if said, err := planShow(a, "chart"); err != nil || said != "show chart again" {
		t.Errorf("%q, %v", said, err)
	}
	runPane(a, "chart")
	if a.layout.hidden[paneChart] || a.focus != paneChart {
		t.Error("the chart does not come back")
	}
	if _, err := planShow(a, "chart"); err == nil {
		t.Error("what is not hidden can be shown again")
	}
}

func TestTheFocusOfAHiddenTabGoesToTheOneBesideIt(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, paneFills)
	press(a, "D")
	if a.focus != paneOpen {
		t.Errorf("the focus goes to %s", Panes()[a.focus])
	}
}

func TestGroupingByCommandIsRemembered(t *testing.T) {
	a, memory := told(t, Options{})
	screen(a, 160, 48)
	runGroup(a, "50")
	if n := memory().Groups["15"]; n != 50 {
		t.Errorf("%d ticks are remembered", n)
	}
}
