package cli

import (
	"context"
	"log/slog"
	"os"
	"runtime"
	"syscall"
	"time"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
	"kanatop/ui"
)

// endings are the signals that end the program as q does.
func endings() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} }

// dashboard shows the screen until the user leaves it, a signal comes or a part fails.
func (p program) dashboard(ctx context.Context, c config, demo bool) error {
	log, closeLog, err := openLog(c)
	if err != nil {
		return err
	}
	defer closeLog()
	tty, err := p.openTerminal()
	if err != nil {
		return err
	}
	if c.record == "" && p.env("GOMAXPROCS") == "" {
		// One processor suffices for a flood, and with more the runtime wakes threads to look for work that is done already. Compressing a
		// recording would keep the screen waiting for it.
		runtime.GOMAXPROCS(1)
	}
	source := c.feedOptions(log)
	options := c.screenOptions()
	if c.differ {
		options.Surface = newGlass(tty.out, c.pace)
	}
	var parts []part
	if demo {
		parts = demonstrate(c, &source, &options, log)
	}
	recording, recorded, err := c.recordBeside(&source, &options)
	if err != nil {
		return err
	}
	parts = append(parts, recording...)
	state := p.recollect(c, demo, &options, log)
	client, err := feed.New(source)
	if err != nil {
		return badInput("%v", err)
	}
	options.Watch, options.Reconnect, options.Renew, options.Raw = client.Watch, client.Reconnect, client.Renew, client.Raw
	p.exporting(&options)
	options.Usage = func() ui.Usage { return usage(tty.out.taken.Load()) }
	app, err := ui.New(options)
	if err != nil {
		return badInput("%v", err)
	}
	s := p.newShow(c, tty, app, log)
	if state != nil {
		parts = append(parts, func(ctx context.Context) error { return state.keep(ctx, s.screen.Send) })
	}
	hear, keeping := p.chronicle(c, demo, func() bool { return tty.out.taken.Load() > 0 }, s.screen.Send, log)
	parts = append(append(parts, keeping...), func(ctx context.Context) error {
		return client.Run(ctx, func(b model.Batch) { hear(b); s.screen.Send(b) })
	})
	err = s.run(ctx, parts)
	recorded()
	return c.redacted(err)
}

// feedOptions say which data is fetched, and from where.
func (c config) feedOptions(log *slog.Logger) feed.Options {
	return feed.Options{
		WebSocketURL: c.wsURL, RESTURL: c.restURL, APIKey: c.apiKey,
		Markets: c.markets, Accounts: c.accounts, Frames: c.frames, Logger: log,
	}
}

// demonstrate puts a simulated exchange in the place of the configured one and returns what drives it. Its connection is in
// memory and its accounts are watched; the rest of the program does not know the difference, but the screen is marked.
func demonstrate(c config, source *feed.Options, options *ui.Options, log *slog.Logger) []part {
	x := sim.New(sim.Options{Seed: uint64(time.Now().UnixNano()), Network: sim.Network(c.network), Logger: log})
	listener := sim.NewListener()
	source.WebSocketURL, source.RESTURL, source.APIKey = "ws://demo/ws/", "http://demo", ""
	source.Accounts, options.Accounts = nil, nil
	for _, a := range sim.Accounts() {
		source.Accounts = append(source.Accounts, feed.Account{Name: a.Name, Profile: model.Address(a.Profile)})
		options.Accounts = append(options.Accounts, a.Name)
	}
	source.Dial = listener.DialContext
	options.Demo = true
	return []part{x.Run, func(ctx context.Context) error { return x.Serve(ctx, listener) }}
}
