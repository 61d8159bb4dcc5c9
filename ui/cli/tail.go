package cli

import (
	"context"
	"fmt"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kanatop/feed"
	"kanatop/model"
)

func (p program) tailCommand() *cobra.Command {
	var demo bool
	var how tailing
	cmd := &cobra.Command{
		Use:   "tail TOPIC…",
		Short: "Print what the exchange says as JSON, one object a line",
		Long: `Print what the exchange says as JSON, one object a line, to standard output; warnings go to standard error.

A line is one message of one topic, with the time it was received. Decimals and ids are strings with the digits received, times
are in UTC, and what was not sent is null. The fields of each topic stand in the README and do not change. Lists that the
exchange sends again are printed again. At most 60 lines a second are printed of a topic and market; beyond that, and while
nobody reads, the newest book and best prices count, and of rows the newest 20,000 are kept and the loss is told.

Without --market books and trades are of the market that the dashboard starts on, best prices and funding of all.

The topics, and what else they may be called:

` + topicHelp() + `
  links                     the connections, which are no topic of the exchange: states, causes, counts

It runs until it is interrupted, until the end of --duration, or until nobody reads any more, and then exits with 0; with 1
when its output cannot be written, and with 2 for bad input.`,
		Example: `  kanatop tail --demo trades                              a simulated exchange
  kanatop tail book --market BTC | jq -c '[.bids[0], .asks[0]]'
  kanatop tail trades --market BTC,ETH --duration 1m > trades.jsonl
  kanatop tail positions fills --address 0x…
  kanatop tail funding best --market all --raw            the messages as they come`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return badInput("tail: expected a topic or several: %s", strings.Join(append(firstNames(tailTopics()), "links"), ", "))
			}
			return nil
		},
		ValidArgsFunction: completeTopics("links"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("duration") && how.duration <= 0 {
				return badInput("--duration: expected a time such as 30s, found %s", quoted(how.duration.String()))
			}
			var words []string
			words, how.links = withoutLinks(args)
			q, err := p.ask(cmd.Flags(), demo, words, "links")
			if err != nil {
				return err
			}
			if len(words) == 0 { // the connections are those of the topics there are
				q.topics, how.only = q.available(), true
			}
			return p.tail(cmd.Context(), q, how)
		},
	}
	p.addQueryFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&how.raw, "raw", false, "print the messages as they came, one a line")
	flags.DurationVar(&how.duration, "duration", 0, "end after this `TIME`, such as 30s or 1h")
	flags.BoolVar(&demo, "demo", false, "of a simulated exchange inside the program: no network, no account")
	return cmd
}

// tailing is how tail prints.
type tailing struct {
	links    bool // the connections too
	only     bool // nothing but them
	raw      bool
	duration time.Duration
}

// withoutLinks takes the word for the connections, which are no topic, from a list of topics.
func withoutLinks(words []string) (topics []string, links bool) {
	for _, w := range words {
		if strings.EqualFold(w, "links") {
			links = true
			continue
		}
		topics = append(topics, w)
	}
	return topics, links
}

// tail prints until something ends it.
func (p program) tail(ctx context.Context, q query, how tailing) error {
	log, closeLog, err := openLog(q.config)
	if err != nil {
		return err
	}
	defer closeLog()
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	if how.duration > 0 {
		var end context.CancelFunc
		ctx, end = context.WithTimeout(ctx, how.duration)
		defer end()
	}
	o, parts := q.source(log)
	o.Frames = 60
	s := newSpout(p.stdout)
	defer s.close()
	t := &tailer{
		query: q, names: names{model.New(q.config.markets, q.accountNames()...)}, out: s, links: how.links && !how.raw, silent: how.raw || how.only,
		warn: func(format string, args ...any) { p.warn(q.config, format, args...) },
	}
	if how.raw && how.only {
		return badInput("links: the connections have no messages; expected a topic beside --raw")
	}
	if how.raw {
		r := newRawLines(q, s, t.warn)
		o.Overhear = r.hear
		parts = append(parts, r.run)
	}
	client, err := feed.New(o)
	if err != nil {
		return badInput("%v", err)
	}
	parts = append(parts, func(ctx context.Context) error { // which ends when any part does
		warn := t.warn
		t.warn = func(format string, args ...any) {
			if ctx.Err() == nil { // that connections end with the program is no news
				warn(format, args...)
			}
		}
		return client.Run(ctx, t.take)
	})
	return q.redacted(s.until(ctx, parts, log))
}

// warn tells something on standard error that is no reason to end.
func (p program) warn(c config, format string, args ...any) {
	text := c.redacted(fmt.Errorf(format, args...)).Error()
	_, _ = fmt.Fprintf(p.stderr, "kanatop: warning: %s\n", oneLine(text))
}
