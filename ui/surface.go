package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/ui/canvas"
)

// Surface is a terminal that takes frames as cells. With one in [Options] the framework gets no text to draw. All is called by
// Update and View.
type Surface interface {
	// Ready reports whether a frame would be taken now. When it would not, a message follows as soon as it would: so a terminal that
	// takes little gets fewer frames, each of the newest state.
	Ready() bool
	// Show has the terminal show c in the styles of l. It returns at once and keeps neither; false means that c has to be shown again
	// after the next message.
	Show(c *canvas.Canvas, l *canvas.Looks) bool
	// Forget says that what the terminal shows is not known any more.
	Forget()
	// Late is how long the terminal took for what it took last, or has taken so far; 0 when nobody knows.
	Late() time.Duration
}

// nothing is the text of a screen that is drawn otherwise: not empty, as the framework takes an empty one for no screen at all.
const nothing = " "

// draw shows what changed on the surface, when that takes it.
func (a *App) draw() {
	s := a.opts.Surface
	if !a.dirty || a.width == 0 || !a.asked || !s.Ready() {
		return
	}
	begun := a.opts.Now()
	a.paint()
	a.windowTitle = "kanatop " + plain(a.shown.Market(a.market).Symbol)
	a.dirty = !s.Show(a.canvas, a.looks)
	if a.perf.on {
		a.painted(begun)
	}
}

// relook makes the theme ready for the surface, in the colours that the terminal can show.
func (a *App) relook() {
	if a.opts.Surface == nil {
		return
	}
	if a.colours == colorprofile.TrueColor {
		a.looks = canvas.NewLooks(a.theme.palette, nil)
		return
	}
	a.looks = canvas.NewLooks(a.theme.palette, a.colours.Convert)
}

// slowFrom is how late a terminal is before the header says so.
const slowFrom = time.Second

// lateRuns say that what is shown was painted a while before it could be seen.
func (a *App) lateRuns() []run {
	if a.opts.Surface == nil {
		return nil
	}
	late := a.opts.Surface.Late()
	if late < slowFrom {
		return nil
	}
	return []run{{" slow " + string(a.text.age(late)) + " ", inkWarn, 0}}
}

// frameView is a frame for the framework.
func (a *App) frameView() tea.View {
	v := tea.NewView(nothing)
	if a.opts.Surface == nil {
		v = tea.NewView(a.frame)
	}
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = a.windowTitle
	return v
}
