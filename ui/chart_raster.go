package ui

import "kanatop/ui/canvas"

// raster draws lines in the dots of braille, two by four to a cell.
type raster struct {
	w, h int // cells
	bits []uint8
}

func newRaster(w, h int) raster { return raster{w, h, make([]uint8, max(0, w*h))} }

// again is an empty raster in the place of this one.
func (k *raster) again(w, h int) raster {
	*k = raster{w, h, append(k.bits[:0], make([]uint8, max(0, w*h))...)}
	return *k
}

// set puts a dot; one outside is left out.
func (k raster) set(x, y int) {
	if x < 0 || y < 0 || x >= 2*k.w || y >= 4*k.h {
		return
	}
	dots := [2][4]uint8{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}
	k.bits[y/4*k.w+x/2] |= dots[x%2][y%4]
}

// rise puts the dots of column x from one height to another.
func (k raster) rise(x, from, to int) {
	for y := min(from, to); y <= max(from, to); y++ {
		k.set(x, y)
	}
}

// paint draws what was set over all that stands there.
func (k raster) paint(r canvas.Region, ink canvas.Ink) {
	for i, b := range k.bits {
		if b != 0 {
			r.Set(i%k.w, i/k.w, '⠀'+rune(b), ink)
		}
	}
}
