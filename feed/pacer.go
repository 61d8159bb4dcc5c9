package feed

import (
	"context"
	"sync"
	"time"

	"kanatop/model"
)

// pacer merges events and hands them on in batches: at once after idle, then at most one a window, none when there is
// nothing. Where much was merged, the next window is a little longer: nobody reads that fast, and a frame costs more than what it
// shows. Adding never waits for the receiver: while one blocks, events merge, and what is merged is bounded by model.
type pacer struct {
	window  time.Duration
	crowded time.Duration // the window after one in which much was merged
	spell   time.Duration // the window under way
	mu      sync.Mutex
	pending model.Batch
	until   time.Time     // the end of the window
	wake    chan struct{} // holds one token while something may be pending
}

func newPacer(window time.Duration) *pacer {
	return &pacer{window: window, crowded: window, wake: make(chan struct{}, 1)}
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

const (
	// crowd is from how many merged events on a window has a longer one behind it.
	crowd = 8
	// crowdedWindow is how long that one is, and crowdedShare by how much it is longer at most.
	crowdedWindow = 40 * time.Millisecond
	crowdedShare  = 5
)

// stretched lets windows be longer where much comes.
func (p *pacer) stretched() *pacer {
	p.crowded = max(p.window, min(crowdedWindow, p.window+p.window/crowdedShare))
	return p
}

// begin begins a window and returns its length, which depends on how many events were merged in the one before.
func (p *pacer) begin(merged int) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.spell = p.window
	if merged >= crowd {
		p.spell = p.crowded
	}
	p.until = time.Now().Add(p.spell)
	return p.spell
}

// due is when the next batch may be sent, the end of the window, and how long that was.
func (p *pacer) due() (time.Time, time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.until, p.spell
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
		batch := p.take()
		window.Reset(p.begin(batch.Merged()))
		if batch.Len() > 0 {
			send(batch)
		}
	}
}
