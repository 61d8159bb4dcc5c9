package model

import (
	"testing"

	"pgregory.net/rapid"
)

// levels are pairs of a price and a size.
func levels(pairs ...string) []Level {
	var out []Level
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, Level{MustDec(pairs[i]).value, MustDec(pairs[i+1]).value})
	}
	return out
}

// sampleDepth is the book of a sample: BTC with four levels a side.
func sampleDepth(at int) Depth {
	return NewDepth("15", after(at),
		levels("117690", "0.06", "117667", "0.1", "117655", "0.2", "117561", "0.3"),
		levels("117785", "0.06", "117808", "0.1", "117820", "0.2", "117914", "0.3"))
}

func bookOf(bids, asks []Level) Book {
	m := New(nil)
	m.Apply(batchOf(NewDepth("15", start, bids, asks)))
	return m.Book("15")
}

func TestFiguresOfTheSampleBook(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0)))
	b := m.Book("15")
	sameNumber(t, "best bid", b.BestBid(), "117690")
	sameNumber(t, "best ask", b.BestAsk(), "117785")
	sameNumber(t, "mid", b.Mid(), "117737.5")
	sameNumber(t, "spread", b.Spread(), "95")
	rounds(t, "spread in basis points", b.SpreadBP(), "8.06879711")
	sameNumber(t, "imbalance", b.Imbalance(10), "0.5")
	sameNumber(t, "bids", Depths(b.Bids, 10), "0.66")
	if b.Crossed() {
		t.Error("book counts as crossed")
	}
}

func TestImbalanceIsTheShareOfTheBids(t *testing.T) {
	b := bookOf(levels("5.755", "120.5", "5.757", "10"), levels("5.761", "80", "5.759", "33.333"))
	rounds(t, "imbalance of the best level", b.Imbalance(1), "0.230771")
	rounds(t, "imbalance of two levels", b.Imbalance(2), "0.535202")
	sameNumber(t, "imbalance of no level", b.Imbalance(0), "")
	sameNumber(t, "imbalance of minus one level", b.Imbalance(-1), "")
	sameNumber(t, "imbalance without asks", bookOf(levels("5", "1"), nil).Imbalance(5), "1")
	sameNumber(t, "imbalance without bids", bookOf(nil, levels("5", "1")).Imbalance(5), "0")
}

func TestHalfEmptyBookHasNoMid(t *testing.T) {
	for name, b := range map[string]Book{
		"no bids": bookOf(nil, levels("5", "1")),
		"no asks": bookOf(levels("5", "1"), nil),
		"empty":   bookOf(nil, nil),
		"unheard": New(nil).Book("15"),
	} {
		for _, d := range []Dec{b.Mid(), b.Spread(), b.SpreadBP()} {
			sameNumber(t, name+": a figure of both sides", d, "")
		}
		if b.Crossed() {
			t.Errorf("%s: counts as crossed", name)
		}
	}
}

func TestCrossedBookIsMarkedAndKept(t *testing.T) {
	crossed := bookOf(levels("101", "1"), levels("100", "1"))
	if !crossed.Crossed() || len(crossed.Bids) != 1 || len(crossed.Asks) != 1 {
		t.Errorf("crossed %t, %d bids, %d asks", crossed.Crossed(), len(crossed.Bids), len(crossed.Asks))
	}
	sameNumber(t, "spread", crossed.Spread(), "-1")
	if n := len(crossed.Mids.Points); n != 0 {
		t.Errorf("%d mids are sampled of a crossed book", n)
	}
	if !bookOf(levels("100", "1"), levels("100.0", "1")).Crossed() {
		t.Error("a book locked at one price does not count as crossed")
	}
}

func TestEqualPricesAreAddedUp(t *testing.T) {
	b := bookOf(levels("5.0", "1", "4", "3", "5", "2"), nil)
	if len(b.Bids) != 2 {
		t.Fatalf("%d levels, want 2", len(b.Bids))
	}
	sameNumber(t, "size at 5", Some(b.Bids[0].Size), "3")
}

func TestNewBookReplacesTheOld(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0)))
	m.Apply(batchOf(NewDepth("15", after(1), levels("1", "1"), nil)))
	b := m.Book("15")
	if len(b.Bids) != 1 || len(b.Asks) != 0 || b.Pushes != 2 || !b.At.Equal(after(1)) {
		t.Errorf("book is %+v", b)
	}
}

func TestBookIsSortedWithUniquePositivePrices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawLevels(t)
		total := Int(0)
		for _, l := range given {
			if l.Price.Sign() > 0 && l.Size.Sign() > 0 {
				total = total.Add(Some(l.Size))
			}
		}
		for name, sign := range map[string]int{"bids": -1, "asks": 1} {
			got := side(append([]Level(nil), given...), sign)
			for i, l := range got {
				if l.Price.Sign() <= 0 || l.Size.Sign() <= 0 {
					t.Fatalf("%s hold %v", name, l)
				}
				if i > 0 && got[i-1].Price.Cmp(l.Price) != -sign {
					t.Fatalf("%s are out of order at %d: %v", name, i, got)
				}
			}
			if Depths(got, len(got)).Cmp(total) != 0 {
				t.Fatalf("%s add up to %s, given %s", name, Depths(got, len(got)), total)
			}
		}
	})
}

func TestMidIsSampledOnceASecond(t *testing.T) {
	m := New(nil)
	push := func(second int, bid, ask string) {
		m.Apply(batchOf(NewDepth("15", after(second), levels(bid, "1"), levels(ask, "1"))))
	}
	push(0, "9", "11")
	push(0, "10", "12")
	push(2, "20", "22")
	push(1, "90", "92")
	mids := m.Book("15").Mids
	if len(mids.Points) != 2 {
		t.Fatalf("%d points, want 2: %v", len(mids.Points), mids.Points)
	}
	sameNumber(t, "first mid ever", mids.First.Price, "10")
	sameNumber(t, "last mid of the first second", mids.Points[0].Price, "11")
	for _, c := range []struct {
		second int
		want   string
	}{{-1, ""}, {0, "11"}, {1, "11"}, {2, "21"}, {9, "21"}} {
		p, _ := mids.Sampled(after(c.second).Unix())
		sameNumber(t, "mid sampled", p.Price, c.want)
	}
}
