package cli_test

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/feed/sim"
	"kanatop/ui/screentest"
)

// checked is the report of check without a terminal, and the exit code.
func checked(t *testing.T, env []string, args ...string) (report string, code int) {
	t.Helper()
	j := newJob(t, append([]string{"check"}, args...)...)
	j.Env = append(j.Env, env...)
	code = j.ended(t)
	return j.out.String(), code
}

// step is the line of a report about a step, without the spaces between its columns.
func step(report, name string) string {
	for line := range strings.Lines(report) {
		result, rest, _ := strings.Cut(line, " ")
		if text, found := strings.CutPrefix(strings.TrimSpace(rest), name+" "); found {
			return result + " " + strings.TrimSpace(text)
		}
	}
	return ""
}

func TestCheckTellsOfTheCertificate(t *testing.T) {
	var w witness
	address, trust := secure(t, exchange(t, &w), 0)
	report, code := checked(t, []string{trust}, "--ws-url", "wss://"+address+"/ws/", "--rest-url", "https://"+address)
	if got := step(report, "socket TLS"); code != 0 || !strings.HasPrefix(got, "ok TLS 1.3 in ") || !strings.Contains(got, "certificate of Acme Co, valid until 2084-01-29") {
		t.Errorf("exit code %d, %q in\n%s", code, got, report)
	}
	report, code = checked(t, nil, "--ws-url", "wss://"+address+"/ws/", "--rest-url", "https://"+address)
	if got := step(report, "socket TLS"); code != 1 || got != "FAIL TLS: certificate signed by unknown authority" {
		t.Errorf("exit code %d, %q in\n%s", code, got, report)
	}
	if got := step(report, "REST answer"); got != "skipped not reached" {
		t.Errorf("%q in\n%s", got, report)
	}
	old, trustOld := secure(t, exchange(t, &w), tls.VersionTLS11)
	if report, code := checked(t, []string{trustOld}, "--ws-url", "wss://"+old+"/ws/"); code != 1 || !strings.HasPrefix(step(report, "socket TLS"), "FAIL TLS: ") {
		t.Errorf("exit code %d in\n%s", code, report)
	}
}

