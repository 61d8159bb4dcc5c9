package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

var figure = regexp.MustCompile(`[-+]?\d[\d,]*(?:\.\d+)?(?:[KMBT%x]|bp)?`)

// figures are the numbers of a pane below its title, by the line they stand in.
func figures(t *testing.T, a *App, p paneID) map[string]string {
	out := make(map[string]string)
	_, below, _ := strings.Cut(paneText(t, a, p), "\n")
	for line := range strings.SplitSeq(below, "\n") {
		for _, n := range figure.FindAllString(line, -1) {
			out[n] = line
		}
	}
	return out
}

// TestNoNumberOfATableIsCutAtAnyWidth: every number at any width is one that a wide screen shows.
func TestNoNumberOfATableIsCutAtAnyWidth(t *testing.T) {
	for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers, paneTrades, paneFunding} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, 200, 30)
		focus(t, a, p)
		press(a, "z")
		whole := figures(t, a, p)
		for w := 199; w >= leastWidth && !t.Failed(); w-- {
			a.Update(tea.WindowSizeMsg{Width: w, Height: 30})
			for n, line := range figures(t, a, p) {
				if whole[n] == "" {
					t.Errorf("%d cells wide: %q is not a number of the pane: %s", w, n, line)
				}
			}
		}
	}
}

func TestNoPriceOfTheBookIsCutAtAnyWidth(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	b := a.live.Book("15")
	whole := map[string]bool{string(a.text.number(b.Mid(), style{most: 1})): true}
	for _, liq := range []string{"126,403.41", "96,566.15", "110,000", "117,690", "117,785", "118,400"} { // own prices and orders out of sight
		whole[liq] = true
	}
	for _, side := range [][]model.Level{b.Bids, b.Asks} {
		value := model.Int(0)
		for _, l := range side {
			whole[string(a.text.number(model.Some(l.Price), style{}))] = true
			value = value.Add(model.Some(l.Price).Mul(model.Some(l.Size)))
			for most := range 3 { // as many decimals as there is room for
				whole[string(a.text.number(value, style{least: most, most: most}))] = true
			}
		}
	}
	price := regexp.MustCompile(`\d*,[\d,.]*`)
	for w := leastWidth; w <= 200; w++ {
		text := screen(a, w, 40)
		if at := a.places.slotOf(paneBook); a.places.slots[at].active == paneBook {
			text = paneText(t, a, paneBook)
		}
		for _, n := range price.FindAllString(text, -1) {
			if !whole[n] {
				t.Fatalf("%d cells wide: %q is not a price of the book: %s", w, n, rowWith(t, text, n))
			}
		}
	}
}

// TestNoNumberOfTheHeaderIsCut looks at the header in its fullest state: simulated, paused, offline, with a profit.
func TestNoNumberOfTheHeaderIsCut(t *testing.T) {
	for name, prepare := range map[string]func(a *App, c *clock){
		"live":   func(*App, *clock) {},
		"paused": func(a *App, _ *clock) { press(a, "space") },
		"offline": func(a *App, c *clock) {
			a.Update(batch(linksDown(c.now, "connection reset by peer", 57*time.Second)...))
		},
		"offline and paused": func(a *App, c *clock) {
			press(a, "space")
			c.now = c.now.Add(12 * time.Second)
			a.Update(batch(linksDown(c.now, "connection reset by peer", 57*time.Second)...))
		},
	} {
		for _, demo := range []bool{false, true} {
			c := &clock{start()}
			a := lit(t, c, Options{Demo: demo})
			prepare(a, c)
			whole := make(map[string]bool)
			for _, n := range figure.FindAllString(strings.Split(screen(a, 250, 6), "\n")[0], -1) {
				whole[n], whole[strings.TrimLeft(n, "+-")] = true, true
			}
			for w := 40; w < 250; w++ {
				a.Update(tea.WindowSizeMsg{Width: w, Height: 6})
				for _, n := range figure.FindAllString(header(a), -1) {
					if !whole[n] {
						t.Errorf("%s, %d cells wide: %q is not a number of the header: %s", name, w, n, header(a))
					}
				}
			}
		}
	}
}
