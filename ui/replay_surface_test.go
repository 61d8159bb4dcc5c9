package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/ui/screentest"
)

func TestARecordingOnASurfaceLooksAsTheFrameworkShowsIt(t *testing.T) {
	const w, h = 120, 36
	g := &glassPane{screen: screentest.NewModel(w, h)}
	on, _ := played(t, Options{Surface: g})
	on.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	on.Update(tea.WindowSizeMsg{Width: w, Height: h})
	off, _ := played(t, Options{})
	look := func(when string) {
		t.Helper()
		want := screentest.NewModel(w, h)
		screen(off, w, h)
		want.Write([]byte("\x1b[?7l\x1b[H" + strings.ReplaceAll(off.frame, "\n", "\r\n")))
		if on.View(); g.screen.Text() != want.Text() {
			t.Errorf("%s:\n%s\nwant:\n%s", when, g.screen.Text(), want.Text())
		}
	}
	tell := func(p Played) {
		on.Update(p)
		off.Update(p)
	}
	look("at first")
	at := start()
	for i, b := range busy(at)[:20] {
		at = at.Add(40 * time.Millisecond) // within the time for which the chart may stay as it is
		tell(Played{Moments: []Moment{{At: at, Batch: b, Second: i%10 == 9}}, Playing: Playing{At: at, Begin: start(), Speed: "0.5"}})
		look("while it plays")
	}
	tell(Played{Anew: true, Moments: []Moment{{At: start(), Batch: speech(start())[0]}}, Playing: Playing{At: start(), Begin: start(), State: PlayHeld}})
	look("back at the begin")
}
