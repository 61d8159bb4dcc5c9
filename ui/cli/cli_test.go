package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outcome is what a command line led to.
type outcome struct {
	code     int
	out, err string
}

// command runs a command line with an environment of its own: nothing of the machine's configuration is read.
func command(t *testing.T, env []string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	environ := append([]string{"XDG_CONFIG_HOME=" + filepath.Join(t.TempDir(), "none")}, env...)
	p := program{stdin: strings.NewReader(""), stdout: &out, stderr: &err, environ: environ}
	code := p.run(t.Context(), args)
	return outcome{code, out.String(), err.String()}
}

// written writes a file into a new folder and returns its path.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// value returns what `kanatop config` prints of a key: the value and the origin.
func (o outcome) value(t *testing.T, key string) (string, string) {
	t.Helper()
	for line := range strings.Lines(o.out) {
		name, rest, _ := strings.Cut(line, " ")
		if name != key {
			continue
		}
		text, from, _ := strings.Cut(strings.TrimSpace(rest), "  ")
		return text, strings.Trim(strings.TrimSpace(from), "()")
	}
	t.Fatalf("no line of %s in:\n%s%s", key, o.out, o.err)
	return "", ""
}

func TestBadInputIsOneLineAndExitCode2(t *testing.T) {
	const address = "0x1"
	cases := []struct {
		name string
		env  []string
		args []string
		want []string
	}{
		{"flag nobody knows", nil, []string{"--networt", "x"}, []string{"--networt", `did you mean "--network"?`}},
		{"short flag nobody knows", nil, []string{"-x"}, []string{"-x", "--help"}},
		{"flag without its value", nil, []string{"--market"}, []string{"--market"}},
		{"API key as a flag", nil, []string{"--api-key", "k"}, []string{"unknown flag --api-key"}},
		{"command nobody knows", nil, []string{"confg"}, []string{`"confg"`, `did you mean "config"?`}},
		{"word that is no command", nil, []string{"zzzzzz"}, []string{`"zzzzzz"`, "record, replay, sim"}},
		{"help of no command", nil, []string{"help", "zzzzzz"}, []string{`"zzzzzz"`}},
		{"argument of config", nil, []string{"config", "nit"}, []string{`"nit"`, `did you mean "init"?`}},
		{"network", nil, []string{"--network", "mainet"}, []string{"--network", `"mainet"`, "mainnet or testnet", "did you mean"}},
		{"network from the environment", []string{"KANATOP_NETWORK=moon"}, nil, []string{"KANATOP_NETWORK", `"moon"`}},
		{"market", nil, []string{"--market", "NOPE"}, []string{"--market", `"NOPE"`, "known: 14 APT-USD, 15 BTC-USD, 16 ETH-USD, 31 SOL-USD"}},
		{"market of the other network", nil, []string{"--network", "testnet", "--market", "15"}, []string{"1339 BTC/USDC"}},
		{"address", nil, []string{"--address", "12ab"}, []string{"--address", `"12ab"`, "hexadecimal"}},
		{"wallet", []string{"KANATOP_WALLET=0xzz"}, nil, []string{"KANATOP_WALLET", `"0xzz"`}},
		{"address and wallet", nil, []string{"--address", address, "--wallet", address}, []string{"--wallet", "--address", "one of the two"}},
		{"wallet without REST", nil, []string{"--wallet", address, "--ws-url", "wss://example.com/"}, []string{"--wallet", "rest_url"}},
		{"socket without encryption", nil, []string{"--ws-url", "ws://example.com/ws/"}, []string{"--ws-url", "wss://", "--insecure"}},
		{"REST without encryption", nil, []string{"--rest-url", "http://192.168.1.2"}, []string{"--rest-url", "https://"}},
		{"scheme", nil, []string{"--ws-url", "https://example.com/"}, []string{"--ws-url", `"https"`, "wss:// or ws://"}},
		{"no host", nil, []string{"--ws-url", "wss:///ws/"}, []string{"--ws-url", "no host"}},
		{"port", nil, []string{"--ws-url", "wss://h:99999/"}, []string{"--ws-url", `"99999"`}},
		{"password", nil, []string{"--rest-url", "https://me:geheim@h/"}, []string{"--rest-url", "password"}},
		{"control character in a URL", nil, []string{"--ws-url", "wss://h/\x1b[2J"}, []string{"--ws-url", "not a URL"}},
		{"theme", nil, []string{"--theme", "pink"}, []string{"--theme", `"pink"`, "blue-orange"}},
		{"switch", nil, []string{"--ascii=maybe"}, []string{"--ascii", "true or false", `"maybe"`}},
		{"too few frames", nil, []string{"--frames", "9"}, []string{"--frames", "10 to 60", `"9"`}},
		{"too many frames", []string{"KANATOP_FRAMES=61"}, nil, []string{"KANATOP_FRAMES", "10 to 60"}},
		{"funding window", nil, []string{"--funding-window", "8"}, []string{"--funding-window", "8h", `"8"`}},
		{"negative funding window", nil, []string{"--funding-window=-8h"}, []string{"--funding-window", `"-8h"`}},
		{"API key with a space", []string{"KANA_API_KEY=very secret"}, nil, []string{"KANA_API_KEY", "printable ASCII"}},
		{"log in no folder", nil, []string{"--log", "/nowhere/at/all"}, []string{"--log", "/nowhere/at/all"}},
		{"file that is not there", nil, []string{"--config", "/nowhere/" + strings.Repeat("x", 99) + "/k.yaml"}, []string{"--config", "/k.yaml", "no such file"}},
		{"file of the environment that is not there", []string{"KANATOP_CONFIG=/nowhere.yaml"}, nil, []string{"KANATOP_CONFIG", "/nowhere.yaml"}},
		{"folder as a file", nil, []string{"--config", "/"}, []string{"directory"}},
		{"no terminal", nil, nil, []string{"standard input", "terminal"}},
		{"shell", nil, []string{"completion", "basj"}, []string{`"basj"`, `did you mean "bash"?`}},
		{"no shell", nil, []string{"completion"}, []string{"bash, zsh, fish, powershell"}},
		{"two files for init", nil, []string{"config", "init", "a", "b"}, []string{`"b"`}},
		{"public address to listen on", nil, []string{"sim", "--listen", "0.0.0.0:0"}, []string{"--listen", "--insecure"}},
		{"any address to listen on", nil, []string{"sim", "--listen", ":0"}, []string{"--listen", "--insecure"}},
		{"no port to listen on", nil, []string{"sim", "--listen", "localhost"}, []string{"--listen", "127.0.0.1:7878"}},
		{"network of the simulation", nil, []string{"sim", "--network", "moon"}, []string{"--network", `"moon"`}},
		{"seed", nil, []string{"sim", "--seed", "x"}, []string{"--seed", `"x"`}},
		{"argument that would be obeyed by a terminal", nil, []string{"\x1b[2J\n"}, []string{"unknown command"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { command(t, c.env, c.args...).refused(t, c.want...) })
	}
}

// refused checks exit code 2 and one line on standard error alone, with all of the texts in it.
func (o outcome) refused(t *testing.T, want ...string) {
	t.Helper()
	if o.code != exitInput || o.out != "" {
		t.Errorf("exit code %d with %q on standard output, want 2 with nothing", o.code, o.out)
	}
	line, rest, ended := strings.Cut(o.err, "\n")
	if !ended || rest != "" || !strings.HasPrefix(line, "kanatop: ") {
		t.Errorf("standard error is %q, want one line that begins with kanatop:", o.err)
	}
	for _, w := range want {
		if !strings.Contains(line, w) {
			t.Errorf("%q does not say %q", line, w)
		}
	}
	if strings.ContainsRune(line, '\x1b') {
		t.Errorf("%q holds an escape character", line)
	}
}

func TestMessagesStayOnOneLineAndAreNotObeyed(t *testing.T) {
	if got := oneLine("a\r\n\tb \x1b[2J\u009b\u202e ü"); got != "a b ·[2J·· ü" {
		t.Errorf("%q", got)
	}
}

func TestCompletionOfEveryShellIsPrinted(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if o := command(t, nil, "completion", shell); o.code != 0 || !strings.Contains(o.out, "__complete") || o.err != "" {
			t.Errorf("%s: exit code %d, %d bytes, %q", shell, o.code, len(o.out), o.err)
		}
	}
}

