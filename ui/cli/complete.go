package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"kanatop/model"
	"kanatop/ui"
)

// completeTopics offers the topics, and what else may stand among them.
func completeTopics(more ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		var out []string
		for _, t := range tailTopics() {
			out = append(append(out, t.aliases[0]), t.wire()...)
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
		if c, ok := p.asConfigured(cmd, "market"); ok {
			markets = c.markets
		}
		before := ""
		if at := strings.LastIndex(typed, ","); several && at >= 0 {
			before, typed = typed[:at+1], typed[at+1:]
		}
		var out []string
		for _, m := range markets {
			if len(unsaid([]string{m.Symbol}, strings.Split(before, ","), typed)) > 0 {
				out = append(out, before+m.Symbol+"\t"+m.Name)
			}
		}
		if several && before == "" && len(unsaid([]string{"all"}, nil, typed)) > 0 {
			out = append(out, "all\tall markets")
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeThemes offers the built-in themes and those of the configuration.
func (p program) completeThemes(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	names := ui.Themes()
	if c, ok := p.asConfigured(cmd, "theme"); ok {
		for _, t := range c.themes {
			names = append(names, t.Name)
		}
	}
	return unsaid(names, nil, typed), cobra.ShellCompDirectiveNoFileComp
}

// asConfigured is the configuration without the key that is being typed, if the rest is in order.
func (p program) asConfigured(cmd *cobra.Command, but string) (config, bool) {
	all, err := p.layers(cmd.Flags())
	if err != nil {
		return config{}, false
	}
	all.settings[but] = setting{text: keyNamed(but).value}
	c, err := all.check()
	return c, err == nil
}
