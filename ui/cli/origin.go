package cli

import "go.yaml.in/yaml/v4"

// level is the rank of an origin: a higher one overrides a lower one.
type level uint8

const (
	byDefault level = iota
	byFile
	byEnvironment
	byFlag
)

// origin says where a value was given: "--theme", "KANATOP_THEME" or "/path/config.yaml:12:8", with line and column.
type origin struct {
	level level
	name  string // for a default: the reason, or empty
}

// String is the origin as `kanatop config` prints it.
func (o origin) String() string {
	switch {
	case o.level == byFlag:
		return "flag " + o.name
	case o.level == byEnvironment:
		return "environment " + o.name
	case o.level == byFile:
		return "file " + o.name
	case o.name != "":
		return o.name
	}
	return "default"
}

// setting is the value of a key with its origin.
type setting struct {
	text   string
	origin origin
	path   string     // of the file that it stands in, if it does
	node   *yaml.Node // of lists and mappings, which only the file can give
}

// given reports whether somebody asked for the value.
func (s setting) given() bool { return s.origin.level > byDefault && (s.text != "" || s.node != nil) }

// settings are the values of all keys by name, with the path of the file they were read from.
type settings map[string]setting

// bad is the error of a value that breaks what its key expects; it names the place where the value was given.
func (s settings) bad(name, format string, args ...any) error {
	at := s[name].origin
	prefix := at.name
	if at.level == byFile || at.level == byDefault {
		prefix = joined(at.name, name)
	}
	return badInput("%s: "+format, append([]any{prefix}, args...)...)
}

func joined(place, name string) string {
	switch {
	case place == "":
		return name
	case name == "":
		return place
	}
	return place + ": " + name
}
