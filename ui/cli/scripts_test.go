package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanatop/feed/sim"
)

// job is the built program without a terminal, in a bare account.
type job struct {
	*exec.Cmd

	out, err bytes.Buffer
}

func newJob(t *testing.T, args ...string) *job {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	j := &job{Cmd: exec.CommandContext(ctx, program(t), args...)}
	home := t.TempDir()
	j.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + home}
	j.Stdout, j.Stderr = &j.out, &j.err
	return j
}

// ended runs the job to its end and returns the exit code.
func (j *job) ended(t *testing.T) int {
	t.Helper()
	if err := j.Run(); err != nil {
		if _, exited := errors.AsType[*exec.ExitError](err); !exited {
			t.Fatal(err)
		}
	}
	return j.ProcessState.ExitCode()
}

// lines are the JSON objects of standard output, one a line.
func lines(t *testing.T, text string) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(text) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		out = append(out, o)
	}
	return out
}

// demoAccount are the arguments for the first account of the simulated exchange.
func demoAccount() []string { return []string{"--address", sim.Accounts()[0].Profile} }

func TestTailOfEveryTopicIsLinesOfJSONUntilItsTimeIsOver(t *testing.T) {
	topics := map[string]string{
		"book": "orderbook", "trades": "recent_trades", "best": "bestPrice", "funding": "live_funding_rate", "positions": "positions",
		"orders": "open_orders", "history": "order_history", "fills": "trade_history", "transfers": "deposit_withdraw_history",
	}
	args := []string{"tail", "--demo", "--duration", "2s"}
	for alias := range topics {
		args = append(args, alias)
	}
	j := newJob(t, args...)
	if code := j.ended(t); code != 0 || j.err.Len() > 0 {
		t.Fatalf("exit code %d, %q", code, j.err.String())
	}
	seen := make(map[any]bool)
	for _, o := range lines(t, j.out.String()) {
		seen[o["topic"]] = true
		if o["simulated"] != true {
			t.Errorf("a line of a demonstration does not say so: %v", o)
		}
	}
	for alias, name := range topics {
		if !seen[name] {
			t.Errorf("nothing of %s (%s)", name, alias)
		}
	}
}

func TestTailGoesOnAfterAReconnectAndWarns(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	j := newJob(t, append(towards(x.address), "tail", "book")...)
	out, err := j.lineReader(t)
	if err != nil {
		t.Fatal(err)
	}
	if !out.Scan() {
		t.Fatal("no line")
	}
	x.kill()
	serve(t, x.address)
	for range 3 {
		if !out.Scan() {
			t.Fatalf("it ended: %s", j.err.String())
		}
	}
	if err := j.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for out.Scan() { // what was on its way
	}
	if err := j.Wait(); err != nil {
		t.Errorf("%v after SIGINT, want exit code 0", err)
	}
	for line := range strings.Lines(j.err.String()) {
		if !strings.HasPrefix(line, "kanatop: warning: market 15: ") {
			t.Errorf("%q on standard error", line)
		}
	}
	if !strings.Contains(j.err.String(), "offline: ") {
		t.Errorf("no warning of the lost connection: %q", j.err.String())
	}
}

// lineReader starts the job and reads what it prints.
func (j *job) lineReader(t *testing.T) (*bufio.Scanner, error) {
	t.Helper()
	j.Stdout = nil
	pipe, err := j.StdoutPipe()
	if err != nil {
		return nil, err
	}
	out := bufio.NewScanner(pipe)
	out.Buffer(nil, 4<<20)
	return out, j.Start()
}

func TestAClosedPipeEndsTailWithoutNoise(t *testing.T) {
	for name, topics := range map[string][]string{
		"while there is something to write":        {"book"},
		"while there is nothing to write for long": {"transfers"},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJob(t, append([]string{"tail", "--demo"}, topics...)...)
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			j.Stdout = write
			if err := j.Start(); err != nil {
				t.Fatal(err)
			}
			_ = write.Close()
			if _, err := bufio.NewReader(read).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			_ = read.Close()
			if err := j.Wait(); err != nil || j.err.Len() > 0 {
				t.Errorf("%v with %q, want exit code 0 with nothing", err, j.err.String())
			}
		})
	}
}

func TestAReaderThatStandsStillDoesNotHoldUpTheEnd(t *testing.T) {
	j := newJob(t, "tail", "--demo", "book", "trades", "--duration", "3s")
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close() //nolint:errcheck // nothing was written
	j.Stdout = write
	if err := j.Start(); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	began := time.Now()
	if err := j.Wait(); err != nil || time.Since(began) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

func TestAFullDiskIsAFailureInOneLine(t *testing.T) {
	for _, args := range [][]string{{"tail", "book", "--demo"}, {"tail", "trades", "--raw", "--demo"}, {"snapshot", "--demo"}, {"check", "--json", "--timeout", "1s"}} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		j := newJob(t, append(args, towards(vacant(t))...)...)
		j.Stdout = full
		code := j.ended(t)
		_ = full.Close()
		if text := j.err.String(); code != 1 || strings.Count(text, "\n") != 1 || !strings.Contains(text, "write to standard output") || !strings.Contains(text, "no space left") {
			t.Errorf("%v: exit code %d, %q", args, code, text)
		}
	}
}

