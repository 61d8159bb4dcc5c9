package canvas_test

import (
	"image/color"
	"testing"

	"charm.land/lipgloss/v2"
	"pgregory.net/rapid"

	"kanatop/ui/canvas"
	"kanatop/ui/screentest"
)

// TestATerminalModelShowsWhatTheWholeTextWouldShow has the model of a real terminal judge: what it shows after many differences is
// what it shows of the lines of Render, but for the colour of blanks.
func TestATerminalModelShowsWhatTheWholeTextWouldShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := lipgloss.NewStyle()
		palettes := [...]*canvas.Palette{
			canvas.NewPalette([]lipgloss.Style{
				plain, plain.Foreground(lipgloss.Color("#102030")), plain.Bold(true), plain.Underline(true),
				plain.Reverse(true), plain.Foreground(lipgloss.Color("3")).Italic(true), plain.Foreground(lipgloss.Color("200")),
			}, []color.Color{nil, lipgloss.Color("#405060"), lipgloss.Color("4")}),
			canvas.NewPalette([]lipgloss.Style{plain.Foreground(lipgloss.Color("#ffffff")), plain.Bold(true)},
				[]color.Color{lipgloss.Color("#010203"), lipgloss.Color("#a0b0c0")}),
			canvas.NewPalette([]lipgloss.Style{plain.Underline(true)}, nil),
		}
		looks := [...]*canvas.Looks{canvas.NewLooks(palettes[0], nil), canvas.NewLooks(palettes[1], nil), canvas.NewLooks(palettes[2], nil)}
		w, h := rapid.IntRange(1, 24).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
		c, seen, which := canvas.New(w, h), screentest.NewModel(w, h), 0
		var d canvas.Differ
		for range rapid.IntRange(1, 6).Draw(t, "frames") {
			switch rapid.IntRange(0, 9).Draw(t, "event") {
			case 0:
				w, h = rapid.IntRange(1, 24).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
				c.Resize(w, h)
				seen.Resize(w, h)
			case 1: // what others did to the terminal
				seen.Write([]byte("\x1b[2J\x1b[Hsomething"))
				d.Forget()
			case 2:
				which = rapid.IntRange(0, 2).Draw(t, "palette")
			}
			scribble(t, c)
			seen.Write(d.Append(nil, c, looks[which]))
			want := screentest.NewModel(w, h)
			want.Write([]byte("\x1b[?7l\x1b[H" + crlf(c.Render(palettes[which]))))
			for y := range h {
				for x := range w {
					got, want := seen.Cell(x, y), want.Cell(x, y)
					if got.Rune == ' ' && want.Mode&(screentest.Underline|screentest.Reverse) == 0 {
						got.FG, got.Mode = want.FG, got.Mode&^(screentest.Bold|screentest.Italic)
						want.Mode &^= screentest.Bold | screentest.Italic
					}
					if got != want {
						t.Fatalf("the cell at %d,%d is %+v, want %+v", x, y, got, want)
					}
				}
			}
		}
	})
}

func crlf(lines string) string {
	out := make([]byte, 0, len(lines))
	for _, b := range []byte(lines) {
		if b == '\n' {
			out = append(out, '\r')
		}
		out = append(out, b)
	}
	return string(out)
}

// scribble writes here and there on a canvas, with links and tints among it.
func scribble(t *rapid.T, c *canvas.Canvas) {
	w, h := c.Size()
	r := c.Region()
	for range rapid.IntRange(0, 8).Draw(t, "strokes") {
		x, y := rapid.IntRange(-1, w).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y")
		ink, paper := canvas.Ink(rapid.IntRange(0, 7).Draw(t, "ink")), canvas.Paper(rapid.IntRange(0, 3).Draw(t, "paper"))
		switch rapid.IntRange(0, 6).Draw(t, "kind") {
		case 0:
			r.Tint(x, y, rapid.IntRange(0, w).Draw(t, "n"), paper)
		case 1:
			r.Sub(x, y, rapid.IntRange(0, w).Draw(t, "n"), rapid.IntRange(0, h).Draw(t, "m")).Fill(ink, paper)
		case 2:
			r.Ink(x, y, rapid.IntRange(0, w).Draw(t, "n"), ink)
		case 3:
			r.Link(x, y, rapid.IntRange(0, w).Draw(t, "n"), rapid.SampledFrom([]string{"https://a.b/1", "https://a.b/2", "https://c"}).Draw(t, "url"))
		default:
			r.Text(x, y, rapid.StringOfN(rapid.RuneFrom([]rune("ab1 ─▲█  ")), 1, 12, -1).Draw(t, "text"), ink)
		}
	}
	if rapid.IntRange(0, 9).Draw(t, "clear") == 0 {
		c.Clear()
	}
}
