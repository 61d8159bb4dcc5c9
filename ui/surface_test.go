package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"kanatop/model"
	"kanatop/ui/canvas"
	"kanatop/ui/screentest"
)

// glassPane is a surface whose terminal is a model of one.
type glassPane struct {
	differ canvas.Differ
	screen *screentest.Model
	busy   bool
	late   time.Duration
	frames int
}

func (g *glassPane) Ready() bool { return !g.busy }

func (g *glassPane) Show(c *canvas.Canvas, l *canvas.Looks) bool {
	g.frames++
	g.screen.Write(g.differ.Append(nil, c, l))
	return true
}

func (g *glassPane) Forget()             { g.differ.Forget() }
func (g *glassPane) Late() time.Duration { return g.late }

// glazed is an app with data on a surface.
func glazed(t testing.TB, c *clock, o Options) (*App, *glassPane) {
	t.Helper()
	g := &glassPane{screen: screentest.NewModel(100, 30)}
	o.Surface = g
	a := lit(t, c, o)
	a.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	a.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	a.View()
	return a, g
}

// TestTheSurfaceShowsWhatTheFrameworkWouldShow plays random keys, data, sizes, themes and colours, and compares each screen with that of
// the frame's text, whole.
func TestTheSurfaceShowsWhatTheFrameworkWouldShow(t *testing.T) {
	batches := busy(start())
	rapid.Check(t, func(r *rapid.T) {
		c := &clock{start()}
		a, g := glazed(t, c, Options{})
		w, h := 100, 30
		for range rapid.IntRange(1, 12).Draw(r, "events") {
			switch rapid.IntRange(0, 7).Draw(r, "event") {
			case 0:
				w, h = rapid.IntRange(20, 170).Draw(r, "w"), rapid.IntRange(5, 50).Draw(r, "h")
				g.screen.Resize(w, h)
				a.Update(tea.WindowSizeMsg{Width: w, Height: h})
			case 1:
				c.now = c.now.Add(time.Second)
				a.Update(clockMsg{})
			case 2: // the program was stopped, and others drew
				g.screen.Write([]byte("\x1b[2J\x1b[31mothers"))
				g.screen.Write([]byte("\x1b[m"))
				a.opts.Surface.Forget()
				a.Update(tea.ResumeMsg{})
			case 3:
				a.Update(tea.MouseClickMsg{X: rapid.IntRange(0, w).Draw(r, "x"), Y: rapid.IntRange(0, h).Draw(r, "y"), Button: tea.MouseLeft})
			case 4, 5:
				a.Update(batches[rapid.IntRange(0, len(batches)-1).Draw(r, "batch")])
			default:
				press(a, rapid.SampledFrom([]string{"tab", "z", "?", "esc", "T", "H", "j", "k", "space", "d", "+", "t", "/", ":", "L", "1", "3", "enter"}).Draw(r, "key"))
			}
			a.View()
			want := screentest.NewModel(w, h)
			want.Write([]byte(strings.ReplaceAll("\x1b[?7l\x1b[H"+a.canvas.Render(a.theme.palette), "\n", "\r\n")))
			for y := range h {
				for x := range w {
					got, want := g.screen.Cell(x, y), want.Cell(x, y)
					if got.Rune == ' ' && want.Mode&(screentest.Underline|screentest.Reverse) == 0 {
						got.FG, got.Mode, want.Mode = want.FG, 0, 0
					}
					if got != want {
						r.Fatalf("the cell at %d,%d is %+v, want %+v; the screen:\n%s", x, y, got, want, g.screen.Text())
					}
				}
			}
		}
	})
}

func TestABusyTerminalGetsTheNewestStateOnce(t *testing.T) {
	a, g := glazed(t, &clock{start()}, Options{})
	g.busy, g.frames = true, 0
	for _, size := range []string{"1.25", "2.5", "3.75"} {
		a.Update(batch(model.NewTrades("15", start(), []model.Trade{trade("15", "117738", size, "1", start(), 77)})))
		a.View()
	}
	press(a, "3")
	a.View()
	if g.frames != 0 {
		t.Errorf("%d frames went to a terminal that was busy", g.frames)
	}
	g.busy = false
	a.View()
	if g.frames != 1 || !strings.Contains(g.screen.Text(), "Book ETH-USD") {
		t.Errorf("%d frames; the screen:\n%s", g.frames, g.screen.Text())
	}
}

