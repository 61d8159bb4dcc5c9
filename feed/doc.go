// Package feed is the wire: it subscribes to the exchange, decodes what it says into events of package model, and hands
// them on in batches.
//
// It owns the connections, the decoding, the merging and the look-ups over REST. It promises:
//
//   - What leaves it is valid. Numbers are exact decimals or absent, ids are printable and short, every text is cleaned of
//     control characters and of anything not surely one cell wide, so nothing from the wire can act on a terminal.
//   - A bad row loses no neighbour, a bad message loses no connection, a lost connection loses no other. What could not be
//     read is counted, with the last example, in the [model.Link] of the connection.
//   - Nothing a client of this package does holds up a socket: while send blocks, events merge under the bounds of model.
//   - Everything ends with the context of [Client.Run], and has ended when it returns.
//
// It must not import the ui, Bubble Tea or Lip Gloss, nor, outside of tests, feed/sim.
//
//	c, err := feed.New(feed.Options{WebSocketURL: "wss://…/ws/", Markets: model.Builtins("mainnet"), Accounts: []feed.Account{{Profile: address}}})
//	err = c.Run(ctx, func(b model.Batch) { program.Send(b) })
//
// # How data flows
//
//	socket → sluice → read → decoder (envelope → rows → scalars) → pacer → send
//	                                           └ link: counters, state, round trip ┘
//
// Where more than 120 messages a second come over a TCP connection, the system holds them until shortly before the next batch and wakes
// nobody meanwhile (Linux only): each waking costs more than what it brings. The time of receipt of such a message is when it was read,
// up to a window after it came. Pings hurry their connection, so round trips are true. Batches are a window apart, and a fifth more,
// up to 40 ms, behind one in which much was merged; one waits up to 8 ms for a connection that is read late.
//
// What passes over the wire can be tapped ([Options.Tap]); a [Replay] makes of the notes what the client made of the wire.
//
// A scope is what one connection is about: the exchange, one market, or one account. An empty list names neither market nor
// account, so its owner is known only because nobody else shares the connection. Rows of another owner are dropped and
// counted. The topic table in topic.go is the protocol; a new topic of a known kind is one row there and one decode
// function.
//
// Who needs less than everything says so with [Options.Wants]: topics that nobody wants are not subscribed, and a scope without any
// has no connection. [Options.Overhear] shows every frame as it came. [Client.ProbeSocket] and [Client.ProbeREST] go the way to the
// exchange once, by the rules of the other requests, and tell how far they got.
//
// # Goroutines
//
//	Run                        starts the pacer, the look-ups and a runner for each scope, and waits for all of them
//	runner      (each scope)   opens, subscribes, waits, opens again; waits for its reader and its heartbeat
//	reader      (connection)   reads and decodes; ends when the connection is closed
//	heartbeat   (connection)   pings every 20 s, watches for sleep; closes the connection when the pong is missing for 10 s,
//	                           or when its context ends
//	pacer                      the only caller of send
//	profile look-up (wallet)   ends when the profile address is known
//	market list                ends with the list, or after a few tries
//
// A panic in any of them is logged with its stack and ends Run with an error.
//
// # Bounds
//
//   - pacer: one event per stream; lists that are joined keep [model.MaxPending] rows, the oldest pushes are given up and counted
//   - a message: 4 MiB, 50,000 rows, 64 fields a row; a text 128 runes; an id 64 characters
//   - accounts: [model.MaxAccounts] connections
//   - markets: [model.MaxMarkets] connections, and as many ids named by the exchange
//   - raw frames: the first 64 KiB of the last one of each topic and scope
//   - waits between attempts: 0.5 s to 30 s with full jitter, begun anew once data has flowed over a connection that stood for
//     a second; Retry-After up to 5 minutes
//
// # What is assumed of the exchange
//
// Documented: the subscribe frames, the envelope with message and data, the rows of order and transfer history. Known from
// clients that work: the flat book of which each push is whole, the fields of trades, positions and open orders. Guessed,
// because nobody documents it: the payloads of live_funding_rate and bestPrice, and whether live topics send an array or one
// object. A push of positions or open orders is taken for complete. Positions in the exchange's old integer encoding are
// recognised by is_long without trade_side and by figures that are all whole numbers, passed on raw, and marked.
// The exchange acknowledges nothing and documents no error frame: a message of no known topic is counted and kept for
// inspection, and the connection stays.
package feed
