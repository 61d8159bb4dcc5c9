package journal

import (
	"sync"
)

// Bounds of what waits to be written.
const (
	queueBytes   = 8 << 20
	queueEntries = 1 << 16
	// writeAt is how much may wait before it is written without waiting for the second to end.
	writeAt = 1 << 20
)

// queue holds entries until they are written. Full, it takes no new one: what is held is older and comes first.
type queue struct {
	wake chan struct{} // holds one token when there is much to write

	mu      sync.Mutex
	entries []Entry
	bytes   []byte // what the entries' data is of
	missed  int64  // entries that were not taken since one was
	lost    int64  // in all
	taken   int64
}

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

// add takes a copy of an entry and never waits.
func (q *queue) add(e Entry) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.bytes)+len(e.Data) > queueBytes || len(q.entries) >= queueEntries-1 {
		q.missed++
		q.lost++
		return
	}
	if q.missed > 0 {
		q.entries = append(q.entries, Entry{Kind: Lost, After: e.After, At: e.At, Lost: q.missed})
		q.missed = 0
	}
	from := len(q.bytes)
	q.bytes = append(q.bytes, e.Data...)
	// The memory may move when more comes; the data is found again by its length.
	e.Data = q.bytes[from:len(q.bytes):len(q.bytes)]
	q.entries = append(q.entries, e)
	q.taken++
	if len(q.bytes) > writeAt {
		select {
		case q.wake <- struct{}{}:
		default:
		}
	}
}

// batch is what a queue held.
type batch struct {
	entries []Entry
	bytes   []byte
}

// swap takes all that is held and leaves the memory of an earlier batch in its place.
func (q *queue) swap(used batch) batch {
	clear(used.entries)
	if cap(used.bytes) > 2*writeAt {
		used = batch{} // a rush is over
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if n := len(q.entries); n > 0 && q.missed > 0 {
		last := q.entries[n-1]
		q.entries = append(q.entries, Entry{Kind: Lost, After: last.After, At: last.At, Lost: q.missed})
		q.missed = 0
	}
	full := batch{q.entries, q.bytes}
	q.entries, q.bytes = used.entries[:0], used.bytes[:0]
	return full
}

func (q *queue) counts() (taken, lost int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.taken, q.lost
}
