package model

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// revisionsIn are all revisionsIn in a model, by where they stand.
func revisionsIn(m *Model) map[string]uint64 {
	out := make(map[string]uint64)
	var walk func(where string, v reflect.Value)
	walk = func(where string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && !strings.HasSuffix(where, ".sum") {
				walk(where, v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(where+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Map:
			for it := v.MapRange(); it.Next(); {
				walk(fmt.Sprint(where, "[", it.Key(), "]"), it.Value())
			}
		case reflect.Array:
			for i := range v.Len() {
				walk(where+"["+string(rune('0'+i))+"]", v.Index(i))
			}
		case reflect.Uint64:
			if strings.Contains(strings.ToLower(where[strings.LastIndex(where, "."):]), "rev") {
				out[where] = v.Uint()
			}
		}
	}
	walk("model", reflect.ValueOf(*m))
	return out
}

func TestAModelThatIsResumedIsTheEarlierOneWithRevisionsNobodyHasSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := drawDrafts(t)
		cut := rapid.IntRange(0, len(drafts)).Draw(t, "cut")
		again := drafts[cut:]
		m := applied(drafts[:cut])
		kept := m.Clone()
		for _, d := range again {
			m.Apply(batchOf(d.event()))
		}
		m.Look(AllAccounts)
		r := m.Resumed(kept)
		if r.Looked() != m.Looked() {
			t.Errorf("it looks at %d, not at %d", r.Looked(), m.Looked())
		}
		for where, rev := range revisionsIn(r) {
			if was := revisionsIn(kept)[where]; (was == 0) != (rev == 0) && where != "model.rev" && where != "model.heldRev" || rev > 0 && rev <= m.Revision() && where != "model.heldRev" {
				t.Errorf("%s was %d, is %d; the newest that was seen is %d", where, was, rev, m.Revision())
			}
		}
		r.Look(kept.Looked())
		want := kept.Clone()
		for _, d := range again { // what comes to one does not come to the other
			r.Apply(batchOf(d.event()))
		}
		r.looked = kept.looked
		if text := diff(want, kept); text != "" {
			t.Errorf("what was kept changed (-before +now):\n%s", text)
		}
		for _, d := range again {
			want.Apply(batchOf(d.event()))
		}
		if text := diff(want, r); text != "" {
			t.Errorf("it goes on otherwise (-earlier +resumed):\n%s", text)
		}
	})
}

func TestTheMemoryOfAModelGrowsWithItsLists(t *testing.T) {
	m := newModel()
	if n := m.Bytes(); n != 0 {
		t.Errorf("an empty one takes %d bytes", n)
	}
	m.Apply(batchOf(NewTrades("15", start, []Trade{{Time: start, Price: Int(5), Size: Int(1)}})))
	one := m.Bytes()
	m.Apply(batchOf(NewTrades("14", start, []Trade{{Time: start, Price: Int(5), Size: Int(1)}})))
	if two := m.Bytes(); one < 300 || two != 2*one { // a trade and a candle of each sort
		t.Errorf("%d bytes, then %d", one, two)
	}
}
