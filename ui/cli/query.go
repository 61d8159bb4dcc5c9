package cli

import (
	"log/slog"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kanatop/feed"
	"kanatop/model"
	"kanatop/ui"
)

// query is what a command without a screen wants to know of the exchange.
type query struct {
	config

	topics  []tailTopic
	markets []model.Market // those asked for, in their order
	named   bool           // the markets were asked for, and are not the one that counts when none is
	demo    bool
}

// addQueryFlags gives a command the flags of what concerns the exchange.
func (p program) addQueryFlags(cmd *cobra.Command) {
	addFlags(cmd, func(k key) bool {
		return slices.Contains([]string{"network", "address", "wallet", "market", "ws_url", "rest_url", "insecure", "log"}, k.name)
	})
	cmd.Flags().Lookup("market").Usage = "the market, several with commas between them, or all"
	_ = cmd.RegisterFlagCompletionFunc("market", p.completeMarkets(true))
}

// ask reads the configuration and settles which topics of which markets are meant; beside the topics these others may be named.
func (p program) ask(flags *pflag.FlagSet, demo bool, words []string, others ...string) (query, error) {
	q, _, err := p.configured(flags, demo)
	if err != nil {
		return q, err
	}
	if q.topics, err = topicsNamed(words, others...); err != nil {
		return q, err
	}
	return q, q.needAccount()
}

// configured reads the configuration and settles which markets are meant.
func (p program) configured(flags *pflag.FlagSet, demo bool) (query, layered, error) {
	q := query{named: flags.Changed("market"), demo: demo}
	all, err := p.layers(flags)
	if err != nil {
		return q, all, err
	}
	markets := all.settings["market"]
	first := markets
	if first.text, _, _ = strings.Cut(markets.text, ","); strings.EqualFold(first.text, "all") {
		first = setting{}
	}
	all.settings["market"] = first
	if q.config, err = p.checked(all); err != nil {
		return q, all, err
	}
	return q, all, q.choose(markets)
}

// choose settles the markets of a list of names.
func (q *query) choose(asked setting) error {
	switch {
	case strings.EqualFold(asked.text, "all"):
		q.markets = q.config.markets
		return nil
	case asked.text == "":
		asked.text = string(q.start)
	}
	for name := range strings.SplitSeq(asked.text, ",") {
		i := slices.IndexFunc(q.config.markets, func(m model.Market) bool { return m.Matches(strings.TrimSpace(name)) })
		if i < 0 {
			q.settings["market"] = asked
			return q.bad("market", "unknown market %s; known: %s", quoted(name), known(q.config.markets))
		}
		if m := q.config.markets[i]; !slices.ContainsFunc(q.markets, func(other model.Market) bool { return other.ID == m.ID }) {
			q.markets = append(q.markets, m)
		}
	}
	return nil
}

// available are all topics, those of an account if there is one.
func (q query) available() (out []tailTopic) {
	for _, t := range tailTopics() {
		if t.kind != model.ScopeAccount || len(q.accounts) > 0 || q.demo {
			out = append(out, t)
		}
	}
	return out
}

// needAccount refuses topics of an account where none is configured.
func (q query) needAccount() error {
	if len(q.accounts) > 0 || q.demo {
		return nil
	}
	for _, t := range q.topics {
		if t.kind == model.ScopeAccount {
			return badInput("%s is about an account; give --address (profile address) or --wallet", t.name)
		}
	}
	return nil
}

// covers reports whether a market is among those asked for.
func (q query) covers(id model.MarketID) bool {
	return slices.ContainsFunc(q.markets, func(m model.Market) bool { return m.ID == id })
}

// topic reports whether one of the exchange's topics is wanted.
func (q query) topic(name string) bool {
	return slices.ContainsFunc(q.topics, func(t tailTopic) bool { return slices.Contains(t.wire(), name) })
}

// wants says what is subscribed.
func (q query) wants(s model.Scope, topic string) bool {
	return q.topic(topic) && (s.Kind != model.ScopeMarket || q.covers(model.MarketID(s.Owner)))
}

// source are the options of a feed that subscribes just that, and what has to run beside it.
func (q query) source(log *slog.Logger) (feed.Options, []part) {
	o := q.feedOptions(log)
	var beside []part
	if q.demo {
		var screen ui.Options
		beside = demonstrate(q.config, &o, &screen, log)
	}
	if !slices.ContainsFunc(q.topics, func(t tailTopic) bool { return t.kind == model.ScopeAccount }) {
		o.Accounts = nil
	}
	o.Wants = q.wants
	return o, beside
}
