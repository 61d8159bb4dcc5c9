package feed

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errRenewed is the cause of an attempt that was cut short so that a new one can begin at once.
var errRenewed = errors.New("reconnecting on request")

// attempts lets another goroutine cut short what a loop does now, be it dialling, reading or waiting.
type attempts struct {
	mu  sync.Mutex
	cut context.CancelCauseFunc
}

// begin opens an attempt; the returned function ends it and must be called.
func (a *attempts) begin(ctx context.Context) (context.Context, func()) {
	ctx, cut := context.WithCancelCause(ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cut = cut
	return ctx, func() { cut(nil) }
}

// renew cuts the present attempt short.
func (a *attempts) renew() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cut != nil {
		a.cut(errRenewed)
	}
}

// sleep waits, or less when ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
