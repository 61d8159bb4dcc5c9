package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kanatop/feed"
)

func (p program) checkCommand() *cobra.Command {
	var asJSON bool
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell step by step whether name, TLS, sockets, topics, REST and address work",
		Long: `Go the whole way to the exchange once and tell step by step what works: the configuration, names, connections, encryption, the
clock, REST with and without the API key, the look-up of the profile address, every socket with its round trip, the first message
of every topic, and what the terminal can do.

The report holds no secret and can be pasted as it is: the API key, paths and parameters of addresses are left out, accounts are
shortened. A step is ok, a warning, FAIL, or skipped with the reason. The exit code is 0 when none failed, else 1.`,
		Example: `  kanatop check
  kanatop check --address 0x… --market ETH
  kanatop check --json | jq '.findings[] | select(.result == "fail")'`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if timeout < time.Second || timeout > time.Hour {
				return badInput("--timeout: expected a time from 1s to 1h, found %s", quoted(timeout.String()))
			}
			q, all, err := p.configured(cmd.Flags(), false)
			if err != nil && all.file != "" && strings.HasPrefix(err.Error(), all.file) {
				return (&report{program: p, asJSON: asJSON}).misconfigured(err)
			}
			if err != nil {
				return err
			}
			q.topics = q.available()
			return p.check(cmd.Context(), q, all, timeout, asJSON)
		},
	}
	p.addQueryFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print the report as JSON")
	flags.DurationVar(&timeout, "timeout", 20*time.Second, "end after this `TIME`; what has not come by then has failed")
	return cmd
}

// check goes through all steps. Each is told as soon as it is known.
func (p program) check(ctx context.Context, q query, all layered, timeout time.Duration, asJSON bool) error {
	log, closeLog, err := openLog(q.config)
	if err != nil {
		return err
	}
	defer closeLog()
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	limited, end := context.WithTimeout(ctx, timeout)
	defer end()
	r := &report{program: p, query: q, asJSON: asJSON}
	r.taken()
	r.configured(all)
	if err := r.exchange(limited, log); err != nil {
		return q.redacted(err)
	}
	if ctx.Err() != nil {
		return errors.New("interrupted before all steps were done")
	}
	r.terminal()
	return r.close()
}

// misconfigured is the whole report when the configuration file is not to be used.
func (r *report) misconfigured(err error) error {
	r.taken()
	r.tell(failed, "configuration", "%s", homely(err.Error()))
	r.tell(skipped, "all other steps", "they need the configuration; mend the file, or name another one with --config")
	return r.close()
}

// exchange is all that is about the network.
func (r *report) exchange(ctx context.Context, log *slog.Logger) error {
	o, _ := r.source(log)
	ears := newEars(r.query)
	o.Overhear = ears.hear
	client, err := feed.New(o)
	if err != nil {
		return badInput("%v", err)
	}
	listening, end := context.WithCancel(ctx)
	defer end()
	done := make(chan error, 1)
	go func() { done <- client.Run(listening, ears.take) }() // ends with listening, or with the process
	r.way("socket", r.wsURL, client.ProbeSocket(ctx))
	r.rest(ctx, client)
	ears.await(ctx)
	end()
	within(patience, func() { err = <-done })
	r.lookUps(ears.model)
	r.sockets(ears)
	return err
}

// finding is the result of one step.
type finding struct {
	result verdict
	step   string
	text   string
}

// verdict is how a step went.
type verdict string

// Verdicts as they stand in the report, and in lower case in JSON.
const (
	fine    verdict = "ok"
	warned  verdict = "warn"
	failed  verdict = "FAIL"
	skipped verdict = "skipped"
)

// report collects findings and tells them.
type report struct {
	program
	query

	asJSON   bool
	at       time.Time
	findings []finding
	said     error
}

// tell adds a finding. Secrets are taken out of its text, whatever it quotes.
func (r *report) tell(result verdict, step, format string, args ...any) {
	text := oneLine(r.redacted(fmt.Errorf(format, args...)).Error())
	r.findings = append(r.findings, finding{result, step, text})
	if !r.asJSON && r.said == nil {
		r.said = r.say("%-8s %-33s %s\n", result, step, text)
	}
}

func (r *report) taken() {
	r.at = time.Now()
	r.tell(fine, "program", "%s, %s", version(), r.at.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// close tells the sum, or everything as JSON, and fails if a step has.
func (r *report) close() error {
	count := map[verdict]int{}
	for _, f := range r.findings {
		count[f.result]++
	}
	if r.asJSON {
		o := newObject(nil)
		o.count("schema", 1)
		o.flag("ok", count[failed] == 0)
		o.when("taken", r.at)
		o.list("findings", len(r.findings), func(i int, row *object) {
			row.string("step", r.findings[i].step)
			row.string("result", strings.ToLower(string(r.findings[i].result)))
			row.string("text", r.findings[i].text)
		})
		r.said = r.sayJSON(o)
	} else if r.said == nil {
		r.said = r.say("\n%d ok, %d warned, %d failed, %d skipped\n", count[fine], count[warned], count[failed], count[skipped])
	}
	if r.said == nil && count[failed] > 0 {
		return fmt.Errorf("%d of %d steps failed", count[failed], len(r.findings))
	}
	return r.said
}
