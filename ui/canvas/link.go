package canvas

import (
	"math"
	"slices"
)

// longestLink bounds a link in bytes: terminals drop longer ones.
const longestLink = 2000

// Link makes the w cells from x in row y a link to url, until something else is
// written into them. A url that is empty, too long, or has a character other than
// printable ASCII or a semicolon, which ends a link early for some readers, makes
// none, and neither does one beyond the 65,535 that a frame can hold.
func (r Region) Link(x, y, w int, url string) {
	run := r.run(x, y, w)
	if len(run) == 0 || !linkable(url) {
		return
	}
	at := r.c.link(url)
	for i := range run {
		run[i].Link = at
	}
}

// link is the number of a link, which is kept until the canvas is blanked.
func (c *Canvas) link(url string) uint16 {
	// Cells of one link follow each other, so the latest is nearly always the one.
	for i, known := range slices.Backward(c.links) {
		if known == url {
			return uint16(i + 1)
		}
	}
	if len(c.links) == math.MaxUint16 {
		return 0
	}
	c.links = append(c.links, url)
	return uint16(len(c.links))
}

// URL is what the cell at column x and row y leads to, nothing for most.
func (c *Canvas) URL(x, y int) string {
	if at := int(c.At(x, y).Link); at > 0 && at <= len(c.links) {
		return c.links[at-1]
	}
	return ""
}

func linkable(url string) bool {
	if url == "" || len(url) > longestLink {
		return false
	}
	for _, b := range []byte(url) {
		if b <= ' ' || b > '~' || b == ';' {
			return false
		}
	}
	return true
}

// appendLinked appends a line in runs of one link each. A link is open only
// between two plain places, so that every line can be redrawn alone.
func (c *Canvas) appendLinked(b []byte, line []Cell, p *Palette) []byte {
	for len(line) > 0 {
		n := 1
		for n < len(line) && line[n].Link == line[0].Link {
			n++
		}
		at := int(line[0].Link)
		linked := at > 0 && at <= len(c.links)
		if linked {
			b = append(b, "\x1b]8;;"...)
			b = append(b, c.links[at-1]...)
			b = append(b, "\x1b\\"...)
		}
		b = appendLine(b, line[:n], p)
		if linked {
			b = append(b, "\x1b]8;;\x1b\\"...)
		}
		line = line[n:]
	}
	return b
}
