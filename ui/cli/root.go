package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// rootCommand is the command line as a whole.
func (p program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "kanatop",
		Short: "A read-only terminal dashboard for perpetual futures on Kana Perps",
		Long: `kanatop is a read-only terminal dashboard for perpetual futures on Kana Perps: order book, trades, funding, and with an
address also the positions, orders and fills of an account. It holds no private key and sends no order.

Every flag can also be set with an environment variable (KANATOP_NETWORK for --network, and so on) or in the configuration
file; kanatop config prints what is in effect. In the dashboard ? shows the keys and q quits.`,
		Example: `  kanatop --demo                  a simulated exchange: no network, no account
  kanatop                         mainnet, public data
  kanatop --address 0x…           the account with this profile address
  kanatop --network testnet --market ETH`,
		Args:                       cobra.ArbitraryArgs, // looked at when it runs: the version is told whatever else is there
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetFlagErrorFunc(flagError)
	root.Flags().SortFlags = false
	demo := root.Flags().Bool("demo", false, "show a simulated exchange inside the program: no network, no account")
	p.addConfigFlags(root)
	// A flag of its own: a version template of cobra's would link text/template, and with it every method of every type.
	told := root.Flags().BoolP("version", "v", false, "print the version")
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if *told {
			return p.say("%s\n", version())
		}
		if err := noSuchCommand(cmd, args); err != nil {
			return err
		}
		c, _, err := p.configuration(cmd.Flags())
		if err != nil {
			return err
		}
		return p.dashboard(cmd.Context(), c, *demo)
	}
	root.AddCommand(
		p.tailCommand(), p.snapshotCommand(), p.checkCommand(), p.recordCommand(), p.replayCommand(),
		p.configCommand(), p.simCommand(), p.completionCommand(), p.manCommand(),
	)
	root.SetHelpCommand(helpCommand())
	return root
}

// noArguments refuses whatever follows a command that takes nothing.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return badInput("%s takes no argument %s%s", cmd.CommandPath(), quoted(args[0]), suggestion(args[0], subcommands(cmd)))
	}
	return nil
}

// noSuchCommand refuses a first word that is no command.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if hint := suggestion(args[0], subcommands(cmd)); hint != "" {
		return badInput("unknown command %s%s", quoted(args[0]), hint)
	}
	return badInput("unknown command %s; expected one of %s", quoted(args[0]), strings.Join(subcommands(cmd), ", "))
}

func subcommands(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show the help of a command",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noSuchCommand(cmd.Root(), args)
			}
			return found.Help()
		},
	}
}

func (p program) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for bash, zsh, fish or powershell",
		Long: `Print the completion script for a shell.

  bash        source <(kanatop completion bash)
  zsh         kanatop completion zsh > "${fpath[1]}/_kanatop"
  fish        kanatop completion fish > ~/.config/fish/completions/kanatop.fish
  powershell  kanatop completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Example: `  source <(kanatop completion bash)                       for this shell
  mkdir -p ~/.local/share/bash-completion/completions && kanatop completion bash > ~/.local/share/bash-completion/completions/kanatop`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return badInput("completion: expected one shell: %s", strings.Join(shells, ", "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return bashCompletion(root, p.stdout)
			case "zsh":
				return root.GenZshCompletion(p.stdout)
			case "fish":
				return root.GenFishCompletion(p.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.stdout)
			}
			return badInput("completion: unknown shell %s; expected %s%s", quoted(args[0]), strings.Join(shells, ", "), suggestion(args[0], shells))
		},
	}
}
