package sim

import (
	"context"
	"net"
	"sync"
)

// Listener is a net.Listener in memory: what DialContext dials, Accept accepts.
type Listener struct {
	conns chan net.Conn
	done  chan struct{}
	close sync.Once
}

// NewListener makes a listener that is open.
func NewListener() *Listener {
	return &Listener{conns: make(chan net.Conn), done: make(chan struct{})}
}

// DialContext connects to the listener, whatever network and address are given; it has the form an http.Transport wants.
// It waits for an Accept until ctx ends, and returns net.ErrClosed once the listener is closed.
func (l *Listener) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	cause := net.ErrClosed
	select {
	case l.conns <- far:
		return near, nil
	case <-l.done:
	case <-ctx.Done():
		cause = ctx.Err()
	}
	_ = near.Close()
	_ = far.Close()
	return nil, &net.OpError{Op: "dial", Net: "memory", Addr: l.Addr(), Err: cause}
}

// Accept waits for the next connection. After Close it returns net.ErrClosed.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.done:
		return nil, &net.OpError{Op: "accept", Net: "memory", Addr: l.Addr(), Err: net.ErrClosed}
	}
}

// Close ends all waiting Accepts and DialContexts; connections stay open.
func (l *Listener) Close() error {
	l.close.Do(func() { close(l.done) })
	return nil
}

// Addr returns the address "memory".
func (l *Listener) Addr() net.Addr { return memory{} }

type memory struct{}

func (memory) Network() string { return "memory" }

func (memory) String() string { return "memory" }
