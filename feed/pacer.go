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
	until   time.Time // the end of the window
	draws   map[*sluice]time.Time
	wake    chan struct{} // holds one token while something may be pending
	kept    chan struct{} // holds one token when a promise was kept
}

func newPacer(window time.Duration) *pacer {
	return &pacer{window: window, crowded: window, wake: make(chan struct{}, 1), kept: make(chan struct{}, 1), draws: make(map[*sluice]time.Time)}
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
	// crowd is from how many merged events on a window has a longer one behind it; from deluge on it has not, as those take their
	// time to be applied.
	crowd, deluge = 8, 500
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
	if merged >= crowd && merged < deluge {
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

// promise says that a sluice will be drawn at a time, and keep that it was and that all was handed on.
func (p *pacer) promise(s *sluice, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draws[s] = at
}

func (p *pacer) keep(s *sluice) {
	p.mu.Lock()
	_, promised := p.draws[s]
	delete(p.draws, s)
	p.mu.Unlock()
	if !promised {
		return
	}
	select {
	case p.kept <- struct{}{}:
	default:
	}
}

// late reports whether a sluice that was to be drawn in this window was not.
func (p *pacer) late() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, at := range p.draws {
		if !at.After(p.until) {
			return true
		}
	}
	return false
}

// lateness is how long a batch waits for those who are late: on a busy machine they would wait for a whole window otherwise.
const lateness = 8 * time.Millisecond

func (p *pacer) await(ctx context.Context) {
	if !p.late() {
		return
	}
	limit := time.NewTimer(lateness)
	defer limit.Stop()
	for p.late() {
		select {
		case <-ctx.Done():
			return
		case <-limit.C:
			return
		case <-p.kept:
		}
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
		p.await(ctx)
		batch := p.take()
		window.Reset(p.begin(batch.Merged()))
		if batch.Len() > 0 {
			send(batch)
		}
	}
}
