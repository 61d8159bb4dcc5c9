package cli

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"kanatop/feed"
	"kanatop/model"
)

func (p program) snapshotCommand() *cobra.Command {
	var timeout time.Duration
	var demo bool
	cmd := &cobra.Command{
		Use:   "snapshot [TOPIC…]",
		Short: "Print the present state as one JSON document",
		Long: `Wait for the first data of every topic asked for, print all of it as one JSON document, and exit. Without a topic it is all of
them, those of an account if one is given.

Each part says how fresh it is. Decimals and ids are strings with the digits received, times are in UTC, and what was not sent
is null. What is computed stands under "computed" and says from what. When not everything came before --timeout, the document
says so under "missing", and the exit code is 1.

The topics, and what else they may be called:

` + topicHelp(),
		Example: `  kanatop snapshot --demo
  kanatop snapshot --market BTC,ETH best funding | jq '.markets[].best.bid'
  kanatop snapshot --address 0x… positions | jq -r '.accounts[].positions.rows[].computed.upnl'`,
		ValidArgsFunction: completeTopics(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if timeout < 100*time.Millisecond || timeout > time.Hour {
				return badInput("--timeout: expected a time from 100ms to 1h, found %s", quoted(timeout.String()))
			}
			q, err := p.ask(cmd.Flags(), demo, args)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				q.topics = q.available()
			}
			return p.snapshot(cmd.Context(), q, timeout)
		},
	}
	p.addQueryFlags(cmd)
	flags := cmd.Flags()
	flags.DurationVar(&timeout, "timeout", 10*time.Second, "wait at most this `TIME` for the first data")
	flags.BoolVar(&demo, "demo", false, "of a simulated exchange inside the program: no network, no account")
	return cmd
}

// snapshot waits for everything, or as long as it may, and prints what there is.
func (p program) snapshot(ctx context.Context, q query, timeout time.Duration) error {
	log, closeLog, err := openLog(q.config)
	if err != nil {
		return err
	}
	defer closeLog()
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	o, parts := q.source(log)
	o.Wants = q.wantsMarks
	client, err := feed.New(o)
	if err != nil {
		return badInput("%v", err)
	}
	v := viewer{query: q, names: names{model.New(q.config.markets, q.accountNames()...)}}
	limited, end := context.WithTimeout(ctx, timeout)
	defer end()
	var mu sync.Mutex // until everything has ended, which may take longer than is waited
	parts = append(parts, func(ctx context.Context) error {
		return client.Run(ctx, func(b model.Batch) {
			mu.Lock()
			defer mu.Unlock()
			v.Apply(b)
			v.Witness(time.Now())
			if limited.Err() == nil && len(v.missing(time.Now())) == 0 {
				end()
			}
		})
	})
	if err := runParts(limited, parts, log); err != nil {
		return q.redacted(err)
	}
	if ctx.Err() != nil {
		return errors.New("interrupted before everything had come; nothing is printed")
	}
	mu.Lock()
	defer mu.Unlock()
	return p.printSnapshot(v)
}

// printSnapshot prints the document, and fails when something is missing.
func (p program) printSnapshot(v viewer) error {
	now := time.Now()
	missing := v.missing(now)
	if err := p.sayJSON(v.document(now, missing)); err != nil {
		return err
	}
	if len(missing) > 0 {
		return v.redacted(fmt.Errorf("not everything came: %s", strings.Join(missing, "; ")))
	}
	return nil
}

// wantsMarks is [query.wants], and the best prices too where positions or orders have to be valued.
func (q query) wantsMarks(s model.Scope, topic string) bool {
	return q.wants(s, topic) || topic == "bestPrice" && (q.topic("positions") || q.topic("open_orders"))
}

// viewer looks at a model for what was asked.
type viewer struct {
	query
	names
}

// missing says what has not come yet, and why as far as that is known.
func (v viewer) missing(now time.Time) []string {
	var out []string
	need := func(what string, age model.Age) {
		if !age.Spoken || age.State == model.Stale {
			out = append(out, what+": "+firstOf(age.Reason, "nothing received"))
		}
	}
	for _, m := range v.markets {
		for _, part := range v.marketParts() {
			need(part.name+" of "+m.Name, part.age(v.Model, m.ID, now))
		}
	}
	accounts := v.Accounts()
	for _, part := range v.accountParts() {
		if len(accounts) == 0 {
			need(part.name, model.Age{})
		}
		for i, a := range accounts {
			v.Look(i)
			need(joinedBy(" of ", part.name, a.Name), v.AccountAge(part.kind, now))
		}
	}
	return append(out, v.unmarked(now)...)
}

// unmarked are the markets of positions that cannot be valued yet.
func (v viewer) unmarked(now time.Time) []string {
	var out []string
	if !v.topic("positions") {
		return nil
	}
	for i := range v.Accounts() {
		for _, e := range v.ExposuresOf(i, now) {
			if text := "a price of " + v.Market(e.Market).Name + " to value positions at"; !e.Mark.Price.Known() && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// joinedBy puts a word between two texts, of which the second may be empty.
func joinedBy(between, first, second string) string {
	if second == "" {
		return first
	}
	return first + between + second
}
