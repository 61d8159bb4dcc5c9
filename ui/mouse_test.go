package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestClickFocusesThePane(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {120, 36}, {80, 24}, {45, 20}} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, size[0], size[1])
		for _, s := range a.places.slots {
			click(a, s.x+s.w/2, s.y+s.h/2)
			if a.focus != s.active {
				t.Errorf("%v: a click into pane %d focuses %d", size, s.active, a.focus)
			}
			a.View()
		}
	}
}

func TestClickSelectsTheRow(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	for _, c := range []struct {
		pane paneID
		text string
	}{{paneOpen, "118,400"}, {paneOpen, "117,735 "}, {panePositions, "SHORT 10x"}, {paneFunding, "shorts pay"}, {paneOpen, "type 12"}} {
		s := shownSlot(t, a, c.pane)
		for y, row := range strings.Split(paneText(t, a, c.pane), "\n") {
			if strings.Contains(row, c.text) {
				click(a, s.x+5, s.y+y)
			}
		}
		has(t, marked(t, a, c.pane), c.text)
	}
}

func TestClickBesideTheRowsSelectsNone(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "j")
	s := shownSlot(t, a, panePositions)
	for what, y := range map[string]int{"the heading": 1, "the sums": s.h - 2, "the blank line above them": s.h - 3, "the lower border": s.h - 1} {
		click(a, s.x+5, s.y+y)
		if row := marked(t, a, panePositions); !strings.Contains(row, "SHORT") {
			t.Errorf("a click on %s moves the cursor to %s", what, row)
			press(a, "g", "j")
		}
	}
}

func TestClickOnATabShowsIt(t *testing.T) {
	for _, c := range []struct {
		w, h int
		text string
		want paneID
	}{
		{160, 48, "Fills", paneFills},
		{160, 48, "Transfers", paneTransfers},
		{160, 48, "Order history", paneOrders},
		{120, 36, "History", paneOrders},
		{80, 24, "Chart", paneChart},
		{80, 14, "Trades", paneTrades},
		{45, 20, "Trades", paneTrades},
		{45, 20, "Fund", paneFunding},
	} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, c.w, c.h)
		x, y := whereIs(t, a, c.text)
		click(a, x+1, y)
		if a.focus != c.want {
			t.Errorf("%dx%d: a click on %s focuses pane %d", c.w, c.h, c.text, a.focus)
		}
		shownSlot(t, a, c.want)
	}
}

func TestClickOnAMarketShowsIt(t *testing.T) {
	a := unmistakable(t, Options{})
	screen(a, 160, 48)
	x, y := whereIs(t, a, "ETH")
	click(a, x, y)
	onlyOf(t, a, "16", marketPanes()...)
}

func TestOtherButtonsDoNothing(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	before := screen(a, 160, 48)
	for _, b := range []tea.MouseButton{tea.MouseRight, tea.MouseMiddle} {
		a.Update(tea.MouseClickMsg{X: 100, Y: 45, Button: b})
	}
	for _, b := range []tea.MouseButton{tea.MouseWheelLeft, tea.MouseWheelRight} {
		wheel(a, 5, 10, b)
	}
	if frame(a) != before {
		t.Error("the screen changed")
	}
}

func TestWheelScrollsThePaneUnderIt(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	tape := shownSlot(t, a, paneTrades)
	first := tapeRows(t, a)
	wheel(a, tape.x+3, tape.y+5, tea.MouseWheelDown)
	if got := tapeRows(t, a); got[0] != first[3] {
		t.Errorf("the wheel turned the tape from %q to %q", first[0], got[0])
	}
	if a.focus != paneBook {
		t.Error("the wheel moved the focus")
	}
	wheel(a, tape.x+3, tape.y+5, tea.MouseWheelUp)
	if got := tapeRows(t, a); got[0] != first[0] {
		t.Error("the wheel does not turn back")
	}
	book := paneText(t, a, paneBook)
	wheel(a, 5, 10, tea.MouseWheelDown)
	if paneText(t, a, paneBook) == book {
		t.Error("the wheel does not move the book")
	}
}

func TestMouseInOverlays(t *testing.T) {
	a := unmistakable(t, Options{})
	screen(a, 160, 48)
	press(a, "/")
	x, y := whereIs(t, a, "ETH-USD")
	click(a, x, y)
	if a.market != "16" || a.overlay != nil {
		t.Errorf("a click on ETH-USD in the finder shows market %s", a.market)
	}
	press(a, "/")
	_, y = whereIs(t, a, "APT-USD")
	click(a, 2, y)
	if a.market != "16" {
		t.Errorf("a click beside the finder switches to market %s", a.market)
	}
	press(a, "esc", "?")
	a.Update(tea.WindowSizeMsg{Width: 160, Height: 20})
	before := frame(a)
	wheel(a, 80, 10, tea.MouseWheelDown)
	if frame(a) == before {
		t.Error("the wheel does not scroll the help")
	}
	click(a, 80, 10)
	if a.overlay != nil {
		t.Error("a click does not close the help")
	}
}

func TestClickOutsideEverythingDoesNothing(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	before := screen(a, 160, 48)
	for _, at := range [][2]int{{-1, -1}, {500, 500}, {159, 0}, {3, 47}} {
		click(a, at[0], at[1])
		wheel(a, at[0], at[1], tea.MouseWheelDown)
	}
	if frame(a) != before {
		t.Error("the screen changed")
	}
}
