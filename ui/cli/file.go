package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// fileLimit is the size of a configuration file beyond which it cannot be one.
const fileLimit = 1 << 20

// defaultFile is the place of the configuration file when none is named; "" when the user has no configuration folder.
func (p program) defaultFile() string {
	folder := p.env("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		var err error
		if folder, err = os.UserConfigDir(); err != nil {
			return ""
		}
	}
	return filepath.Join(folder, "kanatop", "config.yaml")
}

// readFile reads a configuration file strictly. The error of a file that is not there wraps [fs.ErrNotExist]; all others
// are the user's to mend and name file, line and column.
func readFile(path string) (settings, error) {
	file, err := os.Open(path) //nolint:gosec // the user names the file
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, badInput("read the configuration: %v", err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	text, err := io.ReadAll(io.LimitReader(file, fileLimit+1))
	if err != nil {
		return nil, badInput("read the configuration: %v", err)
	}
	if len(text) > fileLimit {
		return nil, badInput("%s: larger than %d bytes; expected a configuration file", path, fileLimit)
	}
	return parseFile(path, text)
}

// parseFile reads the text of a configuration file.
func parseFile(path string, text []byte) (settings, error) {
	root, err := parseYAML(path, text)
	if err != nil || root == nil {
		return nil, err
	}
	if root.Kind != yaml.MappingNode {
		return nil, badInput("%s: expected lines such as %q", place(path, root), "network: testnet")
	}
	found := make(settings)
	err = eachPair(path, "", root, fileKeys(), func(name string, value *yaml.Node) error {
		k := keyNamed(name)
		s := setting{text: value.Value, origin: origin{byFile, place(path, value)}, path: path}
		if isNull(value) {
			return nil
		}
		if expected := mismatch(k.kind, value); expected != "" {
			return badInput("%s: %s: expected %s, found %s", place(path, value), name, expected, described(value))
		}
		if k.kind == list || k.kind == mapping {
			s.node = value
		}
		found[name] = s
		return nil
	})
	return found, err
}

func fileKeys() []string {
	names := make([]string, 0, len(keys()))
	for _, k := range keys() {
		names = append(names, k.name)
	}
	return names
}

// parseYAML returns the top node of the only document; nil for a file that holds nothing but comments.
func parseYAML(path string, text []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	var document, second yaml.Node
	if err = loader.Load(&document); errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err == nil {
		if err = loader.Load(&second); err == nil {
			return nil, badInput("%s: a second document begins; expected one", place(path, &second))
		}
	}
	if !errors.Is(err, io.EOF) {
		e, ok := errors.AsType[*yaml.LoadError](err)
		switch {
		case ok && e.Mark.Line > 0:
			return nil, badInput("%s:%d:%d: not YAML: %s", path, e.Mark.Line, max(1, e.Mark.Column), e.Message)
		case ok:
			return nil, badInput("%s: not YAML: %s", unreadable(path, text), e.Message)
		}
		return nil, badInput("%s: not YAML: %v", unreadable(path, text), err)
	}
	if len(document.Content) == 0 || isNull(document.Content[0]) {
		return nil, nil
	}
	return document.Content[0], nil
}

// unreadable is the place of the first character that cannot stand in a YAML file; the reader does not tell it.
func unreadable(path string, text []byte) string {
	line, column := 1, 1
	for rest := text; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 || unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\u0085", r) {
			return fmt.Sprintf("%s:%d:%d", path, line, column)
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[n:]
	}
	return path
}

// eachPair calls do with the pairs of a mapping, having checked that every name stands there once and is known, unless nil
// is: then any name may stand there. of is the key that the mapping belongs to; "" for the file as a whole.
func eachPair(path, of string, node *yaml.Node, known []string, do func(name string, value *yaml.Node) error) error {
	seen := make(map[string]*yaml.Node)
	for i := 0; i+1 < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		if name.Kind != yaml.ScalarNode || known != nil && !slices.Contains(known, name.Value) {
			noun := "key"
			if of == "keys" {
				noun = "action"
			}
			return badInput("%s: unknown %s %s%s", joined(place(path, name), of), noun, described(name), suggestion(name.Value, known))
		}
		if first, again := seen[name.Value]; again {
			return badInput("%s: %q stands here a second time; the first is at %s", joined(place(path, name), of), name.Value, position(first))
		}
		seen[name.Value] = name
		if err := do(name.Value, value); err != nil {
			return err
		}
	}
	return nil
}

// mismatch is what a kind expects of a node that does not have its form; "" when it has.
func mismatch(k kind, node *yaml.Node) string {
	switch {
	case k == list && node.Kind != yaml.SequenceNode:
		return "a list"
	case k == mapping && node.Kind != yaml.MappingNode:
		return "a mapping"
	case k == list, k == mapping:
		return ""
	case k == boolean && (node.Kind != yaml.ScalarNode || node.ShortTag() != "!!bool"):
		return "true or false"
	case k == number && (node.Kind != yaml.ScalarNode || node.ShortTag() != "!!int"):
		return "a whole number"
	case node.Kind != yaml.ScalarNode:
		return "a single value"
	}
	return ""
}

func described(node *yaml.Node) string {
	switch node.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping"
	case yaml.AliasNode:
		return "an alias"
	}
	return quoted(node.Value)
}

// quoted shows what was typed, cut when it is long.
func quoted(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return fmt.Sprintf("%q", string(runes[:most])+"…")
	}
	return fmt.Sprintf("%q", text)
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null"
}

func place(path string, node *yaml.Node) string {
	if node.Line == 0 && len(node.Content) > 0 {
		node = node.Content[0]
	}
	return path + ":" + position(node)
}

// position is a node's line and column in its file.
func position(node *yaml.Node) string {
	return strconv.Itoa(node.Line) + ":" + strconv.Itoa(max(1, node.Column))
}

// exposed is a warning when a file that holds an API key can be read by others; "" when there is none to give.
func exposed(path string, found settings) string {
	info, err := os.Stat(path)
	if err != nil || found["api_key"].text == "" || runtime.GOOS == "windows" || info.Mode().Perm()&0o044 == 0 {
		return ""
	}
	return fmt.Sprintf("%s: holds an api_key and can be read by others; run chmod 600 on it", found["api_key"].origin.name)
}
