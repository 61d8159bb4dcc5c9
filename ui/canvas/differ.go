package canvas

import (
	"slices"
	"unicode/utf8"
)

// Differ writes what has to be written so that a terminal which shows one canvas shows another. It remembers what it wrote last,
// and relies on nobody else writing to the cells. The zero Differ knows nothing of the terminal. It is for one goroutine.
//
// Cells that look alike are written together, whatever rows they stand in: a colour takes more bytes than a movement.
type Differ struct {
	w, h  int
	shown []Cell
	links []string // of the cells shown
	looks *Looks   // what they were written in; nil when nothing is known of the terminal
	pen   pen

	next   []int32 // by cell: the next one of those that look like it and have to be written
	chains []chain // by look
	linked chain   // those that lead somewhere
}

// chain is a list of cells in the order of the screen; 0 is none, 1 the first cell.
type chain struct{ first, last int32 }

// Forget says that nothing is known of the terminal any more: everything is to be written.
func (d *Differ) Forget() { d.looks = nil }

// Append appends to b what makes the terminal show c in the styles of l. It begins and ends with a plain pen and no link open, and
// never prints beyond the last column.
func (d *Differ) Append(b []byte, c *Canvas, l *Looks) []byte {
	if d.looks != l || d.w != c.w || d.h != c.h {
		b = d.begin(b, c, l)
	}
	d.pen = pen{}
	d.compare(c)
	for paper := range l.grounds {
		// Blanks that stand alone come last: many were written along with their neighbours.
		for ink := 1; ink <= len(l.strokes); ink++ {
			k := look{uint8(ink % len(l.strokes)), uint8(paper)}
			b = d.drain(b, c, k)
		}
	}
	b = d.drainLinks(b, c)
	return d.pen.dip(b, look{}, l)
}

// begin clears the terminal.
func (d *Differ) begin(b []byte, c *Canvas, l *Looks) []byte {
	b = append(b, "\x1b[m\x1b[H\x1b[2J"...)
	d.w, d.h, d.looks, d.links = c.w, c.h, l, d.links[:0]
	n := len(c.cells)
	if n > cap(d.shown) {
		d.shown, d.next = make([]Cell, n), make([]int32, n)
	}
	d.shown, d.next = d.shown[:n], d.next[:n]
	blank(d.shown, 0, 0)
	if l.of(Cell{Rune: ' '}) != (look{}) { // a blank of the first styles is not what clearing leaves
		clear(d.shown)
	}
	if need := len(l.strokes) * len(l.grounds); need > len(d.chains) {
		d.chains = make([]chain, need)
	}
	return b
}

// compare puts the cells that have to be written into chains. Of the others the terminal is known to show what c has.
func (d *Differ) compare(c *Canvas) {
	l := d.looks
	links := len(d.links) > 0 || len(c.links) > 0
	for i, cell := range c.cells {
		was := d.shown[i]
		if was == cell && (!links || cell.Link == 0) {
			continue
		}
		k := l.of(cell)
		if was.Rune == cell.Rune && l.of(was) == k && (!links || urlOf(d.links, was) == urlOf(c.links, cell)) {
			d.shown[i] = cell
			continue
		}
		d.shown[i].Rune = 0 // no cell has it: this one is to be written
		to := &d.linked
		if cell.Link == 0 {
			to = &d.chains[int(k.paper)*len(l.strokes)+int(k.ink)]
		}
		d.next[i] = 0
		if to.first == 0 {
			to.first = int32(i + 1)
		} else {
			d.next[to.last-1] = int32(i + 1)
		}
		to.last = int32(i + 1)
	}
	if links {
		d.links = append(d.links[:0], c.links...)
	}
}

func urlOf(links []string, c Cell) string {
	if at := int(c.Link); at > 0 && at <= len(links) {
		return links[at-1]
	}
	return ""
}

