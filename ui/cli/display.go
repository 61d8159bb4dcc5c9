package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sync/errgroup"
)

// patience is how long the parts may take to end once the screen has closed, and the screen once it was asked to.
const patience = 300 * time.Millisecond

// together is how long a signal that ends the program may come after the one that continues it: shells and the system send both to a
// program that was stopped or has lost its terminal.
const together = 50 * time.Millisecond

// part is something that runs beside the screen until its context ends.
type part func(ctx context.Context) error

// endedError is the reason of an end that was wanted, though not with a key: it is told, and no failure.
type endedError struct{ why string }

func (e *endedError) Error() string { return "ended " + e.why }

// signalled is the reason of a context that a signal ended; nil when it ended otherwise.
func signalled(ctx context.Context) error {
	name, found := strings.CutSuffix(fmt.Sprint(context.Cause(ctx)), " signal received")
	if !found {
		return nil
	}
	return &endedError{"by the signal " + name}
}

// show is a screen and what it is shown on.
type show struct {
	screen *tea.Program
	tty    *terminal // nil when there is none
	jobs   *jobs     // likewise
	fall   *fall
	log    *slog.Logger
}

// continued says that the program was stopped and goes on: what is on the terminal is not known any more.
type continued struct{}

// newShow prepares the screen of app on a terminal.
func (p program) newShow(c config, tty *terminal, app tea.Model, log *slog.Logger) show {
	s := show{tty: tty, jobs: newJobs(), fall: newFall(log), log: log}
	var screen *tea.Program
	var leave exit
	rate := 60 // of the framework's own drawing
	if tty.out.glass != nil {
		rate = 30 // there is none, but its modes, titles and questions are written then
	}
	keys := p.stdin
	if file, ok := keys.(*os.File); ok && tty.out.glass != nil {
		keys = &keyboard{File: file, heard: tty.out.glass.heard}
	}
	screen = tea.NewProgram(guardedScreen{app, s.fall}, tea.WithFPS(rate), tea.WithInput(keys), tea.WithOutput(tty.out),
		tea.WithEnvironment(p.screenEnvironment(c)), tea.WithoutSignalHandler(),
		tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			if g := tty.out.glass; g != nil {
				msg = g.filter(msg)
			}
			return leave.filter(screen, s.jobs.filter(screen, msg))
		}))
	s.screen = screen
	if g := tty.out.glass; g != nil {
		g.send = func(msg tea.Msg) { go screen.Send(msg) } // ends when the screen takes it, or with the screen
	}
	return s
}

// run displays the screen until it ends or a signal comes. Signals after the first change nothing: the end is near by then, and
// must not find the terminal half restored.
func (s show) run(ctx context.Context, parts []part) error {
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	defer s.jobs.close()
	return s.display(ctx, parts)
}

// display shows the screen with the parts beside it. Whatever ends first, a signal, a part, the terminal or the screen, ends
// the others: the screen is asked to quit, and then killed, so that the terminal is restored; the parts are waited for, but
// not for long.
func (s show) display(ctx context.Context, parts []part) error {
	asked := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	group, ctx := errgroup.WithContext(ctx)
	for _, run := range parts {
		group.Go(guarded("part of the program", s.log, func() error { return run(ctx) }))
	}
	shown := make(chan error, 1)
	go func() { // ends with the screen, which end ends, or with the process
		_, err := s.screen.Run()
		shown <- err
	}()
	err, byItself := s.await(ctx, shown)
	if !byItself {
		err = s.end(shown)
	}
	if s.tty != nil && (errors.Is(err, errStuck) || s.tty.out.lost() || s.tty.out.glass != nil && s.tty.out.glass.shown()) {
		s.tty.restore()
	}
	cancel()
	failed := waited(group)
	switch {
	case failed != nil && !errors.Is(failed, context.Canceled):
		return failed
	case s.fall.err() != nil:
		return s.fall.err()
	case errors.Is(err, tea.ErrProgramPanic), errors.Is(err, errStuck):
		return err
	case s.tty != nil && !s.tty.present():
		return &endedError{"because the terminal was closed"}
	case asked.Err() != nil:
		return signalled(asked)
	case err != nil && byItself:
		return fmt.Errorf("show the screen: %w", err)
	}
	return nil
}

// await waits for the end of the screen or for a reason to end it.
func (s show) await(ctx context.Context, shown <-chan error) (err error, byItself bool) {
	var back, gone <-chan struct{}
	if s.tty != nil {
		back, gone = s.tty.out.back, s.tty.out.gone
	}
	var goOn <-chan time.Time
	for {
		select {
		case err := <-shown:
			return err, true
		case <-ctx.Done():
			return nil, false
		case <-s.fall.down:
			return nil, false
		case <-gone:
			return nil, false
		case <-back:
			s.tty.out.redrawn()
			go s.screen.Send(tea.ClearScreen()) // ends when the screen takes it, or with the screen
		case <-s.jobs.signals():
			goOn = time.After(together)
		case <-goOn:
			if !s.tty.present() {
				return nil, false
			}
			go s.screen.Send(continued{}) // likewise
		}
	}
}

// errStuck says that the screen does not end though it was asked to.
var errStuck = errors.New("the screen hangs and was given up")

// end asks the screen to quit, then kills it and has it wait for the terminal no more, and in the end does without it.
func (s show) end(shown <-chan error) error {
	kill := func() {
		if s.tty != nil {
			s.tty.out.abandon()
		}
		s.screen.Kill()
	}
	for _, how := range []func(){s.screen.Quit, kill} {
		go how() // ends with the screen, or with the process
		late := time.NewTimer(patience)
		select {
		case err := <-shown:
			late.Stop()
			return err
		case <-late.C:
		}
	}
	return errStuck
}

// waited returns a group's error, or nil when the group takes too long to end.
func waited(group *errgroup.Group) (err error) {
	done := make(chan error, 1)
	within(patience, func() { done <- group.Wait() })
	select {
	case err = <-done:
	default:
	}
	return err
}
