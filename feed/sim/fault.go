package sim

import (
	"maps"
	"time"

	"github.com/coder/websocket"
)

// Fault makes the exchange misbehave. The zero value behaves well. Fields that concern a connection as a whole act when it
// is made; the others act at once on all sockets. Those marked with [wire] act on connections that Serve accepts.
type Fault struct {
	// RefuseStatus answers upgrade requests with this HTTP status instead; zero accepts them.
	RefuseStatus int
	// RetryAfter goes with a refusal, in whole seconds; zero does not.
	RetryAfter time.Duration
	// NoSocket answers upgrade requests as an address does under which nothing is served: with status 404.
	NoSocket bool
	// Certificate speaks TLS with a certificate that no client should accept [wire]; empty speaks no TLS.
	Certificate Certificate
	// CloseAtOnce accepts a socket and closes it with status 1011.
	CloseAtOnce bool

	// EndAfter ends each socket that has been open so long; zero does not. How is said by the next two.
	EndAfter time.Duration
	// EndStatus is the status of the close frame; zero ends the connection without one.
	EndStatus websocket.StatusCode
	// MidFrame sends half of a frame and resets the connection [wire], whatever EndStatus is.
	MidFrame bool

	// Silent pushes nothing; pings are still answered.
	Silent bool
	// HalfOpen pushes nothing and answers no ping, like a peer that is gone without having said so.
	HalfOpen bool
	// SilentTopic pushes nothing of this topic.
	SilentTopic string
	// Deaf reads nothing more once a socket is open [wire]: what clients send is neither taken nor answered.
	Deaf bool
	// ByteEvery sends a byte at a time with this pause between two [wire]; zero sends as fast as the client takes it.
	ByteEvery time.Duration
	// Flood repeats the present state of a client's subscriptions so many times a second; zero does not. What the client's
	// queue cannot hold is left out, so a flood does not close the socket.
	Flood int

	// JunkEvery sends a frame that makes no sense after each so many good ones; zero sends none.
	JunkEvery int
	// Junk is the kind of frame that JunkEvery sends; empty takes several kinds in turn.
	Junk Junk

	// EmptyPushes empties the data array of every push.
	EmptyPushes bool
	// Rows spoils the data arrays of pushes; empty leaves them as they are.
	Rows Rows
	// Skew is how far ahead of the time all times of rows are; negative: behind. Times of years gone by move along.
	Skew time.Duration
	// Milliseconds tells all times of rows in milliseconds.
	Milliseconds bool
}

// Spoiled returns how much of what was sent to sockets so far was not as it should be: frames by their kind of [Junk], rows
// by topic and by the field that was wrong, as in "positions size", or else by the kind of [Rows], as in "orderbook foreign".
// The several kinds of junk that come in turn are counted as "junk".
func (x *Exchange) Spoiled() map[string]int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return maps.Clone(x.spoiled)
}
