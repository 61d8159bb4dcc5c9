package feed

import (
	"context"
	"errors"
	"time"

	"github.com/coder/websocket"
)

// The heartbeat's times. The model's limits of freshness follow from them.
const (
	beatEvery   = 5 * time.Second
	pingEvery   = 4               // beats, when messages keep coming
	pingSilent  = 5 * time.Second // of a link that has given no sign of life for this long
	pongTimeout = 10 * time.Second
	// sleepLimit is how far wall clock and running time may part between two beats before the computer must have slept.
	sleepLimit = 15 * time.Second
)

// beat pings at once, then at every beat after a silence and every 20 seconds otherwise, watches for sleep, and tells
// counters that wait. It returns why the
// connection is dead, or nil when ctx ended; of an error that is not its own the reader knows better.
func beat(ctx context.Context, conn *websocket.Conn, l *link, gate *sluice) error {
	ticker := time.NewTicker(beatEvery)
	defer ticker.Stop()
	last := time.Now()
	for n := 0; ; n++ {
		if n%pingEvery == 0 || l.silence() >= pingSilent {
			if err := ping(ctx, conn, l, gate); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		now := time.Now()
		if slept(now.Round(0).Sub(last.Round(0)), now.Sub(last)) {
			return errSlept
		}
		last = now
		l.flush()
	}
}

// slept compares the passage of the wall clock with that of running time, which stands still in sleep.
func slept(wall, running time.Duration) bool { return (wall - running).Abs() > sleepLimit }

// ping asks for a sign of life. The answer is read when it comes, as the time it took is told.
func ping(ctx context.Context, conn *websocket.Conn, l *link, gate *sluice) error {
	gate.hurry()
	defer gate.ease()
	limited, cancel := context.WithTimeout(ctx, pongTimeout)
	defer cancel()
	began := time.Now()
	err := conn.Ping(limited)
	switch {
	case err == nil:
		l.ponged(time.Since(began))
		return nil
	// The library gives the writing of a ping less time than its answer gets here; a peer that does not even take it is as dead.
	case errors.Is(limited.Err(), context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return errNoPong
	}
	return err
}
