package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"kanatop/feed"
	"kanatop/feed/journal"
	"kanatop/model"
	"kanatop/ui"
)

func (p program) recordCommand() *cobra.Command {
	var demo bool
	var lasts time.Duration
	cmd := &cobra.Command{
		Use:   "record FILE",
		Short: "Record everything that passes over the wire, without a screen",
		Long: `Record every message with its time to FILE, and every change of the connections, until it is interrupted.
kanatop replay plays it. A FILE that ends in .zst is compressed; a folder gets a file named after the network and
the moment, and one that ends in / is made; - is standard output. An existing file is left alone. It is written once a second, so a crash costs no
more than that; while the disk is full it waits, counts what is lost, and goes on.

It tells once a second how far it is where standard error is a terminal, else once a minute; of what goes to standard
output it tells trouble only, for a dashboard may be on the terminal. The API key is never in it; the addresses of
accounts are.`,
		Example: `  kanatop record btc.jsonl.zst                          until ctrl+c
  kanatop record --duration 8h night.jsonl.zst          eight hours
  kanatop record --record-part 500MB,day ~/recordings/  a new file every day, and every 500 MB
  kanatop record --duration 1h - | zstd -9 > hour.zst   through a pipe`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return badInput("record: expected one file, found %d; see %s --help", len(args), cmd.CommandPath())
			}
			if args[0] == "" {
				return badInput("record: expected the name of a file, found an empty one")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("duration") && lasts <= 0 {
				return badInput("--duration: expected a time such as 8h, found %s", quoted(lasts.String()))
			}
			c, _, err := p.configuration(cmd.Flags())
			if err != nil {
				return err
			}
			return c.redacted(p.record(cmd.Context(), c, args[0], demo, lasts))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.DurationVar(&lasts, "duration", 0, "end after this `TIME`, such as 8h; without it, when interrupted")
	flags.BoolVar(&demo, "demo", false, "record a simulated exchange inside the program")
	addFlags(cmd, func(k key) bool {
		return k.exchange() || slices.Contains([]string{"log", "record_part"}, k.name)
	})
	return cmd
}

// record records until a signal comes, the time is over, or it cannot go on.
func (p program) record(ctx context.Context, c config, path string, demo bool, lasts time.Duration) error {
	log, closeLog, err := openLog(c)
	if err != nil {
		return err
	}
	defer closeLog()
	source := c.feedOptions(log)
	var options ui.Options
	var parts []part
	if demo {
		parts = demonstrate(c, &source, &options, log)
	}
	var to *os.File
	if path == "-" {
		file, ok := p.stdout.(*os.File)
		if !ok || term.IsTerminal(file.Fd()) {
			return badInput("record: - writes to standard output, which is a terminal; expected a pipe or a file")
		}
		to = file
		signal.Ignore(syscall.SIGPIPE) // a reader that leaves is told by the write
	}
	w, err := c.startRecording(path, &source, c.header, demo, to)
	if err != nil {
		return err
	}
	r := &recording{writer: w, to: p.stderr, quiet: to != nil, log: log, model: model.New(c.markets), topics: make(map[string]int64)}
	source.Overhear = r.hear
	client, err := feed.New(source)
	if err != nil {
		return badInput("%v", err)
	}
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	if lasts > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, lasts)
		defer cancel()
	}
	return r.run(ctx, append(parts, func(ctx context.Context) error { return client.Run(ctx, r.take) }))
}

// recording tells how a recording without a screen goes.
type recording struct {
	writer *journal.Writer
	to     io.Writer
	quiet  bool // but for trouble: what is recorded may be on its way to a dashboard on the same terminal
	log    *slog.Logger

	mu       sync.Mutex
	model    *model.Model // of the connections
	messages int64        // received
	topics   map[string]int64
}

// hear counts a message.
func (r *recording) hear(f feed.Frame) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages++
	for _, name := range f.Topics {
		r.topics[name]++
	}
}

