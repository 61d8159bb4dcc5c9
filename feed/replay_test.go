package feed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kanatop/feed/sim"
	"kanatop/model"
)

// told is a model in words, without what counts its changes.
func told(m *model.Model) string {
	var out strings.Builder
	line := func(parts ...any) { _, _ = fmt.Fprintln(&out, parts...) }
	for _, k := range m.Markets() {
		b, q, tape := m.Book(k.ID), m.Quote(k.ID), m.Tape(k.ID)
		line(k)
		line(b.Bids, b.Asks, b.At.UnixNano(), b.Pushes)
		line(q.Bid, q.Ask, q.At.UnixNano())
		line(m.Funding(k.ID).Current().Value, tape.Len(), tape.At.UnixNano())
		for i := range tape.Len() {
			line(tape.Newest(i))
		}
	}
	for _, a := range m.Accounts() {
		h := m.Account(a.Profile)
		line(a, h.Positions.Rows, h.Open.Rows, h.Orders.Rows, h.Transfers.Rows, h.Fills.Len())
	}
	for _, l := range m.Links() {
		line(l.Scope, l.State, l.Since.UnixNano(), l.Cause, l.RTT, l.Tries, l.Proven.UnixNano(), l.Count)
		for _, topic := range l.Topics {
			line(topic.Name, topic.At.UnixNano(), topic.Messages)
		}
	}
	return out.String()
}

func TestWhatWasTappedMakesTheSameModelAgain(t *testing.T) {
	for name, fault := range map[string]sim.Fault{
		"calm":  {},
		"drops": {EndAfter: 6 * time.Second},
		"junk":  {JunkEvery: 3},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var notes []Note
			tap := func(n Note) {
				mu.Lock()
				defer mu.Unlock()
				n.Data = bytes.Clone(n.Data)
				notes = append(notes, n)
			}
			var live string
			var markets []model.Market
			edit := func(o *Options) { o.Tap, o.RESTURL, markets = tap, "http://sim", o.Markets }
			watch(t, fault, edit, func(r *rig) {
				time.Sleep(20 * time.Second)
				r.client.Reconnect()
				time.Sleep(17 * time.Second)
				r.stop()
				r.look(func(m *model.Model) { live = told(m) })
			})
			replay, m := NewReplay(markets), model.New(markets)
			kinds := make(map[NoteKind]int)
			for _, n := range notes {
				var b model.Batch
				replay.Take(n, &b)
				m.Apply(b)
				kinds[n.Kind]++
			}
			if diff := cmp.Diff(strings.Split(lastTold(live), "\n"), strings.Split(lastTold(told(m)), "\n")); diff != "" {
				t.Errorf("(-live +replayed)\n%s", diff)
			}
			if len(kinds) != 4 || len(replay.Raw("orderbook", bitcoin)) == 0 {
				t.Errorf("%v", kinds)
			}
		})
	}
}

// lastTold leaves out the links: their counters are told once a second, and those of the last second may be untold.
func lastTold(text string) string {
	before, _, _ := strings.Cut(text, "\nexchange ")
	return before
}

func TestWithoutATapNothingIsNotedAndNothingIsPaid(t *testing.T) {
	c := &Client{}
	frame := []byte("{}")
	if n := testing.AllocsPerRun(100, func() { c.heard(bitcoin, frame, time.Time{}) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if c.changed() != nil {
		t.Error("links are told to nobody")
	}
}

func TestAReplayOfStrangersIsBounded(t *testing.T) {
	r := NewReplay(nil)
	for n := range 1000 {
		var b model.Batch
		r.Take(Note{Kind: NoteIn, Scope: model.MarketScope(model.MarketID(fmt.Sprint(n))), Data: []byte(`{"message":"orderbook","data":[]}`)}, &b)
	}
	if len(r.scopes) > maxReplayed {
		t.Errorf("%d connections are kept", len(r.scopes))
	}
	if slices.Contains([]int{0}, len(r.scopes)) {
		t.Error("none is kept")
	}
}

func TestACopyOfAReplayGoesOnByItself(t *testing.T) {
	note := func(size string) Note {
		return Note{Kind: NoteIn, Scope: bitcoin, At: time.Unix(1, 0), Data: []byte(`{"message":"orderbook","data":[{"market_id":"15","price":"5","size":"` + size + `","is_ask":true}]}`)}
	}
	r := NewReplay(model.Builtins("mainnet"))
	var b model.Batch
	r.Take(note("1"), &b)
	c := r.Clone()
	if r.Bytes() != len(note("1").Data) || c.Bytes() != r.Bytes() {
		t.Errorf("%d bytes, the copy %d", r.Bytes(), c.Bytes())
	}
	r.Take(note("2"), &b)
	var own model.Batch
	c.Take(note("3"), &own)
	for i, want := range []string{"2", "3"} {
		if raw := string([]*Replay{r, c}[i].Raw("orderbook", bitcoin)); !strings.Contains(raw, `"size":"`+want+`"`) {
			t.Errorf("%d has %s", i, raw)
		}
	}
	m := model.New(nil)
	m.Apply(own)
	if l, _ := m.Link(bitcoin); l.Count.Messages != 2 {
		t.Errorf("the copy has counted %d messages", l.Count.Messages)
	}
}
