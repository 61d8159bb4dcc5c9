package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestScreensOfPresets(t *testing.T) {
	for _, name := range []string{"book", "risk", "history"} {
		for _, size := range [][2]int{{160, 48}, {80, 24}} {
			a := lit(t, &clock{start()}, Options{Layout: Layout{Preset: name}})
			a.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			golden(t, fmt.Sprintf("layout-%s-%dx%d.txt", name, size[0], size[1]), frame(a)+"\n")
		}
	}
}

func TestFrameIsExactlyTheScreenInEveryPreset(t *testing.T) {
	var e eye
	for i, hide := range [][]string{nil, {"chart"}, {"book", "trades"}, {"funding", "positions", "fills"}} {
		for _, name := range Layouts() {
			a := lit(t, &clock{start()}, Options{ASCII: i == 1, Layout: Layout{Preset: name, Hide: hide}})
			for w := i; w <= 250; w += 29 {
				for h := 0; h <= 72; h += 1 + h/4 {
					e.steady(t, a, w, h)
				}
			}
		}
	}
}

// BenchmarkArrange is what finding the places of the panes costs a frame.
func BenchmarkArrange(b *testing.B) {
	f := usual(200, 60)
	b.ReportAllocs()
	for b.Loop() {
		arrange(f)
	}
}
