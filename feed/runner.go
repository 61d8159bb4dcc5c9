package feed

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/coder/websocket"

	"kanatop/model"
)

// runner keeps the connection of one scope: it opens, subscribes, waits for the end, waits, and opens again. It owns a
// reader and a heartbeat, and both have ended before it opens the next connection.
type runner struct {
	client   *Client
	crew     *crew
	scope    model.Scope
	frames   [][]byte
	link     *link
	attempts *attempts
	decoder  *decoder
}

// run ends with ctx.
func (r *runner) run(ctx context.Context) {
	waits := newWaits()
	for ctx.Err() == nil {
		attempt, end := r.attempts.begin(ctx)
		r.link.connecting()
		flowed, err := r.session(attempt)
		if flowed {
			waits.reset()
		}
		switch {
		case ctx.Err() != nil:
		case attempt.Err() != nil:
			r.link.cut(cause(errRenewed))
		default:
			why, wait := cause(err), waits.after(err)
			r.client.log.Warn("link down", "scope", r.scope.String(), "cause", why, "wait", wait)
			r.link.down(why, wait)
			sleep(attempt, wait)
		}
		end()
	}
}

// session lives as long as one connection. It reports whether data flowed, and why it ended.
func (r *runner) session(ctx context.Context) (flowed bool, err error) {
	conn, err := r.client.open(ctx)
	if err != nil {
		return false, err
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	r.link.up()
	r.client.log.Info("link up", "scope", r.scope.String())
	var both sync.WaitGroup
	r.crew.start(&both, "reader of "+r.scope.String(), func() {
		end(read(conn, func(frame []byte, at time.Time) {
			flowed = r.take(frame, at) || flowed
		}))
	})
	r.crew.start(&both, "heartbeat of "+r.scope.String(), func() { r.watch(ctx, conn, end) })
	if err := subscribe(ctx, conn, r.frames); err != nil {
		_ = conn.CloseNow()
		// Why the connection ended is told better by the reader, unless it was the time-out.
		if errors.Is(err, context.DeadlineExceeded) {
			end(err)
		}
	}
	both.Wait()
	return flowed, context.Cause(ctx)
}

// watch is the heartbeat: it closes the connection when ctx ends, which ends the reader, or when it is dead.
func (r *runner) watch(ctx context.Context, conn *websocket.Conn, end context.CancelCauseFunc) {
	defer func() { _ = conn.CloseNow() }()
	switch err := beat(ctx, conn, r.link); {
	case errors.Is(err, errNoPong), errors.Is(err, errSlept):
		end(err)
	case err != nil:
		_ = conn.CloseNow()
		<-ctx.Done()
	}
}

// take passes on what a frame holds and reports whether it was data.
func (r *runner) take(frame []byte, at time.Time) bool {
	h := r.decoder.decode(frame, at)
	for _, topic := range h.heard {
		r.client.raw.put(topic, r.scope, frame)
	}
	if h.strange {
		r.client.raw.put("", r.scope, frame)
	}
	if h.counts.LastFailure != "" {
		r.client.log.Debug("unreadable", "scope", r.scope.String(), "what", h.counts.LastFailure)
	}
	r.client.pacer.add(h.events...)
	r.link.received(at, h)
	return len(h.heard) > 0
}
