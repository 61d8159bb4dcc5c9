package canvas

import "strconv"

// pen is where a terminal writes next, and how. The zero pen writes plainly, nobody knows where.
type pen struct {
	x, y   int
	placed bool // x and y are known
	look   look
}

// move appends the shortest way to a place.
func (p *pen) move(b []byte, x, y int) []byte {
	if p.placed && p.x == x && p.y == y {
		return b
	}
	far := 4 + digits(y+1) + digits(x+1)
	dx, dy := x-p.x, y-p.y
	switch {
	case !p.placed, steps(dx)+steps(dy) >= far:
		b = append(b, "\x1b["...)
		b = strconv.AppendInt(b, int64(y+1), 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(x+1), 10)
		b = append(b, 'H')
	default:
		b = step(step(b, dy, 'A', 'B'), dx, 'D', 'C')
	}
	p.x, p.y, p.placed = x, y, true
	return b
}

// step appends a movement by n cells, in one of two directions.
func step(b []byte, n int, back, forth byte) []byte {
	final := forth
	if n < 0 {
		n, final = -n, back
	}
	switch {
	case n == 0:
		return b
	case final == 'D' && n < backspaces:
		for range n {
			b = append(b, '\b')
		}
		return b
	}
	b = append(b, "\x1b["...)
	if n > 1 {
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, final)
}

// backspaces is from how many cells on a sequence that moves left is not longer than as many backspaces.
const backspaces = 4

// steps is the length of a movement by n cells.
func steps(n int) int {
	switch {
	case n == 0:
		return 0
	case n < 0 && n > -backspaces: // upwards it is one more
		return min(-n, 3)
	case n == 1 || n == -1:
		return 3
	}
	return 3 + digits(max(n, -n))
}

func digits(n int) int {
	switch {
	case n < 10:
		return 1
	case n < 100:
		return 2
	case n < 1000:
		return 3
	}
	return 4
}

// dip appends what changes the pen's look: only what differs or, where that is shorter, all of it after a reset.
func (p *pen) dip(b []byte, k look, l *Looks) []byte {
	if p.look == k {
		return b
	}
	from := len(b)
	b = l.difference(b, p.look, k)
	middle := len(b)
	b = l.anew(b, k)
	if anew := len(b) - middle; anew < middle-from {
		copy(b[from:], b[middle:])
		b = b[:from+anew]
	} else {
		b = b[:middle]
	}
	p.look = k
	return b
}

// difference appends the parameters that differ between two looks.
func (l *Looks) difference(b []byte, was, k look) []byte {
	old, next := l.strokes[was.ink], l.strokes[k.ink]
	b = append(b, "\x1b["...)
	from := len(b)
	off, on := old.with&^next.with, next.with&^old.with
	if off&(bold|faint) != 0 { // off together, so one that stays goes on again
		off, on = off&^faint|bold, on|next.with&(bold|faint)
	}
	for i, s := range l.switches {
		if off&(1<<i) != 0 {
			b = parameter(b, from, s.off)
		}
	}
	for i, s := range l.switches {
		if on&(1<<i) != 0 {
			b = parameter(b, from, s.on)
		}
	}
	if old.colour != next.colour {
		b = parameter(b, from, or(next.colour, "39"))
	}
	if ground := l.grounds[k.paper]; ground != l.grounds[was.paper] {
		b = parameter(b, from, or(ground, "49"))
	}
	return append(b, 'm')
}

// anew appends a whole look.
func (l *Looks) anew(b []byte, k look) []byte {
	s, ground := l.strokes[k.ink], l.grounds[k.paper]
	b = append(b, "\x1b["...)
	if s == (stroke{}) && ground == "" {
		return append(b, 'm')
	}
	b = append(b, '0')
	for i, attribute := range l.switches {
		if s.with&(1<<i) != 0 {
			b = append(append(b, ';'), attribute.on...)
		}
	}
	for _, part := range [...]string{s.colour, ground} {
		if part != "" {
			b = append(append(b, ';'), part...)
		}
	}
	return append(b, 'm')
}

// parameter appends one more parameter of those that begin at from.
func parameter(b []byte, from int, text string) []byte {
	if len(b) > from {
		b = append(b, ';')
	}
	return append(b, text...)
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