// drain writes the cells of one look.
func (d *Differ) drain(b []byte, c *Canvas, k look) []byte {
	chain := &d.chains[int(k.paper)*len(d.looks.strokes)+int(k.ink)]
	at := chain.first
	chain.first = 0
	for ; at != 0; at = d.next[at-1] {
		i := int(at - 1)
		if d.shown[i].Rune != 0 { // written along with a neighbour
			continue
		}
		in := k
		if k.ink == 0 && c.cells[i].Rune == ' ' && d.looks.suits(k, d.pen.look) {
			in = d.pen.look // any pen of the paper blanks
		}
		b = d.pen.dip(d.pen.move(b, i%d.w, i/d.w), in, d.looks)
		b = d.run(b, c, i)
	}
	return b
}

// drainLinks writes the cells that lead somewhere, the link around each run of them.
func (d *Differ) drainLinks(b []byte, c *Canvas) []byte {
	at := d.linked.first
	d.linked.first = 0
	for ; at != 0; at = d.next[at-1] {
		i := int(at - 1)
		if d.shown[i].Rune != 0 {
			continue
		}
		b = d.pen.dip(d.pen.move(b, i%d.w, i/d.w), d.looks.of(c.cells[i]), d.looks)
		url := urlOf(c.links, c.cells[i])
		if url != "" {
			b = append(append(append(b, "\x1b]8;;"...), url...), "\x1b\\"...)
		}
		b = d.run(b, c, i)
		if url != "" {
			b = append(b, "\x1b]8;;\x1b\\"...)
		}
	}
	return b
}

// gap is how many cells that are shown already are written again rather than jumped over.
const gap = 3

// run writes a cell where the pen stands, and those right of it as long as they can be written with the same pen.
func (d *Differ) run(b []byte, c *Canvas, i int) []byte {
	row := i - i%d.w
	end := row + d.w
	for {
		until := d.stretch(c, i, end)
		if n := until - i; n >= erasable && d.erases(c, i, until) {
			b = step(b, n, 'X', 'X')
			copy(d.shown[i:until], c.cells[i:until])
			d.pen.x = i - row // erasing does not move it
			return b
		}
		for ; i < until; i++ {
			b = utf8.AppendRune(b, c.cells[i].Rune)
			d.shown[i] = c.cells[i]
		}
		next := d.beyond(c, i, end)
		if next == i {
			break
		}
		for ; i < next; i++ {
			b = utf8.AppendRune(b, c.cells[i].Rune)
		}
	}
	d.pen.x = i - row
	d.pen.placed = i < end // behind the last column terminals differ
	return b
}

// erasable is from how many blanks on they are erased and not written.
const erasable = 8

// erases reports whether cells are blanks of the terminal's own background, and the pen leaves such: with another background
// terminals differ.
func (d *Differ) erases(c *Canvas, from, until int) bool {
	return d.looks.suits(look{}, d.pen.look) && !slices.ContainsFunc(c.cells[from:until], func(cell Cell) bool { return cell.Rune != ' ' || cell.Link != 0 })
}

// stretch is the end of the cells from i on that have to be written and can be with the pen.
func (d *Differ) stretch(c *Canvas, i, end int) int {
	link := c.cells[i].Link
	for i < end && d.shown[i].Rune == 0 && d.writable(c.cells[i], link) {
		i++
	}
	return i
}

// beyond is the next cell to be written that is worth writing those before it again; i when there is none.
func (d *Differ) beyond(c *Canvas, i, end int) int {
	link := c.cells[i-1].Link
	for k := i; k < min(end, i+gap+1) && d.writable(c.cells[k], link) && c.cells[k].Rune < utf8.RuneSelf; k++ {
		if d.shown[k].Rune == 0 {
			return k
		}
	}
	return i
}

// writable reports whether a cell can be written with the pen as it is, within a link.
func (d *Differ) writable(cell Cell, link uint16) bool {
	k := d.looks.of(cell)
	return cell.Link == link && (k == d.pen.look || cell.Rune == ' ' && d.looks.suits(k, d.pen.look))
}
