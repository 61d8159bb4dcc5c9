package model

import (
	"math"
	"slices"
	"time"
)

// Print is what one taker traded in one transaction: fills of the same account, kind and ledger version, one behind the other.
type Print struct {
	Time      time.Time
	Version   int64
	Address   Address
	Type      OrderType
	Side      BookSide // that of the reported rows; a bid buys
	Fills     int
	Price     Dec // of the newest fill
	Low, High Dec
	Size      Dec // of all fills, base units
	Value     Dec // of all fills, quote units
}

// Prints appends the prints kept to out, the newest first, leaving out those smaller than least, which are counted.
// An absent least leaves out none. Fills without a ledger version are never united.
func (t *Tape) Prints(out []Print, least Dec) (prints []Print, hidden int) {
	return printed(t.ledger.rows, out, least, math.MaxInt)
}

// Latest appends the newest prints to out, at most so many, each with all of its fills that are kept.
func (t *Tape) Latest(out []Print, most int) []Print {
	out, _ = printed(t.ledger.rows, out, Dec{}, len(out)+max(0, most))
	return out
}

// sample is how many trades tell which prints are large.
const sample = MaxTrades - settledEach

// settledEach is the number of trades with each of which it is told anew what is large; while there are fewer, every one counts.
const settledEach = 100

// Settled is how many trades had been seen when it was last told what is large.
func (t *Tape) Settled() int {
	if t.Seen < settledEach {
		return t.Seen
	}
	return t.Seen - t.Seen%settledEach
}

// SettledPrints are the prints, none smaller than least, that tell what is large: those that had been seen by then, as many of them as
// are kept whatever comes until it is told anew. So it depends on what was seen alone, not on when it was looked at.
func (t *Tape) SettledPrints(least Dec) []Print {
	end := max(0, t.Len()-(t.Seen-t.Settled()))
	out, _ := printed(t.ledger.rows[max(0, end-sample):end], nil, least, math.MaxInt)
	return out
}

// printed appends prints of trades, oldest of these first, until there are enough in out.
func printed(rows []Trade, out []Print, least Dec, enough int) (prints []Print, hidden int) {
	var last Print
	flush := func() {
		switch {
		case last.Fills == 0:
		case least.Known() && last.Size.Cmp(least) < 0:
			hidden++
		default:
			out = append(out, last)
		}
	}
	for _, trade := range slices.Backward(rows) {
		if last.Fills > 0 && trade.Version != 0 && trade.Version == last.Version && trade.Type == last.Type && trade.Address.Same(last.Address) {
			last.Fills++
			last.Size, last.Value = last.Size.Add(trade.Size), last.Value.Add(trade.Price.Mul(trade.Size))
			last.Low, last.High = smaller(last.Low, trade.Price), larger(last.High, trade.Price)
			continue
		}
		if flush(); len(out) >= enough {
			return out, hidden
		}
		last = Print{
			Time: trade.Time, Version: trade.Version, Address: trade.Address, Type: trade.Type, Side: trade.Taker(), Fills: 1,
			Price: trade.Price, Low: trade.Price, High: trade.Price, Size: trade.Size, Value: trade.Price.Mul(trade.Size),
		}
	}
	flush()
	return out, hidden
}

func smaller(a, b Dec) Dec {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func larger(a, b Dec) Dec {
	if b.Cmp(a) > 0 {
		return b
	}
	return a
}

// Quantile is the size that a share of the prints, in percent, is smaller than; absent without prints.
func Quantile(prints []Print, percent int) Dec {
	if len(prints) == 0 {
		return Dec{}
	}
	sizes := ascending(prints)
	return *sizes[min(len(sizes)*max(0, percent)/100, len(sizes)-1)]
}

// Rare is the size from which prints are among the largest percent of them: of many equal ones none is. It is absent when no size
// is that rare.
func Rare(prints []Print, percent int) Dec {
	sizes := ascending(prints)
	at := len(sizes) * (100 - percent) / 100
	for ; at < len(sizes); at++ {
		if at == 0 || sizes[at-1].Cmp(*sizes[at]) != 0 {
			return *sizes[at]
		}
	}
	return Dec{}
}

// ascending are the sizes of prints, the smallest first.
func ascending(prints []Print) []*Dec {
	sizes := make([]*Dec, len(prints))
	for i := range prints {
		sizes[i] = &prints[i].Size
	}
	slices.SortFunc(sizes, func(a, b *Dec) int { return a.Cmp(*b) })
	return sizes
}
