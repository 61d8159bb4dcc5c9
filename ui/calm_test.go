package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// cells are all of a frame's.
func cells(a *App) (out []canvas.Cell) {
	for y := range a.height {
		for x := range a.width {
			out = append(out, a.canvas.At(x, y))
		}
	}
	return out
}

// spoken is what cells of an ink say.
func spoken(all []canvas.Cell, ink canvas.Ink) (text string) {
	for _, cell := range all {
		if cell.Ink == ink {
			text += string(cell.Rune)
		}
	}
	return text
}

func TestTheMidBesideTheCandlesIsThatOfEveryFrame(t *testing.T) {
	c := &clock{start()}
	a, _ := glazed(t, c, Options{})
	a.Update(tea.WindowSizeMsg{Width: 160, Height: 48})
	a.View()
	for _, at := range []struct{ bid, ask, want string }{
		{"117730", "117731", "117,730.5"},
		{"117728", "117731", "117,729.5"},
		{"117735", "117737", "117,736"},
		{"90000", "90001", "90,000.5"}, // outside of what was drawn
	} {
		a.Update(batch(model.NewDepth("15", c.now, levels(at.bid, "-1", 50), levels(at.ask, "1", 50))))
		a.View()
		if got := spoken(cells(a), inkTag); got != at.want {
			t.Errorf("the chart says %q, the mid is %s", got, at.want)
		}
	}
}

// oddTrade is a batch with a trade of a price that nothing else has.
func oddTrade(price string, now time.Time, version int64) model.Batch {
	return batch(model.NewTrades("15", now, []model.Trade{trade("15", price, "0.1", "1", now, version)}))
}

func TestTheChartFollowsTheTradesWithinAQuarterOfASecond(t *testing.T) {
	c := &clock{start()}
	a, _ := glazed(t, c, Options{})
	before := paneText(t, a, paneChart)
	a.calm.watch = false // what came so far set it
	_, cmd := a.Update(oddTrade("118900", c.now, 900001))
	if cmd == nil {
		t.Fatal("nothing will look at the chart again")
	}
	a.View()
	if paneText(t, a, paneChart) != before {
		t.Error("the chart is painted with every trade")
	}
	if !strings.Contains(paneText(t, a, paneTrades), "118,900") {
		t.Error("the tape waits too")
	}
	c.now = c.now.Add(calmFor) // no more data comes
	a.Update(calmMsg{})
	a.View()
	if paneText(t, a, paneChart) == before {
		t.Error("the chart does not show the trade")
	}
}

func TestAnythingButDataPaintsTheChart(t *testing.T) {
	for name, msg := range map[string]tea.Msg{
		"a key": keyPress("j"), "the second": clockMsg{}, "a size": tea.WindowSizeMsg{Width: 100, Height: 30}, "a click": tea.MouseClickMsg{X: 1, Y: 1},
	} {
		c := &clock{start()}
		a, _ := glazed(t, c, Options{})
		before := paneText(t, a, paneChart)
		a.Update(oddTrade("118900", c.now, 900001))
		a.View()
		a.Update(msg)
		a.View()
		if paneText(t, a, paneChart) == before {
			t.Errorf("after %s the chart is the old one", name)
		}
	}
}

// TestAKeptChartIsTheOnlyDifference plays random events on a surface and compares each frame with one painted wholly anew: they are the
// same, but for the chart within a quarter of a second after data.
func TestAKeptChartIsTheOnlyDifference(t *testing.T) {
	batches := busy(start())
	rapid.Check(t, func(r *rapid.T) {
		c := &clock{start()}
		a, _ := glazed(t, c, Options{})
		a.Update(tea.WindowSizeMsg{Width: 140, Height: 40})
		a.View()
		for range rapid.IntRange(1, 6).Draw(r, "events") {
			data := false
			c.now = c.now.Add(time.Duration(rapid.IntRange(0, 120).Draw(r, "ms")) * time.Millisecond)
			switch rapid.IntRange(0, 5).Draw(r, "event") {
			case 0:
				press(a, rapid.SampledFrom([]string{"tab", "z", "?", "esc", "i", "j", "d", "space", "2", "H"}).Draw(r, "key"))
			case 1:
				a.Update(clockMsg{})
			case 2:
				a.Update(tea.WindowSizeMsg{Width: rapid.IntRange(80, 160).Draw(r, "w"), Height: rapid.IntRange(24, 45).Draw(r, "h")})
			default:
				data = true
				a.Update(batches[rapid.IntRange(0, len(batches)-1).Draw(r, "batch")])
			}
			a.View()
			kept, since := cells(a), c.now.Sub(a.calm.at)
			late := data && a.calm.old && since < calmFor
			a.calm.at = time.Time{}
			a.paint()
			var chart rect
			if at := a.places.slotOf(paneChart); at >= 0 && a.places.slots[at].active == paneChart {
				chart = a.places.slots[at].rect
			}
			v := a.view(paneChart)
			want := string(v.price(v.m.Mark(v.market.ID, v.now).Price, v.market, 1))
			if got := spoken(kept, inkTag); chart.w > 0 && a.overlay == nil && got != "" && !strings.HasSuffix(got, want) && !strings.HasSuffix(got, "s ") {
				r.Fatalf("the chart says that the mid is %s, it is %s", got, want)
			}
			for i, cell := range cells(a) {
				x, y := i%a.width, i/a.width
				within := x > chart.x && x < chart.x+chart.w-1 && y >= chart.y && y < chart.y+chart.h-1 // its notes are the chart's own
				if cell != kept[i] && (!within || !late) {
					r.Fatalf("the cell at %d,%d is %q and anew %q, data %t, %v after the chart", x, y, kept[i].Rune, cell.Rune, data, since)
				}
			}
		}
	})
}
