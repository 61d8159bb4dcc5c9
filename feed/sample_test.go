package feed

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kanatop/model"
)

// alice is the account of the constructed samples.
const alice = model.Address("0xa11ce00000000000000000000000000000000000000000000000000000c0ffee")

// received is when all test messages are read.
var received = time.Unix(1753165700, 0).UTC()

// sampleOf reads a sample message as it would travel: on one line. The scope is the one of which it speaks.
func sampleOf(t testing.TB, name string) (model.Scope, []byte) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	if err := json.Compact(&line, text); err != nil {
		t.Fatal(err)
	}
	owner := func(key string) string {
		_, rest, _ := strings.Cut(line.String(), `"`+key+`":"`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	var e struct{ Message, Topic string }
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	switch topicNamed([]byte(e.Message + e.Topic)).kind {
	case model.ScopeMarket:
		return model.MarketScope(model.MarketID(strings.TrimSpace(owner("market_id")))), line.Bytes()
	case model.ScopeAccount:
		return model.AccountScope(model.Address(owner("address"))), line.Bytes()
	}
	return model.Scope{}, line.Bytes()
}

// heard is what a model holds after frames of one scope.
type heard struct {
	*model.Model
	scope  model.Scope
	counts model.Counts
	events int
}

// hear decodes frames as one connection would and applies what comes of them.
func hear(t testing.TB, scope model.Scope, frames ...string) heard {
	t.Helper()
	h := heard{Model: model.New(nil), scope: scope}
	d := newDecoder(scope, newDirectory(model.Builtins("mainnet")))
	for _, f := range frames {
		text := []byte(f)
		got := d.decode(text, received)
		clear(text) // events must not share memory with the frame
		h.counts.Messages += got.counts.Messages
		h.counts.Failures += got.counts.Failures
		h.counts.Foreign += got.counts.Foreign
		h.counts.Unknown += got.counts.Unknown
		if got.counts.LastFailure != "" {
			h.counts.LastFailure = got.counts.LastFailure
		}
		h.events += len(got.events)
		var b model.Batch
		for _, e := range got.events {
			b.Add(e)
		}
		h.Apply(b)
	}
	return h
}

func hearSample(t testing.TB, name string) heard {
	t.Helper()
	scope, frame := sampleOf(t, name)
	return hear(t, scope, string(frame))
}

func (h heard) account() *model.Holder { return h.Account(model.Address(h.scope.Owner)) }

func (h heard) fills() []model.Trade {
	var rows []model.Trade
	for i := range h.account().Fills.Len() {
		rows = append(rows, h.account().Fills.Newest(i))
	}
	return rows
}

// same compares two values by what they say: decimals by their digits.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	digits := cmp.Transformer("digits", func(d model.Dec) string { return d.String() })
	if diff := cmp.Diff(want, got, digits, cmp.AllowUnexported(model.Trail{})); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func dec(s string) model.Dec { return model.MustDec(s) }

func second(s int64) time.Time { return time.Unix(s, 0) }

func itoa(n int) string { return strconv.Itoa(n) }
