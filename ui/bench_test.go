package ui

import (
	"fmt"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// busy are batches as a lively market sends them, over and over: a book that moves, and a trade.
func busy(now time.Time) []model.Batch {
	var out []model.Batch
	for k := range 64 {
		bid := fmt.Sprint(117737 - k%5)
		ask := fmt.Sprint(117738 + k%3)
		out = append(out, batch(
			model.NewDepth("15", now, levels(bid, "-1", 50), levels(ask, "1", 50)),
			model.NewTrades("15", now, []model.Trade{trade("15", ask, "0.1", "1", now, int64(1000+k))})))
	}
	return out
}

// BenchmarkFrame200x60 is what a batch costs from its arrival to the finished frame.
func BenchmarkFrame200x60(b *testing.B) {
	c := &clock{start()}
	a := lit(b, c, Options{})
	screen(a, 200, 60)
	batches := busy(c.now)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Update(batches[i%len(batches)])
		a.View()
	}
}

// BenchmarkPane is the painting of each pane on a screen of its own.
func BenchmarkPane(b *testing.B) {
	for p := range paneCount {
		a := lit(b, &clock{start()}, Options{})
		name, _ := a.panes[p].names()
		b.Run(name, func(b *testing.B) {
			a.Update(tea.WindowSizeMsg{Width: 120, Height: 50})
			a.focusOn(p)
			r := a.canvas.Region()
			b.ReportAllocs()
			for b.Loop() {
				a.text.reset()
				a.panes[p].paint(a.view(p), r)
			}
		})
	}
}

func BenchmarkHeader(b *testing.B) {
	a := lit(b, &clock{start()}, Options{})
	screen(a, 200, 60)
	b.ReportAllocs()
	for b.Loop() {
		a.text.reset()
		a.tabs = a.tabs[:0]
		a.paintHeader(sub(a.canvas.Region(), a.places.header))
	}
}

// mostAllocations is how often a frame may allocate: the count of today with some room, and far more under the race detector, which throws away
// a part of what the decimals' divisions keep to be used again.
func mostAllocations() float64 {
	info, ok := debug.ReadBuildInfo()
	if ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		return 300
	}
	return 60
}

// TestAFrameIsCheap is the ceiling of what a batch and its frame may allocate.
func TestAFrameIsCheap(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 200, 60)
	batches := busy(c.now)
	i := 0
	n := testing.AllocsPerRun(len(batches), func() {
		a.Update(batches[i%len(batches)])
		a.View()
		i++
	})
	if n > mostAllocations() {
		t.Errorf("a frame allocates %v times", n)
	}
}

// BenchmarkDepthChart is the painting of the chart's depth view of a book as deep as is kept.
func BenchmarkDepthChart(b *testing.B) {
	c := &clock{start()}
	a := lit(b, c, Options{})
	a.Update(batch(model.NewDepth("15", c.now, levels("117737", "-1", model.MaxLevels), levels("117738", "1", model.MaxLevels))))
	a.Update(tea.WindowSizeMsg{Width: 120, Height: 50})
	press(a, "d")
	r := a.canvas.Region()
	b.ReportAllocs()
	for b.Loop() {
		a.text.reset()
		a.panes[paneChart].paint(a.view(paneChart), r)
	}
}

// BenchmarkDeepBook is the painting of books of 2,000 levels a side, each time a new one: as received, grouped, and with the
// cursor at the far end.
func BenchmarkDeepBook(b *testing.B) {
	for name, keys := range map[string][]string{"ticks": nil, "grouped": {"+"}, "coarse": {"+", "+", "+", "+", "+", "+"}, "far": {"G"}, "wide": {"z"}} {
		b.Run(name, func(b *testing.B) {
			a := lit(b, &clock{start()}, Options{})
			var books []model.Batch
			for k := range 8 {
				books = append(books, batch(model.NewDepth("15", start(), levels(fmt.Sprint(117737-k), "-1", 2000), levels(fmt.Sprint(117738+k), "1", 2000))))
			}
			a.Update(books[0])
			screen(a, 160, 48)
			press(a, keys...)
			a.View()
			at := a.places.slots[a.places.slotOf(paneBook)].rect
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				a.live.Apply(books[i%len(books)])
				a.text.reset()
				a.panes[paneBook].paint(a.view(paneBook), sub(a.canvas.Region(), at))
			}
		})
	}
}
