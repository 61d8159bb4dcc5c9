package ui

import (
	"bytes"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/model"
)

// play runs the app as a whole program in virtual time and gives it to a script; it returns what was written. The bubble ends
// only when no goroutine is left.
func play(t *testing.T, a *App, script func(*tea.Program), options ...tea.ProgramOption) string {
	t.Helper()
	var out bytes.Buffer
	options = append([]tea.ProgramOption{
		tea.WithInput(nil), tea.WithOutput(&out), tea.WithWindowSize(120, 36), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler(),
	}, options...)
	p := tea.NewProgram(a, options...)
	go script(p) // ends before Run does: its last step is to quit
	if _, err := p.Run(); err != nil {
		t.Error(err)
	}
	time.Sleep(time.Second) // the last tick of the clock rings in vain
	return out.String()
}

func TestProgramShowsWhatIsSentAndQuits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := fresh(t, &clock{}, Options{Accounts: []string{""}})
		a.opts.Now = time.Now
		var asked time.Time
		out := play(t, a, func(p *tea.Program) {
			time.Sleep(100 * time.Millisecond)
			for _, b := range speech(time.Now()) {
				p.Send(b)
			}
			time.Sleep(2500 * time.Millisecond)
			asked = time.Now()
			p.Send(keyPress("q"))
		})
		for _, part := range []string{"117,738", "SHORT 10x", "\x1b[?1049h", "\x1b[?1049l"} {
			if !strings.Contains(out, part) {
				t.Errorf("%q was never written", part)
			}
		}
		if took := time.Since(asked); took > 1500*time.Millisecond {
			t.Errorf("it took %s to quit", took)
		}
	})
}

func TestTheClockTicksOnWholeSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown []string
		a := fresh(t, &clock{}, Options{})
		a.opts.Now = time.Now
		time.Sleep(300 * time.Millisecond)
		play(t, a, func(p *tea.Program) {
			time.Sleep(4200 * time.Millisecond)
			p.Send(keyPress("q"))
		}, tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			if _, ok := msg.(clockMsg); ok {
				shown = append(shown, time.Now().Format("05.000"))
			}
			return msg
		}))
		if got := fmt.Sprint(shown); got != "[01.000 02.000 03.000 04.000]" {
			t.Errorf("the clock ticks at %s", got)
		}
	})
}

func TestAnIdleProgramWritesLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := fresh(t, &clock{}, Options{Accounts: []string{""}})
		a.opts.Now = time.Now
		var settled, idle int64
		count := &counter{}
		play(t, a, func(p *tea.Program) {
			for _, b := range speech(time.Now()) {
				p.Send(b)
			}
			time.Sleep(1500 * time.Millisecond)
			settled = count.n.Load()
			time.Sleep(10 * time.Second)
			idle = count.n.Load() - settled
			p.Quit()
		}, tea.WithOutput(count))
		if idle > 10*1200 {
			t.Errorf("ten idle seconds wrote %d bytes", idle)
		}
		if idle == 0 {
			t.Error("the clock does not move")
		}
	})
}

// counter counts what is written to it.
type counter struct{ n atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

func TestATerminalThatCanDoMoreGetsMoreColours(t *testing.T) {
	for name, reply := range map[string]struct {
		text string
		want bool
	}{
		"semicolons":  {"\x1bP1$r0;48;2;1;2;3m\x1b\\", true},
		"colons":      {"\x1bP1$r0;48:2::1:2:3m\x1b\\", true},
		"another":     {"\x1bP1$r0;48;5;16m\x1b\\", false},
		"not allowed": {"\x1bP0$r\x1b\\", false},
		"other reply": {"\x1bP1+r524742\x1b\\", false},
	} {
		synctest.Test(t, func(t *testing.T) {
			a := fresh(t, &clock{}, Options{})
			a.opts.Now = time.Now
			out := play(t, a, func(p *tea.Program) {
				time.Sleep(100 * time.Millisecond)
				p.Send(answer(reply.text))
				time.Sleep(1500 * time.Millisecond)
				p.Quit()
			}, tea.WithColorProfile(colorprofile.ANSI256))
			if !strings.Contains(out, colourQuestion) {
				t.Errorf("%s: the terminal is not asked", name)
			}
			if raised := a.colours == colorprofile.TrueColor; raised != reply.want {
				t.Errorf("%s: the colours are now %v", name, a.colours)
			}
			if _, after, _ := strings.Cut(out, colourQuestion); reply.want && !strings.Contains(after, "38;2;") {
				t.Errorf("%s: no colour of 24 bits is written", name)
			}
		})
	}
}

// answer is a reply of the terminal that Bubble Tea passes on as it came.
type answer string

func (a answer) String() string { return string(a) }

func TestOnlyTerminalsInDoubtAreAsked(t *testing.T) {
	for _, c := range []struct {
		profile  colorprofile.Profile
		terminal string
		asked    bool
	}{
		{colorprofile.TrueColor, "", false},
		{colorprofile.ANSI256, "", true},
		{colorprofile.ANSI, "", true},
		{colorprofile.ANSI256, "Apple_Terminal", false},
		{colorprofile.ASCII, "", false},
		{colorprofile.NoTTY, "", false},
	} {
		a := fresh(t, &clock{start()}, Options{})
		a.Update(tea.EnvMsg{"TERM_PROGRAM=" + c.terminal})
		_, cmd := a.Update(tea.ColorProfileMsg{Profile: c.profile})
		if asked := cmd != nil; asked != c.asked {
			t.Errorf("%v in %q: asked %t", c.profile, c.terminal, asked)
		}
	}
}

func TestThemeFollowsTheTerminal(t *testing.T) {
	light := tea.BackgroundColorMsg{Color: hex("#ffffff")}
	for _, c := range []struct {
		theme   string
		profile colorprofile.Profile
		msg     tea.Msg
		want    string
	}{
		{"auto", colorprofile.TrueColor, nil, "dark"},
		{"auto", colorprofile.TrueColor, light, "light"},
		{"auto", colorprofile.ANSI, light, "16"},
		{"auto", colorprofile.ASCII, nil, "mono"},
		{"dark", colorprofile.TrueColor, light, "dark"},
		{"dark", colorprofile.NoTTY, nil, "mono"},
	} {
		a := fresh(t, &clock{start()}, Options{Theme: c.theme})
		a.Update(tea.ColorProfileMsg{Profile: c.profile})
		a.Update(c.msg)
		if a.theme.name != c.want {
			t.Errorf("%s with %v and %v is %s, not %s", c.theme, c.profile, c.msg, a.theme.name, c.want)
		}
	}
}

func TestResumingReconnects(t *testing.T) {
	asked := 0
	a := lit(t, &clock{start()}, Options{Reconnect: func() { asked++ }})
	a.Update(tea.ResumeMsg{})
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestNothingIsPaintedWhenNothingChanged(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 200, 60)
	if n := testing.AllocsPerRun(10, func() { a.View() }); n > 1 {
		t.Errorf("an unchanged view allocates %v times", n)
	}
	a.Update(model.Batch{})
}