// take keeps what is told of connections.
func (r *recording) take(b model.Batch) {
	var links model.Batch
	for _, e := range b.Events() {
		if l, ok := e.(model.Link); ok {
			links.Add(l)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.model.Apply(links)
}

// run records until ctx ends. The recording ends last, so that nothing is missing from it.
func (r *recording) run(ctx context.Context, parts []part) error {
	writing, done := context.WithCancel(context.WithoutCancel(ctx))
	defer done()
	group, ctx := errgroup.WithContext(ctx)
	for _, run := range parts {
		group.Go(guarded("part of the program", r.log, func() error { return run(ctx) }))
	}
	group.Go(func() error { return r.report(ctx) })
	written := make(chan error, 1)
	go func() { written <- r.writer.Run(writing) }() // ends with writing
	err := group.Wait()
	done()
	failed := <-written
	r.line("\n")
	switch {
	case errors.Is(err, errReader) || journal.Gone(failed):
		return nil
	case err != nil && !errors.Is(err, context.Canceled):
		return err
	}
	return failed
}

// errReader says that the one who reads the recording has gone.
var errReader = errors.New("the reader has gone")

// report tells how it goes: on a terminal on one line once a second, else a line a minute, and what goes wrong at once.
func (r *recording) report(ctx context.Context) error {
	file, ok := r.to.(*os.File)
	screen := ok && term.IsTerminal(file.Fd())
	second := time.NewTicker(time.Second)
	defer second.Stop()
	trouble := ""
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case <-second.C:
		}
		s := r.writer.Status()
		if s.Trouble != trouble {
			switch trouble = s.Trouble; {
			case journal.Gone(errors.New(trouble)):
				return errReader
			case trouble == "":
				r.line("kanatop: recording again\n")
			case s.GoesOn:
				r.line("kanatop: recording goes on in " + oneLine(s.Path) + ", but: " + oneLine(trouble) + "\n")
			default:
				r.line("kanatop: not recording: " + oneLine(trouble) + "\n")
			}
		}
		switch text := r.progress(s); {
		case r.quiet:
		case screen:
			width, _, err := term.GetSize(file.Fd())
			if runes := []rune(text); err == nil && len(runes) >= width {
				text = string(runes[:max(0, width-1)])
			}
			r.line("\r\x1b[K" + text)
		case n%60 == 0:
			r.line(text + "\n")
		}
	}
}

// line writes what is told; a standard error that cannot be written is no reason to end.
func (r *recording) line(text string) {
	if text == "\n" {
		if r.quiet {
			return
		}
		if file, ok := r.to.(*os.File); !ok || !term.IsTerminal(file.Fd()) {
			text = r.progress(r.writer.Status()) + "\n"
		}
	}
	within(patience, func() { _, _ = io.WriteString(r.to, text) }) // a terminal that nobody reads must not hold up the end
}

// progress is how far it has come, and what of each topic.
func (r *recording) progress(s journal.Status) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	up, links := 0, r.model.Links()
	for _, l := range links {
		if l.State == model.LinkUp {
			up++
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  %d messages  %s", clockText(time.Since(r.writer.Begun())), oneLine(s.Path), r.messages, bytesText(s.Bytes))
	if s.Lost > 0 {
		fmt.Fprintf(&b, "  %d lost", s.Lost)
	}
	fmt.Fprintf(&b, "  links %d/%d", up, len(links))
	for _, name := range slices.Sorted(maps.Keys(r.topics)) {
		fmt.Fprintf(&b, "  %s %d", name, r.topics[name])
	}
	return b.String()
}

// clockText is a length of time as a clock shows it.
func clockText(d time.Duration) string {
	s := int(d / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// bytesText is a size with a unit.
func bytesText(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%d.%02d GB", n/1e9, n%1e9/1e7)
	case n >= 1e6:
		return fmt.Sprintf("%d.%02d MB", n/1e6, n%1e6/1e4)
	}
	return fmt.Sprintf("%d.%02d kB", n/1e3, n%1e3/10)
}
