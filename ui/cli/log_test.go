package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestALogThatOthersCouldReadIsMadePrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "k.log")
	if err := os.WriteFile(path, []byte("before\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	log, closeLog, err := openLog(config{log: path})
	if err != nil {
		t.Fatal(err)
	}
	log.Info("after")
	closeLog()
	text, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(text), "before\n") || !strings.Contains(string(text), "after") {
		t.Errorf("%v, %q", err, text)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, the log has mode %v", err, info.Mode())
	}
}

func TestALogIsNotWrittenToWhatIsNoFile(t *testing.T) {
	for _, path := range []string{os.DevNull, t.TempDir()} {
		command(t, nil, "--demo", "--log", path).refused(t, "--log", path, "regular file")
	}
}

func TestAnErrorDoesNotTellTheAPIKey(t *testing.T) {
	c := config{apiKey: secret}
	if got := c.redacted(errors.New("feed: pacer panicked: " + secret)); got.Error() != "feed: pacer panicked: ********" {
		t.Error(got)
	}
	if c.redacted(nil) != nil {
		t.Error("nothing became an error")
	}
	ended := &endedError{"by the signal hangup"}
	if got := c.redacted(ended); !errors.Is(got, ended) {
		t.Error("an error without the key lost its kind")
	}
}

func TestWhatIsTypedIsNotObeyedByTheTerminal(t *testing.T) {
	const bad = "\x1b]2;pwned\a\u009b31m\u202e\r\n"
	folder := t.TempDir()
	for _, args := range [][]string{
		{bad},
		{"--" + bad},
		{"-" + bad},
		{"--network", bad},
		{"--address", bad},
		{"--wallet", bad},
		{"--market", bad},
		{"--ws-url", bad},
		{"--ws-url", "wss://" + bad},
		{"--rest-url", bad},
		{"--theme", bad},
		{"--ascii=" + bad},
		{"--frames", bad},
		{"--funding-window", bad},
		{"--config", bad},
		{"--log", bad + "\x00"},
		{"config", bad},
		{"help", bad},
		{"completion", bad},
		{"sim", "--listen", bad},
		{"sim", "--network", bad},
		{"sim", "--seed", bad},
		{"config", "--log", bad},
		{"config", "init", filepath.Join(folder, bad)},
		{"config", "init", filepath.Join(folder, bad)},
		{"config", "--config", written(t, "keys: {zoom: \"\\e]2;pwned\\a\"}\n")},
		{"config", "--config", written(t, "\"\\e]2;pwned\\a\": 1\n")},
		{"config", "--config", written(t, "markets: [\"\\e]2;pwned\\a\"]\n")},
		{"config", "--config", written(t, "market: \"\\e]2;pwned\\a\"\n")},
		{"config", "--config", written(t, "address: \"\\e]2;pwned\\a\"\n")},
		{"config", "--config", written(t, "\x1b]2;pwned\a")},
		{"man", bad},
		{"--version=" + bad},
	} {
		o := command(t, nil, args...)
		if strings.ContainsAny(o.out+o.err, "\x1b\a\r\x00\u009b\u202e") {
			t.Errorf("%q: printed %q and %q", args, o.out, o.err)
		}
	}
}
