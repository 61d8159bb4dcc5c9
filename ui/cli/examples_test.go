package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/ui/screentest"
)

// trial is how an example of a help is tried: what shows that it works, and what ends it then.
type trial struct {
	shows []string // on the terminal
	file  string   // that holds something then
	press string   // what ends it; empty for nothing
	after string   // is run behind it, and shows what its file holds
}

const interrupt = "\x03"

// trials are those of all examples, by how they stand in a help, without the words behind them.
var trials = map[string]trial{
	"kanatop --demo":                         {shows: []string{"DEMO", "─ Book BTC-USD", "─ Positions"}, press: "q"},
	"kanatop":                                {shows: []string{"● live", "─ Book BTC-USD", "spread"}, press: "q"},
	"kanatop --address 0x…":                  {shows: []string{"● live", "─ Positions "}, press: "q"},
	"kanatop --network testnet --market ETH": {shows: []string{"CUSTOM", "waiting for the book of ETH/USDC"}, press: "q"},

	"kanatop record btc.jsonl.zst":                         {shows: []string{"links 5/5", "orderbook "}, file: "btc.jsonl.zst", press: interrupt},
	"kanatop record --duration 8h night.jsonl.zst":         {shows: []string{"links 5/5"}, file: "night.jsonl.zst", press: interrupt},
	"kanatop record --record-part 500MB,day ~/recordings/": {shows: []string{"recordings/kanatop-mainnet-", " messages"}, press: interrupt},
	"kanatop record --duration 1h - | zstd -9 > hour.zst":  {file: "hour.zst", press: interrupt},

	"kanatop replay btc.jsonl.zst":                                                                  {shows: []string{"REPLAY 2025-11-22 12:", "─ Book BTC-USD"}, press: "q"},
	"kanatop replay --speed 10 --from 12:30 --to 13:00 --loop btc.jsonl.zst":                        {shows: []string{"REPLAY 2025-11-22 12:3", "playing x10"}, press: "q"},
	"kanatop replay ~/recordings/kanatop-mainnet-20251122T2*.zst":                                   {shows: []string{"REPLAY 2025-11-22 12:"}, press: "q"},
	"ssh trader kanatop record - | kanatop replay -":                                                {shows: []string{"REPLAY ", "spread"}, press: "q"},
	"kanatop tail --demo trades":                                                                    {shows: []string{`"topic":"recent_trades"`, `"simulated":true`}, press: interrupt},
	"kanatop tail book --market BTC | jq -c '[.bids[0], .asks[0]]'":                                 {shows: []string{`[["11`}, press: interrupt},
	"kanatop tail trades --market BTC,ETH --duration 1m > trades.jsonl":                             {file: "trades.jsonl", press: interrupt, after: "head -c 300 trades.jsonl"},
	"kanatop tail positions fills --address 0x…":                                                    {shows: []string{`"topic":"`, `"account":`}, press: interrupt},
	"kanatop tail funding best --market all --raw":                                                  {shows: []string{`"message":"bestPrice"`}, press: interrupt},
	"kanatop snapshot --demo":                                                                       {shows: []string{`"notes": {`, "ended with 0"}},
	"kanatop snapshot --market BTC,ETH best funding | jq '.markets[].best.bid'":                     {shows: []string{`"11`, `"37`, "ended with 0"}},
	"kanatop snapshot --address 0x… positions | jq -r '.accounts[].positions.rows[].computed.upnl'": {shows: []string{".", "ended with 0"}},

	"kanatop check": {shows: []string{"0 failed", "BTC orderbook", "ended with 0"}},
	"kanatop check --address 0x… --market ETH":                            {shows: []string{"0 failed", "ETH orderbook", "account positions", "ended with 0"}},
	`kanatop check --json | jq '.findings[] | select(.result == "fail")'`: {shows: []string{"ended with 0"}},

	"kanatop sim": {shows: []string{"127.0.0.1:7878"}, press: interrupt}, // taken or not
	"kanatop sim --listen 127.0.0.1:0 --seed 7":                       {shows: []string{"ws://127.0.0.1:"}, press: interrupt},
	"kanatop sim --fault end-after=3s --fault silent-topic=orderbook": {shows: []string{"127.0.0.1:7878"}, press: interrupt},

	"kanatop config": {shows: []string{"network", "mainnet", "ended with 0"}},
	"kanatop config --network testnet --market ETH": {shows: []string{"testnet", "ended with 0"}},
	"kanatop config init":                           {shows: []string{"config.yaml", "ended with 0"}},
	"kanatop config init - > config.yaml":           {shows: []string{"ended with 0", "network"}, after: "grep network config.yaml"},

	"source <(kanatop completion bash)": {shows: []string{"ended with 0", "__start_kanatop kanatop"}, after: "complete -p kanatop"},
	"mkdir -p ~/.local/share/bash-completion/completions && kanatop completion bash > ~/.local/share/bash-completion/completions/kanatop": {shows: []string{"ended with 0"}},
	"kanatop man | man -l -": {shows: []string{"KANATOP"}, press: "q"},
	"mkdir -p ~/.local/share/man/man1 && kanatop man ~/.local/share/man/man1 && man kanatop-tail": {shows: []string{"kanatop"}, press: "q"},
}

