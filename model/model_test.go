package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestNothingIsKnownAtFirst(t *testing.T) {
	m := New(nil)
	if m.Tape("15").Len() != 0 || m.Tape("15").Last().Known() || !m.Book("15").At.IsZero() || m.Quote("15").Mid().Known() {
		t.Error("an empty model knows a market")
	}
	h := m.Account(profile)
	if len(h.Positions.Rows) != 0 || h.Fills.Len() != 0 || !h.Open.At.IsZero() {
		t.Error("an empty model knows an account")
	}
	if m.Revision() != 0 || len(m.Links()) != 0 || len(m.Markets()) != 0 {
		t.Error("an empty model is not empty")
	}
}

func TestAccountIsFoundUnderEverySpellingOfItsAddress(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(Positions{Account: "0x0AB", At: start, Rows: samplePositions()}))
	for _, a := range []Address{"0xab", "0XAB", "0x00ab", Address("0xab").Canonical()} {
		if got := len(m.Account(a).Positions.Rows); got != 3 {
			t.Errorf("account %s has %d positions, want 3", a, got)
		}
	}
	if got := len(m.Account("0xabc").Positions.Rows); got != 0 {
		t.Errorf("another account has %d positions", got)
	}
}

func TestBatchHoldsOneEventOfAStream(t *testing.T) {
	b := batchOf(sampleDepth(0), NewBest("15", start, Int(1), Int(2)), sampleDepth(1), NewDepth("14", start, nil, nil), sampleDepth(2))
	if b.Len() != 3 || len(b.Events()) != 3 {
		t.Fatalf("batch has %d events, want 3", b.Len())
	}
	if d, ok := b.Events()[0].(Depth); !ok || d.Pushes != 3 || !d.At.Equal(after(2)) {
		t.Errorf("first event is %+v", b.Events()[0])
	}
}

func TestCloneKeepsWhatTheOriginalOverwrites(t *testing.T) {
	rate := func(second int) Event {
		return Funding{Market: "15", Rates: []Rate{{Value: Int(1), At: after(second)}}}
	}
	m := New(nil)
	m.Apply(batchOf(sampleDepth(0), NewBest("15", start, Int(1), Int(3)), rate(0)))
	m.Apply(batchOf(rate(1)))
	clone := m.Clone()
	m.Apply(batchOf(NewDepth("15", start, levels("8", "1"), levels("10", "1")), NewBest("15", start, Int(8), Int(10)), rate(2)))

	sameNumber(t, "mid of the book", clone.Book("15").Mids.Points[0].Price, "117737.5")
	sameNumber(t, "mid of the best prices", clone.Quote("15").Mids.Points[0].Price, "2")
	if got := clone.Funding("15").Current().At; !got.Equal(after(1)) {
		t.Errorf("clone heard its rate at %v, want %v", got, after(1))
	}
}

// revisions returns the revision of every part that the events of a drafter may change.
func revisions(m *Model) map[Stream]uint64 {
	revs := make(map[Stream]uint64)
	set := func(k Kind, owner string, rev uint64) { revs[Stream{k, owner}] = rev }
	set(KindMarkets, "", m.MarketsRev())
	for _, a := range m.watched {
		revs[StreamOf(a)] = m.watchedRevs[a.Index]
	}
	for _, l := range m.Links() {
		revs[StreamOf(l)] = l.Rev
	}
	for _, id := range []MarketID{"14", "15"} {
		set(KindBook, string(id), m.Book(id).Rev)
		set(KindBest, string(id), m.Quote(id).Rev)
		set(KindTrades, string(id), m.Tape(id).Rev)
		set(KindFunding, string(id), m.Funding(id).Rev)
	}
	for of, s := range m.garbled {
		revs[StreamOf(Garbled{Of: of})] = s.rev
	}
	for _, a := range []Address{"0xa1", "0xb2"} {
		h, owner := m.Account(a), string(a.Canonical())
		set(KindPositions, owner, h.Positions.Rev)
		set(KindOpenOrders, owner, h.Open.Rev)
		set(KindOrders, owner, h.Orders.Rev)
		set(KindFills, owner, h.Fills.Rev)
		set(KindTransfers, owner, h.Transfers.Rev)
	}
	return revs
}

func TestEventRaisesTheRevisionOfItsPartAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel()
		for _, d := range drawDrafts(t) {
			before, latest := revisions(m), m.Revision()
			e := d.event()
			stream := StreamOf(e)
			m.Apply(batchOf(e))
			for s, rev := range revisions(m) {
				if s != stream && rev != before[s] {
					t.Fatalf("event of %v changed the revision of %v", stream, s)
				}
			}
			if f, ok := e.(Funding); ok && len(f.Rates) == 0 {
				continue
			}
			if rev := revisions(m)[stream]; rev <= latest || rev != m.Revision() {
				t.Fatalf("revision of %v is %d after the event, the newest before it was %d", stream, rev, latest)
			}
		}
	})
}

func TestModelIsInOrderAfterAnyEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := applied(drawDrafts(t))
		for id, tape := range m.tapes {
			ascending := func(bars []Candle) bool {
				return slices.IsSortedFunc(bars, func(a, b Candle) int { return int(a.Start - b.Start) })
			}
			if !slices.IsSortedFunc(tape.ledger.rows, Trade.compare) || !ascending(tape.seconds.bars) || !ascending(tape.minutes.bars) {
				t.Fatalf("tape of %s is out of order", id)
			}
		}
		for id, log := range m.funding {
			for i := 2; i < len(log.Rates); i++ {
				if a, b, c := log.Rates[i-2].Value, log.Rates[i-1].Value, log.Rates[i].Value; a.Cmp(b) == 0 && b.Cmp(c) == 0 {
					t.Fatalf("rates of %s hold a run of three", id)
				}
			}
		}
		for id, book := range m.books {
			points := book.Mids.Points
			for i := 1; i < len(points); i++ {
				if points[i-1].Second >= points[i].Second {
					t.Fatalf("mids of %s are out of order", id)
				}
			}
		}
		for owner, h := range m.accounts {
			if !slices.IsSortedFunc(h.Orders.Rows, compareOrders) || !slices.IsSortedFunc(h.Transfers.Rows, compareTransfers) {
				t.Fatalf("account %s is out of order", owner)
			}
			seen := make(map[string]bool)
			for _, o := range h.Orders.Rows {
				key := string(o.Market) + "/" + string(o.ID)
				if seen[key] {
					t.Fatalf("order %s of account %s is there twice", key, owner)
				}
				seen[key] = true
			}
		}
	})
}
