package model

import (
	"slices"
	"testing"
	"time"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"
)

// The sample book: bids 117690 x 0.06, 117667 x 0.1, …; asks 117785 x 0.06, 117808 x 0.1, ….
func sampleBook() *Model {
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0)))
	return m
}

func TestClosingNowWalksTheBook(t *testing.T) {
	m := sampleBook()
	long := Position{Market: "15", Side: Long, Size: MustDec("0.1"), Entry: MustDec("117000")}
	c := m.CloseNow(long, DefaultTakerFee())
	// 0.06 at 117690 and 0.04 at 117667: 11768.08; fee 5.88404; cost 11700.
	sameNumber(t, "average", c.Average, "117680.8")
	sameNumber(t, "fee", c.Fee, "5.88404")
	sameNumber(t, "profit", c.PnL, "62.19596")
	short := Position{Market: "15", Side: Short, Size: MustDec("0.06"), Entry: MustDec("118000")}
	c = m.CloseNow(short, DefaultTakerFee())
	// 0.06 at 117785: 7067.1; fee 3.53355; cost 7080.
	sameNumber(t, "profit of the short", c.PnL, "9.36645")
	// With a discount to 0.02 %: 7067.1 x 0.0002 is 1.41342, and 12.9 - 1.41342 is 11.48658.
	c = m.CloseNow(short, MustDec("0.02"))
	sameNumber(t, "fee of the short with a discount", c.Fee, "1.41342")
	sameNumber(t, "profit of the short with a discount", c.PnL, "11.48658")
	if c.Shallow(short.Size) {
		t.Error("a book that takes the whole is called shallow")
	}
}

func TestClosingSaysHowMuchATooShallowBookTakes(t *testing.T) {
	m := watching(NewDepth("15", start, levels("100", "0.5", "99", "0.25"), levels("101", "0.1")))
	c := m.CloseNow(Position{Market: "15", Side: Long, Size: Int(2), Entry: Int(90)}, DefaultTakerFee())
	sameNumber(t, "bids", c.Depth, "0.75") // 0.5 at 100 and 0.25 at 99
	if !c.Shallow(Int(2)) || c.PnL.Known() || c.Average.Known() {
		t.Errorf("closing 2 in a book of 0.75 gives %+v", c)
	}
	c = m.CloseNow(Position{Market: "15", Side: Short, Size: Int(2), Entry: Int(90)}, DefaultTakerFee())
	sameNumber(t, "asks", c.Depth, "0.1")
	m.Apply(batchOf(NewDepth("15", start, nil, levels("101", "0.1"))))
	c = m.CloseNow(Position{Market: "15", Side: Long, Size: Int(2), Entry: Int(90)}, DefaultTakerFee())
	sameNumber(t, "no bids", c.Depth, "0")
	if !c.Shallow(Int(2)) {
		t.Error("a book without bids is deep enough for a long")
	}
}

// TestClosingMoreNeverBringsABetterPrice: the average of walking the book only worsens with the size.
func TestClosingMoreNeverBringsABetterPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := New(nil)
		m.Apply(batchOf(NewDepth("15", start, drawLevels(t), drawLevels(t))))
		for side, sign := range map[Side]int{Long: 1, Short: -1} {
			last := Dec{}
			for n := range 20 {
				p := Position{Market: "15", Side: side, Size: Int(int64(n + 1)).Mul(MustDec("0.37")), Entry: Int(100)}
				c := m.CloseNow(p, DefaultTakerFee())
				if c.Average.Known() == (c.Shallow(p.Size) || !c.Depth.Known()) {
					t.Fatalf("an average and a shallow book at once, or neither: %+v", c)
				}
				// A quotient of 19 digits is rounded in its last one.
				worse := c.Average.Sub(last)
				if sign < 0 {
					worse = worse.Neg()
				}
				if last.Known() && c.Average.Known() && worse.Cmp(MustDec("0.000000001")) > 0 {
					t.Fatalf("closing %s brings %s, less of it %s", p.Size, c.Average, last)
				}
				last = c.Average
			}
		}
	})
}

func TestClosingMoreThanTheBookHoldsIsNotKnown(t *testing.T) {
	m := sampleBook()
	for name, p := range map[string]Position{
		"too large":  {Market: "15", Side: Long, Size: Int(5), Entry: Int(117000)},
		"no side":    {Market: "15", Size: Int(1), Entry: Int(117000)},
		"no size":    {Market: "15", Side: Long, Entry: Int(117000)},
		"other book": {Market: "14", Side: Long, Size: Int(1), Entry: Int(5)},
	} {
		if c := m.CloseNow(p, DefaultTakerFee()); c.Average.Known() || c.PnL.Known() || c.Fee.Known() {
			t.Errorf("%s: %+v, want nothing", name, c)
		}
	}
}