func TestSignalsEndTailWithZero(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		j := newJob(t, "tail", "--demo", "trades")
		out, err := j.lineReader(t)
		if err != nil {
			t.Fatal(err)
		}
		if !out.Scan() {
			t.Fatal("no line")
		}
		_ = j.Process.Signal(s)
		for out.Scan() { // what was on its way
		}
		if err := j.Wait(); err != nil || j.err.Len() > 0 {
			t.Errorf("%v: %v with %q", s, err, j.err.String())
		}
	}
}

func TestRawMessagesAreWhatTheExchangeSent(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	j := newJob(t, append(towards(x.address), "tail", "fills", "best", "--raw", "--duration", "2s", demoAccount()[0], demoAccount()[1])...)
	if code := j.ended(t); code != 0 {
		t.Fatalf("exit code %d, %q", code, j.err.String())
	}
	seen := make(map[any]int)
	for _, o := range lines(t, j.out.String()) {
		seen[o["message"]]++
		if len(o) != 2 || o["data"] == nil {
			t.Errorf("%v is no message of the exchange", o)
		}
	}
	if seen["trade_history"] == 0 || seen["bestPrice"] == 0 || seen["live_funding_rate"]+seen["orderbook"] > 0 {
		t.Errorf("messages: %v", seen)
	}
}

func TestSnapshotIsOneWholeDocument(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	j := newJob(t, append(append(towards(x.address), "snapshot"), demoAccount()...)...)
	if code := j.ended(t); code != 0 || j.err.Len() > 0 {
		t.Fatalf("exit code %d, %q", code, j.err.String())
	}
	var d struct {
		Complete bool
		Missing  []string
		Network  string
		Markets  []struct {
			Symbol string
			Book   struct {
				Freshness struct{ State string }
				Bids      [][2]string
			}
		}
		Accounts []struct {
			Account   string
			Positions struct {
				Rows []struct{ Computed struct{ Upnl, Source string } }
			}
		}
	}
	if err := json.Unmarshal(j.out.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if !d.Complete || len(d.Missing) > 0 || d.Network != "custom" || len(d.Markets) != 1 || d.Markets[0].Symbol != "BTC-USD" || d.Markets[0].Book.Freshness.State != "live" || len(d.Markets[0].Book.Bids) < 5 {
		t.Errorf("%+v", d)
	}
	if len(d.Accounts) != 1 || len(d.Accounts[0].Positions.Rows) < 3 {
		t.Fatalf("accounts: %+v", d.Accounts)
	}
	for _, p := range d.Accounts[0].Positions.Rows {
		if p.Computed.Upnl == "" || !strings.HasSuffix(p.Computed.Source, " mid") {
			t.Errorf("a position is valued as %+v", p.Computed)
		}
	}
}

func TestASnapshotThatMissesSomethingSaysWhatAndExitsWith1(t *testing.T) {
	j := newJob(t, append(towards(vacant(t)), "snapshot", "book", "positions", "--timeout", "300ms", "--address", "0x1")...)
	code := j.ended(t)
	var d struct {
		Complete bool
		Missing  []string
	}
	if err := json.Unmarshal(j.out.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if code != 1 || d.Complete || len(d.Missing) != 2 || !strings.Contains(d.Missing[0], "book of BTC-USD: offline: connection refused") {
		t.Errorf("exit code %d, %+v", code, d)
	}
	if text := j.err.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, d.Missing[0]) || !strings.Contains(text, d.Missing[1]) {
		t.Errorf("standard error is %q", text)
	}
}

func TestCheckOfAWorkingExchangeIsAllOkAndHoldsNoSecret(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	j := newJob(t, append(append(towards(x.address), "check"), "--wallet", sim.Accounts()[0].Wallet)...)
	j.Env = append(j.Env, "KANA_API_KEY="+apiKey)
	if code := j.ended(t); code != 0 || j.err.Len() > 0 {
		t.Errorf("exit code %d, %q", code, j.err.String())
	}
	text := j.out.String()
	for _, want := range []string{"BTC orderbook", "account positions", "profile address", "REST with API key", "clock", "ping in", "0 failed"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, secret := range []string{apiKey, sim.Accounts()[0].Wallet, sim.Accounts()[0].Profile, filepath.Base(j.Env[1])} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in\n%s", secret, text)
		}
	}
}

func TestCheckFindsWhatDoesNotWork(t *testing.T) {
	address := vacant(t)
	j := newJob(t, append(towards(address), "check", "--json")...)
	code := j.ended(t)
	_, port, _ := strings.Cut(address, ":")
	refused := "fail port " + port + ": connection refused"
	var d struct {
		OK       bool
		Findings []struct{ Step, Result, Text string }
	}
	if err := json.Unmarshal(j.out.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, f := range d.Findings {
		got[f.Step] = f.Result + " " + f.Text
	}
	for step, want := range map[string]string{
		"socket connection": refused, "REST connection": refused, "REST answer": "skipped not reached", "clock": "skipped not reached",
		"exchange socket": "fail connection refused", "BTC socket": "fail connection refused", "profile address": "skipped no account is configured",
	} {
		if got[step] != want {
			t.Errorf("%s: %q, want %q", step, got[step], want)
		}
	}
	if code != 1 || d.OK || strings.Count(j.err.String(), "\n") != 1 {
		t.Errorf("exit code %d, ok %v, %q", code, d.OK, j.err.String())
	}
}
