package model

// Bounds of what is kept, stated once. Rows beyond a bound are the oldest under the list's order.
const (
	// MaxTrades is the number of public trades kept per market.
	MaxTrades = 1000
	// MaxOrders is the number of rows of an account's order history kept.
	MaxOrders = 500
	// MaxFills is the number of an account's fills kept.
	MaxFills = 1000
	// MaxTransfers is the number of an account's deposits and withdrawals kept.
	MaxTransfers = 500
	// MaxRates is the number of changes of the funding rate kept per market.
	MaxRates = 500
	// MaxPoints is the number of one-second samples of a mid kept per market.
	MaxPoints = 7200
	// MaxSeconds and MaxMinutes are the numbers of one-second and one-minute candles kept per market.
	MaxSeconds = 3600
	MaxMinutes = 2880
	// MaxLevels is the number of levels of one side of a book kept, the best ones.
	MaxLevels = 2000
	// MaxRows is the number of positions or open orders of one push kept.
	MaxRows = 1000
	// MaxPending is the number of rows of one joined stream that wait for a screen that takes nothing; the oldest pushes
	// beyond it are given up and counted.
	MaxPending = 20_000
	// MaxMarkets is the number of markets the exchange may list, and of those for which data is kept.
	MaxMarkets = 256
	// MaxAccounts is the number of accounts watched at most. The sum of them keeps all that is kept of each.
	MaxAccounts = 9
)
