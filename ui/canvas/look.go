package canvas

import (
	"image/color"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// attributes are what a character can be besides coloured, a bit each.
type attributes uint8

const (
	bold attributes = 1 << iota
	faint
	italic
	underlined
	reversed
	struck
)

// onBlanks are the attributes that can be seen where there is no character.
const onBlanks = underlined | reversed | struck

// switches are the parameters that switch attributes on and off. Bold and faint go off together.
func switches() [6]struct{ on, off string } {
	return [...]struct{ on, off string }{{"1", "22"}, {"2", "22"}, {"3", "23"}, {"4", "24"}, {"7", "27"}, {"9", "29"}}
}

// stroke is an ink taken apart: the parameters of its colour, empty for the terminal's own, and its attributes.
type stroke struct {
	colour string
	with   attributes
}

// Looks is a palette made ready for a terminal that shows certain colours, for a [Differ]. Inks that look the same are one, and so
// are papers.
type Looks struct {
	strokes  []stroke // the first has no colour and no attribute
	grounds  []string // parameters of backgrounds; the first is the terminal's own
	inks     [styles]uint8
	papers   [styles]uint8
	switches [6]struct{ on, off string }
}

// NewLooks makes the styles of p ready. Colours are passed through convert, which returns what the terminal can show of one,
// nil for nothing; a nil convert leaves them as they are.
func NewLooks(p *Palette, convert func(color.Color) color.Color) *Looks {
	l := &Looks{strokes: []stroke{{}}, grounds: []string{""}, switches: switches()}
	shown := func(c color.Color) color.Color {
		if convert == nil || !coloured(c) {
			return c
		}
		return convert(c)
	}
	for i := range l.inks {
		s := stroke{with: p.with[i]}
		if c := shown(p.fore[i]); coloured(c) {
			s.colour = strings.Join(ansi.Style{}.ForegroundColor(c), ";")
		}
		l.inks[i] = place(&l.strokes, s)
	}
	for i := range l.papers {
		ground := ""
		if c := shown(p.back[i]); coloured(c) {
			ground = strings.Join(ansi.Style{}.BackgroundColor(c), ";")
		}
		l.papers[i] = place(&l.grounds, ground)
	}
	return l
}

// place is where v stands in a list, at whose end it is put when it is not there. Of a list without equals there are never
// more than styles, as its first may be one of theirs or not: the 257th is drawn as the first.
func place[T comparable](list *[]T, v T) uint8 {
	for i, known := range *list {
		if known == v {
			return uint8(i)
		}
	}
	if len(*list) == styles {
		return 0
	}
	*list = append(*list, v)
	return uint8(len(*list) - 1)
}

// look is how a cell looks. Of a blank only what shows counts.
type look struct{ ink, paper uint8 }

func (l *Looks) of(c Cell) look {
	k := look{l.inks[c.Ink], l.papers[c.Paper]}
	if c.Rune == ' ' && l.strokes[k.ink].with&onBlanks == 0 {
		k.ink = 0
	}
	return k
}

// suits reports whether a blank that looks like want may be written in k.
func (l *Looks) suits(want, k look) bool {
	return want.ink == 0 && want.paper == k.paper && l.strokes[k.ink].with&onBlanks == 0
}
