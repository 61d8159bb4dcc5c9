package feed

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/coder/websocket"
)

// Time-outs and limits of connections.
const (
	dialTimeout   = 10 * time.Second // name, TCP
	tlsTimeout    = 10 * time.Second
	headerTimeout = 10 * time.Second
	openTimeout   = 15 * time.Second // all of it
	writeTimeout  = 10 * time.Second
	readLimit     = 4 << 20
	keepBuffer    = 1 << 20 // a read buffer that grew beyond this is given back
)

// dialFunc opens a network connection.
type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// newHTTPClient returns the client of one socket or look-up, whose connections end with ctx: the transport goes on dialling
// for later requests when one is given up, and nothing may outlive its owner. It speaks HTTP/1.1 only, because a
// WebSocket cannot be opened over HTTP/2. Each connection made goes through the gates.
func newHTTPClient(ctx context.Context, dial dialFunc, gates ...func(net.Conn) net.Conn) *http.Client {
	transport := &http.Transport{
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   tlsTimeout,
		ResponseHeaderTimeout: headerTimeout,
		DisableKeepAlives:     true,
		Protocols:             new(http.Protocols),
	}
	transport.Protocols.SetHTTP1(true)
	if dial == nil {
		transport.Proxy = http.ProxyFromEnvironment
		dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	}
	transport.DialContext = func(_ context.Context, network, addr string) (net.Conn, error) {
		limited, cancel := context.WithTimeout(ctx, dialTimeout)
		defer cancel()
		conn, err := dial(limited, network, addr)
		if err != nil {
			return nil, err
		}
		for _, gate := range gates {
			conn = gate(conn)
		}
		context.AfterFunc(ctx, func() { _ = conn.Close() })
		return conn, nil
	}
	return &http.Client{Transport: transport, CheckRedirect: sameHost}
}

// sameHost lets a redirect stay where it is: another host must not get the API key, nor plain http what was sent by TLS.
func sameHost(req *http.Request, via []*http.Request) error {
	first := via[0].URL
	downgraded := req.URL.Scheme != "https" && first.Scheme == "https"
	if req.URL.Host != first.Host || downgraded || len(via) > 5 {
		return errRedirect
	}
	return nil
}

// open connects the WebSocket, behind a sluice. It must be closed, and is closed when ctx ends.
func (c *Client) open(ctx context.Context, gate *sluice) (*websocket.Conn, error) {
	limited, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	client := newHTTPClient(ctx, c.opts.Dial, gate.gate)
	client.Transport = upgrader{client.Transport}
	//nolint:bodyclose // the library closes it, or keeps it as the connection
	conn, resp, err := websocket.Dial(limited, c.opts.WebSocketURL, &websocket.DialOptions{
		HTTPClient: client,
		HTTPHeader: http.Header{"User-Agent": {userAgent}},
		// A push is a few kilobytes on a line that carries a few of them a second: not worth the memory of a window per socket.
		CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		if resp != nil && resp.StatusCode != http.StatusSwitchingProtocols {
			return nil, refusal(resp)
		}
		return nil, err
	}
	conn.SetReadLimit(readLimit)
	return conn, nil
}

// upgrader makes the end of a connection an error for the one who reads it. The library takes a plain end for that of a
// message when it comes between two of its reads, and a message cut short must not pass for whole.
type upgrader struct{ http.RoundTripper }

// RoundTrip sends a request.
func (u upgrader) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := u.RoundTripper.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if conn, ok := resp.Body.(io.ReadWriteCloser); ok {
		resp.Body = endless{conn}
	}
	return resp, nil
}

type endless struct{ io.ReadWriteCloser }

// Read reads what has come.
func (e endless) Read(p []byte) (int, error) {
	n, err := e.ReadWriteCloser.Read(p)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// subscribe writes the frames.
func subscribe(ctx context.Context, conn *websocket.Conn, frames [][]byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	for _, f := range frames {
		if err := conn.Write(ctx, websocket.MessageText, f); err != nil {
			return err
		}
	}
	return nil
}

// receive hands each frame to take until the connection ends, and returns why. The frame is good until take returns.
// The context of a read closes the connection when it ends, so none is passed: CloseNow ends the reading.
func receive(conn *websocket.Conn, take func(frame []byte, at time.Time)) error {
	var frame bytes.Buffer
	for {
		_, src, err := conn.Reader(context.Background())
		if err != nil {
			return err
		}
		if frame.Cap() > keepBuffer {
			frame = bytes.Buffer{}
		}
		frame.Reset()
		if _, err := frame.ReadFrom(src); err != nil {
			return err
		}
		take(frame.Bytes(), time.Now())
	}
}
