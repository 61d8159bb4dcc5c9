package model

import "slices"

// Rows are the trades told, message by message in the order in which they came.
func (t Trades) Rows() []Trade { return slices.Concat(t.pushes.lists...) }

// Lost is the number of rows given up because nobody took them.
func (t Trades) Lost() int { return t.pushes.lost }

// Rows are the orders told, message by message in the order in which they came.
func (o Orders) Rows() []Order { return slices.Concat(o.pushes.lists...) }

// Lost is the number of rows given up because nobody took them.
func (o Orders) Lost() int { return o.pushes.lost }

// Rows are the fills told, message by message in the order in which they came.
func (f Fills) Rows() []Trade { return slices.Concat(f.pushes.lists...) }

// Lost is the number of rows given up because nobody took them.
func (f Fills) Lost() int { return f.pushes.lost }

// Rows are the transfers told, message by message in the order in which they came.
func (t Transfers) Rows() []Transfer { return slices.Concat(t.pushes.lists...) }

// Lost is the number of rows given up because nobody took them.
func (t Transfers) Lost() int { return t.pushes.lost }

// Pushes are the trades told, of each message the rows: those of one message are distinct fills, even when they look the same.
func (t Trades) Pushes() [][]Trade { return t.pushes.lists }

// Union is the public trades of a market, of which lists are sent again and again, each counted once. The zero Union is empty.
type Union struct{ ledger ledger }

// Add unites it with the rows of one message, or of one file, and returns those that were new, oldest first. It knows as many as a
// tape keeps: what is older than those is taken for known.
func (u *Union) Add(push []Trade) []Trade { return u.ledger.add(push, MaxTrades) }

// Rows are the trades kept that come as rows, oldest first.
func (p PastTrades) Rows() []Trade { return p.rows }
