package feed

import (
	"context"
	"sync"
	"time"

	"kanatop/model"
)

// pacer merges events and hands them on in batches: at once after idle, then at most one a window, none when there is
// nothing. Adding never waits for the receiver: while one blocks, events merge, and what is merged is bounded by model.
type pacer struct {
	window  time.Duration
	mu      sync.Mutex
	pending model.Batch
	wake    chan struct{} // holds one token while something may be pending
}

func newPacer(window time.Duration) *pacer {
	return &pacer{window: window, wake: make(chan struct{}, 1)}
}

// add merges events, which stay together in one batch.
func (p *pacer) add(events ...model.Event) {
	if len(events) == 0 {
		return
	}
	p.mu.Lock()
	for _, e := range events {
		p.pending.Add(e)
	}
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *pacer) take() model.Batch {
	p.mu.Lock()
	defer p.mu.Unlock()
	batch := p.pending
	p.pending = model.Batch{}
	return batch
}

// run sends until ctx ends. It is the only caller of send.
func (p *pacer) run(ctx context.Context, send func(model.Batch)) {
	window := time.NewTimer(0)
	defer window.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-window.C:
		}
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		}
		window.Reset(p.window)
		if batch := p.take(); batch.Len() > 0 {
			send(batch)
		}
	}
}
