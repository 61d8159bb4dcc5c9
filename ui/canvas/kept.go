package canvas

// Kept is a copy of what a region showed. The zero Kept holds nothing.
type Kept struct {
	w, h  int
	cells []Cell
}

// Keep takes a copy of a region, or of nothing when one of its cells leads somewhere: links belong to a frame.
func (k *Kept) Keep(r Region) {
	k.w, k.h, k.cells = r.w, r.h, k.cells[:0]
	for y := range r.h {
		for _, cell := range r.row(y) {
			if cell.Link != 0 {
				k.w, k.h = 0, 0
				return
			}
			k.cells = append(k.cells, cell)
		}
	}
}

// Restore puts the copy back, wherever the region is now. It reports false, and does nothing, when the region has another size or
// nothing was kept.
func (k *Kept) Restore(r Region) bool {
	if k.w == 0 || r.w != k.w || r.h != k.h || r.row(r.h-1) == nil {
		return false
	}
	for y := range r.h {
		copy(r.row(y), k.cells[y*k.w:])
	}
	return true
}
