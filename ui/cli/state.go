package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/ui"
)

// stateLimit is the size of a state file beyond which it cannot be one.
const stateLimit = 1 << 20

// stateFile is the place of the state file: one for each network, and one for each other endpoint, since the markets and prices
// of one say nothing about another. It is "" when the user has no such folder.
func (p program) stateFile(c config) string {
	folder := c.state
	if folder == "" {
		folder = p.stateFolder()
	}
	if folder == "" {
		return ""
	}
	of := c.network
	if c.header == "CUSTOM" {
		of = "custom-" + hostOf(c.wsURL)
	}
	return filepath.Join(folder, of, "state.json")
}

// stateFolder is the folder for state by the conventions of the platform.
func (p program) stateFolder() string {
	if folder := p.env("XDG_STATE_HOME"); filepath.IsAbs(folder) {
		return filepath.Join(folder, "kanatop")
	}
	usual := func() (string, error) { return filepath.Join(p.env("HOME"), ".local", "state"), nil }
	switch runtime.GOOS {
	case "windows":
		usual = os.UserCacheDir // the one that stays on the machine
	case "darwin", "ios":
		usual = os.UserConfigDir
	}
	folder, err := usual()
	if err != nil || !filepath.IsAbs(folder) {
		return ""
	}
	return filepath.Join(folder, "kanatop")
}

// hostOf is a URL's host and port as part of a file's name.
func hostOf(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "unknown"
	}
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, strings.ToLower(u.Host))
}

// errDamaged says that a file does not hold what a state file holds.
var errDamaged = errors.New("damaged")

// readState returns the text of a state file, compacted; nothing for one that is not there. The error of a file that is no
// state file wraps errDamaged; for all others the file is there and cannot be read.
func readState(path string) (jsontext.Value, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", path)
	}
	file, err := os.Open(path) //nolint:gosec // the folder is the user's choice
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	text, err := io.ReadAll(io.LimitReader(file, stateLimit+1))
	if err != nil {
		return nil, err
	}
	if len(text) > stateLimit {
		return nil, fmt.Errorf("%w: larger than %d bytes", errDamaged, stateLimit)
	}
	value := jsontext.Value(text)
	if !value.IsValid() || value.Compact() != nil || value.Kind() != '{' {
		return nil, fmt.Errorf("%w: no JSON object, or one that says something twice", errDamaged)
	}
	return value, nil
}

// decodeState reads what the text of a state file says, key by key: one that is wrong takes no other along. Keys that are not
// known are passed over. The error wraps errDamaged.
func decodeState(text jsontext.Value) (ui.Memory, error) {
	var memory ui.Memory
	var wrong error
	for name, value := range members(text) {
		if !good(name, value) {
			wrong = fmt.Errorf("%w: %q does not have the form it should", errDamaged, name)
		} else if part := partOf(&memory, name); part != nil {
			_ = json.Unmarshal(value, part) // it was good a moment ago
		}
	}
	return memory, wrong
}

// partOf is where what a state file says under a name goes; nil for a name that is not known.
func partOf(memory *ui.Memory, name string) any {
	switch name {
	case "alerts":
		return &memory.Alerts
	case "told":
		return &memory.Told
	case "fired":
		return &memory.Fired
	case "groups":
		return &memory.Groups
	case "layout":
		return &memory.Layout
	}
	return nil
}

// good reports whether what a state file says under a name has the form it should.
func good(name string, value jsontext.Value) bool {
	part := partOf(new(ui.Memory), name)
	return part == nil || json.Unmarshal(value, part) == nil
}

// readable is the text of a state file without what does not have the form it should. Keys that are not known stay.
func readable(text jsontext.Value) jsontext.Value {
	all := members(text)
	maps.DeleteFunc(all, func(name string, value jsontext.Value) bool { return !good(name, value) })
	return objectOf(all)
}

// encodeState is the text of a state file that says this.
func encodeState(memory ui.Memory) (jsontext.Value, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(memory); err != nil {
		return nil, err
	}
	return plainest(text.Bytes()), nil
}

// setAside renames a file that is damaged, to a name that nothing has yet, and returns that name.
func setAside(path string) (string, error) {
	for n := 1; n < 100; n++ {
		aside := path + ".damaged"
		if n > 1 {
			aside += fmt.Sprintf("-%d", n)
		}
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(path, aside)
		}
	}
	return "", fmt.Errorf("there are too many damaged files beside %s", path)
}

// writeState replaces a state file as a whole, or leaves it as it is. The file and its folder are private.
func writeState(path string, text jsontext.Value) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, ".state-*") // private from the start
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	if err := text.Indent(); err != nil {
		return err
	}
	if _, err := file.Write(append(text, '\n')); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
