package canvas

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// styles is how many inks, and how many papers, an index can tell apart.
const styles = 256

// Palette holds the escape parameters of each ink and paper, compiled once. An
// index it does not define is plain. The zero Palette is plain throughout.
type Palette struct {
	// Each entry is empty or begins with ';', ready to follow "\x1b[0".
	inks   [styles]string
	papers [styles]string
	// The same taken apart, for what writes only the difference between two.
	fore, back [styles]color.Color
	with       [styles]attributes
}

// NewPalette compiles styles. Of an ink are used: foreground, bold, faint,
// italic, underline, reverse and strikethrough. A paper of nil is the terminal's
// own background. Basic and indexed colours keep their index, others are written
// in 24 bits. Entries beyond 256 cannot be named and are left out.
func NewPalette(inks []lipgloss.Style, papers []color.Color) *Palette {
	p := new(Palette)
	for i, s := range inks[:min(len(inks), styles)] {
		p.inks[i] = parameters(inkStyle(s))
		p.fore[i], p.with[i] = s.GetForeground(), attributesOf(s)
	}
	for i, c := range papers[:min(len(papers), styles)] {
		if coloured(c) {
			p.papers[i], p.back[i] = parameters(ansi.Style{}.BackgroundColor(c)), c
		}
	}
	return p
}

func inkStyle(s lipgloss.Style) ansi.Style {
	var out ansi.Style
	with := attributesOf(s)
	for i, attribute := range switches() {
		if with&(1<<i) != 0 {
			out = append(out, attribute.on)
		}
	}
	if c := s.GetForeground(); coloured(c) {
		out = out.ForegroundColor(c)
	}
	return out
}

func attributesOf(s lipgloss.Style) (with attributes) {
	for i, on := range [...]bool{s.GetBold(), s.GetFaint(), s.GetItalic(), s.GetUnderline(), s.GetReverse(), s.GetStrikethrough()} {
		if on {
			with |= 1 << i
		}
	}
	return with
}

// coloured tells a colour from its absence, which Lip Gloss spells as a colour
// that reads as black.
func coloured(c color.Color) bool {
	if c == nil {
		return false
	}
	_, none := c.(lipgloss.NoColor)
	return !none
}

func parameters(s ansi.Style) string {
	if len(s) == 0 {
		return ""
	}
	return ";" + strings.Join(s, ";")
}
