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
