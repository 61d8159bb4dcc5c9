package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// frame is the screen as it stands, as text.
func frame(a *App) string {
	a.View()
	return a.canvas.Text()
}

// lines is the frame's rows.
func lines(a *App) []string { return strings.Split(frame(a), "\n") }

func header(a *App) string { return lines(a)[0] }
func footer(a *App) string { l := lines(a); return l[len(l)-1] }

// shownSlot is the slot in which a pane is on the screen.
func shownSlot(t testing.TB, a *App, p paneID) slot {
	t.Helper()
	a.View()
	at := a.places.slotOf(p)
	if at < 0 || a.places.slots[at].active != p {
		full, _ := a.panes[p].names()
		t.Fatalf("%s is not on the screen", full)
	}
	return a.places.slots[at]
}

// paneText is what a pane shows, its frame included.
func paneText(t testing.TB, a *App, p paneID) string {
	t.Helper()
	return cropped(lines(a), shownSlot(t, a, p).rect)
}

// cropped is a rectangle of a text.
func cropped(rows []string, r rect) string {
	var out []string
	for _, row := range rows[r.y : r.y+r.h] {
		out = append(out, string([]rune(row)[r.x:r.x+r.w]))
	}
	return strings.Join(out, "\n")
}

// title is the first line of a pane's frame.
func title(t testing.TB, a *App, p paneID) string {
	t.Helper()
	first, _, _ := strings.Cut(paneText(t, a, p), "\n")
	return first
}

// rowWith is the first line of a text that contains something.
func rowWith(t testing.TB, text, part string) string {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Contains(line, part) {
			return line
		}
	}
	t.Fatalf("no line has %q in\n%s", part, text)
	return ""
}

// whereIs is the cell at which a text begins on the screen.
func whereIs(t testing.TB, a *App, part string) (x, y int) {
	t.Helper()
	for y, line := range lines(a) {
		if before, _, found := strings.Cut(line, part); found {
			return canvas.Width(before), y
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", part, frame(a))
	return 0, 0
}

// has and hasNot judge a text by parts of it.
func has(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in\n%s", p, text)
		}
	}
}

func hasNot(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(text, p) {
			t.Errorf("%q should not be in\n%s", p, text)
		}
	}
}

// focus goes to a pane with the key that people use.
func focus(t testing.TB, a *App, p paneID) {
	t.Helper()
	for range paneCount {
		if a.focus == p {
			a.View()
			return
		}
		press(a, "tab")
	}
	t.Fatalf("tab never reaches pane %d", p)
}

// click presses the left button on a cell.
func click(a *App, x, y int) { a.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }

// wheel turns the wheel over a cell.
func wheel(a *App, x, y int, b tea.MouseButton) { a.Update(tea.MouseWheelMsg{X: x, Y: y, Button: b}) }