func TestCheckGoesThroughTheProxyAsTheProgramDoes(t *testing.T) {
	var far, near witness
	address, trust := secure(t, exchange(t, &far), 0)
	proxy := httptest.NewServer(tunnel(t, &near, address))
	t.Cleanup(proxy.Close)
	report, code := checked(t, []string{trust, "HTTPS_PROXY=" + proxy.URL}, "--ws-url", "wss://example.com/ws/", "--rest-url", "https://example.com")
	for name, want := range map[string]string{
		"socket name": "skipped example.com is looked up by the proxy", "socket connection": "ok the proxy", "socket TLS": "ok TLS 1.3", "BTC orderbook": "ok first message",
	} {
		if got := step(report, name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, port, err := net.SplitHostPort(address); err != nil || code != 0 || strings.Contains(report, proxy.URL) || strings.Contains(report, port) {
		t.Errorf("exit code %d, or where the proxy is stands in\n%s", code, report)
	}
}

func TestCheckAsksRESTWithAndWithoutTheKey(t *testing.T) {
	for name, c := range map[string]struct {
		env           []string
		without, with string
		code          int
	}{
		"the right key": {[]string{"KANA_API_KEY=" + apiKey}, "warn refused: HTTP 401: Invalid API key", "ok the market list was answered", 0},
		"a wrong key":   {[]string{"KANA_API_KEY=another"}, "warn refused: HTTP 401: Invalid API key", "FAIL refused: HTTP 401: Invalid API key", 1},
		"no key":        {nil, "warn refused: HTTP 401: Invalid API key", "skipped no key is set", 0},
	} {
		t.Run(name, func(t *testing.T) {
			x := sim.New(sim.Options{Seed: 1, RequireKey: apiKey})
			server := httptest.NewServer(http.HandlerFunc(x.Handler().ServeHTTP))
			t.Cleanup(server.CloseClientConnections)
			report, code := checked(t, c.env, "--ws-url", "ws"+strings.TrimPrefix(server.URL, "http")+"/ws/", "--rest-url", server.URL)
			if got := step(report, "REST without API key"); got != c.without {
				t.Errorf("without: %q", got)
			}
			if got := step(report, "REST with API key"); !strings.HasPrefix(got, c.with) || code != c.code || strings.Contains(report, apiKey) {
				t.Errorf("with: %q, exit code %d in\n%s", got, code, report)
			}
		})
	}
}

func TestCheckFindsASilentTopicAWrongWalletAndAnOddFile(t *testing.T) {
	x := sim.New(sim.Options{Seed: 1, Fault: sim.Fault{SilentTopic: "orderbook"}})
	server := httptest.NewServer(x.Handler())
	t.Cleanup(server.CloseClientConnections)
	report, code := checked(t, []string{"KANATOP_FRAMES=20"}, "--ws-url", "ws"+strings.TrimPrefix(server.URL, "http")+"/ws/", "--rest-url", server.URL, "--wallet", "0x1", "--timeout", "2s")
	for name, want := range map[string]string{
		"BTC orderbook": "FAIL no message in time", "BTC recent_trades": "ok first message", "profile address": "FAIL wallet 0x1: HTTP 400: Profile address not found",
		"environment": "ok KANATOP_FRAMES", "terminal": "skipped standard input is not a terminal",
	} {
		if got := step(report, name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
}

func TestCheckAsksTheTerminalAndLeavesItAsItWas(t *testing.T) {
	s := start(t, nil, append(towards(vacant(t)), "check")...)
	s.Await(t, "what the terminal can do", screentest.Has("terminal size", "160 by 48", "yes: frames appear whole", "clipboard", "failed"))
	if code := s.Exit(t); code != 1 {
		t.Errorf("exit code %d", code)
	}
	if !s.Restored() {
		t.Errorf("left on the terminal: %q", s.Leftovers())
	}
}

func TestCheckTellsOfTheTerminalThoughTheReportGoesToAFile(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	for flag, form := range map[string]string{"": "%s", "--json": `"step": "%s"`} {
		report := filepath.Join(t.TempDir(), "report")
		args := strings.Join(append(towards(x.address), "check", flag), " ")
		s := screentest.Start(t, 100, 30, nil, "/bin/sh", "-c", `"$0" `+args+` > "$1"; echo ended with $?`, program(t), report)
		s.Await(t, "the end", screentest.Has("ended with 0"))
		if code := s.Exit(t); code != 0 || !s.Restored() {
			t.Errorf("exit code %d; left on the terminal: %q", code, s.Leftovers())
		}
		text, err := os.ReadFile(report)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []string{
			"program", "configuration", "environment", "history", "network", "socket name", "socket connection", "socket TLS", "socket answer", "REST name", "REST connection", "REST TLS",
			"REST answer", "clock", "REST without API key", "REST with API key", "profile address", "exchange socket", "exchange bestPrice", "exchange live_funding_rate",
			"BTC socket", "BTC orderbook", "BTC recent_trades", "terminal size", "terminal colours", "synchronised output", "clipboard",
		} {
			if !strings.Contains(string(text), fmt.Sprintf(form, step)) {
				t.Errorf("nothing of %s in\n%s", step, text)
			}
		}
		if !strings.Contains(string(text), "100 by 30") || strings.Contains(string(text), "\x1b") {
			t.Errorf("the size is not in it, or what asks the terminal is:\n%q", text)
		}
	}
}

func TestCheckInTheBackgroundAsksNoTerminalAndEnds(t *testing.T) {
	report := filepath.Join(t.TempDir(), "report")
	args := strings.Join(append(towards(vacant(t)), "check"), " ")
	s := screentest.Start(t, 100, 30, nil, "bash", "-c", `set -m; "$0" `+args+` < /dev/tty > "$1" & wait $!; echo ended with $?`, program(t), report)
	s.Await(t, "the end", screentest.Has("ended with 1"))
	s.Exit(t)
	if text, err := os.ReadFile(report); err != nil || step(string(text), "terminal") != "skipped the program runs in the background, where it may not be asked" {
		t.Errorf("%v in\n%s", err, text)
	}
}

func TestCheckOfABrokenFileIsAReportThatSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(path, []byte("networt: testnet\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	report, code := checked(t, nil, "--config", path)
	if got := step(report, "configuration"); code != 1 || !strings.HasPrefix(got, "FAIL") || !strings.HasSuffix(got, `c.yaml:1:1: unknown key "networt"; did you mean "network"?`) {
		t.Errorf("exit code %d, %q in\n%s", code, got, report)
	}
	if got := step(report, "all other steps"); !strings.HasPrefix(got, "skipped") {
		t.Errorf("%q", got)
	}
}
