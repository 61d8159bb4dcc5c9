package ui

import (
	"testing"
	"time"

	"kanatop/model"
)

func TestPerformanceStripTellsTheLastSecond(t *testing.T) {
	c := &clock{start()}
	used := Usage{Written: 5_000, Memory: 30_000_000}
	a := lit(t, c, Options{Usage: func() Usage { return used }})
	screen(a, 200, 48)
	press(a, "f12")
	has(t, frame(a), "measuring the first second")
	// The frame just painted and two more, in each of them a book that is 10 ms old when it is painted; 62 kB written, two collections of 0.15 ms together.
	for range 2 {
		at := c.now.Add(time.Millisecond)
		c.now = at.Add(10 * time.Millisecond)
		a.Update(batch(model.NewDepth("15", at, levels("117737", "-1", 5), levels("117738", "1", 5))))
		a.View()
	}
	used = Usage{Written: 67_000, Memory: 31_400_000, Collections: 2, Paused: 150 * time.Microsecond}
	a.Update(clockMsg{})
	has(t, rowWith(t, frame(a), "performance"), "frames 3/s", "out 62 kB/s", "received to painted 10 ms", "in 0/s", "memory 31 MB", "collections 2/s 0.15 ms")
	press(a, "f12")
	hasNot(t, frame(a), "performance")
}

func TestPerformanceStripTakesItsRowFromThePanesAlone(t *testing.T) {
	for _, size := range [][2]int{{160, 48}, {80, 24}, {45, 20}, {40, 12}} {
		a := lit(t, &clock{start()}, Options{})
		screen(a, size[0], size[1])
		last := footer(a)
		press(a, "f12")
		a.View()
		if footer(a) != last {
			t.Errorf("%v: the footer was %q and is %q", size, last, footer(a))
		}
		for _, s := range a.places.slots {
			if s.y+s.h > a.places.perf.y {
				t.Errorf("%v: a pane lies under the strip", size)
			}
		}
	}
}

func TestMeansOfTimes(t *testing.T) {
	for _, c := range []struct {
		sum  time.Duration
		n    int
		want string
	}{{0, 0, "–"}, {1500 * time.Microsecond, 3, "0.50 ms"}, {9994 * time.Microsecond, 1, "9.99 ms"}, {25 * time.Millisecond, 1, "25 ms"}, {90 * time.Microsecond, 1, "0.09 ms"}} {
		if got := each(c.sum, c.n); got != c.want {
			t.Errorf("%v in %d: %q, want %q", c.sum, c.n, got, c.want)
		}
	}
}
