// Package model is the state of the dashboard and everything computed from it.
//
// It owns the parts of the state (books, best prices, public trades, funding, the rows of accounts, the links), the
// events that change them and the figures that are derived on reading: mid, spread, imbalance, unrealised profit,
// liquidation distance, totals per side, what closing now would bring, what rests ahead of an order, what positions would
// pay at a funding window; and the orders in which positions and open orders may stand. Filters of rows and sums of
// histories are values of their own ([Filter], [Sums]).
//
// What it promises:
//
//   - It is pure. No I/O, no clock, no goroutine, no randomness, no terminal. Time arrives as data: the receive time in
//     events, the present as an argument of what depends on it.
//   - An [Event] changes one [Stream] only, and streams commute. What needs two streams is computed on reading, never stored.
//   - The merge law: applying a merged [Batch] gives the same model as applying its events one by one.
//     Two kinds of merging exist. Replace: the newer full state wins (books, best prices, positions, open orders, links).
//     Join: rows are united by their key and the newest N are kept (trades, order history, fills, transfers, funding rates),
//     so lists that are sent again, reconnects and replays do no harm.
//   - Every number that came from the exchange is an exact decimal, and an absent one is an absent [Dec], never zero.
//   - Every list is bounded; the bounds stand in limits.go.
//   - What earlier runs kept ([PastTrades], [PastRates]) is united with what the exchange tells, each trade once, in whatever order the
//     two come; it stands behind candles, rows and lines, and says nothing of the present. What neither tells is a gap ([Tape.Gaps]).
//   - Times of rows are the exchange's, times of receipt the program's. Where trades tell again and again that the two clocks differ,
//     [Tape.Apart] says by how much.
//   - [Alerts] are a machine beside the model that looks at it after each batch. It fires on nothing that may not be shown as current,
//     and says what it could not watch.
//   - Each part carries a revision of one rising counter, so a reader finds out what changed by comparing numbers.
//
// The configured accounts have an order, and one of them is looked at, or their sum: [Model.Look]. What is said of "the account"
// follows: [Model.Held], [Model.Exposures], [Model.OpenRows], [Model.AccountAge], [Model.Total]. What must not follow, because it
// is about all accounts whatever is on the screen, takes a place: [Model.HeldOf], [Model.ExposuresOf] with [AllAccounts]. The sum
// is made when it is asked for and kept until an account changes; its rows know their account's name, and it is never fresher or
// more complete than the worst of its accounts.
//
// A Model is owned by one goroutine. It imports nothing of the program and no package that reaches the outside world.
package model
