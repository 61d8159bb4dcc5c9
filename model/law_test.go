package model

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// diff tells how two models differ, unexported fields too; empty when they do not. Numbers must agree to the digit.
// Revisions are left out: they count changes, and a merged batch is fewer changes.
func diff(want, got *Model, more ...cmp.Option) string {
	return cmp.Diff(want, got, append(more,
		cmp.Exporter(func(reflect.Type) bool { return true }),
		cmp.Comparer(func(a, b Dec) bool { return a.String() == b.String() }),
		whole[Level](), whole[Point](), whole[Trade](), whole[Order](), whole[Transfer](), whole[Candle](),
		cmpopts.EquateEmpty(),
		without("Rev", "rev", "marketsRev", "watchedRevs", "heldRev", "sum"),
	)...)
}

// whole compares rows as one value, which is many times faster than field by field.
func whole[T comparable]() cmp.Option { return cmp.Comparer(func(a, b T) bool { return a == b }) }

// without leaves fields of these names out of a comparison.
func without(names ...string) cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		if !ok {
			return false
		}
		for _, n := range names {
			if field.Name() == n {
				return true
			}
		}
		return false
	}, cmp.Ignore())
}

func newModel() *Model { return New(Builtins("mainnet")) }

func batchOf(events ...Event) Batch {
	var b Batch
	for _, e := range events {
		b.Add(e)
	}
	return b
}

// applied returns a model that took the events one by one.
func applied(drafts []draft) *Model {
	m := newModel()
	for _, d := range drafts {
		m.Apply(batchOf(d.event()))
	}
	return m
}

func TestMergedBatchesApplyAsTheirEventsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		want := applied(drafts)

		var all, part, held Batch
		merged, split, paused := newModel(), newModel(), newModel()
		for _, d := range drafts {
			all.Add(d.event())
			part.Add(d.event())
			if rapid.Bool().Draw(t, "cut") {
				split.Apply(part)
				part = Batch{}
			}
		}
		split.Apply(part)
		merged.Apply(all)
		if d := diff(want, merged); d != "" {
			t.Fatalf("one merged batch (-one by one, +merged):\n%s", d)
		}
		if d := diff(want, split); d != "" {
			t.Fatalf("batches cut at random (-one by one, +batches):\n%s", d)
		}

		// A pause merges batches that are merged already.
		for rest := drafts; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "frame")
			var frame Batch
			for _, d := range rest[:n] {
				frame.Add(d.event())
			}
			for _, e := range frame.Events() {
				held.Add(e)
			}
			rest = rest[n:]
		}
		paused.Apply(held)
		if d := diff(want, paused); d != "" {
			t.Fatalf("a batch of batches (-one by one, +held):\n%s", d)
		}
	})
}

func TestStreamsCommute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		streams := make(map[Stream][]draft)
		order := make([]Stream, len(drafts))
		for i, d := range drafts {
			s := StreamOf(d.event())
			order[i] = s
			streams[s] = append(streams[s], d)
		}
		m := newModel()
		for _, s := range rapid.Permutation(order).Draw(t, "order") {
			m.Apply(batchOf(streams[s][0].event()))
			streams[s] = streams[s][1:]
		}
		byText := cmpopts.SortSlices(func(a, b Scope) bool { return a.String() < b.String() })
		if d := diff(applied(drafts), m, byText); d != "" {
			t.Fatalf("streams interleaved otherwise (-drawn, +shuffled):\n%s", d)
		}
	})
}

func TestPushSentAgainChangesOnlyWhenItWasHeard(t *testing.T) {
	joined := []Kind{KindTrades, KindFills, KindOrders, KindTransfers}
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		for i := range drafts {
			kind := rapid.SampledFrom(joined).Draw(t, "joined")
			drafts[i] = drafters[kind](t)
			drafts[i].kind, drafts[i].at = kind, after(i)
		}
		m := applied(drafts)
		want := m.Clone()
		again := drafts[rapid.IntRange(0, len(drafts)-1).Draw(t, "again")]
		if again.kind == KindOrders {
			// Of two states of an order with one time the later push counts, so only the last push is its own repetition.
			again = drafts[len(drafts)-1]
		}
		m.Apply(batchOf(again.make(again.at.Add(time.Hour))))
		if d := diff(want, m, without("At", "Listed")); d != "" {
			t.Fatalf("push of kind %d sent again:\n%s", again.kind, d)
		}
	})
}

func TestModelSharesNothingWithTheBatchItTook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		cut := rapid.IntRange(0, len(drafts)).Draw(t, "cut")
		var b Batch
		for _, d := range drafts[:cut] {
			b.Add(d.event())
		}
		m := newModel()
		m.Apply(b)
		for _, d := range drafts[cut:] {
			b.Add(d.event())
		}
		if d := diff(applied(drafts[:cut]), m); d != "" {
			t.Fatalf("merging into a batch changed the model that had taken it:\n%s", d)
		}
	})
}

func TestCloneAndOriginalLiveApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		cut := rapid.IntRange(0, len(drafts)).Draw(t, "cut")
		original := applied(drafts[:cut])
		still, living := original.Clone(), original.Clone()
		for _, d := range drafts[cut:] {
			original.Apply(batchOf(d.event()))
		}
		if d := diff(applied(drafts[:cut]), still); d != "" {
			t.Fatalf("clone changed with its original:\n%s", d)
		}
		for _, d := range drafts[cut:] {
			living.Apply(batchOf(d.event()))
		}
		if d := diff(original, living); d != "" {
			t.Fatalf("clone goes on otherwise than its original:\n%s", d)
		}
	})
}
