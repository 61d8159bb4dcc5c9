package feed

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"kanatop/feed/sim"
)

func TestCausesAreShortWords(t *testing.T) {
	const address = "https://perps.example/ws/"
	dialled := func(err error) error {
		return fmt.Errorf("failed to WebSocket dial: %w", &url.Error{Op: "Get", URL: address, Err: &net.OpError{Op: "dial", Net: "tcp", Err: err}})
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{dialled(os.NewSyscallError("connect", syscall.ECONNREFUSED)), "connection refused"},
		{dialled(os.NewSyscallError("connect", syscall.ENETUNREACH)), "network unreachable"},
		{dialled(&net.DNSError{Err: "no such host", Name: "perps.example", IsNotFound: true}), "no such host"},
		{dialled(&net.DNSError{Err: "server misbehaving", Name: "perps.example"}), "name look-up failed"},
		{dialled(&net.DNSError{Err: "timeout", Name: "perps.example", IsTimeout: true}), "name look-up timed out"},
		{dialled(os.ErrDeadlineExceeded), "timed out"},
		{dialled(context.DeadlineExceeded), "timed out"},
		{dialled(&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}), "TLS: certificate signed by unknown authority"},
		{dialled(&tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: "perps.example"}}), "TLS: certificate is for another host"},
		{dialled(x509.CertificateInvalidError{Reason: x509.Expired}), "TLS: certificate expired or not yet valid"},
		{dialled(http.ErrSchemeMismatch), "TLS: the server does not speak TLS"},
		{dialled(errors.New("tls: handshake failure")), "TLS: handshake failure"},
		{dialled(errRedirect), "redirected to another host or to plain http"},
		{statusError{code: 503}, "HTTP 503"},
		{fmt.Errorf("failed to get reader: %w", websocket.CloseError{Code: 1011}), "closed 1011"},
		{fmt.Errorf("failed to get reader: %w", websocket.CloseError{Code: 4000, Reason: "go\x1b[2J\naway"}), "closed 4000: go·[2J·away"},
		{fmt.Errorf("failed to get reader: %w", io.EOF), "connection closed"},
		{fmt.Errorf("failed to read: %w", websocket.ErrMessageTooBig), "message too big"},
		{os.NewSyscallError("read", syscall.ECONNRESET), "connection reset"},
		{errNoPong, "no answer to ping"},
		{fmt.Errorf("a: %w", errors.New("something\nnew "+strings.Repeat("x", 200))), "something·new " + strings.Repeat("x", causeLimit-14)},
	} {
		if got := cause(c.err); got != c.want || strings.Contains(got, "perps") {
			t.Errorf("%v\ngot  %q\nwant %q", c.err, got, c.want)
		}
	}
}

func TestCausesOfRealHandshakes(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	card := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"memory"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, card, card, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	own := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	for _, c := range []struct {
		url, want string
		wrap      func(net.Listener) net.Listener
	}{
		{"ws://memory/ws/", "HTTP 404", func(l net.Listener) net.Listener { return l }},
		{"wss://memory/ws/", "TLS: the server does not speak TLS", func(l net.Listener) net.Listener { return l }},
		{"wss://memory/ws/", "TLS: certificate signed by unknown authority", func(l net.Listener) net.Listener { return tls.NewListener(l, own) }},
	} {
		l := sim.NewListener()
		server := &http.Server{Handler: http.NotFoundHandler(), ReadHeaderTimeout: time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
		go func() { _ = server.Serve(c.wrap(l)) }()
		client, err := New(Options{WebSocketURL: c.url, Dial: l.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.open(t.Context(), newSluice(client.pacer, func() {}))
		if err == nil || cause(err) != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		_ = server.Close()
	}
}

func TestRefusalReadsWhenToComeBack(t *testing.T) {
	for text, want := range map[string]time.Duration{"": 0, "7": 7 * time.Second, "-7": 0, "99999999999999": longestAsked, "soon": 0} {
		if got := refusal(&http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {text}}}).retry; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	date := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	if got := refusal(&http.Response{StatusCode: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {date}}}).retry; got < 50*time.Minute {
		t.Errorf("%s: %v", date, got)
	}
}
