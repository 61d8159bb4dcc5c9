package model

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// past gathers trades, in any order, as files of several runs tell them.
func past(heard []Stretch, reports ...[]Trade) PastTrades {
	p := pastOf(reports...)
	return p.Event(heard)
}

func pastOf(reports ...[]Trade) *Past {
	p := &Past{Market: "15"}
	var moments []moment
	for _, r := range reports {
		for _, t := range r {
			moments = append(moments, t.moment())
		}
	}
	slices.SortFunc(moments, moment.compare)
	for _, at := range slices.Backward(slices.Compact(moments)) {
		var groups [][]Trade
		for _, r := range reports {
			var group []Trade
			for _, t := range r {
				if t.moment() == at {
					group = append(group, t)
				}
			}
			groups = append(groups, group)
		}
		p.Take(groups...)
	}
	return p
}

// toldApart leaves the fields out in which a tape that was told everything by the exchange differs from one that was not.
func toldApart() []string {
	return []string{"First", "FirstAt", "Told", "At", "heard", "store", "clocks"}
}

func TestWhatDiskAndWireBothHaveCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := tradeRun(0, rapid.IntRange(1, 40).Draw(t, "trades"))
		for i := range all { // some look the same
			all[i].Time = after(i / 3 * 20)
			all[i].Version = int64(i / 3)
			all[i].Price = Int(int64(100 + i%2))
		}
		kept := all[:rapid.IntRange(0, len(all)).Draw(t, "on disk up to")]
		wire := all[rapid.IntRange(0, len(all)).Draw(t, "wire from"):]
		// Rows of one push are one report, so a moment is in one of them as a whole.
		for len(wire) > 0 && len(wire) < len(all) && wire[0].moment() == all[len(all)-len(wire)-1].moment() {
			wire = all[len(all)-len(wire)-1:]
		}
		for len(kept) > 0 && len(kept) < len(all) && kept[len(kept)-1].moment() == all[len(kept)].moment() {
			kept = all[:len(kept)+1]
		}
		events := []Event{past(nil, kept, kept), NewTrades("15", after(9999), slices.Clone(wire))}
		if rapid.Bool().Draw(t, "again") {
			events = append(events, NewTrades("15", after(9999), slices.Clone(wire)))
		}
		if rapid.Bool().Draw(t, "wire first") {
			slices.Reverse(events)
		}
		want, got := newModel(), newModel()
		want.Apply(batchOf(NewTrades("15", after(9999), slices.Concat(kept, all[max(len(kept), len(all)-len(wire)):]))))
		for _, e := range events {
			got.Apply(batchOf(e))
		}
		if d := diff(want, got, without(toldApart()...)); d != "" {
			t.Fatalf("told once, and told by disk and wire:\n%s", d)
		}
	})
}

func TestDiskBeyondWhatATapeKeepsIsInTheCandlesOnce(t *testing.T) {
	all := tradeRun(0, 3*MaxTrades)
	disk, wire := all[:2500], all[2200:]
	for name, order := range map[string]func() []Event{
		"disk first": func() []Event { return []Event{past(nil, disk), NewTrades("15", after(9), wire)} },
		"wire first": func() []Event { return []Event{NewTrades("15", after(9), wire), past(nil, disk)} },
		"in two parts": func() []Event {
			p := &Past{Market: "15"}
			var events []Event
			for i, t := range slices.Backward(disk) {
				if p.Take([]Trade{t}); i == 1111 {
					events = append(events, p.Event(nil))
				}
			}
			return append(events, NewTrades("15", after(9), wire), p.Event(nil))
		},
	} {
		m := newModel()
		for _, e := range order() {
			m.Apply(batchOf(e))
		}
		tape := m.Tape("15")
		for _, every := range []time.Duration{time.Second, time.Minute, time.Hour} {
			n := 0
			for _, c := range tape.Candles(every, 100_000) {
				n += c.Count
			}
			if n != len(all) {
				t.Errorf("%s: candles of %v have %d trades, want %d", name, every, n, len(all))
			}
		}
		if tape.Len() != MaxTrades || tape.Newest(0) != all[len(all)-1] || tape.Newest(MaxTrades-1) != all[len(all)-MaxTrades] {
			t.Errorf("%s: the tape has %d trades, the newest of %v", name, tape.Len(), tape.Newest(0).Time)
		}
	}
}

func TestAListThatReachesBehindTheRowsOfDiskDoublesNothing(t *testing.T) {
	all := tradeRun(0, 3*MaxTrades)
	count := func(events ...Event) int {
		m := newModel()
		for _, e := range events {
			m.Apply(batchOf(e))
		}
		n := 0
		for _, c := range m.Tape("15").Candles(time.Minute, 1000) {
			n += c.Count
		}
		return n
	}
	// The list begins in the middle of a minute that only candles know of: what of it was before is left out, not guessed.
	if n := count(past(nil, all), NewTrades("15", after(1), all[1000:])); n != len(all) {
		t.Errorf("disk first: %d trades, want %d", n, len(all))
	}
	if n := count(NewTrades("15", after(1), all[1000:]), past(nil, all)); n < 2000 || n > len(all) {
		t.Errorf("wire first: %d trades, want at most %d", n, len(all))
	}
}

