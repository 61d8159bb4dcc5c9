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
// are the user's to mend and name file and line.
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
	err = eachPair(path, root, fileKeys(), func(name string, value *yaml.Node) error {
		k := keyNamed(name)
		s := setting{text: value.Value, origin: origin{byFile, place(path, value)}}
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
		if e, ok := errors.AsType[*yaml.LoadError](err); ok && e.Mark.Line > 0 {
			return nil, badInput("%s:%d: not YAML: %s", path, e.Mark.Line, e.Message)
		}
		return nil, badInput("%s: not YAML: %v", path, err)
	}
	if len(document.Content) == 0 || isNull(document.Content[0]) {
		return nil, nil
	}
	return document.Content[0], nil
}

// eachPair calls do with the pairs of a mapping, having checked that every name is known and stands there once.
func eachPair(path string, node *yaml.Node, known []string, do func(name string, value *yaml.Node) error) error {
	lines := make(map[string]int)
	for i := 0; i+1 < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		if name.Kind != yaml.ScalarNode || !slices.Contains(known, name.Value) {
			return badInput("%s: unknown key %s%s", place(path, name), described(name), suggestion(name.Value, known))
		}
		if line, again := lines[name.Value]; again {
			return badInput("%s: %q stands here a second time; the first is in line %d", place(path, name), name.Value, line)
		}
		lines[name.Value] = name.Line
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
	return path + ":" + strconv.Itoa(node.Line)
}

// exposed is a warning when a file that holds an API key can be read by others; "" when there is none to give.
func exposed(path string, found settings) string {
	info, err := os.Stat(path)
	if err != nil || found["api_key"].text == "" || runtime.GOOS == "windows" || info.Mode().Perm()&0o044 == 0 {
		return ""
	}
	return fmt.Sprintf("%s: holds an api_key and can be read by others; run chmod 600 on it", found["api_key"].origin.name)
}
