package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// configuration reads and checks everything, and tells a warning when nothing is wrong.
func (p program) configuration(flags *pflag.FlagSet) (config, layered, error) {
	all, err := p.layers(flags)
	if err != nil {
		return config{}, all, err
	}
	c, err := p.checked(all)
	return c, all, err
}

// checked checks what all origins say, and tells the warning when nothing is wrong.
func (p program) checked(all layered) (config, error) {
	c, err := all.check()
	if err == nil && all.warning != "" {
		_, _ = fmt.Fprintf(p.stderr, "kanatop: warning: %s\n", oneLine(all.warning))
	}
	return c, err
}

func (p program) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the effective configuration and where each value was given",
		Example: `  kanatop config
  kanatop config --network testnet --market ETH`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, all, err := p.configuration(cmd.Flags())
			if err != nil {
				return err
			}
			return p.say("%s", c.table(all.file, all.fileFrom))
		},
	}
	p.addConfigFlags(cmd)
	initCmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write the commented example configuration, never over an existing file",
		Long: "Write the commented example configuration to FILE, or to the place where kanatop looks for one.\n" +
			"An existing file is left alone. With - as FILE the example is printed.",
		Example: `  kanatop config init
  kanatop config init - > config.yaml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return badInput("%s: expected at most one file, found %s too", cmd.CommandPath(), quoted(args[1]))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.initConfig(args) },
	}
	cmd.AddCommand(initCmd)
	return cmd
}

// table is the configuration as aligned lines of key, value and origin.
func (c config) table(file, fileFrom string) string {
	rows := [][3]string{{"config", file, fileFrom}}
	for _, k := range keys() {
		s := c.settings[k.name]
		rows = append(rows, [3]string{k.name, s.text, s.origin.String()})
	}
	var wide [2]int
	for i := range rows {
		if rows[i][1] == "" {
			rows[i][1] = "–"
		}
		for j := range wide {
			wide[j] = max(wide[j], len([]rune(rows[i][j])))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%-*s  %-*s  (%s)\n", wide[0], r[0], min(wide[1], 66), oneLine(r[1]), oneLine(r[2]))
	}
	return b.String()
}

// initConfig writes the example file.
func (p program) initConfig(args []string) error {
	path := p.env("KANATOP_CONFIG")
	if path == "" {
		path = p.defaultFile()
	}
	if len(args) > 0 {
		path = args[0]
	}
	switch path {
	case "":
		return badInput("there is no folder for configuration; name the file: kanatop config init FILE")
	case "-":
		return p.say("%s", exampleFile())
	}
	err := createFile(path, exampleFile())
	if errors.Is(err, fs.ErrExist) {
		return badInput("%s exists and is left as it is; name another file, or move it away", path)
	}
	if err != nil {
		return fmt.Errorf("write the example configuration: %w", err)
	}
	return p.say("wrote %s\n", oneLine(path))
}

// createFile makes a private file with all of its text or not at all, and never in the place of another: a link, unlike a
// rename, refuses a name that is taken.
func createFile(path, text string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, ".kanatop-*") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) //nolint:errcheck // the linked name stays
	_, err = file.WriteString(text)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Link(file.Name(), path)
}