// examples are those that the helps of the built program print.
func examples(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, command := range []string{"", "record", "replay", "tail", "snapshot", "check", "sim", "config", "config init", "completion", "man"} {
		j := newJob(t, append(strings.Fields(command), "--help")...)
		if code := j.ended(t); code != 0 {
			t.Fatalf("%s --help: exit code %d", command, code)
		}
		_, text, found := strings.Cut(j.out.String(), "\nExamples:\n")
		text, _, _ = strings.Cut(text, "\n\n")
		if !found {
			t.Errorf("the help of %q has no example", command)
		}
		for line := range strings.Lines(text) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "  ")
			out = append(out, line)
		}
	}
	return out
}

// workshop is a folder of programs that examples name: the one that is tried, a machine that is reached by ssh, and stand-ins for
// those that are not there. The one for zstd does not hold back what it gets.
func workshop(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Symlink(program(t), filepath.Join(folder, "kanatop")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"ssh":  "shift\nexec \"$@\"\n",
		"zstd": "exec cat\n",
		"man":  "case \"$*\" in '-l -') cat ;; *) echo \"$*\" ;; esac\n",
		"jq":   "cat\necho '[[\"11\" \"37.'\n",
	} {
		if _, err := exec.LookPath(name); err == nil && name != "ssh" && name != "zstd" {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+text), 0o700); err != nil { //nolint:gosec // it is a program
			t.Fatal(err)
		}
	}
	return folder
}

// afternoon is a recording of an hour and a half from noon on, a book a minute.
func afternoon(t *testing.T) []byte {
	t.Helper()
	j := newJob(t, "record", "--demo", "--duration", "1200ms", "-")
	if code := j.ended(t); code != 0 {
		t.Fatal(j.err.String())
	}
	lines := bufio.NewScanner(&j.out)
	lines.Buffer(nil, 4<<20)
	var out bytes.Buffer
	for first := true; lines.Scan(); first = false {
		_, data, found := strings.Cut(lines.Text(), `"in":"market/15","data":`)
		switch {
		case first:
			_, _ = fmt.Fprintln(&out, lines.Text())
		case found && strings.Contains(data, `"orderbook"`):
			begin := time.Date(2025, 11, 22, 12, 0, 0, 0, time.UTC)
			for n := range 90 {
				after := time.Duration(n) * time.Minute
				_, _ = fmt.Fprintf(&out, `{"us":%d,"at":%q,"in":"market/15","data":%s`+"\n", after.Microseconds(), begin.Add(after).Format(time.RFC3339), data)
			}
			return out.Bytes()
		}
	}
	t.Fatal("nothing of a book was recorded")
	return nil
}

func TestExamplesOfEveryHelpWorkAsPrinted(t *testing.T) {
	t.Parallel()
	x, tools, recording := serve(t, "127.0.0.1:0"), workshop(t), afternoon(t)
	all := examples(t)
	tried := make(map[string]bool)
	for _, example := range all {
		tried[example] = true
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			how, known := trials[example]
			if !known {
				t.Fatal("nobody says how it is tried")
			}
			home := t.TempDir()
			how.run(t, home, strings.ReplaceAll(example, "0x…", sim.Accounts()[0].Profile), tools, x.address, recording)
		})
	}
	for example := range trials {
		if !tried[example] {
			t.Errorf("%q is in no help", example)
		}
	}
}

// run runs an example as somebody types it into a shell, and sees how it ends.
func (how trial) run(t *testing.T, home, example, tools, address string, recording []byte) {
	t.Helper()
	if strings.Contains(example, "replay") {
		for _, name := range []string{"btc.jsonl.zst", "recordings/kanatop-mainnet-20251122T200000Z.jsonl.zst"} {
			path := filepath.Join(home, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, recording, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	script := "cd; trap : INT\n" + example + "\necho ended with $?\n" + how.after + "\n"
	env := []string{
		"PATH=" + tools + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + home, "MANPAGER=cat", "PAGER=cat", "MANPATH=" + home + "/.local/share/man:",
		"KANATOP_WS_URL=ws://" + address + "/ws/", "KANATOP_REST_URL=http://" + address,
	}
	s := screentest.Start(t, 160, 48, env, "bash", "-c", script)
	there := func(text string) bool {
		info, err := os.Stat(filepath.Join(home, how.file))
		return (how.file == "" || err == nil && info.Size() > 0) && screentest.Has(how.shows...)(text)
	}
	s.Await(t, fmt.Sprint(how.shows), there)
	if how.press != "" {
		s.Press(how.press)
	}
	if !strings.Contains(example, "|") {
		s.Await(t, "that it ended with 0", func(text string) bool {
			return screentest.Has("ended with 0")(text) || strings.Contains(text, "address already in use")
		})
	}
	if code := s.Exit(t); code != 0 && !strings.Contains(example, "|") {
		t.Errorf("exit code %d:\n%s", code, s.Text())
	}
}
