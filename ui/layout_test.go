package ui

import (
	"fmt"
	"strings"
	"testing"

	"kanatop/model"
)

// usual is what the layout has to go by with four markets and an account with four orders.
func usual(w, h int) facts { return facts{w: w, h: h, funded: 4, rows: 4} }

func zoomedOn(p paneID, w, h int) facts {
	f := usual(w, h)
	f.focus, f.zoomed, f.recent = p, true, newLately(p)
	return f
}

func TestPanesStandAsDrawn(t *testing.T) {
	remembered := usual(100, 30)
	remembered.recent = newLately(paneFills, paneOpen)
	for _, c := range []struct {
		name  string
		facts facts
		want  string
	}{
		{"the usual wide screen", usual(160, 48), `
header
╭BOOK──────────────╮╭CHART─────────────────────────────────╮╭TRADES────────────╮
│ 41x38            ││ 79x31                                ││ 40x38            │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  ││                                      ││                  │
│                  │╰──────────────────────────────────────╯│                  │
│                  │╭FUNDING───────────────────────────────╮│                  │
│                  ││ 79x7                                 ││                  │
│                  ││                                      ││                  │
╰──────────────────╯╰──────────────────────────────────────╯╰──────────────────╯
╭POSITIONS───────────────────────────────────╮╭OPEN│orders│fills│transfers─────╮
│ 92x8                                       ││ 68x8                           │
│                                            ││                                │
╰────────────────────────────────────────────╯╰────────────────────────────────╯
footer
`},
		{"medium has all five of the mission", usual(120, 36), `
header
╭BOOK─────────╮╭CHART──────────────────────╮╭TRADES────────╮
│ 31x26       ││ 57x19                     ││ 32x26        │
│             ││                           ││              │
│             ││                           ││              │
│             ││                           ││              │
│             ││                           ││              │
│             ││                           ││              │
│             ││                           ││              │
│             │╰───────────────────────────╯│              │
│             │╭FUNDING────────────────────╮│              │
│             ││ 57x7                      ││              │
│             ││                           ││              │
╰─────────────╯╰───────────────────────────╯╰──────────────╯
╭POSITIONS────────────────────────╮╭OPEN│orders│fills│trans╮
│ 70x8                            ││ 50x8                  │
│                                 ││                       │
╰─────────────────────────────────╯╰───────────────────────╯
footer
`},
		{"a narrow medium", usual(100, 30), `
header
╭BOOK────────╮╭CHART──────────────╮╭TRADES───────╮
│ 29x20      ││ 41x13             ││ 30x20       │
│            ││                   ││             │
│            ││                   ││             │
│            ││                   ││             │
│            │╰───────────────────╯│             │
│            │╭FUNDING────────────╮│             │
│            ││ 41x7              ││             │
│            ││                   ││             │
╰────────────╯╰───────────────────╯╰─────────────╯
╭POSITIONS─────────────────╮╭OPEN│orders│fills│tr╮
│ 56x8                     ││ 44x8               │
│                          ││                    │
╰──────────────────────────╯╰────────────────────╯
footer
`},
		{"the latest tab shows", remembered, `
header
╭BOOK────────╮╭CHART──────────────╮╭TRADES───────╮
│ 29x20      ││ 41x13             ││ 30x20       │
│            ││                   ││             │
│            ││                   ││             │
│            ││                   ││             │
│            │╰───────────────────╯│             │
│            │╭FUNDING────────────╮│             │
│            ││ 41x7              ││             │
│            ││                   ││             │
╰────────────╯╰───────────────────╯╰─────────────╯
╭POSITIONS─────────────────╮╭open│orders│FILLS│tr╮
│ 56x8                     ││ 44x8               │
│                          ││                    │
╰──────────────────────────╯╰────────────────────╯
footer
`},
		{"narrow", usual(80, 24), `
header
╭BOOK────────────╮╭TRADES│chart│funding╮
│ 36x14          ││ 44x14              │
│                ││                    │
│                ││                    │
│                ││                    │
│                ││                    │
╰────────────────╯╰────────────────────╯
╭POSITIONS│open│orders│fills│transfers─╮
│ 80x8                                 │
│                                      │
╰──────────────────────────────────────╯
footer
`},
		{"phone", usual(45, 20), `
header
tabs
╭BOOK│trades│position╮
│ 45x17              │
│                    │
│                    │
│                    │
│                    │
│                    │
╰────────────────────╯
footer
`},
		{"broad", usual(200, 60), `
header
╭BOOK────────────────────╮╭CHART────────────────────────────────────────────╮╭TRADES───────────────╮
│ 52x50                  ││ 102x43                                          ││ 46x50               │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        ││                                                 ││                     │
│                        │╰─────────────────────────────────────────────────╯│                     │
│                        │╭FUNDING──────────────────────────────────────────╮│                     │
│                        ││ 102x7                                           ││                     │
│                        ││                                                 ││                     │
╰────────────────────────╯╰─────────────────────────────────────────────────╯╰─────────────────────╯
╭POSITIONS──────────────────────────────────╮╭OPEN─────────────────────╮╭ORDERS│fills│transfers────╮
│ 90x8                                      ││ 55x8                    ││ 55x8                     │
│                                           ││                         ││                          │
╰───────────────────────────────────────────╯╰─────────────────────────╯╰──────────────────────────╯
footer
`},
		{"wide and low", usual(160, 16), `
header
╭BOOK──────────────╮╭TRADES│chart│fundi╮╭POSITIONS│open│orders│fills│transfers─╮
│ 41x14            ││ 39x14            ││ 80x14                                │
│                  ││                  ││                                      │
│                  ││                  ││                                      │
│                  ││                  ││                                      │
│                  ││                  ││                                      │
╰──────────────────╯╰──────────────────╯╰──────────────────────────────────────╯
footer
`},
		{"narrow and low", usual(80, 14), `
header
╭BOOK────────────╮╭TRADES│chart│funding╮
│ 36x12          ││ 44x12              │
│                ││                    │
│                ││                    │
│                ││                    │
╰────────────────╯╰────────────────────╯
footer
`},
		{"phone and low", usual(45, 12), `
header
tabs
╭BOOK│trades│position╮
│ 45x9               │
│                    │
╰────────────────────╯
footer
`},
		{"hardly anything", usual(20, 5), `
header
╭BOOK│tra╮
╰─20x4───╯
`},
		{"too small", usual(7, 2), `

`},
		{"zoomed wide", zoomedOn(paneFills, 160, 24), `
header
╭open│orders│FILLS│transfers───────────────────────────────────────────────────╮
│ 160x22                                                                       │
│                                                                              │
│                                                                              │
│                                                                              │
│                                                                              │
│                                                                              │
│                                                                              │
│                                                                              │
│                                                                              │
╰──────────────────────────────────────────────────────────────────────────────╯
footer
`},
		{"zoomed phone", zoomedOn(paneTrades, 45, 12), `
header
tabs
╭book│TRADES│position╮
│ 45x9               │
│                    │
╰────────────────────╯
footer
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := picture(arrange(c.facts)); got != strings.TrimSpace(c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestAnotherTabMovesNothing: the panes above stay where they are whichever of the bottom tabs shows, however long it is.
func TestAnotherTabMovesNothing(t *testing.T) {
	for _, size := range [][2]int{{240, 70}, {160, 48}, {120, 36}, {80, 24}, {80, 40}} {
		a := lit(t, &clock{start()}, Options{})
		var rows []model.Order
		for k := range 30 {
			rows = append(rows, order(fmt.Sprint(k), fmt.Sprint(118000-k)))
		}
		a.Update(batch(model.NewOrders(profile, start(), rows, true)))
		screen(a, size[0], size[1])
		book := a.places.slots[a.places.slotOf(paneBook)].rect
		for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers} {
			focus(t, a, p)
			if got := a.places.slots[a.places.slotOf(paneBook)].rect; got != book {
				t.Errorf("%v: pane %d moves the book from %v to %v", size, p, book, got)
			}
		}
	}
}
