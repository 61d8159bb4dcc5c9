package model

import (
	"testing"
	"time"
)

// quotedMarket is a market whose links are up and proven and whose book is 100 to 101.
func quotedMarket() *Model {
	m := New(Builtins("mainnet"))
	m.Apply(batchOf(
		Link{State: LinkUp, Since: start, Proven: after(1000)},
		Link{Scope: MarketScope("15"), State: LinkUp, Since: start, Proven: after(1000)},
		NewDepth("15", after(1), levels("100", "1"), levels("101", "1")),
		NewBest("15", after(1), Int(100), Int(101)),
	))
	return m
}

// watch calls the witness once a second from one second to another.
func watch(m *Model, from, to int) {
	for s := from; s <= to; s++ {
		m.Witness(after(s))
	}
}

func TestBookThatBestPricesMovedAwayFromIsStale(t *testing.T) {
	m := quotedMarket()
	watch(m, 1, 3)
	m.Apply(batchOf(NewBest("15", after(4), Int(105), Int(106))))
	watch(m, 4, 8)
	if age := m.BookAge("15", after(8)); age.State == Stale {
		t.Errorf("a moment after: %+v, want not stale yet", age)
	}
	watch(m, 9, 11)
	if age := m.BookAge("15", after(11)); age.State != Stale || age.Reason != "best prices moved away from the book" {
		t.Errorf("book under moved best prices: %+v", age)
	}
	if got := m.Doubtful(after(11)); len(got) != 1 || got[0] != "15" {
		t.Errorf("doubtful markets: %v", got)
	}
	m.Apply(batchOf(NewDepth("15", after(12), levels("105", "1"), levels("106", "1"))))
	m.Witness(after(12))
	if age := m.BookAge("15", after(12)); age.State != Live {
		t.Errorf("book that came after them: %+v, want live", age)
	}
}

func TestBookThatTradesPrintOutsideOfIsStale(t *testing.T) {
	m := quotedMarket()
	watch(m, 1, 3)
	m.Apply(batchOf(NewTrades("15", after(4), []Trade{{Market: "15", Price: Int(103), Size: Int(1), Time: after(4)}})))
	watch(m, 4, 12)
	if age := m.BookAge("15", after(12)); age.State != Stale || age.Reason != "trades print outside the book" {
		t.Errorf("book under trades outside of it: %+v", age)
	}
}

func TestCalmMarketIsNotDoubted(t *testing.T) {
	m := quotedMarket()
	watch(m, 1, 100)
	if age := m.BookAge("15", after(100)); age.State != Quiet {
		t.Errorf("silent book with agreeing best prices: %+v, want quiet", age)
	}
}

func TestStreamsSlightlyOutOfStepAreNotAContradiction(t *testing.T) {
	m := quotedMarket()
	for s := 2; s < 60; s++ {
		low := Int(int64(1000 + s%2))
		price, _ := low.Value()
		high, _ := low.Add(Int(3)).Value()
		m.Apply(batchOf(
			NewDepth("15", after(s), []Level{{price, price}}, []Level{{high, price}}),
			NewBest("15", after(s), Int(1001), Int(1003)),
		))
		m.Witness(after(s))
		if age := m.BookAge("15", after(s)); age.State != Live {
			t.Fatalf("second %d: %+v, want live", s, age)
		}
	}
}

func TestBestPricesOfADeadLinkDoubtNothing(t *testing.T) {
	m := quotedMarket()
	m.Apply(batchOf(NewBest("15", after(4), Int(105), Int(106)), Link{State: LinkDown, Since: after(5), Cause: "closed"}))
	watch(m, 5, 9)
	if age := m.BookAge("15", after(9)); age.State != Live {
		t.Errorf("book beside a dead best price link: %+v, want live", age)
	}
	if d := m.Doubtful(after(9 + int(time.Minute/time.Second))); len(d) != 0 {
		t.Errorf("doubtful: %v, want none", d)
	}
}

