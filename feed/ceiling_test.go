package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// quotesFrame is a push of best prices of the first n markets.
func quotesFrame(n int) []byte {
	rows := make([]string, n)
	for i, m := range model.Builtins("mainnet")[:n] {
		rows[i] = fmt.Sprintf(`{"market_id":"%s","best_bid":"117%d","best_ask":"118%d"}`, m.ID, 100+i, 100+i)
	}
	return []byte(`{"message":"bestPrice","data":[` + strings.Join(rows, ",") + `]}`)
}

func TestDecodingAllocatesNoMoreThanWhatItHandsOn(t *testing.T) {
	for _, c := range []struct {
		name  string
		scope model.Scope
		frame []byte
		most  float64
	}{
		{"book of 50 levels a side: two sides, sample of the mid, event", model.MarketScope("15"), bookFrame(50, 0), 4},
		{"50 trades: two ids each, rows, list of pushes, event", model.MarketScope("15"), tradesFrame(50, 0), 103},
		{"one trade", model.MarketScope("15"), tradesFrame(1, 0), 5},
		{"4 best prices: sample of the mid and event each, and a market id", model.Scope{}, quotesFrame(4), 12},
	} {
		d := newDecoder(c.scope, newDirectory(model.Builtins("mainnet")))
		at := time.Unix(1753165488, 0)
		got := testing.AllocsPerRun(100, func() {
			if h := d.decode(c.frame, at); len(h.events) == 0 || h.counts.Failures > 0 {
				t.Fatal("not decoded")
			}
		})
		if got > c.most {
			t.Errorf("%s: %v allocations, want at most %v", c.name, got, c.most)
		}
	}
}

// bestOf is the shortest of several runs, taken in turns so that a busy machine hurts all alike.
func bestOf(rounds int, work ...func()) []time.Duration {
	best := slices.Repeat([]time.Duration{time.Hour}, len(work))
	for range rounds {
		for i, w := range work {
			began := time.Now()
			w()
			best[i] = min(best[i], time.Since(began))
		}
	}
	return best
}

// The reference only finds the frame valid, with the same library: what every reader must do at least.
func TestDecodingTakesFewTimesWhatFindingItValidTakes(t *testing.T) {
	for name, frame := range map[string][]byte{"book": bookFrame(50, 0), "trades": tradesFrame(50, 0)} {
		d := newDecoder(model.MarketScope("15"), newDirectory(nil))
		at := time.Unix(1753165488, 0)
		took := bestOf(60,
			func() {
				for range 10 {
					d.decode(frame, at)
				}
			},
			func() {
				for range 10 {
					if !jsontext.Value(frame).IsValid(d.opts...) {
						t.Fatal("not valid")
					}
				}
			},
		)
		ratio := float64(took[0]) / float64(took[1])
		t.Logf("%s: %v, valid %v: ratio %.1f", name, took[0], took[1], ratio)
		if ratio > 8 {
			t.Errorf("decoding %s takes %.1f times what finding them valid takes, want at most 8", name, ratio)
		}
	}
}
