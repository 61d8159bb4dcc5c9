package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// fill is a trade of size 1 at a second, with a price that tells it from others.
func fill(second int, price string) Trade {
	return Trade{Market: "15", Order: "7", Position: "8", Price: MustDec(price), Size: Int(1), Time: after(second), Version: int64(second)}
}

func tapeOf(pushes ...[]Trade) *Tape {
	m := New(nil)
	for i, p := range pushes {
		m.Apply(batchOf(NewTrades("15", after(i), p)))
	}
	return m.Tape("15")
}

func TestEqualRowsOfOnePushAreDistinctFills(t *testing.T) {
	twin := fill(1, "100")
	for _, c := range []struct {
		name   string
		pushes [][]Trade
		want   int
	}{
		{"two in one push", [][]Trade{{twin, twin}}, 2},
		{"the same push again", [][]Trade{{twin, twin}, {twin, twin}}, 2},
		{"a later push with three", [][]Trade{{twin, twin}, {twin, twin, twin}}, 3},
		{"a later push with one", [][]Trade{{twin, twin}, {twin}}, 2},
		{"one by one", [][]Trade{{twin}, {twin}, {twin}}, 1},
		{"an empty push between", [][]Trade{{twin}, {}, {twin}}, 1},
	} {
		if got := tapeOf(c.pushes...); got.Len() != c.want || got.Seen != c.want {
			t.Errorf("%s: %d trades kept, %d seen, want %d", c.name, got.Len(), got.Seen, c.want)
		}
	}
}

func TestFillsAreToldApartByEveryPartOfTheirKey(t *testing.T) {
	base := fill(1, "100")
	others := map[string]func(*Trade){
		"version":  func(t *Trade) { t.Version++ },
		"time":     func(t *Trade) { t.Time = after(2) },
		"order":    func(t *Trade) { t.Order = "9" },
		"position": func(t *Trade) { t.Position = "9" },
		"address":  func(t *Trade) { t.Address = "0x9" },
		"price":    func(t *Trade) { t.Price = MustDec("100.1") },
		"no price": func(t *Trade) { t.Price = Dec{} },
		"size":     func(t *Trade) { t.Size = Int(2) },
	}
	for name, change := range others {
		other := base
		change(&other)
		if got := tapeOf([]Trade{base}, []Trade{other}).Len(); got != 2 {
			t.Errorf("fill of another %s is taken for the same", name)
		}
	}
}

func TestSpellingMakesNoNewFill(t *testing.T) {
	base := fill(1, "100")
	base.Address = "0xAB"
	other := base
	other.Address, other.Price, other.Size = Address("0xab").Canonical(), MustDec("100.00"), MustDec("1.0")
	other.Updated = after(99)
	if got := tapeOf([]Trade{base}, []Trade{other}).Len(); got != 1 {
		t.Errorf("%d trades, want 1", got)
	}
}

func TestTradesAreNewestFirstInWhateverOrderTheyCame(t *testing.T) {
	a, b, c := fill(1, "1"), fill(2, "2"), fill(3, "3")
	for _, pushes := range [][][]Trade{
		{{a, b, c}},
		{{c, b, a}},
		{{b, c, a}},
		{{c}, {a}, {b}},
		{{b, c}, {a, b}},
	} {
		tape := tapeOf(pushes...)
		for i, want := range []string{"3", "2", "1"} {
			sameNumber(t, "trade from the newest", tape.Newest(i).Price, want)
		}
		sameNumber(t, "last price", tape.Last(), "3")
	}
}

func TestTiedTradesOfAListSentNewestFirstAreTurnedRound(t *testing.T) {
	first, second, last := fill(1, "1"), fill(1, "2"), fill(2, "3")
	first.Version, second.Version = 0, 0
	for name, push := range map[string][]Trade{"oldest first": {first, second, last}, "newest first": {last, second, first}} {
		tape := tapeOf(push)
		if got := tape.Newest(1).Price; got.Cmp(MustDec("2")) != 0 {
			t.Errorf("%s: second newest trade is at %s, want 2", name, got)
		}
	}
}

