package sim

import (
	"slices"
	"testing"
	"time"

	"github.com/govalues/decimal"
)

func TestLiquidationPriceAgreesWithTheDocument(t *testing.T) {
	for _, c := range []struct {
		entry    string
		leverage int64
		long     bool
		want     string
	}{
		{"7", 10, true, "6.461538"},
		{"7", 10, false, "7.512195"},
		{"6.05", 2, false, "8.853659"},
	} {
		if got := liquidation(decimal.MustParse(c.entry), c.leverage, c.long).Round(6).String(); got != c.want {
			t.Errorf("liquidation of entry %s at %dx, long %t, is %s, want %s", c.entry, c.leverage, c.long, got, c.want)
		}
	}
}

// age moves an exchange on by hand and calls see after each step.
func age(x *Exchange, steps int, see func(now time.Time)) {
	now := time.Now()
	for range steps {
		now = now.Add(defaultTick)
		x.advance(now, defaultTick)
		see(now)
	}
}

func TestPositionsFollowTheAccountsFills(t *testing.T) {
	x := New(Options{Seed: 11})
	a := x.accounts[0]
	lots := map[string]int64{}
	for _, p := range a.positions {
		lots[p.id] = p.lots
	}
	maker, taker, realised := 0, 0, 0
	age(x, 6000, func(time.Time) {
		for _, f := range a.newFills {
			whole, part, _ := f.size.Int64(f.order.on.sizeScale)
			for range f.order.on.sizeScale {
				whole *= 10
			}
			n := whole + part
			if f.order.kind.reduces() {
				n = -n
				realised++
			}
			lots[f.order.position] += n
			if f.order.market {
				taker++
				if !f.fee.Equal(times(f.value, units(5, 4))) {
					t.Fatalf("taker fee %s on %s", f.fee, f.value)
				}
			} else {
				maker++
				if !f.fee.IsZero() {
					t.Fatalf("maker fee %s", f.fee)
				}
			}
		}
		a.newFills = nil
		open := 0
		for _, p := range a.positions {
			open++
			if lots[p.id] != p.lots || p.lots <= 0 {
				t.Fatalf("position %s has %d lots, its fills say %d", p.id, p.lots, lots[p.id])
			}
			if n := a.available(p); n < 0 || n > p.lots {
				t.Fatalf("position %s of %d lots has %d available", p.id, p.lots, n)
			}
		}
		for _, n := range lots {
			if n > 0 {
				open--
			}
		}
		if open != 0 {
			t.Fatalf("positions and fills disagree about what is open")
		}
	})
	if maker < 5 || taker < 8 || realised < 4 {
		t.Errorf("in fifteen minutes only %d maker and %d taker fills, %d realising", maker, taker, realised)
	}
}

func TestRestingOrdersOfTheAccountStandInTheBook(t *testing.T) {
	x := New(Options{Seed: 5})
	age(x, 2000, func(time.Time) {
		for _, o := range x.accounts[0].open {
			m := x.market(o.on.id)
			i, found := m.book.find(o.kind.asks(), o.ticks)
			if !found {
				t.Fatalf("order %s at %d rests nowhere", o.id, o.ticks)
			}
			level := (*m.book.side(o.kind.asks()))[i]
			if !slices.Contains(level.orders, o) || o.status == statusFilled || o.status == statusCancelled || o.left == 0 {
				t.Fatalf("order %s (%s, %d left) is not at its level", o.id, o.status, o.left)
			}
		}
	})
}

func TestPositionFiguresAreConsistentOnTheWire(t *testing.T) {
	x := New(Options{Seed: 2})
	positions := x.Positions()
	if len(positions) < 3 {
		t.Fatalf("only %d positions", len(positions))
	}
	for _, p := range positions {
		size, entry := decimal.MustParse(p.Size), decimal.MustParse(p.Entry)
		value, leverage := times(size, entry), decimal.MustParse(p.Leverage)
		if p.Value != digits(value) || p.Margin != digits(over(value, leverage)) {
			t.Errorf("position %+v: value or margin is off", p)
		}
	}
	p := positions[0]
	if p.Market != "14" || !p.Long || p.Leverage != "20" {
		t.Errorf("the first position is %+v, want a long one of APT at 20x", p)
	}
}

func TestHistoryShowsEveryStatusAndAnUnnamedOrderType(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range New(Options{Seed: 1}).accounts[0].orders {
		seen[o.status] = true
		if o.kind == unnamed {
			seen["unnamed"] = true
		}
	}
	for _, want := range []string{statusOpen, statusPartial, statusFilled, statusCancelled, "unnamed"} {
		if !seen[want] {
			t.Errorf("no order is %s", want)
		}
	}
}

func TestEntryIsTheMeanOfTheFillsWeightedBySize(t *testing.T) {
	x := New(Options{Seed: 1})
	p := position{market: x.market("15"), lots: 1_000, entry: decimal.MustParse("100000"), leverage: 5}
	p.grow(3_000, decimal.MustParse("3600")) // 0.03 at 120000
	if got := digits(p.entry); got != "115000" || p.lots != 4_000 {
		t.Errorf("entry %s of %d lots, want 115000 of 4000", got, p.lots)
	}
	if value, margin := digits(p.value()), digits(p.margin()); value != "4600" || margin != "920" {
		t.Errorf("value %s and margin %s, want 4600 and 920", value, margin)
	}
}

func TestReducingOrdersNeverExceedWhatIsAvailable(t *testing.T) {
	x := New(Options{Seed: 1})
	a, m := x.accounts[0], x.market("15")
	p := a.held(m, true)
	for range 5 {
		before := a.available(p)
		o := a.rest(m, &slot{market: 1, kind: decreaseLong, near: 3, far: 9, lots: p.lots/2 + 1})
		switch {
		case before == 0 && o != nil:
			t.Fatalf("an order of %d lots rests though nothing is available", o.lots)
		case before == 0:
			return
		case o == nil || o.lots > before || a.available(p) != before-o.lots:
			t.Fatalf("%d lots available, order %+v, then %d available", before, o, a.available(p))
		}
	}
}

func TestMoneyMovesNowAndThen(t *testing.T) {
	x := New(Options{Seed: 1})
	before := len(x.accounts[0].transfers)
	age(x, 12_000, func(time.Time) {})
	if n := len(x.accounts[0].transfers) - before; n < 2 || n > 8 {
		t.Errorf("%d transfers in half an hour", n)
	}
}
