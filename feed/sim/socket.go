package sim

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
)

const (
	queueLimit   = 4096             // frames waiting for one client
	writeTimeout = 10 * time.Second // for one frame
	closeTimeout = time.Second      // for a client to answer a close frame
	readLimit    = 64 << 10         // bytes of a client's frame
)

// socket is one client. The exchange's lock guards wants, good and opened; its own lock the queue.
type socket struct {
	wants  []subscription
	good   int // frames delivered
	opened time.Time

	line *line // nil when the connection is not Serve's

	mu    sync.Mutex
	queue []frame
	last  *closing
	wake  chan struct{} // holds one token when there is something to do
}

// closing is how a socket is to be closed.
type closing struct {
	code   websocket.StatusCode // zero sends no close frame
	reason string
	half   []byte // of a frame, sent before the connection is reset; nil for an end between frames
}

// put queues a frame. It replaces a waiting one of the same stream; a queue that overflows closes the socket.
func (c *socket) put(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := -1
	if f.stream != "" {
		i = slices.IndexFunc(c.queue, func(waiting frame) bool { return waiting.stream == f.stream })
	}
	switch {
	case c.last != nil:
		return
	case i >= 0:
		c.queue[i] = f
	case len(c.queue) == queueLimit:
		c.queue, c.last = nil, &closing{code: websocket.StatusPolicyViolation, reason: "too slow"}
	default:
		c.queue = append(c.queue, f)
	}
	c.signal()
}

// offer queues a frame if there is room, without replacing any.
func (c *socket) offer(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil && len(c.queue) < queueLimit/2 {
		f.stream = ""
		c.queue = append(c.queue, f)
		c.signal()
	}
}

// end drops what waits and has the writer close the socket; the first reason counts.
func (c *socket) end(how closing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil {
		c.queue, c.last = nil, &how
		c.signal()
	}
}

func (c *socket) signal() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// next takes the oldest frame, if there is one, or returns how to close.
func (c *socket) next() (f frame, found bool, last *closing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last != nil || len(c.queue) == 0 {
		return frame{}, false, c.last
	}
	f = c.queue[0]
	c.queue = slices.Delete(c.queue, 0, 1)
	return f, true, nil
}

// upgrade serves one socket until the client leaves, the socket is dropped or the request's context ends. The calling
// goroutine reads; the one it starts writes and is waited for.
func (x *Exchange) upgrade(w http.ResponseWriter, r *http.Request) {
	x.mu.Lock()
	fault := x.fault
	x.mu.Unlock()
	if fault.refuses(w, r) {
		return
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{OnPingReceived: x.answersPing})
	if err != nil {
		x.log.Warn("upgrade of a socket", "err", err)
		return
	}
	conn.SetReadLimit(readLimit)
	c := &socket{wake: make(chan struct{}, 1), line: lineOf(r.Context())}
	c.line.upgraded()
	if fault.CloseAtOnce {
		c.end(closing{code: websocket.StatusInternalError, reason: "closed by the simulation"})
	}
	x.join(c)
	// Cancelling a read closes the connection without a handshake, so reads have a context of their own.
	reading, kill := context.WithCancel(context.Background())
	gone := make(chan struct{})
	var writer sync.WaitGroup
	var panicked any
	writer.Go(func() {
		defer func() {
			if panicked = recover(); panicked != nil {
				kill()
			}
		}()
		x.write(r.Context(), conn, c, writing{gone, kill})
	})
	x.read(reading, conn, c)
	close(gone)
	writer.Wait()
	kill()
	x.leave(c)
	if panicked != nil {
		panic(panicked) // here the server takes it; elsewhere it would end the process
	}
}

// refuses answers an upgrade request with a refusal, if that is the fault.
func (f Fault) refuses(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case f.NoSocket:
		http.NotFound(w, r)
	case f.RefuseStatus != 0:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())))
		}
		http.Error(w, "refused by the simulation", f.RefuseStatus)
	default:
		return false
	}
	return true
}

// answersPing lets the library answer a ping unless the socket plays dead.
func (x *Exchange) answersPing(context.Context, []byte) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return !x.fault.HalfOpen
}

// read takes subscribe frames until the connection fails or is closed.
func (x *Exchange) read(ctx context.Context, conn *websocket.Conn, c *socket) {
	for {
		kind, body, err := conn.Read(ctx)
		if err != nil {
			x.log.Debug("socket ended", "err", err)
			return
		}
		x.take(c, kind, body)
	}
}

// writing is what a writer shares with the reader of its socket.
type writing struct {
	gone <-chan struct{}    // the reader has ended
	kill context.CancelFunc // ends the reader
}

// write sends what is queued until the reader is gone, a write fails, the socket is to be closed or ctx ends; then it
// closes the connection, which ends the reader.
func (x *Exchange) write(ctx context.Context, conn *websocket.Conn, c *socket, w writing) {
	defer conn.CloseNow() //nolint:errcheck // nothing is left to do about a connection that fails to close
	for {
		f, found, last := c.next()
		if last == nil && ctx.Err() != nil {
			last = &closing{code: websocket.StatusGoingAway, reason: "the simulation ends"}
		}
		switch {
		case last != nil:
			defer time.AfterFunc(closeTimeout, w.kill).Stop()
			c.close(conn, *last)
			return
		case found:
			if c.send(ctx, conn, f) != nil {
				return
			}
			x.note(f.spoiled)
			continue
		}
		select {
		case <-c.wake:
		case <-w.gone:
			return
		case <-ctx.Done():
		}
	}
}

// close ends the connection in the given way.
func (c *socket) close(conn *websocket.Conn, how closing) {
	switch {
	case how.half != nil && c.line != nil:
		c.line.reset(how.half)
	case how.code != 0:
		_ = conn.Close(how.code, how.reason)
	}
}

// send writes one frame.
func (c *socket) send(ctx context.Context, conn *websocket.Conn, f frame) error {
	if f.form == deflatedFrame && c.line != nil {
		return c.line.inject(append(f.form.header(len(f.body)), f.body...))
	}
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	return conn.Write(ctx, f.form.message(), f.body)
}

// note counts what was sent and not good.
func (x *Exchange) note(spoiled []string) {
	if len(spoiled) == 0 {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, what := range spoiled {
		x.spoiled[what]++
	}
}

func (x *Exchange) join(c *socket) {
	x.mu.Lock()
	defer x.mu.Unlock()
	c.opened = time.Now()
	x.sockets = append(x.sockets, c)
	x.log.Debug("socket opened", "open", len(x.sockets))
}

func (x *Exchange) leave(c *socket) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.sockets = slices.DeleteFunc(x.sockets, func(other *socket) bool { return other == c })
}

// take handles one frame of a client: a subscription is noted and answered, anything else is counted.
func (x *Exchange) take(c *socket, kind websocket.MessageType, body []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if kind == websocket.MessageText {
		x.received = append(x.received, string(body))
		x.received = x.received[max(0, len(x.received)-framesKept):]
	}
	s, ok := parse(body)
	if !ok || kind != websocket.MessageText {
		x.bad++
		return
	}
	if !slices.Contains(c.wants, s) {
		c.wants = append(c.wants, s)
	}
	x.deliver(c, s.topic, x.snapshot(s)...)
}
