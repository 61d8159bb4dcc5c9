package model

import (
	"slices"
	"strconv"
	"testing"
	"time"
)

func TestEveryListIsBounded(t *testing.T) {
	m := New(nil)
	push := func(e Event) { m.Apply(batchOf(e)) }
	for i := range 8 {
		push(NewTrades("15", start, tradeRun(i*600, 600)))
		push(NewFills(profile, start, tradeRun(i*600, 600), true))
		push(NewOrders(profile, start, orderRun(i*200, 200), true))
		push(NewTransfers(profile, start, transferRun(i*200, 200)))
	}
	push(OpenOrders{Account: profile, Rows: make([]Order, MaxRows+1)})
	push(Positions{Account: profile, Rows: make([]Position, MaxRows+1)})
	push(MarketList{Markets: make([]Market, MaxMarkets+1)})
	for i := range MaxRates + 10 {
		push(Funding{Market: "15", Rates: []Rate{{Value: Int(int64(i)), At: start}}})
	}
	for i := range MaxPoints + 10 {
		push(NewBest("15", after(i), Int(1), Int(2)))
		push(NewDepth("15", after(i), levels("1", "1"), levels("2", "1")))
	}
	minutes := make([]Trade, MaxMinutes+10)
	for i := range minutes {
		minutes[i] = fill(60*i, "1")
	}
	push(NewTrades("14", start, minutes))
	deep := make([]Level, MaxLevels+10)
	for i := range deep {
		deep[i] = Level{Int(int64(i + 1)).value, Int(1).value}
	}
	push(NewDepth("14", start, slices.Clone(deep), slices.Clone(deep)))

	h, tape, book := m.Account(profile), m.Tape("15"), m.Book("14")
	for name, c := range map[string][2]int{
		"trades":         {tape.Len(), MaxTrades},
		"seconds":        {len(tape.seconds.bars), MaxSeconds},
		"minutes":        {len(m.Tape("14").minutes.bars), MaxMinutes},
		"fills":          {h.Fills.Len(), MaxFills},
		"orders":         {len(h.Orders.Rows), MaxOrders},
		"transfers":      {len(h.Transfers.Rows), MaxTransfers},
		"open orders":    {len(h.Open.Rows), MaxRows},
		"positions":      {len(h.Positions.Rows), MaxRows},
		"rates":          {len(m.Funding("15").Rates), MaxRates},
		"mids":           {len(m.Book("15").Mids.Points), MaxPoints},
		"best mids":      {len(m.Quote("15").Mids.Points), MaxPoints},
		"bids":           {len(book.Bids), MaxLevels},
		"asks":           {len(book.Asks), MaxLevels},
		"listed markets": {len(m.learned), MaxMarkets},
	} {
		if c[0] != c[1] {
			t.Errorf("%d %s are kept, want %d", c[0], name, c[1])
		}
	}
}

func TestNewestRowsAreTheOnesKept(t *testing.T) {
	m := New(nil)
	for i := range 4 {
		m.Apply(batchOf(NewTransfers(profile, start, transferRun(i*200, 200)), NewTrades("15", start, tradeRun(i*500, 500))))
	}
	transfers := m.Account(profile).Transfers.Rows
	if newest, oldest := transfers[0].Version, transfers[len(transfers)-1].Version; newest != 799 || oldest != 300 {
		t.Errorf("transfers %d to %d are kept, want 799 to 300", newest, oldest)
	}
	tape := m.Tape("15")
	if newest, oldest := tape.Newest(0).Version, tape.Newest(tape.Len()-1).Version; newest != 1999 || oldest != 1000 {
		t.Errorf("trades %d to %d are kept, want 1999 to 1000", newest, oldest)
	}
	best := NewDepth("15", start, levels("1", "1", "9", "1"), nil).Bids[0].Price
	sameNumber(t, "best of the bids kept", Some(best), "9")
}

func TestMarketsBeyondTheBoundAreIgnored(t *testing.T) {
	m := New(nil)
	for i := range MaxMarkets + 1 {
		id := MarketID(strconv.Itoa(i))
		m.Apply(batchOf(
			NewDepth(id, start, levels("1", "1"), nil), NewBest(id, start, Int(1), Int(2)),
			NewTrades(id, start, []Trade{fill(0, "1")}), Funding{Market: id, Rates: []Rate{{Value: Int(1), At: start}}},
		))
	}
	for _, n := range []int{len(m.books), len(m.quotes), len(m.tapes), len(m.funding)} {
		if n != MaxMarkets {
			t.Errorf("%d markets are kept, want %d", n, MaxMarkets)
		}
	}
	m.Apply(batchOf(NewDepth("0", after(9), nil, nil)))
	if !m.Book("0").At.Equal(after(9)) {
		t.Error("a market that is kept is no longer heard")
	}
}

func TestRowsThatWaitTooLongAreGivenUpAndCounted(t *testing.T) {
	const pushes, each = 25, 1000
	at := func(i int) time.Time { return after(i) }
	for name, c := range map[string]struct {
		push func(i int) Event
		lost func(m *Model) int
	}{
		"trades": {
			func(i int) Event { return NewTrades("15", at(i), tradeRun(i*each, each)) },
			func(m *Model) int { return m.Tape("15").Lost },
		},
		"fills": {
			func(i int) Event { return NewFills(profile, at(i), tradeRun(i*each, each), true) },
			func(m *Model) int { return m.Account(profile).Fills.Lost },
		},
		"transfers": {
			func(i int) Event { return NewTransfers(profile, at(i), transferRun(i*each, each)) },
			func(m *Model) int { return m.Account(profile).Transfers.Lost },
		},
	} {
		var b Batch
		for i := range pushes {
			b.Add(c.push(i))
		}
		m := New(nil)
		m.Apply(b)
		if got, want := c.lost(m), pushes*each-MaxPending; got != want {
			t.Errorf("%d %s are lost, want %d", got, name, want)
		}
	}
}

func TestEmptyPushesDoNotPileUp(t *testing.T) {
	var b Batch
	for i := range 1000 {
		b.Add(NewTrades("15", after(i), nil))
	}
	e, ok := b.Events()[0].(Trades)
	if !ok || len(e.pushes.lists) != 0 || !e.At.Equal(after(999)) {
		t.Errorf("%d lists wait, the last heard at %v", len(e.pushes.lists), e.At)
	}
}
