package sim

// Fault makes the exchange misbehave. The zero value behaves well. Fields that concern a connection as a whole act when it
// is made; the others act at once on all sockets.
type Fault struct {
	// RefuseStatus answers upgrade requests with this HTTP status instead; zero accepts them.
	RefuseStatus int
	// CloseAtOnce accepts a socket and closes it with status 1011.
	CloseAtOnce bool
	// Silent pushes nothing; pings are still answered.
	Silent bool
	// HalfOpen pushes nothing and answers no ping, like a peer that is gone without having said so.
	HalfOpen bool
	// JunkEvery sends a frame that makes no sense after each so many good ones; zero sends none.
	JunkEvery int
	// EmptyPushes empties the data array of every push.
	EmptyPushes bool
	// Flood repeats the present state of a client's subscriptions so many times a second; zero does not. What the client's
	// queue cannot hold is left out, so a flood does not close the socket.
	Flood int
}

// junk returns the nth of a few frames that a client must survive.
func junk(n int) []byte {
	frames := [...]string{
		`not json at all`,
		`{"message":"orderbook","data":[{"is_ask":"maybe","price":"NaN","size":{}},17,null]}`,
		`{"message":"nobody_knows_this","data":[{"a":1}]}`,
		`{"data":`,
		`[]`,
		`null`,
		`{"message":"positions","data":"closed for lunch"}`,
		`{"message":42,"data":[]}`,
	}
	return []byte(frames[n%len(frames)])
}