func TestMergedWithPastTradesABatchAppliesAsItsEventsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var drafts []func() Event
		for range rapid.IntRange(1, 8).Draw(t, "events") {
			rows := rapid.SliceOfN(rapid.Custom(drawTrade), 0, 8).Draw(t, "rows")
			at := after(rapid.IntRange(0, 30).Draw(t, "at"))
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				drafts = append(drafts, func() Event { return past([]Stretch{{at, at.Add(time.Second)}}, slices.Clone(rows)) })
			case 1:
				drafts = append(drafts, func() Event { return PastRates{Market: "15", Rates: []Rate{{Value: Int(1), At: at}}} })
			case 2:
				drafts = append(drafts, func() Event { return Funding{Market: "15", Rates: []Rate{{Value: Int(1), At: at}}} })
			default:
				drafts = append(drafts, func() Event { return NewTrades("15", at, slices.Clone(rows)) })
			}
		}
		want, got, held := newModel(), newModel(), newModel()
		var all, frames Batch
		for _, d := range drafts {
			want.Apply(batchOf(d()))
			all.Add(d())
		}
		got.Apply(all)
		for len(drafts) > 0 { // batches of batches
			n := rapid.IntRange(1, len(drafts)).Draw(t, "frame")
			var frame Batch
			for _, d := range drafts[:n] {
				frame.Add(d())
			}
			for _, e := range frame.Events() {
				frames.Add(e)
			}
			drafts = drafts[n:]
		}
		held.Apply(frames)
		for _, m := range []*Model{got, held} {
			if d := diff(want, m); d != "" {
				t.Fatalf("one merged batch (-one by one, +merged):\n%s", d)
			}
		}
	})
}

func TestHistoryNeverLooksLive(t *testing.T) {
	m := newModel()
	m.Apply(batchOf(
		past([]Stretch{{after(0), after(100)}}, []Trade{fill(1, "100"), fill(90, "105")}),
		PastRates{Market: "15", Rates: []Rate{{Value: MustDec("0.01"), At: after(5)}}}))
	now := after(200)
	if a := m.TapeAge("15", now); a.Spoken || a.Usable() {
		t.Errorf("the tape is %+v", a)
	}
	if a := m.FundingAge("15", now); a.Spoken || a.Usable() {
		t.Errorf("the rate is %+v", a)
	}
	if r := m.Funding("15").Current(); r.Value.Known() {
		t.Errorf("the present rate is %v", r)
	}
	if c := m.Change("15", now); c.Price.Known() || c.First.Known() {
		t.Errorf("the change is %+v", c)
	}
	if k := m.Mark("15", now); k.Price.Known() {
		t.Errorf("the mark is %+v", k)
	}
	m.Apply(batchOf(NewTrades("15", after(150), []Trade{fill(90, "105"), fill(150, "110")})))
	if tape := m.Tape("15"); tape.First.Cmp(MustDec("105")) != 0 || !tape.Told.Equal(after(90)) {
		t.Errorf("the session begins at %v of %v", tape.First, tape.Told)
	}
}

func TestTheTimeBetweenRunsIsAGap(t *testing.T) {
	m := newModel()
	rows := []Trade{fill(10, "1"), fill(95, "2"), fill(210, "3"), fill(290, "4")}
	m.Apply(batchOf(past([]Stretch{{after(200), after(300)}, {after(0), after(60)}, {after(50), after(100)}}, rows)))
	tape := m.Tape("15")
	if g := tape.Gaps(); len(g) != 2 || g[0] != (Stretch{after(100), after(200)}) || g[1] != (Stretch{From: after(300)}) {
		t.Errorf("before the wire speaks the gaps are %v", g)
	}
	m.Apply(batchOf(NewTrades("15", after(410), []Trade{fill(400, "5"), fill(410, "6")})))
	tape = m.Tape("15")
	if g := tape.Gaps(); len(g) != 2 || g[1] != (Stretch{after(300), after(400)}) {
		t.Errorf("the gaps are %v", g)
	}
	if k, ok := tape.Kept(); !ok || k != (Stretch{after(0), after(300)}) {
		t.Errorf("kept are %v", k)
	}
	for from, want := range map[int]Flow{
		405: {Since: after(405)},
		350: {Since: after(400)},            // nothing is known of its begin
		250: {Since: after(250), Gap: true}, // something is, and then nothing
		150: {Since: after(200), Gap: true},
	} {
		if f := tape.Flow(after(from)); !f.Since.Equal(want.Since) || f.Gap != want.Gap {
			t.Errorf("from second %d on: since %v, gap %v; want %v, %v", from, f.Since, f.Gap, want.Since, want.Gap)
		}
	}
	m.Apply(batchOf(NewTrades("15", after(420), []Trade{fill(290, "4"), fill(400, "5")})))
	if g := m.Tape("15").Gaps(); len(g) != 1 {
		t.Errorf("a list that reaches back to what is kept leaves the gaps %v", g)
	}
	if k, _ := m.Tape("15").Kept(); !k.To.Equal(after(290)) {
		t.Errorf("of what the wire tells %v is called kept", k)
	}
}

func TestRatesOfEarlierRunsStandBehindAGap(t *testing.T) {
	rate := func(value string, at int) Rate { return Rate{Value: MustDec(value), At: after(at)} }
	m := newModel()
	m.Apply(batchOf(PastRates{Market: "15", Rates: []Rate{rate("1", 1), rate("2", 2)}}, Funding{Market: "15", Rates: []Rate{rate("2", 9)}}))
	log := m.Funding("15")
	line := log.Line()
	if len(line) != 3 || log.Kept() != 2 || line[1].Gap || !line[2].Gap || log.Rates[0].Gap {
		t.Errorf("the line is %+v, %d kept", line, log.Kept())
	}
	var joined []Rate
	for i, gap := range []bool{false, false, false, true, false, false} {
		r := rate("1", i)
		r.Gap = gap
		joined = JoinRates(joined, []Rate{r})
	}
	if len(joined) != 4 || !joined[1].At.Equal(after(2)) || !joined[2].Gap || !joined[3].At.Equal(after(5)) {
		t.Errorf("equal rates around a gap are %+v", joined)
	}
}
