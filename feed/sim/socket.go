package sim

import (
	"context"
	"net/http"
	"slices"
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

// socket is one client. The exchange's lock guards wants and good; its own lock the queue.
type socket struct {
	wants []subscription
	good  int // frames delivered

	mu    sync.Mutex
	queue []frame
	last  *closing
	wake  chan struct{} // holds one token when there is something to do
}

// closing is how a socket is to be closed.
type closing struct {
	code   websocket.StatusCode
	reason string
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
		c.queue, c.last = nil, &closing{websocket.StatusPolicyViolation, "too slow"}
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
		c.queue = append(c.queue, frame{body: f.body})
		c.signal()
	}
}

// end drops what waits and has the writer close the socket; the first reason counts.
func (c *socket) end(code websocket.StatusCode, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil {
		c.queue, c.last = nil, &closing{code, reason}
		c.signal()
	}
}

func (c *socket) signal() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// next takes the oldest frame, or returns how to close.
func (c *socket) next() (body []byte, last *closing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last != nil || len(c.queue) == 0 {
		return nil, c.last
	}
	body = c.queue[0].body
	c.queue = slices.Delete(c.queue, 0, 1)
	return body, nil
}

// upgrade serves one socket until the client leaves, the socket is dropped or the request's context ends. The calling
// goroutine reads; the one it starts writes and is waited for.
func (x *Exchange) upgrade(w http.ResponseWriter, r *http.Request) {
	x.mu.Lock()
	fault := x.fault
	x.mu.Unlock()
	if fault.RefuseStatus != 0 {
		http.Error(w, "refused by the simulation", fault.RefuseStatus)
		return
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{OnPingReceived: x.answersPing})
	if err != nil {
		x.log.Warn("upgrade of a socket", "err", err)
		return
	}
	conn.SetReadLimit(readLimit)
	c := &socket{wake: make(chan struct{}, 1)}
	if fault.CloseAtOnce {
		c.end(websocket.StatusInternalError, "closed by the simulation")
	}
	x.join(c)
	// Cancelling a read closes the connection without a handshake, so reads have a context of their own.
	reading, kill := context.WithCancel(context.Background())
	gone := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() { c.write(r.Context(), conn, gone, kill) })
	x.read(reading, conn, c)
	close(gone)
	writer.Wait()
	kill()
	x.leave(c)
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

// write sends what is queued until the reader is gone, a write fails, the socket is to be closed or ctx ends; then it
// closes the connection, which ends the reader.
func (c *socket) write(ctx context.Context, conn *websocket.Conn, gone <-chan struct{}, kill context.CancelFunc) {
	defer conn.CloseNow() //nolint:errcheck // nothing is left to do about a connection that fails to close
	for {
		body, last := c.next()
		if last == nil && ctx.Err() != nil {
			last = &closing{websocket.StatusGoingAway, "the simulation ends"}
		}
		switch {
		case last != nil:
			defer time.AfterFunc(closeTimeout, kill).Stop()
			conn.Close(last.code, last.reason) //nolint:errcheck // as above
			return
		case body != nil:
			if timely(ctx, conn, body) != nil {
				return
			}
			continue
		}
		select {
		case <-c.wake:
		case <-gone:
			return
		case <-ctx.Done():
		}
	}
}

func timely(ctx context.Context, conn *websocket.Conn, body []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	return conn.Write(ctx, websocket.MessageText, body)
}

func (x *Exchange) join(c *socket) {
	x.mu.Lock()
	defer x.mu.Unlock()
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
	x.deliver(c, x.snapshot(s)...)
}
