package cli

import (
	"errors"
	"io/fs"
	"maps"

	"github.com/spf13/pflag"
)

// layered is what all origins together say, before the values are checked.
type layered struct {
	settings

	file     string // the path of the file, read or absent; "" when there is no place for one
	fileFrom string // why it is this file
	warning  string // to be told when everything else is in order
}

// layers lays default, file, environment and flags over one another, key by key.
func (p program) layers(flags *pflag.FlagSet) (layered, error) {
	all := layered{settings: make(settings)}
	for _, k := range keys() {
		all.settings[k.name] = setting{text: k.value}
	}
	if err := p.layFile(&all, flags); err != nil {
		return all, err
	}
	for _, k := range keys() {
		for _, name := range k.variables() {
			if value := p.env(name); value != "" {
				all.settings[k.name] = setting{text: value, origin: origin{byEnvironment, name}}
				break
			}
		}
		if f := flags.Lookup(k.flagName()); k.flag && f != nil && f.Changed {
			all.settings[k.name] = setting{text: f.Value.String(), origin: origin{byFlag, "--" + k.flagName()}}
		}
	}
	if all.settings["theme"].origin.level < byFlag && p.env("NO_COLOR") != "" {
		all.settings["theme"] = setting{text: "mono", origin: origin{byEnvironment, "NO_COLOR"}}
	}
	return all, nil
}

// layFile adds the file's values. A file that was asked for must exist, the default one need not.
func (p program) layFile(all *layered, flags *pflag.FlagSet) error {
	named := p.namedFile(flags)
	all.file, all.fileFrom = named.text, named.origin.String()
	if all.file == "" {
		all.file, all.fileFrom = p.defaultFile(), "default"
	}
	if all.file == "" {
		all.fileFrom = "there is no folder for configuration"
		return nil
	}
	found, err := readFile(all.file)
	if errors.Is(err, fs.ErrNotExist) {
		if named.text != "" {
			return badInput("%s: no such file: %s; kanatop config init FILE writes one", named.origin.name, named.text)
		}
		all.fileFrom += ", absent"
		return nil
	}
	if err != nil {
		return err
	}
	maps.Copy(all.settings, found)
	all.warning = exposed(all.file, found)
	return nil
}

// namedFile is the file that a flag or the environment asks for.
func (p program) namedFile(flags *pflag.FlagSet) setting {
	if f := flags.Lookup("config"); f != nil && f.Changed {
		return setting{text: f.Value.String(), origin: origin{byFlag, "--config"}}
	}
	if path := p.env("KANATOP_CONFIG"); path != "" {
		return setting{text: path, origin: origin{byEnvironment, "KANATOP_CONFIG"}}
	}
	return setting{}
}
