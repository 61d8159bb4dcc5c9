package cli

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kanatop/feed"
)

// reported are the lines that steps tell.
func reported(t *testing.T, steps func(*report)) string {
	t.Helper()
	var out bytes.Buffer
	r := &report{program: program{stdout: &out, stderr: io.Discard}, query: query{config: configured(t, []string{"KANA_API_KEY=open-sesame-42"})}}
	steps(r)
	return out.String()
}

func TestAClockThatIsWrongIsWarnedOf(t *testing.T) {
	date := time.Date(2025, 7, 22, 9, 41, 22, 0, time.UTC)
	for off, want := range map[time.Duration]string{
		600 * time.Millisecond:  "ok       clock                             this computer agrees with the exchange",
		2500 * time.Millisecond: "ok       clock                             this computer is 2s ahead of the exchange",
		time.Hour:               "warn     clock                             this computer is 59m59.5s ahead of the exchange",
		-10 * time.Second:       "warn     clock                             this computer is 10.5s behind the exchange",
	} {
		if got := reported(t, func(r *report) { r.clock(feed.Probe{Date: date, At: date.Add(off)}) }); !strings.HasPrefix(got, want) {
			t.Errorf("%v: %q, want %q", off, got, want)
		}
	}
	if got := reported(t, func(r *report) { r.clock(feed.Probe{}) }); !strings.Contains(got, "not reached") {
		t.Errorf("of a server that was not reached: %s", got)
	}
	if got := reported(t, func(r *report) { r.clock(feed.Probe{Failed: feed.StageDone}) }); !strings.HasPrefix(got, "skipped  clock") {
		t.Error(got)
	}
}

func TestACertificateThatEndsSoonIsWarnedOf(t *testing.T) {
	for left, want := range map[time.Duration]string{13 * 24 * time.Hour: "warn", 15 * 24 * time.Hour: "ok"} {
		state := &tls.ConnectionState{Version: tls.VersionTLS13, PeerCertificates: []*x509.Certificate{{NotAfter: time.Now().Add(left + time.Minute), Issuer: pkix.Name{CommonName: "Some Authority"}}}}
		got := reported(t, func(r *report) { r.certificate("socket", feed.Probe{TLS: state, Secured: 12 * time.Millisecond}) })
		if !strings.HasPrefix(got, want+" ") || !strings.Contains(got, "TLS 1.3 in 12ms, certificate of Some Authority, valid until ") {
			t.Errorf("%v: %q, want %s", left, got, want)
		}
	}
}

func TestAFileThatOthersReadIsWarnedOfWithoutItsKeyAndHome(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	path := filepath.Join(home, "k.yaml")
	if err := os.WriteFile(path, []byte("api_key: open-sesame-42\n"), 0o644); err != nil { //nolint:gosec // that is what is found
		t.Fatal(err)
	}
	o := command(t, []string{"KANATOP_CONFIG=" + path}, "check", "--ws-url", "ws://127.0.0.1:1/ws/", "--timeout", "1s")
	if !strings.Contains(o.out, "warn     configuration                     ~/k.yaml:1:10: holds an api_key and can be read by others") {
		t.Error(o.out)
	}
	if strings.Contains(o.out, "open-sesame") || strings.Contains(o.out, home) {
		t.Errorf("a secret is in\n%s", o.out)
	}
}

func TestWhatAServerSaysCannotActOnTheTerminalNorShowTheKey(t *testing.T) {
	got := reported(t, func(r *report) { r.tell(failed, "REST", "%s", "no\nwith \x1b[2J open-sesame-42") })
	if got != "FAIL     REST                              no with ·[2J "+masked+"\n" {
		t.Errorf("%q", got)
	}
}
