package sim

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
)

// Listener is a net.Listener in memory: what DialContext dials, Accept accepts.
type Listener struct {
	conns chan net.Conn
	done  chan struct{}
	close sync.Once
	mu    sync.Mutex
	fault error
}

// NewListener makes a listener that is open.
func NewListener() *Listener {
	return &Listener{conns: make(chan net.Conn), done: make(chan struct{})}
}

// FailDials makes DialContext fail from now on with what only a network can come up with, such as a *net.DNSError for a name
// that is not found; nil makes it work again.
func (l *Listener) FailDials(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = err
}

// DialContext connects to the listener, whatever network and address are given; it has the form an http.Transport wants.
// It waits for an Accept until ctx ends, and returns net.ErrClosed once the listener is closed.
func (l *Listener) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	l.mu.Lock()
	cause := l.fault
	l.mu.Unlock()
	if cause != nil {
		return nil, l.dialError(cause)
	}
	a, b := net.Pipe()
	broken := new(atomic.Bool)
	near, far := &end{Conn: a, broken: broken}, &end{Conn: b, broken: broken}
	select {
	case l.conns <- far:
		return near, nil
	case <-l.done:
		cause = net.ErrClosed
	case <-ctx.Done():
		cause = ctx.Err()
	}
	_ = near.Close()
	_ = far.Close()
	return nil, l.dialError(cause)
}

func (l *Listener) dialError(err error) error {
	return &net.OpError{Op: "dial", Net: "memory", Addr: l.Addr(), Err: err}
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

// end is one end of a connection in memory, which can be reset as one over TCP can.
type end struct {
	net.Conn
	abrupt atomic.Bool
	broken *atomic.Bool // shared by both ends
}

// SetLinger with 0 makes Close reset the connection: the other end then reads that instead of its end.
func (e *end) SetLinger(seconds int) error {
	e.abrupt.Store(seconds == 0)
	return nil
}

// Close closes the end.
func (e *end) Close() error {
	if e.abrupt.Load() {
		e.broken.Store(true)
	}
	return e.Conn.Close()
}

// Read reads what the other end wrote.
func (e *end) Read(p []byte) (int, error) {
	n, err := e.Conn.Read(p)
	if errors.Is(err, io.EOF) && e.broken.Load() {
		err = &net.OpError{Op: "read", Net: "memory", Addr: memory{}, Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return n, err
}
