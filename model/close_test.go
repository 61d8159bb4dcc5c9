package model

import "testing"

// The sample book: bids 117690 x 0.06, 117667 x 0.1, …; asks 117785 x 0.06, 117808 x 0.1, ….
func sampleBook() *Model {
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0)))
	return m
}

func TestClosingNowWalksTheBook(t *testing.T) {
	m := sampleBook()
	long := Position{Market: "15", Side: Long, Size: MustDec("0.1"), Entry: MustDec("117000")}
	c := m.CloseNow(long)
	// 0.06 at 117690 and 0.04 at 117667: 11768.08; fee 5.88404; cost 11700.
	sameNumber(t, "average", c.Average, "117680.8")
	sameNumber(t, "fee", c.Fee, "5.88404")
	sameNumber(t, "profit", c.PnL, "62.19596")
	short := Position{Market: "15", Side: Short, Size: MustDec("0.06"), Entry: MustDec("118000")}
	c = m.CloseNow(short)
	// 0.06 at 117785: 7067.1; fee 3.53355; cost 7080.
	sameNumber(t, "profit of the short", c.PnL, "9.36645")
}

func TestClosingMoreThanTheBookHoldsIsNotKnown(t *testing.T) {
	m := sampleBook()
	for name, p := range map[string]Position{
		"too large":  {Market: "15", Side: Long, Size: Int(5), Entry: Int(117000)},
		"no side":    {Market: "15", Size: Int(1), Entry: Int(117000)},
		"no size":    {Market: "15", Side: Long, Entry: Int(117000)},
		"other book": {Market: "14", Side: Long, Size: Int(1), Entry: Int(5)},
	} {
		if c := m.CloseNow(p); c.Average.Known() || c.PnL.Known() || c.Fee.Known() {
			t.Errorf("%s: %+v, want nothing", name, c)
		}
	}
}

func TestBreakEvenPaysTheClosingFee(t *testing.T) {
	long := Position{Side: Long, Entry: MustDec("117690")}
	short := Position{Side: Short, Entry: MustDec("117785")}
	rounds(t, "long", long.BreakEven(), "117748.87443722")
	rounds(t, "short", short.BreakEven(), "117726.13693153")
	// Selling at the price and paying the fee gives back the entry.
	rounds(t, "check", long.BreakEven().Mul(Int(1).Sub(TakerFee())), "117690.00000000")
}

func TestQueueAheadCountsBetterPricesAndTheRestAtItsOwn(t *testing.T) {
	m := sampleBook()
	bid := Order{Market: "15", Type: "1", Price: MustDec("117667"), Remaining: MustDec("0.04")}
	sameNumber(t, "bid", m.Ahead(bid), "0.12") // 0.06 better, 0.1 at its price of which 0.04 is its own
	ask := Order{Market: "15", Type: "2", Price: MustDec("117800"), Remaining: MustDec("1")}
	sameNumber(t, "ask between levels", m.Ahead(ask), "0.06")
	if got := m.Ahead(Order{Market: "15", Type: "9", Price: Int(1)}); got.Known() {
		t.Errorf("an order of unknown side has %s ahead", got)
	}
	if got := m.Ahead(Order{Market: "14", Type: "1", Price: Int(1)}); got.Known() {
		t.Errorf("an order without a book has %s ahead", got)
	}
}
