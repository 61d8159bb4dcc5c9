package model

import (
	"slices"
	"strconv"
	"testing"
)

// benchLevels is a side of a book of 50 levels, best first.
func benchLevels(first, step int64) []Level {
	out := make([]Level, 50)
	for i := range out {
		out[i] = Level{Int(first + int64(i)*step).value, MustDec("0.125").value}
	}
	return out
}

func BenchmarkApply(b *testing.B) {
	apply := func(name string, event func() Event) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			m := newModel()
			for b.Loop() {
				m.Apply(batchOf(event()))
			}
		})
	}
	bids, asks := benchLevels(117690, -1), benchLevels(117785, 1)
	apply("book-50x2", func() Event { return NewDepth("15", start, slices.Clone(bids), slices.Clone(asks)) })

	next := 0
	apply("trades-50-new", func() Event {
		next += 50
		return NewTrades("15", start, tradeRun(next, 50))
	})
	same := tradeRun(0, 50)
	apply("trades-50-again", func() Event { return NewTrades("15", start, same) })
	list := orderRun(0, MaxOrders)
	apply("orders-500-again", func() Event { return NewOrders(profile, start, list, true) })
	rows := samplePositions()
	apply("positions", func() Event { return Positions{Account: profile, At: start, Rows: rows} })
}

// BenchmarkMerge is a frame in which a book speaks ten times.
func BenchmarkMerge(b *testing.B) {
	b.ReportAllocs()
	bids, asks := benchLevels(117690, -1), benchLevels(117785, 1)
	m := newModel()
	for b.Loop() {
		var frame Batch
		for range 10 {
			frame.Add(NewDepth("15", start, slices.Clone(bids), slices.Clone(asks)))
		}
		m.Apply(frame)
	}
}

func BenchmarkExposures(b *testing.B) {
	b.ReportAllocs()
	m := sampleDay()
	for b.Loop() {
		if rows := m.Exposures(after(1)); len(rows) != 3 {
			b.Fatal("positions are missing")
		}
	}
}

func BenchmarkCheckOfAlerts(b *testing.B) {
	m := quotedMarket()
	for name, texts := range map[string][]string{"none": nil, "ten prices": {
		"BTC > 1000", "BTC > 1001", "BTC > 1002", "BTC > 1003", "BTC > 1004", "BTC < 10", "BTC < 11", "BTC < 12", "BTC < 13", "BTC < 14",
	}} {
		b.Run(name, func(b *testing.B) {
			var alerts Alerts
			for _, text := range texts {
				a, err := ParseAlert(text, Builtins("mainnet"))
				if err != nil {
					b.Fatal(err)
				}
				alerts.Set(a)
			}
			b.ReportAllocs()
			for b.Loop() {
				alerts.Check(m, after(2))
			}
		})
	}
}

// BenchmarkCheckOfLiquidations is a check of alerts that each look at all positions.
func BenchmarkCheckOfLiquidations(b *testing.B) {
	for _, size := range [][2]int{{20, 20}, {1000, 100}} {
		b.Run(strconv.Itoa(size[0])+"x"+strconv.Itoa(size[1]), func(b *testing.B) {
			m := New(Builtins("mainnet"))
			e := Positions{Account: profile, At: start}
			for i := range size[0] {
				side, liq := Long, int64(90_000+i)
				if i%2 > 0 {
					side, liq = Short, int64(140_000+i)
				}
				e.Rows = append(e.Rows, Position{Market: "15", ID: TradeID(strconv.Itoa(i)), Side: side, Size: Int(1), Entry: Int(117_000), Liq: Int(liq), Margin: Int(10_000)})
			}
			batch := batchOf(Account{State: AccountKnown, Profile: profile}, e, NewDepth("15", start, benchLevels(117_690, -1), benchLevels(117_785, 1)))
			for _, s := range []Scope{MarketScope("15"), AccountScope(profile)} {
				batch.Add(Link{Scope: s, State: LinkUp, Since: start, Proven: start})
			}
			m.Apply(batch)
			var alerts Alerts
			for i := range size[1] {
				alerts.Set(Alert{Kind: AlertLiquidation, Level: Int(int64(i + 1)).Quo(Int(10))})
			}
			b.ReportAllocs()
			for b.Loop() {
				if alerts.Check(m, after(1)); alerts.Len() != size[1] {
					b.Fatal("an alert fired")
				}
			}
		})
	}
}
