// Package sim is a simulated Kana exchange: markets with a real order book and matching, two accounts that trade on them,
// and the WebSocket and REST protocol to watch it all.
//
// All data is simulated. Prices, traders, ids, ledger versions and accounts are made up by a seeded generator; nothing
// comes from, or goes to, the real exchange. Three parts of the protocol are guesses, because nobody documents them: the
// payload of live_funding_rate, the payload of bestPrice, and the container (array or object) of the live_* topics.
// Whether list topics are sent again in full on each change is a choice made here, not a known fact. Triggers (tp, sl) and
// liquidation prices are shown but never executed: the market is pulled back to its start long before it reaches them.
//
// The package promises exact decimals on the wire, a market step that no client can hold up, and the same stream for the
// same seed and the same passage of time. It reads time from package time only, so it runs inside a testing/synctest
// bubble. It must not import the feed or the ui: it is a second, independent spelling of the protocol, and the tests of
// those packages lean on that. It must not import testing.
//
// The accounts are those of [Accounts], the same at every exchange: "main", which trades all the time, and "hedge", which
// holds short positions against it. Their account topics answer for their profile addresses, the look-up of a profile for
// their wallets. Every other address has empty lists, and every other wallet no profile.
//
// From common to rare:
//
//	x := sim.New(sim.Options{Seed: 1})
//	l := sim.NewListener()
//	go x.Run(ctx)                       // moves the market
//	go x.Serve(ctx, l)                  // answers l.DialContext
//	x.Step()                            // instead of Run: one step by hand
//	x.SetFault(sim.Fault{Silent: true}) // misbehaves from now on; Fault lists all the ways
//	x.Spoiled()                         // what of that went out, by kind, to be compared with what a client has counted
//	l.FailDials(err)                    // a name that is not found, a port on which nobody listens
//	x.Push("orderbook", frame)          // any bytes to the subscribers of a topic
//	x.DropAll(code, reason)             // closes every socket
//	x.Received()                        // what clients sent
//
// Ownership: one mutex guards the markets, the accounts, the subscriptions and the counters; it is held for a step or a
// subscription and never while a socket is written. Each socket has a reader (the HTTP handler's goroutine) and a writer,
// which the handler waits for; a line that was ever slow has a goroutine that its Close waits for. Between step and writer
// stands a queue of bounded length: a newer state replaces an older one of the same stream in it, single records are kept,
// and a client whose queue overflows or whose write takes longer than ten seconds is closed.
package sim