func TestTheHeaderSaysThatTheTerminalIsSlow(t *testing.T) {
	a, g := glazed(t, &clock{start()}, Options{})
	for late, want := range map[time.Duration]bool{900 * time.Millisecond: false, time.Second: true, 3200 * time.Millisecond: true} {
		g.late = late
		a.Update(clockMsg{})
		a.View()
		header, _, _ := strings.Cut(g.screen.Text(), "\n")
		if strings.Contains(header, " slow ") != want {
			t.Errorf("%v late: %s", late, header)
		}
	}
	g.late = 3200 * time.Millisecond
	for w := range 200 {
		a.Update(tea.WindowSizeMsg{Width: w, Height: 30})
		a.View()
		if header, _, _ := strings.Cut(a.canvas.Text(), "\n"); w >= 40 && !strings.Contains(header, "slow 3s") {
			t.Fatalf("%d cells wide: %s", w, header)
		}
	}
}

func TestASlowTerminalCostsTheHeaderNoProfit(t *testing.T) {
	a, g := glazed(t, &clock{start()}, Options{})
	header := func(w int, late time.Duration) string {
		g.late = late
		a.Update(tea.WindowSizeMsg{Width: w, Height: 30})
		a.View()
		line, _, _ := strings.Cut(a.canvas.Text(), "\n")
		return line
	}
	with := 0
	for w := 40; w < 200; w++ {
		quick, slow := header(w, 0), header(w, 12*time.Second)
		if !strings.Contains(quick, "uPnL") {
			continue
		}
		with++
		if !strings.Contains(slow, "uPnL") || !strings.Contains(slow, "slow 12s") || !strings.Contains(slow, "BTC") {
			t.Errorf("%d cells wide\n%s\nbecomes\n%s", w, quick, slow)
		}
	}
	if with == 0 {
		t.Error("no header has a profit")
	}
}

func TestTheFrameworkHasNothingToDraw(t *testing.T) {
	a, _ := glazed(t, &clock{start()}, Options{})
	if v := a.View(); v.Content != nothing || !v.AltScreen || !strings.Contains(v.WindowTitle, "BTC") {
		t.Errorf("%+v", v)
	}
}

func TestColoursAreThoseOfTheTerminalOnASurfaceToo(t *testing.T) {
	a, g := glazed(t, &clock{start()}, Options{Theme: "dark"})
	a.Update(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
	a.View()
	for y := range 30 {
		for x := range 100 {
			if k := g.screen.Cell(x, y); k.FG > 255 && k.FG < 1<<24 || k.BG > 255 && k.BG < 1<<24 {
				t.Fatalf("the cell at %d,%d has 24 bits of colour: %+v", x, y, k)
			}
		}
	}
}

// still takes frames and writes them nowhere.
type still struct {
	differ canvas.Differ
	b      []byte
}

func (s *still) Ready() bool         { return true }
func (s *still) Forget()             { s.differ.Forget() }
func (s *still) Late() time.Duration { return 0 }
func (s *still) Show(c *canvas.Canvas, l *canvas.Looks) bool {
	s.b = s.differ.Append(s.b[:0], c, l)
	return true
}

// onSurface is an app of a size on a surface that writes nowhere.
func onSurface(t testing.TB, w, h int) (*App, *still) {
	t.Helper()
	s := &still{}
	a := lit(t, &clock{start()}, Options{Surface: s})
	a.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	a.Update(tea.WindowSizeMsg{Width: w, Height: h})
	a.View()
	return a, s
}

// TestAFrameOnASurfaceIsCheap is the ceiling of what a batch and what it changes on the screen may allocate and write.
func TestAFrameOnASurfaceIsCheap(t *testing.T) {
	a, s := onSurface(t, 140, 40)
	batches := busy(start())
	i, bytes := 0, 0
	n := testing.AllocsPerRun(len(batches), func() {
		a.Update(batches[i%len(batches)])
		a.View()
		bytes += len(s.b)
		i++
	})
	t.Logf("%v allocations, %d bytes a frame", n, bytes/i)
	if n > mostAllocations() {
		t.Errorf("a frame allocates %v times", n)
	}
	if mean := bytes / i; mean > 4000 || mean == 0 {
		t.Errorf("a frame is %d bytes", mean)
	}
}

// BenchmarkSurface140x40 is what a batch costs from its arrival to the finished bytes.
func BenchmarkSurface140x40(b *testing.B) {
	a, s := onSurface(b, 140, 40)
	batches := busy(start())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Update(batches[i%len(batches)])
		a.View()
	}
	b.ReportMetric(float64(len(s.b)), "bytes/frame")
}
