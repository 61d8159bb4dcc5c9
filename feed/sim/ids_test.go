package sim

import (
	"math"
	"math/big"
	"testing"
)

// lowHalf is the lower half of a printed id.
func lowHalf(t *testing.T, id string) uint64 {
	t.Helper()
	n, ok := new(big.Int).SetString(id, 10)
	if !ok || n.BitLen() > 128 {
		t.Fatalf("%q is not a 128-bit number", id)
	}
	return new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
}

func TestWideIDAgreesWithDocumentedIDs(t *testing.T) {
	for _, c := range []struct {
		high, low uint64
		want      string
	}{
		{645405, 0, "11905620858892513160724480"},
		{39988, 14, "737648402019497550020622"},
		{895, 396, "16509835945970048696716"},
	} {
		if got := wideID(c.high, c.low); got != c.want {
			t.Errorf("wideID(%d, %d) = %s, want %s", c.high, c.low, got, c.want)
		}
	}
}

func TestDocumentedOrderIDsCarryPriceAndSide(t *testing.T) {
	for id, want := range map[string]struct {
		ticks int64
		ask   bool
	}{
		"161668980614256490457451450": {117690, false},
		"161668999059311546803014681": {117785, true},
		"161669017508588624720022435": {117667, false},
	} {
		low := lowHalf(t, id)
		if key := bookKey(want.ticks, want.ask, low>>33); key != low {
			t.Errorf("key of %s is %x, spelled here %x", id, low, key)
		}
	}
}

func TestOrderIDsDecodeToPriceAndSide(t *testing.T) {
	x := New(Options{Seed: 3})
	resting := 0
	for _, m := range x.markets {
		for _, ask := range []bool{true, false} {
			for _, l := range *m.book.side(ask) {
				for _, o := range l.orders {
					low := lowHalf(t, o.id)
					if int64(low&(askBit-1)) != l.ticks || (low&askBit != 0) != ask {
						t.Errorf("market %s: order %s at %d, ask %t, has the key %x", m.id, o.id, l.ticks, ask, low)
					}
					if market := lowHalf(t, o.position); market != m.number {
						t.Errorf("market %s: position %s ends in %d", m.id, o.position, market)
					}
					resting++
				}
			}
		}
		for _, match := range m.tape {
			if low := lowHalf(t, match.taker.order.id); match.taker.order.market && low != 0 {
				t.Errorf("market order %s has the key %x", match.taker.order.id, low)
			}
		}
	}
	if resting < 200 {
		t.Errorf("only %d orders rest", resting)
	}
}