func TestBreakEvenPaysTheClosingFee(t *testing.T) {
	long := Position{Side: Long, Entry: MustDec("117690")}
	short := Position{Side: Short, Entry: MustDec("117785")}
	rounds(t, "long", long.BreakEven(DefaultTakerFee()), "117748.87443722")
	rounds(t, "short", short.BreakEven(DefaultTakerFee()), "117726.13693153")
	// Selling at the price and paying the fee gives back the entry.
	rounds(t, "check", long.BreakEven(DefaultTakerFee()).Mul(MustDec("0.9995")), "117690.00000000")
}

func TestWholeBreakEvenPaysBothFees(t *testing.T) {
	// 117690 x 1.0005 / 0.9995 and 117785 x 0.9995 / 1.0005.
	long := Position{Side: Long, Entry: MustDec("117690"), Size: Int(1)}
	short := Position{Side: Short, Entry: MustDec("117785"), Size: Int(1)}
	rounds(t, "long", long.BreakEvenWhole(DefaultTakerFee()), "117807.74887444")
	rounds(t, "short", short.BreakEvenWhole(DefaultTakerFee()), "117667.27386307")
	sameNumber(t, "of an unknown side", Position{Entry: Int(1)}.BreakEvenWhole(DefaultTakerFee()), "")
}

// TestNothingIsLeftAtBreakEven: a book that takes all at the break-even price leaves no profit after the closing fee.
func TestNothingIsLeftAtBreakEven(t *testing.T) {
	for _, side := range []Side{Long, Short} {
		p := Position{Market: "15", Side: side, Entry: MustDec("117690"), Size: Int(2)}
		price, _ := p.BreakEven(DefaultTakerFee()).Value()
		level := []Level{{Price: price, Size: decimal.MustNew(5, 0)}}
		m := New(nil)
		m.Apply(batchOf(NewDepth("15", start, slices.Clone(level), level)))
		if left := m.CloseNow(p, DefaultTakerFee()).PnL.Abs(); !left.Known() || left.Cmp(MustDec("0.0000001")) > 0 {
			t.Errorf("side %s: %s is left", side, left)
		}
	}
}

func TestQueueAheadCountsBetterPricesAndTheRestAtItsOwn(t *testing.T) {
	m := sampleBook()
	bid := Order{Market: "15", Type: "1", Price: MustDec("117667"), Remaining: MustDec("0.04")}
	ahead := func(what string, o Order, want string, least bool) {
		t.Helper()
		size, more := m.Ahead(o)
		sameNumber(t, what, size, want)
		if more != least {
			t.Errorf("%s: more than that: %t", what, more)
		}
	}
	ahead("bid", bid, "0.12", false) // 0.06 better, 0.1 at its price of which 0.04 is its own
	ask := Order{Market: "15", Type: "2", Price: MustDec("117800"), Remaining: MustDec("1")}
	ahead("ask between levels", ask, "0.06", false)
	// Of an order that does not tell its rest nothing is taken off: 0.06 better and all of 0.1.
	ahead("bid without a rest", Order{Market: "15", Type: "1", Price: MustDec("117667")}, "0.16", false)
	ahead("of unknown side", Order{Market: "15", Type: "9", Price: Int(1)}, "", false)
	ahead("without a book", Order{Market: "14", Type: "1", Price: Int(1)}, "", false)
	ahead("at no price", Order{Market: "15", Type: "1", Price: Int(-5)}, "", false)
	b := m.Book("15")
	last, better := b.Bids[len(b.Bids)-1], Int(0)
	for _, l := range b.Bids[:len(b.Bids)-1] {
		better = better.Add(Some(l.Size))
	}
	ahead("at the last level", Order{Market: "15", Type: "1", Price: Some(last.Price), Remaining: Some(last.Size)}, better.String(), false)
	ahead("behind the last level", Order{Market: "15", Type: "1", Price: Some(last.Price).Sub(Int(1))}, better.Add(Some(last.Size)).String(), true)
	m.Apply(batchOf(NewDepth("15", start.Add(time.Second), nil, slices.Clone(b.Asks))))
	ahead("on an empty side", bid, "", false)
}
