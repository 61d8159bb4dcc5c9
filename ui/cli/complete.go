package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"kanatop/model"
)

// completeTopics offers the topics, and what else may stand among them.
func completeTopics(more ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		var out []string
		for _, t := range tailTopics() {
			for _, name := range append([]string{t.aliases[0]}, t.wire()...) {
				out = append(out, name)
			}
		}
		return unsaid(append(out, more...), args, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// unsaid are the words that begin as typed and were not given yet.
func unsaid(words, given []string, typed string) []string {
	var out []string
	for _, w := range words {
		said := false
		for _, g := range given {
			said = said || strings.EqualFold(g, w)
		}
		if !said && strings.HasPrefix(strings.ToLower(w), strings.ToLower(typed)) {
			out = append(out, w)
		}
	}
	return out
}

// completeMarkets offers the markets there are: those of the configuration as far as it can be read, else those of the network.
// Several may stand behind one another with commas.
func (p program) completeMarkets(several bool) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		markets := model.Builtins("mainnet")
		if all, err := p.layers(cmd.Flags()); err == nil {
			all.settings["market"] = setting{}
			if c, err := all.check(); err == nil {
				markets = c.markets
			}
		}
		before := ""
		if at := strings.LastIndex(typed, ","); several && at >= 0 {
			before, typed = typed[:at+1], typed[at+1:]
		}
		var out []string
		for _, m := range markets {
			if strings.HasPrefix(strings.ToLower(m.Symbol), strings.ToLower(typed)) {
				out = append(out, before+m.Symbol+"\t"+m.Name)
			}
		}
		if several && before == "" {
			out = append(out, "all\tall markets")
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}
