package cli

import (
	"slices"
	"strings"

	"kanatop/model"
)

// tailTopic is something that tail prints and snapshot waits for.
type tailTopic struct {
	name    string   // the exchange's, and what stands in the lines
	also    []string // other topics of the exchange that are told with it
	aliases []string
	kind    model.ScopeKind
}

// tailTopics are all of them, in the order of the help.
func tailTopics() []tailTopic {
	const market, account = model.ScopeMarket, model.ScopeAccount
	return []tailTopic{
		{name: "orderbook", aliases: []string{"book", "depth"}, kind: market},
		{name: "recent_trades", aliases: []string{"trades", "tape"}, kind: market},
		{name: "bestPrice", aliases: []string{"best", "best_price"}, kind: model.ScopeExchange},
		{name: "live_funding_rate", aliases: []string{"funding"}, kind: model.ScopeExchange},
		{name: "positions", aliases: []string{"position"}, kind: account},
		{name: "open_orders", aliases: []string{"orders", "open"}, kind: account},
		{name: "order_history", also: []string{"live_order_history"}, aliases: []string{"history"}, kind: account},
		{name: "trade_history", also: []string{"live_trade_history"}, aliases: []string{"fills"}, kind: account},
		{name: "deposit_withdraw_history", aliases: []string{"transfers"}, kind: account},
	}
}

// wire are the exchange's own topics that belong to it.
func (t tailTopic) wire() []string { return append([]string{t.name}, t.also...) }

// called are all words for it.
func (t tailTopic) called() []string { return append(t.wire(), t.aliases...) }

// topicsNamed finds topics by any of their names, each once, in the order of the table. A wrong name is told these others too.
func topicsNamed(words []string, others ...string) ([]tailTopic, error) {
	all := tailTopics()
	known := others
	for _, t := range all {
		known = append(known, t.called()...)
	}
	wanted := make([]bool, len(all))
	for _, w := range words {
		at := slices.IndexFunc(all, func(t tailTopic) bool {
			return slices.ContainsFunc(t.called(), func(name string) bool { return strings.EqualFold(name, w) })
		})
		if at < 0 {
			return nil, badInput("unknown topic %s; expected %s%s", quoted(w), strings.Join(append(firstNames(all), others...), ", "), suggestion(w, known))
		}
		wanted[at] = true
	}
	var out []tailTopic
	for i, t := range all {
		if wanted[i] {
			out = append(out, t)
		}
	}
	return out, nil
}

// firstNames are the topics by the shortest usual word for each.
func firstNames(all []tailTopic) []string {
	var out []string
	for _, t := range all {
		out = append(out, t.aliases[0])
	}
	return out
}

// topicHelp lists the topics with their other names.
func topicHelp() string {
	var out strings.Builder
	for _, t := range tailTopics() {
		out.WriteString("  " + t.name + strings.Repeat(" ", max(1, 26-len(t.name))) + strings.Join(append(t.aliases, t.also...), ", ") + "\n")
	}
	return strings.TrimSuffix(out.String(), "\n")
}
