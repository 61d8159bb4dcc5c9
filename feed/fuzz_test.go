package feed

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// FuzzEnvelope feeds a topic by its place in the table with a whole frame, or with the data of a push.
//
//	go test -run '^$' -fuzz FuzzEnvelope -fuzztime 60s ./feed
func FuzzEnvelope(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "samples", "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatal("no samples", err)
	}
	for i := range topics {
		for _, file := range files {
			if name := filepath.Base(file); strings.HasPrefix(name, topics[i].name+".") {
				_, frame := sampleOf(f, name)
				f.Add(uint8(i), true, frame)
			}
		}
		for _, data := range []string{`[]`, `{}`, `null`, `[{}]`, `[[{}]]`, `"x"`, `[{"market_id":"\u001b"}]`, `[{"price":1e400,"size":"-0","is_ask":2}]`, `[{"status":"\ud800` + "\xff" + `"}]`} {
			f.Add(uint8(i), false, []byte(data))
		}
	}
	f.Fuzz(func(t *testing.T, place uint8, whole bool, text []byte) {
		topic := topics[int(place)%len(topics)]
		frame := string(text)
		if !whole {
			frame = `{"message":"` + topic.name + `","data":` + frame + `}`
		}
		h := hear(t, scopeOf(topic.name), frame)
		if h.counts.Failures < 0 || !visible(h.counts.LastFailure) || len([]rune(h.counts.LastFailure)) > failureLimit {
			t.Errorf("counts %+v", h.counts)
		}
		for _, m := range []model.MarketID{"14", "15", "16", "31"} {
			checkMarket(t, h, m)
		}
		checkAccount(t, h.account())
	})
}

func checkMarket(t *testing.T, h heard, id model.MarketID) {
	t.Helper()
	b := h.Book(id)
	for _, levels := range [][]model.Level{b.Bids, b.Asks} {
		for i, l := range levels {
			if !l.Price.IsPos() || !l.Size.IsPos() || i > 0 && levels[i-1].Price.Equal(l.Price) {
				t.Errorf("level %v", l)
			}
		}
	}
	tape := h.Tape(id)
	for i := range tape.Len() {
		checkTrade(t, tape.Newest(i))
	}
	if q := h.Quote(id); q.Bid.Known() && !q.Bid.Positive() || q.Ask.Known() && !q.Ask.Positive() {
		t.Errorf("quote %v", q)
	}
	for _, r := range h.Funding(id).Rates {
		if !r.Value.Known() {
			t.Errorf("rate %v", r)
		}
		checkTimes(t, r.Told)
	}
}

func checkAccount(t *testing.T, a *model.Holder) {
	t.Helper()
	for _, p := range a.Positions.Rows {
		checkTexts(t, idLimit, string(p.Market), string(p.ID))
		checkTexts(t, 66, string(p.Address))
		checkTimes(t, p.Updated)
		if p.Market == "" || !p.Size.Known() {
			t.Errorf("position %+v", p)
		}
	}
	for _, rows := range [][]model.Order{a.Open.Rows, a.Orders.Rows} {
		for _, o := range rows {
			checkTexts(t, idLimit, string(o.Market), string(o.ID), string(o.Position))
			checkTexts(t, textLimit, string(o.Status), string(o.Type), string(o.Address))
			checkTimes(t, o.Time, o.Updated)
			if o.ID == "" || o.Market == "" {
				t.Errorf("order %+v", o)
			}
		}
	}
	for i := range a.Fills.Len() {
		checkTrade(t, a.Fills.Newest(i))
	}
	for _, w := range a.Transfers.Rows {
		checkTexts(t, 66, string(w.Address))
		checkTimes(t, w.Time, w.Updated)
		if !w.Amount.Known() {
			t.Errorf("transfer %+v", w)
		}
	}
}

func checkTrade(t *testing.T, f model.Trade) {
	t.Helper()
	checkTexts(t, idLimit, string(f.Market), string(f.Order), string(f.Position))
	checkTexts(t, textLimit, string(f.Type), string(f.Address))
	checkTimes(t, f.Time, f.Updated)
	if f.Market == "" || !f.Price.Positive() || !f.Size.Positive() {
		t.Errorf("trade %+v", f)
	}
}

func checkTexts(t *testing.T, limit int, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !visible(text) || len([]rune(text)) > limit {
			t.Errorf("text %q", text)
		}
	}
}

// checkTimes holds what the model relies on: nanoseconds of Unix time fit in 64 bits.
func checkTimes(t *testing.T, times ...time.Time) {
	t.Helper()
	for _, at := range times {
		if !at.IsZero() && (at.Unix() < 0 || at.Unix() >= lastSecond || at.UnixNano() < 0) {
			t.Errorf("time %v", at)
		}
	}
}
