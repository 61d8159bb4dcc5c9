package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// picture draws an arrangement: header, tab line and footer by name, the slots at half their size with their tabs, the
// active one in capitals, and their true sizes inside.
func picture(a arrangement) string {
	names := [paneCount]string{"book", "chart", "funding", "trades", "positions", "open", "orders", "fills", "transfers"}
	var out []string
	add := func(name string, r rect) {
		if r.h > 0 {
			out = append(out, name)
		}
	}
	add("header", a.header)
	add("tabs", a.tabline)
	top, right, bottom := a.header.h+a.tabline.h, 0, 0
	for _, s := range a.slots {
		right, bottom = max(right, s.x+s.w), max(bottom, s.y+s.h)
	}
	grid := make([][]rune, (bottom-top)/2)
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", right/2))
	}
	for _, s := range a.slots {
		x, y, w, h := s.x/2, (s.y-top)/2, (s.x+s.w)/2-s.x/2, (s.y+s.h-top)/2-(s.y-top)/2
		var tabs []string
		for _, p := range s.tabs {
			if p == s.active {
				tabs = append(tabs, strings.ToUpper(names[p]))
				continue
			}
			tabs = append(tabs, names[p])
		}
		box(grid, rect{x, y, w, h})
		write(grid, x+1, y, w-2, strings.Join(tabs, "│"))
		write(grid, x+2, y+1, w-3, fmt.Sprintf("%dx%d", s.w, s.h))
	}
	for _, row := range grid {
		out = append(out, string(row))
	}
	add("footer", a.footer)
	return strings.Join(out, "\n")
}

func box(grid [][]rune, r rect) {
	for y := range r.h {
		for x := range r.w {
			ch := ' '
			switch {
			case y == 0 && x == 0:
				ch = '╭'
			case y == 0 && x == r.w-1:
				ch = '╮'
			case y == r.h-1 && x == 0:
				ch = '╰'
			case y == r.h-1 && x == r.w-1:
				ch = '╯'
			case y == 0 || y == r.h-1:
				ch = '─'
			case x == 0 || x == r.w-1:
				ch = '│'
			}
			grid[r.y+y][r.x+x] = ch
		}
	}
}

func write(grid [][]rune, x, y, room int, text string) {
	for i, ch := range []rune(text) {
		if i < room {
			grid[y][x+i] = ch
		}
	}
}

// TestLayoutLaws goes over all sizes and presets: slots tile the body without overlapping, every pane is a tab of exactly one
// slot, and no slot is too small to be read; whatever is hidden and whatever sizes are wanted.
func TestLayoutLaws(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for w := range 261 {
		for h := range 81 {
			for p := range presetCount {
				rows := []int{0, 4, 60}[dice.IntN(3)]
				f := facts{w: w, h: h, funded: rows % 7, rows: rows, held: rows, preset: p}
				checkLayout(t, f)
				for i := range f.hidden {
					f.hidden[i] = dice.IntN(3) == 0
				}
				for d := range f.wanted {
					f.wanted[d] = max(0, dice.IntN(300)-150)
				}
				checkLayout(t, f)
				f.zoomed, f.focus = true, paneID((w+h)%int(paneCount))
				f.recent, f.hidden[f.focus] = newLately(f.focus), false
				checkLayout(t, f)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// TestAnyPanesMayBeHidden tries all sets of hidden panes at telling sizes.
func TestAnyPanesMayBeHidden(t *testing.T) {
	for _, w := range []int{45, 60, 80, 100, 120, 160, 240} {
		for _, h := range []int{12, 16, 20, 24, 36, 48, 70} {
			for p := range presetCount {
				for set := range 1 << paneCount {
					f := facts{w: w, h: h, funded: 4, rows: 4, held: 3, preset: p}
					for i := range f.hidden {
						f.hidden[i] = set>>i&1 == 1
					}
					checkLayout(t, f)
				}
				if t.Failed() {
					return
				}
			}
		}
	}
}

func checkLayout(t *testing.T, f facts) {
	t.Helper()
	a := arrange(f)
	if len(a.slots) == 0 {
		if f.w >= leastWidth && f.h >= leastHeight {
			t.Errorf("%+v: nothing is shown", f)
		}
		return
	}
	all := []rect{a.header, a.tabline, a.footer}
	seen := [paneCount]int{}
	for _, s := range a.slots {
		all = append(all, s.rect)
		for _, p := range s.tabs {
			seen[p]++
		}
		if !slices.Contains(s.tabs, s.active) {
			t.Errorf("%+v: the slot %+v shows none of its tabs", f, s)
		}
		if f.h >= 12 && (s.w < min(f.w, 23) || s.h < 6 && (!slices.Contains(s.tabs, paneFunding) || s.h < 5)) {
			t.Errorf("%+v: the slot %+v is too small to be read", f, s)
		}
	}
	for p, n := range seen {
		want := 1
		if f.hidden[p] && slices.Contains(f.hidden[:], false) {
			want = 0
		}
		if zoomedAway := f.zoomed && n == 0; n != want && !zoomedAway {
			t.Errorf("%+v: pane %d is a tab of %d slots", f, p, n)
		}
	}
	if f.zoomed && (len(a.slots) != 1 || a.slots[0].active != f.focus) {
		t.Errorf("%+v: the zoomed pane is not alone: %+v", f, a.slots)
	}
	tiles(t, f, all)
}

// tiles checks that rectangles cover the screen and none of its cells twice.
func tiles(t *testing.T, f facts, all []rect) {
	t.Helper()
	area := 0
	for i, r := range all {
		if r.h == 0 {
			continue
		}
		if r.x < 0 || r.y < 0 || r.w < 1 || r.h < 0 || r.x+r.w > f.w || r.y+r.h > f.h {
			t.Errorf("%+v: %+v is outside the screen", f, r)
		}
		area += r.w * r.h
		for _, o := range all[:i] {
			if o.h > 0 && r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.h && o.y < r.y+r.h {
				t.Errorf("%+v: %+v and %+v overlap", f, o, r)
			}
		}
	}
	if area != f.w*f.h {
		t.Errorf("%+v: %d of %d cells are used", f, area, f.w*f.h)
	}
}

func TestTheFivePanesOfTheMissionAreSeenAtOnceFrom120x36(t *testing.T) {
	for w := 120; w <= 260; w++ {
		for h := 36; h <= 80; h++ {
			for _, rows := range []int{0, 4, 60} {
				a := arrange(facts{w: w, h: h, funded: min(rows, 6), rows: rows})
				for _, p := range []paneID{paneBook, paneTrades, paneOpen, panePositions, paneFunding} {
					if a.slots[a.slotOf(p)].active != p {
						t.Fatalf("%dx%d with %d rows: pane %d is hidden behind a tab", w, h, rows, p)
					}
				}
			}
		}
	}
}
