package canvas

import "unicode/utf8"

// Render writes the canvas in the styles of p: lines joined by newlines, none
// after the last, each exactly as wide as the canvas. An escape sequence stands
// only where the look changes; every line begins and ends plain, so it can be
// redrawn alone. Around cells with a link stand the sequences of a hyperlink
// (OSC 8). A nil palette renders plain text. The string is the only allocation
// once a frame of the size has been rendered.
func (c *Canvas) Render(p *Palette) string {
	if p == nil {
		p = new(Palette)
	}
	b := c.buf[:0]
	for y := range c.h {
		if y > 0 {
			b = append(b, '\n')
		}
		line := c.cells[y*c.w : (y+1)*c.w]
		if len(c.links) == 0 {
			b = appendLine(b, line, p)
			continue
		}
		b = c.appendLinked(b, line, p)
	}
	c.buf = b
	return string(b)
}

func appendLine(b []byte, line []Cell, p *Palette) []byte {
	var ink, paper string // the parameters in force; both empty is plain
	var last Cell         // whose styles were looked up last
	for i, cell := range line {
		if i == 0 || cell.Ink != last.Ink || cell.Paper != last.Paper {
			last = cell
			// Compared by look: in a theme without colours most inks are the same.
			if nextInk, nextPaper := p.inks[cell.Ink], p.papers[cell.Paper]; nextInk != ink || nextPaper != paper {
				ink, paper = nextInk, nextPaper
				b = appendStyle(b, ink, paper)
			}
		}
		if cell.Rune < utf8.RuneSelf {
			b = append(b, byte(cell.Rune))
			continue
		}
		b = utf8.AppendRune(b, cell.Rune)
	}
	if ink != "" || paper != "" {
		b = appendStyle(b, "", "")
	}
	return b
}

func appendStyle(b []byte, ink, paper string) []byte {
	if ink == "" && paper == "" {
		return append(b, "\x1b[m"...)
	}
	b = append(b, "\x1b[0"...)
	b = append(b, ink...)
	b = append(b, paper...)
	return append(b, 'm')
}