func TestFlagValuesAreCompleted(t *testing.T) {
	o := command(t, nil, "__complete", "--theme", "")
	if !strings.Contains(o.out, "\nblue-orange\nblue-orange-light\n") {
		t.Errorf("completed to %q", o.out)
	}
}

func TestVersionAndHelpNeedNothing(t *testing.T) {
	env := []string{"KANATOP_NETWORK=moon"}
	if o := command(t, env, "--version"); o.code != 0 || !strings.HasPrefix(o.out, "kanatop devel go1.") {
		t.Errorf("version: exit code %d, %q", o.code, o.out)
	}
	o := command(t, env, "--help")
	for _, k := range keys() {
		if k.flag != strings.Contains(o.out, "--"+k.flagName()+" ") {
			t.Errorf("--help and the table do not agree on --%s", k.flagName())
		}
	}
}

// TestExamplesOfTheHelpAreUnderstood reads every line of them that begins with the program's name, up to a pipe, a file or a
// comment.
func TestExamplesOfTheHelpAreUnderstood(t *testing.T) {
	p := program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}
	examples := 0
	for _, c := range append(documented(p.rootCommand()), p.rootCommand()) {
		if c.Example == "" && c.Name() != "help" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for line := range strings.Lines(c.Example) {
			if err := p.understands(line); err != nil {
				t.Errorf("%s: %v", strings.TrimSpace(line), err)
			}
			examples++
		}
	}
	if examples < 12 {
		t.Errorf("only %d examples", examples)
	}
}

