package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kanatop/ui"
)

// flagValue is a flag's value as typed: it is checked with the values of all other origins.
type flagValue struct {
	text  string
	shape string
}

func (v *flagValue) String() string { return v.text }

func (v *flagValue) Set(text string) error {
	v.text = text
	return nil
}

func (v *flagValue) Type() string { return v.shape }

// addConfigFlags gives a command the flags of all keys and --config.
func (p program) addConfigFlags(cmd *cobra.Command) {
	addFlags(cmd, func(key) bool { return true })
	_ = cmd.RegisterFlagCompletionFunc("market", p.completeMarkets(false))
	_ = cmd.RegisterFlagCompletionFunc("theme", p.completeThemes)
}

// addFlags gives a command the flags of the keys that it heeds, and --config.
func addFlags(cmd *cobra.Command, heeded func(key) bool) {
	flags := cmd.Flags()
	flags.SortFlags = false
	for _, k := range keys() {
		if !k.flag || !heeded(k) {
			continue
		}
		value := &flagValue{shape: k.shape, text: k.value}
		if k.kind == boolean {
			value.shape = "bool"
		}
		f := flags.VarPF(value, k.flagName(), "", k.help)
		if k.kind == boolean {
			f.NoOptDefVal = "true"
		}
	}
	flags.Var(&flagValue{shape: "FILE"}, "config", "read this configuration file")
	offer := func(flag string, words ...string) {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	offer("network", "mainnet", "testnet")
	offer("zone", "UTC", "local")
	offer("notify", ui.Notifications()...)
}

// flagError tells what is wrong with a command's flags and which flag may have been meant.
func flagError(cmd *cobra.Command, err error) error {
	text := err.Error()
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok && strings.HasPrefix(text, "unknown flag") {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		typed := unknown.GetSpecifiedName()
		hint := strings.ReplaceAll(suggestion(typed, names), `did you mean "`, `did you mean "--`)
		return badInput("unknown flag --%s%s", typed, hint)
	}
	return badInput("%s; see %s --help", text, cmd.CommandPath())
}
