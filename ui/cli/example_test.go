package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestExampleIsTheTableOfKeys(t *testing.T) {
	text, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != exampleFile() {
		t.Error("config.example.yaml is not what `kanatop config init -` prints")
	}
}

func TestExampleInEffectIsTheDefault(t *testing.T) {
	active := regexp.MustCompile(`(?m)^#([a-z_]+: )`).ReplaceAllString(exampleFile(), "$1")
	path := written(t, active)
	found, err := readFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys() {
		if _, there := found[k.name]; !there {
			t.Errorf("the example has no %s", k.name)
		}
	}
	plain, given := command(t, nil, "config"), command(t, nil, "config", "--config", path)
	if given.code != 0 {
		t.Fatal(given.err)
	}
	for _, k := range keys() {
		a, _ := plain.value(t, k.name)
		if b, _ := given.value(t, k.name); a != b {
			t.Errorf("%s is %s in the example and %s without it", k.name, b, a)
		}
	}
	for line := range strings.Lines(exampleFile()) {
		if len([]rune(line)) > 121 {
			t.Errorf("too wide: %s", line)
		}
	}
}

func TestLooksInTheExamplesProseAreGood(t *testing.T) {
	text := "theme: ink\n"
	for line := range strings.Lines(exampleFile()) {
		for _, name := range []string{"themes", "layout", "grouping"} {
			if entry, found := strings.CutPrefix(line, "#   "+name+": "); found {
				text += name + ": " + entry
			}
		}
	}
	o := command(t, nil, "config", "--config", written(t, text))
	for name, want := range map[string]string{"theme": "ink", "themes": "ink", "layout": "preset=risk hide=chart bottom_height=20", "grouping": "BTC=10 ETH=5"} {
		if got, _ := o.value(t, name); got != want {
			t.Errorf("%s is %q, want %q: %s", name, got, want, o.err)
		}
	}
}

func TestMarketsAndKeysInTheExamplesProseAreGood(t *testing.T) {
	text := exampleFile()
	_, prose, _ := strings.Cut(text, "#   - BTC\n")
	entry, _, _ := strings.Cut(prose, "\n")
	_, prose, _ = strings.Cut(text, "#   keys: ")
	bound, _, _ := strings.Cut(prose, "\n")
	path := written(t, "markets:\n  - BTC\n"+strings.TrimPrefix(entry, "# ")+"\nkeys: "+bound+"\n")
	o := command(t, nil, "config", "--config", path)
	if markets, _ := o.value(t, "markets"); markets != "15 BTC-USD, 99 DOGE-USD" {
		t.Errorf("markets %q: %s", markets, o.err)
	}
}

func TestInitWritesAPrivateFileAndNeverOverOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", "k.yaml")
	if o := command(t, nil, "config", "init", path); o.code != 0 {
		t.Fatal(o.err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, mode %v", err, info.Mode())
	}
	if text, _ := os.ReadFile(path); string(text) != exampleFile() {
		t.Error("the file is not the example")
	}
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, nil, "config", "init", path).refused(t, path, "exists")
	if text, _ := os.ReadFile(path); string(text) != "mine" {
		t.Errorf("the file is now %q", text)
	}
	if err := createFile(path, "other"); err == nil {
		t.Error("createFile wrote over a file")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left in the folder", len(left))
	}
	if o := command(t, nil, "config", "init", "-"); o.out != exampleFile() {
		t.Error("- does not print the example")
	}
}
