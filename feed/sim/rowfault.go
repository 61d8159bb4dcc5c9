package sim

import "strings"

// Rows is a way in which the rows of pushes can be wrong. Good rows stay among the bad. Bad rows are copies of a good one
// that name the order, position, ledger version, amount or price 666666, and the market 66 where the topic is of all markets.
type Rows string

// Ways in which rows can be wrong.
const (
	// WrongTypes adds, for each field of a row, a copy in which that field is an object or an array.
	WrongTypes Rows = "wrong-types"
	// OutOfRange adds, for each numeric field of a row, a copy in which that field is a number that nothing can hold.
	OutOfRange Rows = "out-of-range"
	// Foreign adds a row of another market or account.
	Foreign Rows = "foreign"
	// BrokenUTF8 adds to each row a field of bytes that are not UTF-8, and to its status too.
	BrokenUTF8 Rows = "broken-utf8"
	// Escapes puts control sequences, escaped as JSON wants it, into an added field and into the status.
	Escapes Rows = "escapes"
	// Nested adds to one row of each push a field nested as deep as readers may go.
	Nested Rows = "nested"
	// DuplicateNames writes every field twice.
	DuplicateNames Rows = "duplicate-names"
	// ZeroLevels adds to each book levels whose size or price is zero or negative.
	ZeroLevels Rows = "zero-levels"
	// Crossed adds to each book a bid above its best ask.
	Crossed Rows = "crossed"
	// SplitLevels tells each level of a book in two halves.
	SplitLevels Rows = "split-levels"
	// Shuffled puts the rows of every list in no order.
	Shuffled Rows = "shuffled"
	// Replayed tells the whole history with every piece of news, in no order: order_history, trade_history,
	// deposit_withdraw_history and recent_trades; and beside each order an older state of it.
	Replayed Rows = "replayed"
)

// spoil applies the faults that concern rows. It returns a key for each row that is not good.
func (x *Exchange) spoil(t topic, rows []row) ([]row, []string) {
	if x.fault.EmptyPushes {
		return nil, nil
	}
	if x.fault.Skew != 0 || x.fault.Milliseconds {
		rows = each(rows, func(f field) []field { return []field{x.retimed(f)} })
	}
	if len(rows) == 0 {
		return rows, nil
	}
	switch x.fault.Rows {
	case WrongTypes, OutOfRange, Foreign:
		return x.added(t, rows)
	case BrokenUTF8:
		return hostile(rows, "\xff\xfe\xc3("), nil
	case Escapes:
		return hostile(rows, `\u001b[2J\u001b]0;owned\u0007\u202e\u0000`), nil
	case Nested:
		depth := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
		deepest := append(append(row(nil), rows[0]...), field{key: "note", text: depth})
		return append([]row{deepest}, rows[1:]...), nil
	case DuplicateNames:
		return each(rows, func(f field) []field { return []field{f, f} }), nil
	case Shuffled, Replayed:
		return x.reordered(t, rows), nil
	}
	if t == orderBook {
		return x.fault.Rows.levels(rows)
	}
	return rows, nil
}

// each rebuilds rows field by field and adds more fields to each.
func each(rows []row, edit func(field) []field, more ...field) []row {
	out := make([]row, len(rows))
	for i, r := range rows {
		for _, f := range r {
			out[i] = append(out[i], edit(f)...)
		}
		out[i] = append(out[i], more...)
	}
	return out
}

// hostile puts a text into every status and an added field.
func hostile(rows []row, content string) []row {
	return each(rows, func(f field) []field {
		if f.key == "status" {
			f.text += content
		}
		return []field{f}
	}, text("note", content))
}
