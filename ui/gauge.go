package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// gauge draws how much of a whole a part is, in a number of cells. Nearly nothing is not drawn as nothing, nor nearly all as all.
func (v *view) gauge(part, whole model.Dec, cells int64) []byte {
	share, known := part.Quo(whole).Value()
	n, ok := model.Steps(model.Some(share.Round(6)), model.Int(1), cells)
	if !ok || !known {
		return v.join(absent)
	}
	switch n = max(0, min(n, cells)); {
	case n == 0 && part.Positive():
		n = 1
	case n == cells && part.Cmp(whole) < 0:
		n = cells - 1
	}
	first, second := "━", "─"
	if v.border == canvas.ASCII() {
		first, second = "=", "-"
	}
	mark := len(v.b)
	for i := range cells {
		if i < n {
			v.b = append(v.b, first...)
		} else {
			v.b = append(v.b, second...)
		}
	}
	return v.since(mark)
}

// roomCells is the width of the bar of a liquidation distance. It is full from roomFull times the distance that is warned of
// on, and a quarter of it where the warning begins: the shorter, the nearer.
const (
	roomCells = 6
	roomFull  = 4
)

// roomBar draws how far a position is from its liquidation; empty once the price is crossed.
func (v *view) roomBar(e model.Exposure) []byte {
	return v.gauge(e.Room(), v.warnAt.Mul(model.Int(roomFull)), roomCells)
}
