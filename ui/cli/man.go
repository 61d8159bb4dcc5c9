package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (p program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man [FOLDER]",
		Short: "Print the manual page, or write the pages of all commands to a folder",
		Long: `Print the manual page, or write the pages of all commands to a folder: kanatop.1, and kanatop-tail.1 and so on for the commands.

In a folder man1 of a folder in which man looks (man --path lists them) they are found by their names.`,
		Example: `  kanatop man | man -l -
  mkdir -p ~/.local/share/man/man1 && kanatop man ~/.local/share/man/man1 && man kanatop-tail`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return badInput("man: expected at most one folder, found %s too", quoted(args[1]))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.say("%s", manual(cmd.Root()))
			}
			for _, page := range manualPages(cmd.Root()) {
				path := filepath.Join(args[0], page.name)
				if err := os.WriteFile(path, []byte(page.text), 0o644); err != nil { //nolint:gosec // a manual page is for all to read
					return badInput("man: %v", err)
				}
				if err := p.say("wrote %s\n", oneLine(path)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// manual is the manual page of all commands, in the man macros.
func manual(root *cobra.Command) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s\n.SH NAME\nkanatop \\- %s", heading("kanatop"), roff(uncapitalised(root.Short)))
	line(".SH SYNOPSIS\n.B kanatop\n[\\fIflags\\fR]\n.br\n.B kanatop\n\\fIcommand\\fR")
	line(".SH DESCRIPTION\n%s", roff(root.Long))
	line(".SH FLAGS")
	manualFlags(&b, root.LocalFlags())
	line(".SH EXAMPLES\n%s", roffBody(root.Example))
	line(".SH COMMANDS")
	manualCommands(&b, root)
	line(".SH CONFIGURATION\nThe file is $XDG_CONFIG_HOME/kanatop/config.yaml, or kanatop/config.yaml in the platform's own folder for configuration.")
	line("\\fBkanatop config init\\fR writes it with all keys explained:")
	for _, k := range keys() {
		line(".TP\n.B %s\n%s. %s.", roff(k.name), roff(capitalised(k.help)), roff(otherOrigins(k)))
	}
	line(".SH EXIT STATUS\n.TP\n.B 0\nThe program was ended by its user.\n.TP\n.B 1\nSomething went wrong while running.")
	line(".TP\n.B 2\nBad input: a flag, a variable, a line of the configuration file, or no terminal.")
	line(".SH SEE ALSO\n%s", alsoSee(root, nil))
	return b.String()
}

func manualCommands(b *strings.Builder, parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s.\n", roff(strings.TrimSuffix(c.UseLine(), " [flags]")), roff(c.Short))
		manualCommands(b, c)
	}
}

func manualFlags(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		shape, usage := pflag.UnquoteUsage(f)
		name := strings.TrimSpace("--" + f.Name + " " + shape)
		fmt.Fprintf(b, ".TP\n.B %s\n%s.\n", roff(name), roff(capitalised(usage)))
	})
}

// roff writes text so that no character of it is taken for a command.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...", "–", `\-`, "\n\n", "\n.PP\n").Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l != ".PP" && (strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'")) {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}