func TestTradesFromBeforeTheBookDoubtNothing(t *testing.T) {
	m := quotedMarket()
	m.Apply(batchOf(NewTrades("15", after(2), []Trade{{Market: "15", Price: Int(90), Size: Int(1), Time: start.Add(-time.Hour)}})))
	watch(m, 2, 12)
	if age := m.BookAge("15", after(12)); age.State == Stale {
		t.Errorf("book under a list of old trades: %+v", age)
	}
}

// moving pushes a book and, if wanted, a trade in it, that rises by a tenth of a percent a second away from best prices of 100
// and 101.
func moving(m *Model, trades bool, from, to int) {
	for s := from; s <= to; s++ {
		bid, ask := MustDec("101").Add(Int(int64(s)).Quo(Int(10))), MustDec("101.01").Add(Int(int64(s)).Quo(Int(10)))
		b, _ := bid.Value()
		a, _ := ask.Value()
		one, _ := Int(1).Value()
		m.Apply(batchOf(NewDepth("15", after(s), []Level{{b, one}}, []Level{{a, one}})))
		if trades {
			m.Apply(batchOf(NewTrades("15", after(s), []Trade{{Market: "15", Price: ask, Size: Int(1), Time: after(s)}})))
		}
		m.Witness(after(s))
	}
}

func TestSilentBestPricesDoNotOverruleABookThatMoves(t *testing.T) {
	for name, trades := range map[string]bool{"with trades": true, "without": false} {
		m := quotedMarket()
		watch(m, 1, 1)
		for s := 2; s <= 40; s++ {
			moving(m, trades, s, s)
			if mark := m.Mark("15", after(s)); mark.Source != sourceBook || !mark.Age.Usable() {
				t.Fatalf("%s, second %d: the price is %+v, want that of the book", name, s, mark)
			}
		}
		if age := m.QuoteAge("15", after(40)); age.State != Stale || age.Reason != "the book moved away from the best prices" {
			t.Errorf("%s: best prices: %+v, want stale", name, age)
		}
		if got := m.Doubtful(after(40)); len(got) != 0 {
			t.Errorf("%s: doubtful books: %v", name, got)
		}
		watch(m, 41, 60) // the book falls silent
		if age := m.QuoteAge("15", after(60)); age.State != Stale {
			t.Errorf("%s: best prices under a silent book: %+v, want stale still", name, age)
		}
	}
}

func TestOfTwoSilentStreamsFarApartNeitherIsBelieved(t *testing.T) {
	m := quotedMarket()
	m.Apply(batchOf(NewDepth("15", after(2), levels("90", "1"), levels("91", "1"))))
	watch(m, 2, 15)
	if mark := m.Mark("15", after(15)); mark.Age.State != Stale {
		t.Errorf("price: %+v, want stale", mark)
	}
	if book, quote := m.BookAge("15", after(15)), m.QuoteAge("15", after(15)); book.State != Stale || quote.State != Stale {
		t.Errorf("book %+v, best prices %+v, want both stale", book, quote)
	}
	m.Apply(batchOf(NewTrades("15", after(16), []Trade{{Market: "15", Price: Int(91), Size: Int(1), Time: after(16)}})))
	watch(m, 16, 25)
	if book, quote := m.BookAge("15", after(25)), m.QuoteAge("15", after(25)); !book.Usable() || quote.State != Stale {
		t.Errorf("after a trade in the book: book %+v, best prices %+v, want the book alone", book, quote)
	}
}

func TestCrossedBestPricesAreNoPrice(t *testing.T) {
	m := quotedMarket()
	m.Apply(batchOf(NewDepth("15", after(2), levels("100", "1"), nil), NewBest("15", after(2), Int(101), Int(99))))
	watch(m, 2, 3)
	if mark := m.Mark("15", after(3)); mark.Age.Usable() || mark.Age.Reason != "best prices crossed" {
		t.Errorf("price: %+v, want one that is not to be relied upon", mark)
	}
	m.Apply(batchOf(NewDepth("15", after(4), levels("100", "1"), levels("101", "1"))))
	watch(m, 4, 20)
	if age := m.BookAge("15", after(20)); age.State == Stale {
		t.Errorf("book beside crossed best prices: %+v, want it not contradicted by them", age)
	}
}
