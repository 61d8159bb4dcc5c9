package sim

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// backlog is how many writes may wait on a slow line.
const backlog = 256

// line is a connection that Serve accepted, with the faults that are below HTTP. It is made ready by lines.Accept, and its
// Close ends the goroutine that it may have started.
type line struct {
	net.Conn
	x      *Exchange
	done   chan struct{}
	ending sync.Once

	open atomic.Bool // carries a socket

	mu   sync.Mutex // held for a write, so that writes are never mixed
	slow chan []byte
	drip sync.WaitGroup
}

// lines is a listener whose connections are lines.
type lines struct {
	net.Listener
	x *Exchange
}

// Accept waits for the next connection.
func (l lines) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.x.mu.Lock()
	kind := l.x.fault.Certificate
	l.x.mu.Unlock()
	own := &line{Conn: conn, x: l.x, done: make(chan struct{})}
	if kind == "" {
		return own, nil
	}
	return tls.Server(own, &tls.Config{GetCertificate: kind.make, MinVersion: tls.VersionTLS12}), nil
}

type lineKey struct{}

// withLine lets a handler find the line of its request.
func withLine(ctx context.Context, conn net.Conn) context.Context {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	return context.WithValue(ctx, lineKey{}, conn)
}

// lineOf returns the line of a request, nil when Serve did not accept its connection.
func lineOf(ctx context.Context) *line {
	l, _ := ctx.Value(lineKey{}).(*line)
	return l
}

// upgraded says that the line carries a socket from now on.
func (l *line) upgraded() {
	if l != nil {
		l.open.Store(true)
	}
}

// Read reads what the client sent, once the exchange wants to hear it.
func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	for {
		l.x.mu.Lock()
		deaf, changed := l.x.fault.Deaf && l.open.Load(), l.x.changed
		l.x.mu.Unlock()
		if !deaf {
			return n, err
		}
		select {
		case <-changed:
		case <-l.done:
			return 0, net.ErrClosed
		}
	}
}

// Write sends at once, or leaves it to the slow goroutine. Once a line is slow its writes stay in that goroutine's hands, so
// that they stay in order.
func (l *line) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.slow == nil && l.x.pause() == 0 {
		return l.Conn.Write(p)
	}
	if l.slow == nil {
		l.slow = make(chan []byte, backlog)
		l.drip.Go(l.trickle)
	}
	select {
	case l.slow <- append([]byte(nil), p...):
		return len(p), nil
	case <-l.done:
		return 0, net.ErrClosed
	}
}

// pause is the time between two bytes.
func (x *Exchange) pause() time.Duration {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.fault.ByteEvery
}

// trickle sends what was written, a byte at a time while that is the fault. It ends with Close.
func (l *line) trickle() {
	tick := time.NewTimer(0)
	defer tick.Stop()
	for {
		var p []byte
		select {
		case p = <-l.slow:
		case <-l.done:
			return
		}
		for len(p) > 0 {
			n, pause := len(p), l.x.pause()
			if pause > 0 {
				n = 1
			}
			tick.Reset(pause)
			select {
			case <-tick.C:
			case <-l.done:
				return
			}
			if _, err := l.Conn.Write(p[:n]); err != nil {
				return
			}
			p = p[n:]
		}
	}
}

// inject writes a frame behind the back of the library. Only the goroutine that writes the socket's frames may call it.
func (l *line) inject(frame []byte) error {
	defer time.AfterFunc(writeTimeout, func() { _ = l.Close() }).Stop()
	_, err := l.Write(frame)
	return err
}

// reset writes a part of a frame and breaks the connection off, so that the client sees a reset where there is such a thing.
func (l *line) reset(half []byte) {
	_ = l.inject(half)
	if c, ok := l.Conn.(interface{ SetLinger(seconds int) error }); ok {
		_ = c.SetLinger(0)
	}
	_ = l.Close()
}

// Close closes the connection. What a slow line has not sent yet is lost.
func (l *line) Close() error {
	l.ending.Do(func() { close(l.done) })
	err := l.Conn.Close()
	l.drip.Wait()
	return err
}
