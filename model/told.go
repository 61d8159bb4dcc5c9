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
