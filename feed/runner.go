package feed

import (
	"context"
	"errors"
	"sync"
	"time"

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
	events   []model.Event // decoded and not handed on yet
}

// lastWords is how long the reader may go on once nothing can be written: the far end may have said why it left.
const lastWords = time.Second

// run ends with ctx.
func (r *runner) run(ctx context.Context) {
	waits := newWaits()
	for ctx.Err() == nil {
		attempt, end := r.attempts.begin(ctx)
		r.link.connecting()
		flowed, err := r.session(attempt)
		if flowed && r.link.age() >= steady {
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
	gate := newSluice(r.client.pacer, r.settle)
	conn, err := r.client.open(ctx, gate)
	if err != nil {
		return false, err
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	r.link.up()
	r.client.log.Info("link up", "scope", r.scope.String())
	var both sync.WaitGroup
	var read, beaten error
	r.crew.start(&both, "reader of "+r.scope.String(), func() {
		defer end()
		gate.begun.Store(true)
		read = receive(conn, func(frame []byte, at time.Time) {
			flowed = r.take(frame, at) || flowed
			gate.took()
		})
		r.settle()
		r.client.pacer.keep(gate)
	})
	r.crew.start(&both, "heartbeat of "+r.scope.String(), func() {
		defer func() { _ = conn.CloseNow() }() // which ends the reader
		beaten = beat(ctx, conn, r.link, gate)
		if !errors.Is(beaten, errNoPong) && !errors.Is(beaten, errSlept) {
			sleep(ctx, lastWords)
		}
	})
	r.client.spoken(r.scope, r.frames)
	written := subscribe(ctx, conn, r.frames)
	if written != nil {
		sleep(ctx, lastWords)
		_ = conn.CloseNow()
	}
	both.Wait()
	// Whoever closed the connection knows why; the reader then only knows that it was closed.
	switch {
	case errors.Is(beaten, errNoPong), errors.Is(beaten, errSlept):
		return flowed, beaten
	case errors.Is(written, context.DeadlineExceeded):
		return flowed, written
	}
	return flowed, read
}

// take decodes a frame and reports whether it was data. What it held is handed on by settle.
func (r *runner) take(frame []byte, at time.Time) bool {
	r.client.heard(r.scope, frame, at)
	h := r.decoder.decode(frame, at)
	r.client.raw.keep(r.scope, h, frame)
	r.overheard(frame, at, h.heard)
	if h.counts.LastFailure != "" {
		r.client.log.Debug("unreadable", "scope", r.scope.String(), "what", h.counts.LastFailure)
	}
	r.events = append(r.events, h.events...)
	r.link.received(at, h)
	return len(h.heard) > 0
}

// settle hands on what was decoded, and then what is to be told of the connection.
func (r *runner) settle() {
	r.client.pacer.add(r.events...)
	clear(r.events)
	r.events = r.events[:0]
	r.link.settle()
}
