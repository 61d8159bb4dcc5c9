package cli

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// fall is the first panic of the screen. The framework would print it as it is, with whatever it holds, so it gets none to see.
type fall struct {
	log   *slog.Logger
	down  chan struct{} // closed by the first panic
	once  sync.Once
	first error
}

func newFall(log *slog.Logger) *fall { return &fall{log: log, down: make(chan struct{})} }

// take records a panic; the screen is ended for it by whoever watches down.
func (f *fall) take(value any) {
	f.once.Do(func() {
		f.first = broken("screen", value, f.log)
		close(f.down)
	})
}

// err is the panic as an error, nil without one.
func (f *fall) err() error {
	select {
	case <-f.down:
		return f.first
	default:
		return nil
	}
}

// broken makes an error of a panic. The stack goes to the log.
func broken(who string, value any, log *slog.Logger) error {
	log.Error("panic", "in", who, "value", fmt.Sprint(value), "stack", string(debug.Stack()))
	return fmt.Errorf("the %s broke down: %v; the log (--log FILE) tells where", who, value)
}

// guarded turns a panic into an error, so that the screen can be closed in order.
func guarded(who string, log *slog.Logger, run func() error) func() error {
	return func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = broken(who, r, log)
			}
		}()
		return run()
	}
}

// guardedScreen passes on to a screen and takes its panics, and those of its commands.
type guardedScreen struct {
	tea.Model

	fall *fall
}

// Init starts the screen.
func (g guardedScreen) Init() (cmd tea.Cmd) {
	defer g.rescue()
	return g.guard(g.Model.Init())
}

// Update gives the screen a message.
func (g guardedScreen) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() { next = g }()
	defer g.rescue()
	g.Model, cmd = g.Model.Update(msg)
	return nil, g.guard(cmd)
}

// View draws the screen; one that cannot be drawn any more is empty.
func (g guardedScreen) View() (v tea.View) {
	defer func() { v.AltScreen = true }()
	defer g.rescue()
	return g.Model.View()
}

// rescue is deferred around a call of the screen.
func (g guardedScreen) rescue() {
	if r := recover(); r != nil {
		g.fall.take(r)
	}
}

// guard takes the panics of a command and of those it holds.
func (g guardedScreen) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.rescue()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.guard(batch[i])
			}
		}
		return msg
	}
}