func TestRowsThatFellOutDoNotComeBack(t *testing.T) {
	tape := tapeOf(tradeRun(0, MaxTrades), tradeRun(MaxTrades, 50), tradeRun(0, MaxTrades))
	if tape.Len() != MaxTrades || tape.Seen != MaxTrades+50 {
		t.Errorf("%d kept, %d seen; want %d, %d", tape.Len(), tape.Seen, MaxTrades, MaxTrades+50)
	}
	if oldest := tape.Newest(MaxTrades - 1).Time; !oldest.Equal(after(50)) {
		t.Errorf("oldest is of %v, want %v", oldest, after(50))
	}
}

func TestFlowIsSplitByTheSideOfTheRows(t *testing.T) {
	rows := []Trade{fill(1, "1"), fill(2, "2"), fill(3, "3"), fill(4, "4")}
	rows[0].Type, rows[1].Type, rows[2].Type, rows[3].Type = "1", "2", "8", "9"
	rows[1].Size, rows[3].Size = MustDec("0.5"), MustDec("7")
	rows[3].Order = "" // else its id would tell the side
	tape := tapeOf(rows)
	f := tape.Flow(after(1))
	sameNumber(t, "bought", f.Buy, "2")
	sameNumber(t, "sold", f.Sell, "0.5")
	sameNumber(t, "unknown", f.Unknown, "7")
	sameNumber(t, "delta", f.Delta(), "1.5")
	if f.Trades != 4 || !f.Since.Equal(after(1)) {
		t.Errorf("%d trades since %v", f.Trades, f.Since)
	}
	if f := tape.Flow(after(2)); f.Trades != 3 {
		t.Errorf("%d trades from the second on, want 3", f.Trades)
	}
}

func TestAFlowIsKnownFromTheOldestTradeOn(t *testing.T) {
	tape := tapeOf([]Trade{fill(5, "1"), fill(9, "2")})
	for from, since := range map[int]int{1: 5, 5: 5, 6: 6, 20: 20} {
		if f := tape.Flow(after(from)); !f.Since.Equal(after(since)) {
			t.Errorf("asked from second %d, known from %v, want second %d", from, f.Since, since)
		}
	}
	if f := new(Tape).Flow(after(3)); !f.Since.Equal(after(3)) {
		t.Errorf("an empty tape is known from %v", f.Since)
	}
}

// counted is the multiset rule as it is told: of each key as many rows as the push with the most of them had.
type counted struct {
	ledger
	counts map[tradeKey]int
}

func (l *counted) add(push []Trade, limit int) (added []Trade) {
	push = slices.Clone(push)
	if n := len(push); n > 1 && push[0].compare(push[n-1]) > 0 {
		slices.Reverse(push)
	}
	slices.SortStableFunc(push, Trade.compare)
	seen := make(map[tradeKey]int)
	for _, t := range push {
		k := t.key()
		seen[k]++
		if seen[k] <= l.counts[k] || l.full && t.compare(l.dropped) <= 0 {
			continue
		}
		l.counts[k]++
		l.rows, added = append(l.rows, t), append(added, t)
		slices.SortStableFunc(l.rows, Trade.compare)
	}
	for ; len(l.rows) > limit; l.rows = l.rows[1:] {
		l.dropped, l.full = l.rows[0], true
		l.counts[l.dropped.key()]--
	}
	return added
}

func TestLedgerDoesWhatCountingByKeyDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l ledger
		plain := counted{counts: make(map[tradeKey]int)}
		for range rapid.IntRange(1, 12).Draw(t, "pushes") {
			push := rapid.SliceOfN(rapid.Custom(drawTrade), 0, 12).Draw(t, "push")
			before := slices.Clone(push)
			got, want := l.add(push, 7), plain.add(push, 7)
			if !slices.Equal(got, want) {
				t.Fatalf("new are\n%v\nwant\n%v", got, want)
			}
			if !slices.Equal(l.rows, plain.rows) || l.dropped != plain.dropped || l.full != plain.full {
				t.Fatalf("kept are\n%v\nwant\n%v", l.rows, plain.rows)
			}
			if !slices.Equal(push, before) {
				t.Fatal("the push was changed")
			}
		}
	})
}
