package cli_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"kanatop/feed/sim"
	"kanatop/ui/screentest"
)

// apiKey is a key that nobody but the REST endpoint may see.
const apiKey = "open-sesame-42"

// witness notes who was asked for what, and who was shown the API key.
type witness struct {
	mu    sync.Mutex
	asked []string // method, host and path
	keyed []string // likewise, those that came with the key
}

func (w *witness) note(r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	what := r.Method + " " + r.Host + r.URL.Path
	w.asked = append(w.asked, what)
	var head strings.Builder
	if _ = r.Header.Write(&head); strings.Contains(head.String()+r.URL.String(), apiKey) {
		w.keyed = append(w.keyed, what)
	}
}

func (w *witness) seen() (asked, keyed string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Join(w.asked, "\n"), strings.Join(w.keyed, "\n")
}

// exchange is the simulated exchange as a handler that is witnessed.
func exchange(t *testing.T, w *witness) http.Handler {
	t.Helper()
	x := sim.New(sim.Options{Seed: 1})
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = x.Run(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	inner := x.Handler()
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.note(r)
		inner.ServeHTTP(out, r)
	})
}

// secure serves over TLS with a certificate for 127.0.0.1 and example.com that only those trust who have the environment.
func secure(t *testing.T, handler http.Handler, newest uint16) (address, trust string) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: newest} //nolint:gosec // what the program refuses
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	file := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return server.Listener.Addr().String(), "SSL_CERT_FILE=" + file
}

func TestOnlyATrustedServerIsTalkedTo(t *testing.T) {
	var w witness
	handler := exchange(t, &w)
	address, trust := secure(t, handler, 0)
	old, trustOld := secure(t, handler, tls.VersionTLS11)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		env  []string
		to   string
		want func(text string) bool
	}{
		"trusted":        {[]string{trust}, address, live},
		"unknown issuer": {nil, address, screentest.Has("offline: TLS: certificate signed by unk")},
		"another host":   {[]string{trust}, "localhost:" + port, screentest.Has("offline: TLS: certificate is for ano")},
		"TLS 1.1":        {[]string{trustOld}, old, screentest.Has("offline: TLS: ")},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.env, "--ws-url", "wss://"+c.to+"/ws/", "--rest-url", "https://"+c.to)
			s.Await(t, name, c.want)
			s.Press("q")
			inOrder(t, s)
		})
	}
}

func TestTheProxyOfTheEnvironmentIsUsedAndLearnsNoKey(t *testing.T) {
	var far, near witness
	address, trust := secure(t, exchange(t, &far), 0)
	proxy := httptest.NewServer(tunnel(t, &near, address))
	t.Cleanup(proxy.Close)
	file := filepath.Join(t.TempDir(), "log")
	s := start(t, []string{trust, "HTTPS_PROXY=" + proxy.URL, "KANA_API_KEY=" + apiKey},
		"--ws-url", "wss://example.com/ws/", "--rest-url", "https://example.com", "--log", file, "--wallet", sim.New(sim.Options{}).Wallet())
	s.Await(t, "the account behind the proxy", func(text string) bool { return live(text) && strings.Contains(text, "total uPnL") })
	s.Press("q")
	inOrder(t, s)
	asked, keyed := near.seen()
	if keyed != "" || !strings.Contains(asked, "CONNECT example.com:443") || strings.Contains(asked, "GET") {
		t.Errorf("the proxy was asked\n%s\nand saw the key with\n%s", asked, keyed)
	}
	if _, keyed := far.seen(); strings.Contains(keyed, "/ws/") || !strings.Contains(keyed, "GET example.com/getProfileAddress") {
		t.Errorf("the key came with\n%s", keyed)
	}
	text, err := os.ReadFile(file)
	if err != nil || len(text) == 0 || strings.Contains(string(text)+s.Output(), apiKey) {
		t.Errorf("%v; the log or the screen holds the key, or the log nothing:\n%s", err, text)
	}
}

// tunnel is a proxy that leads every CONNECT to one address.
func tunnel(t *testing.T, w *witness, address string) http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		w.note(r)
		if r.Method != http.MethodConnect {
			http.Error(out, "only CONNECT", http.StatusMethodNotAllowed)
			return
		}
		there, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		if err != nil {
			http.Error(out, err.Error(), http.StatusBadGateway)
			return
		}
		defer there.Close() //nolint:errcheck // nothing depends on it
		here, _, err := http.NewResponseController(out).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer here.Close() //nolint:errcheck // as above
		_, _ = io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
		done := make(chan struct{})
		go func() { // ends with either side
			defer close(done)
			_, _ = io.Copy(there, here)
			_ = there.Close()
		}()
		_, _ = io.Copy(here, there)
		_ = here.Close()
		<-done
	}
}

func TestNoRedirectLeadsAwayOrToPlainText(t *testing.T) {
	var elsewhere witness
	other := httptest.NewServer(exchange(t, &elsewhere))
	t.Cleanup(other.Close)
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	}))
	t.Cleanup(plain.Close)
	var stripped witness
	address, trust := secure(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stripped.note(r)
		http.Redirect(w, r, "http://"+r.Host+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	}), 0)
	for name, c := range map[string]struct{ ws, rest string }{
		"to another host": {"ws" + strings.TrimPrefix(plain.URL, "http") + "/ws/", plain.URL},
		"to plain text":   {"wss://" + address + "/ws/", "https://" + address},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, []string{trust, "KANA_API_KEY=" + apiKey}, "--ws-url", c.ws, "--rest-url", c.rest, "--wallet", "0x1")
			s.Await(t, "the refusal", screentest.Has("offline: redirected to another host"))
			s.Press("q")
			inOrder(t, s)
		})
	}
	if asked, _ := stripped.seen(); asked == "" {
		t.Error("nobody asked over TLS")
	}
	if asked, keyed := elsewhere.seen(); asked != "" || keyed != "" {
		t.Errorf("the other host was asked\n%s\nwith the key\n%s", asked, keyed)
	}
}