func TestEveryCommandHasAPageOfItsOwn(t *testing.T) {
	folder := t.TempDir()
	if o := command(t, nil, "man", folder); o.code != 0 {
		t.Fatal(o.err)
	}
	for _, name := range []string{"tail", "snapshot", "check", "config", "config-init", "sim", "completion", "man"} {
		page, err := os.ReadFile(filepath.Join(folder, "kanatop-"+name+".1"))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, want := range []string{".TH KANATOP\\-" + roff(strings.ToUpper(name)) + " 1 ", ".SH NAME\nkanatop\\-", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n", ".SH SEE ALSO\n.BR kanatop (1)"} {
			if !strings.Contains(string(page), want) {
				t.Errorf("the page of %s has no %q", name, want)
			}
		}
		if strings.Count(string(page), "\n.nf\n") != strings.Count(string(page), "\n.fi\n") {
			t.Errorf("the page of %s does not end what it holds unfilled", name)
		}
	}
}

func TestMarketsAndThemesAreCompletedFromTheConfiguration(t *testing.T) {
	file := written(t, "markets: [SOL, {id: \"99\", name: DOGE-USD}]\nthemes: {night: {base: dark}}\n")
	for _, c := range []struct{ args, want string }{
		{"--market D", "DOGE\tDOGE-USD\n:4\n"},
		{"tail --market SOL,", "SOL,DOGE\tDOGE-USD\n:4\n"},
		{"tail --network testnet --market x", ":4\n"},
		{"tail --network testnet --market a", "all\tall markets\n:4\n"},
		{"--theme ni", "night\n:4\n"},
		{"tail book tra", "trades\ntrade_history\ntransfers\n:4\n"},
		{"tail trades tra", "trade_history\ntransfers\n:4\n"},
		{"snapshot live_f", "live_funding_rate\n:4\n"},
	} {
		args := strings.Split(c.args, " ")
		if o := command(t, []string{"KANATOP_CONFIG=" + file}, append([]string{"__complete"}, args...)...); o.out != c.want {
			t.Errorf("%s is completed to %q, want %q", c.args, o.out, c.want)
		}
	}
}

func TestManualNamesEveryFlagAndKey(t *testing.T) {
	folder := t.TempDir()
	if o := command(t, nil, "man", folder); o.code != 0 {
		t.Fatal(o.err)
	}
	page, err := os.ReadFile(filepath.Join(folder, "kanatop.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys() {
		if !strings.Contains(string(page), "\n.B "+roff(k.name)+"\n") {
			t.Errorf("the manual page has no key %s", k.name)
		}
		if k.flag != strings.Contains(string(page), "\n.B "+roff("--"+k.flagName())) {
			t.Errorf("the manual page and the table do not agree on --%s", k.flagName())
		}
	}
	for line := range strings.Lines(string(page)) {
		if strings.HasPrefix(line, "'") {
			t.Errorf("%q would be taken for a command", line)
		}
	}
	if o := command(t, nil, "man"); o.out != string(page) {
		t.Error("what is printed is not what is written")
	}
}
