package ui

import (
	"strings"
	"testing"
)

func TestLinesThatWouldStayEmptyGoToAHistory(t *testing.T) {
	rectOf := func(f facts, p paneID) rect { a := arrange(f); return a.slots[a.slotOf(p)].rect }
	few := facts{w: 160, h: 48, funded: 4, rows: 14, held: 2, open: 14}
	positions, fills, open := rectOf(few, panePositions), rectOf(few, paneFills), rectOf(few, paneOpen)
	if positions.h != 2*2+5 || fills.x != positions.x || fills.w != positions.w || fills.y != positions.y+positions.h || fills.y+fills.h != open.y+open.h {
		t.Errorf("positions %v, fills %v, open orders %v", positions, fills, open)
	}
	watched := few
	watched.rows = 40 // a history that shows would like more
	if got := rectOf(watched, paneFills); got.x != fills.x {
		t.Errorf("the fills move from %v to %v when they are looked at", fills, got)
	}
	sized := few
	sized.wanted[dialBottom], sized.wanted[dialPositions] = 12, 70
	if got, other := rectOf(sized, panePositions), rectOf(sized, paneFills); got.h != 12 || got.w != 70 || other != rectOf(sized, paneOpen) {
		t.Errorf("of the user's 70x12 positions have %v, the fills %v", got, other)
	}
	orderless := facts{w: 160, h: 48, funded: 4, rows: 9, held: 5, open: 1}
	if positions, fills, open := rectOf(orderless, panePositions), rectOf(orderless, paneFills), rectOf(orderless, paneOpen); fills.x != open.x || fills.y != open.y+open.h || positions.h != open.h+fills.h {
		t.Errorf("positions %v, fills %v, open orders %v", positions, fills, open)
	}
	broad := facts{w: 240, h: 70, funded: 4, rows: 14, held: 2, open: 14}
	if positions, fills, orders := rectOf(broad, panePositions), rectOf(broad, paneFills), rectOf(broad, paneOrders); fills.x != positions.x || orders.x <= positions.x {
		t.Errorf("positions %v, fills %v, order history %v", positions, fills, orders)
	}
	even := facts{w: 120, h: 36, funded: 4, rows: 5, held: 4, open: 5}
	if fills, open := rectOf(even, paneFills), rectOf(even, paneOpen); fills != open {
		t.Errorf("fills %v beside open orders %v", fills, open)
	}
}

func TestFewPositionsBesideManyOrdersLeaveNoEmptyLines(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for i := range 14 {
		a.live.Apply(openOrders(order(string(rune('1'+i)), "117600")))
	}
	var many []string
	screen(a, 160, 48)
	for line := range strings.SplitSeq(paneText(t, a, panePositions), "\n") {
		if strings.Trim(line, "│ ") == "" {
			many = append(many, line)
		}
	}
	if len(many) > 1 {
		t.Errorf("%d lines of the positions are empty:\n%s", len(many), paneText(t, a, panePositions))
	}
}
