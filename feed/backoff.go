package feed

import (
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Bounds of the wait between two attempts.
const (
	shortestWait = 500 * time.Millisecond
	longestWait  = 30 * time.Second
	// longestAsked bounds the wait that the exchange may ask for with Retry-After.
	longestAsked = 5 * time.Minute
	// steady is how long a connection must have been up for its end to be news and not one more of a row of failures.
	steady = time.Second
)

// waits is exponential back-off with full jitter: each wait is drawn between the shortest and a bound that doubles.
type waits struct{ next *backoff.ExponentialBackOff }

func newWaits() waits {
	// The library draws from [0, 2·interval] with a randomization of 1, so the interval is half the bound.
	return waits{&backoff.ExponentialBackOff{InitialInterval: shortestWait, RandomizationFactor: 1, Multiplier: 2, MaxInterval: longestWait / 2}}
}

func (w waits) reset() { w.next.Reset() }

// after returns how long to wait after a failure, which may carry a wish of the exchange.
func (w waits) after(err error) time.Duration {
	wait := min(max(w.next.NextBackOff(), shortestWait), longestWait)
	return max(wait, min(retryAfter(err), longestAsked))
}
