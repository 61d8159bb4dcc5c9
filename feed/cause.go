package feed

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/coder/websocket"
)

// Causes this package knows by itself.
var (
	errNoPong   = errors.New("no answer to ping")
	errSlept    = errors.New("the computer slept")
	errRedirect = errors.New("redirected to another host or to plain http")
)

// statusError is an HTTP answer that is not the one hoped for.
type statusError struct {
	code  int
	retry time.Duration // how long the server asks to wait, 0 if it does not
	text  string        // what it said
}

func (e statusError) Error() string {
	if e.text == "" {
		return fmt.Sprintf("HTTP %d", e.code)
	}
	return fmt.Sprintf("HTTP %d: %s", e.code, e.text)
}

// refusal reads what an answer's head tells of a refusal.
func refusal(resp *http.Response) statusError {
	e := statusError{code: resp.StatusCode}
	asked := resp.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(asked); err == nil {
		e.retry = min(time.Duration(max(0, seconds))*time.Second, longestAsked)
	} else if at, err := http.ParseTime(asked); err == nil {
		e.retry = max(0, time.Until(at))
	}
	return e
}

func retryAfter(err error) time.Duration {
	if e, ok := errors.AsType[statusError](err); ok {
		return e.retry
	}
	return 0
}

// cause says in a few words why a connection or a request ended: one line, no address, nothing to clean.
func cause(err error) string { return clean(causeOf(err), causeLimit) }

func causeOf(err error) string {
	if e, ok := errors.AsType[websocket.CloseError](err); ok {
		return closeCause(e)
	}
	for _, known := range []error{errNoPong, errSlept, errRedirect, errRenewed} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	if e, ok := errors.AsType[statusError](err); ok {
		return e.Error()
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		switch {
		case e.IsNotFound:
			return "no such host"
		case e.IsTimeout:
			return "name look-up timed out"
		}
		return "name look-up failed"
	}
	if text := tlsCause(err); text != "" {
		return text
	}
	if brokeProtocol(innermost(err).Error()) {
		return "the server broke the WebSocket protocol"
	}
	return netCause(err)
}

func closeCause(e websocket.CloseError) string {
	if e.Code == websocket.StatusNoStatusRcvd {
		return "closed without a status"
	}
	if e.Reason == "" {
		return fmt.Sprintf("closed %d", e.Code)
	}
	return fmt.Sprintf("closed %d: %s", e.Code, e.Reason)
}

func tlsCause(err error) string {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return "TLS: certificate signed by unknown authority"
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return "TLS: certificate is for another host"
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if e.Reason == x509.Expired {
			return "TLS: certificate expired or not yet valid"
		}
		return "TLS: certificate invalid"
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "TLS: certificate not verified"
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return "TLS: the server does not speak TLS"
	}
	if text, ok := strings.CutPrefix(innermost(err).Error(), "tls: "); ok {
		return "TLS: " + text
	}
	return ""
}

// brokeProtocol knows the library's texts about frames and handshakes that must not be; it has no type for them.
func brokeProtocol(text string) bool {
	for _, start := range []string{"received ", "close payload ", "invalid status code ", "WebSocket protocol violation", "WebSocket protcol violation", "unsupported permessage-deflate"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

func netCause(err error) string {
	words := []struct {
		err  error
		text string
	}{
		{syscall.ECONNREFUSED, "connection refused"},
		{syscall.ECONNRESET, "connection reset"},
		{syscall.ENETUNREACH, "network unreachable"},
		{syscall.EHOSTUNREACH, "host unreachable"},
		{websocket.ErrMessageTooBig, "message too big"},
		{context.DeadlineExceeded, "timed out"},
		{io.EOF, "connection closed"},
		{io.ErrUnexpectedEOF, "connection closed"},
		{io.ErrClosedPipe, "connection closed"},
		{net.ErrClosed, "connection closed"},
		{syscall.EPIPE, "connection closed"},
	}
	for _, w := range words {
		if errors.Is(err, w.err) {
			return w.text
		}
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return "timed out"
	}
	return innermost(err).Error()
}

// innermost unwraps an error to the part that names no URL and no attempt.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
