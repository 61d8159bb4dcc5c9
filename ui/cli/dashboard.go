package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sync/errgroup"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
	"kanatop/ui"
)

// patience is how long the parts may take to end once the screen has closed, and the screen once it was asked to.
const patience = 500 * time.Millisecond

// endings are the signals that end the program as q does.
func endings() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} }

// part is something that runs beside the screen until its context ends.
type part func(ctx context.Context) error

// dashboard shows the screen until the user leaves it, a signal comes or a part fails.
func (p program) dashboard(ctx context.Context, c config, demo bool) error {
	log, closeLog, err := openLog(c)
	if err != nil {
		return err
	}
	defer closeLog()
	if err := p.requireTerminal(); err != nil {
		return err
	}
	source := c.feedOptions(log)
	options := c.screenOptions()
	var parts []part
	if demo {
		parts = demonstrate(c, &source, &options, log)
	}
	client, err := feed.New(source)
	if err != nil {
		return badInput("%v", err)
	}
	options.Watch, options.Reconnect, options.Renew, options.Raw = client.Watch, client.Reconnect, client.Renew, client.Raw
	app, err := ui.New(options)
	if err != nil {
		return badInput("%v", err)
	}
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	// After the first signal a second one ends the process at once, should the terminal hang.
	defer context.AfterFunc(ctx, stop)()
	screen := tea.NewProgram(app, tea.WithInput(p.stdin), tea.WithOutput(p.stdout), tea.WithEnvironment(p.screenEnvironment(c)), tea.WithoutSignalHandler())
	parts = append(parts, func(ctx context.Context) error {
		return client.Run(ctx, func(b model.Batch) { screen.Send(b) })
	})
	return display(ctx, screen, parts, log)
}

// feedOptions say which data is fetched, and from where.
func (c config) feedOptions(log *slog.Logger) feed.Options {
	return feed.Options{
		WebSocketURL: c.wsURL, RESTURL: c.restURL, APIKey: c.apiKey,
		Markets: c.markets, Profile: c.profile, Wallet: c.wallet, Frames: c.frames, Logger: log,
	}
}

// demonstrate puts a simulated exchange in the place of the configured one and returns what drives it. Its connection is in
// memory and its account is watched; the rest of the program does not know the difference, but the screen is marked.
func demonstrate(c config, source *feed.Options, options *ui.Options, log *slog.Logger) []part {
	x := sim.New(sim.Options{Seed: uint64(time.Now().UnixNano()), Network: sim.Network(c.network), Logger: log})
	listener := sim.NewListener()
	source.WebSocketURL, source.RESTURL, source.APIKey = "ws://demo/ws/", "http://demo", ""
	source.Profile, source.Wallet = model.Address(x.Profile()), ""
	source.Dial = listener.DialContext
	options.Demo, options.Account = true, true
	return []part{x.Run, func(ctx context.Context) error { return x.Serve(ctx, listener) }}
}

// display shows the screen with the parts beside it. Whatever ends first, a signal, a part or the screen, ends the others: the
// screen is asked to quit, and then killed, so that the terminal is restored; the parts are waited for, but not for long.
func display(ctx context.Context, screen *tea.Program, parts []part, log *slog.Logger) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	group, ctx := errgroup.WithContext(ctx)
	for _, run := range parts {
		group.Go(guarded("part of the program", log, func() error { return run(ctx) }))
	}
	ended := make(chan struct{})
	group.Go(func() error { // ends with the screen, which it ends when the context does
		select {
		case <-ended:
			return nil
		case <-ctx.Done():
		}
		late := time.AfterFunc(patience, screen.Kill)
		defer late.Stop()
		screen.Quit()
		<-ended
		return nil
	})
	_, shown := screen.Run()
	interrupted := ctx.Err() != nil
	close(ended)
	cancel()
	failed := waited(group)
	switch {
	case failed != nil && !errors.Is(failed, context.Canceled):
		return failed
	case errors.Is(shown, tea.ErrProgramPanic):
		return errors.New("the screen broke down; what is above tells where")
	case shown != nil && !interrupted:
		return fmt.Errorf("show the screen: %w", shown)
	}
	return nil
}

// waited returns a group's error, or nil when the group takes too long to end.
func waited(group *errgroup.Group) error {
	done := make(chan error, 1)
	go func() { done <- group.Wait() }() // ends with the group, or with the process
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return nil
	}
}

// guarded turns a panic into an error, so that the screen can be closed in order; the stack goes to the log.
func guarded(name string, log *slog.Logger, run func() error) func() error {
	return func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				if log != nil {
					log.Error("panic", "in", name, "cause", r, "stack", string(debug.Stack()))
				}
				err = fmt.Errorf("a %s broke down: %v", name, r)
			}
		}()
		return run()
	}
}
