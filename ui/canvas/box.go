package canvas

// Border is the set of glyphs of a box, each one cell wide.
type Border struct {
	TopLeft, Top, TopRight          rune
	Left, Right                     rune
	BottomLeft, Bottom, BottomRight rune
}

// Rounded is a thin border with round corners.
func Rounded() Border {
	return Border{'╭', '─', '╮', '│', '│', '╰', '─', '╯'}
}

// ASCII is a border for terminals without box glyphs.
func ASCII() Border {
	return Border{'+', '-', '+', '|', '|', '+', '-', '+'}
}

// Box draws the border around the region's edge and returns the inside. A region
// smaller than 2x2 draws nothing and returns the zero Region.
func (r Region) Box(b Border, ink Ink) Region {
	if r.w < 2 || r.h < 2 {
		return Region{}
	}
	right, bottom := r.w-1, r.h-1
	r.HLine(0, b.Top, ink)
	r.HLine(bottom, b.Bottom, ink)
	for y := 1; y < bottom; y++ {
		r.Set(0, y, b.Left, ink)
		r.Set(right, y, b.Right, ink)
	}
	r.Set(0, 0, b.TopLeft, ink)
	r.Set(right, 0, b.TopRight, ink)
	r.Set(0, bottom, b.BottomLeft, ink)
	r.Set(right, bottom, b.BottomRight, ink)
	return r.Inset(1, 1, 1, 1)
}
