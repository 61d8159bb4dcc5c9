package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
	"kanatop/ui"
)

// minute records a minute of a simulated exchange, in virtual time, with a connection that ends now and then.
func minute(t *testing.T, name string) string {
	t.Helper()
	return recorded(t, name, time.Minute)
}

// recorded is [minute] for any length.
func recorded(t *testing.T, name string, length time.Duration) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	synctest.Test(t, func(t *testing.T) {
		x, listener := sim.New(sim.Options{Seed: 7, Fault: sim.Fault{EndAfter: 17 * time.Second}}), sim.NewListener()
		c := config{network: "mainnet", start: "15"}
		source := feed.Options{
			WebSocketURL: "ws://sim/ws/", RESTURL: "http://sim", Dial: listener.DialContext, Markets: model.Builtins("mainnet")[:2],
			Accounts: []feed.Account{{Name: "main", Profile: model.Address(x.Profile())}},
		}
		w, err := c.startRecording(path, &source, "SIM", true, nil)
		if err != nil {
			t.Fatal(err)
		}
		client, err := feed.New(source)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), length)
		defer cancel()
		ended := make(chan error, 4)
		for _, run := range []part{x.Run, func(ctx context.Context) error { return x.Serve(ctx, listener) }, w.Run, func(ctx context.Context) error { return client.Run(ctx, func(model.Batch) {}) }} {
			go func() { ended <- run(ctx) }()
		}
		for range 4 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
	return path
}

// looker is the dashboard that looks at a recording.
type looker struct {
	app    *ui.App
	player *player
	told   []ui.Moment // since it began
	unseen *ui.App     // is told the same and never painted
	twins  map[*ui.Standing]*ui.Standing
	by     map[*ui.Standing][]ui.Moment
}

func looking(t *testing.T, path string, asked playing) *looker {
	t.Helper()
	tape, err := openTape([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if asked.speed == 0 {
		asked.speed = 1000
	}
	l := &looker{player: newPlayer(tape, asked)}
	o, err := configured(t, nil).replayOptions(tape, l.player, layered{})
	if err != nil {
		t.Fatal(err)
	}
	l.app = screenOf(t, o)
	l.unseen, l.by, l.twins = screenOf(t, o), make(map[*ui.Standing][]ui.Moment), make(map[*ui.Standing]*ui.Standing)
	l.player.send = func(m tea.Msg) {
		p, ok := m.(ui.Played)
		if !ok {
			t.Fatalf("%T", m)
		}
		l.app.Update(p)
		l.app.View()
		if p.Anew {
			l.told = slices.Clone(l.by[p.From])
		}
		l.told = append(l.told, p.Moments...)
		if p.Keep != nil {
			l.by[p.Keep] = slices.Clone(l.told)
		}
		p.From, p.Keep = l.twin(p.From), l.twin(p.Keep) // the other screen has its own
		l.unseen.Update(p)
	}
	if err := l.player.rewind(); err != nil {
		t.Fatal(err)
	}
	return l
}

// until plays until a moment of the recording, in steps that next tells.
func (l *looker) until(t *testing.T, at time.Time, next func() time.Duration) {
	t.Helper()
	for n := 0; l.player.state != ui.PlayEnded; n++ {
		left := at.Sub(l.player.reel.wall())
		if left <= 0 {
			return
		}
		step := min(next(), left*1000/time.Duration(l.player.speed)+1)
		if err := l.player.turn(step); err != nil || n > 1_000_000 {
			t.Fatal(err)
		}
	}
}

// twin is the other screen's half of a standing.
func (l *looker) twin(s *ui.Standing) *ui.Standing {
	if s == nil {
		return nil
	}
	if l.twins[s] == nil {
		l.twins[s] = &ui.Standing{At: s.At}
	}
	return l.twins[s]
}

// frame is what a screen shows that has been told the same without having been painted on the way: what was painted before
// decides how wide columns stand, and of nothing else.
func (l *looker) frame() string {
	l.player.state, l.player.speed = ui.PlayHeld, 1000
	l.player.show(nil, nil)
	return l.unseen.View().Content
}

// moments are those that were told, in words.
func (l *looker) moments() []string {
	var out []string
	for _, m := range l.told {
		out = append(out, fmt.Sprint(m.At.UnixNano(), m.Second, m.Batch.Len()))
	}
	return out
}

func screenOf(t *testing.T, o ui.Options) *ui.App {
	t.Helper()
	app, err := ui.New(o)
	if err != nil {
		t.Fatal(err)
	}
	app.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	app.Update(tea.WindowSizeMsg{Width: 180, Height: 50})
	return app
}

func (l *looker) obey(t *testing.T, o ui.PlayOrder) {
	t.Helper()
	if err := l.player.obey(o); err != nil {
		t.Fatal(err)
	}
}

func (l *looker) seek(t *testing.T, to time.Time) {
	t.Helper()
	l.obey(t, ui.PlayOrder{Do: ui.PlaySeek, To: to})
	for l.player.state == ui.PlaySeeking {
		if err := l.player.turn(0); err != nil {
			t.Fatal(err)
		}
	}
}
