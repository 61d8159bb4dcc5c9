package model

import (
	"testing"

	"pgregory.net/rapid"
)

// bestAround is the best prices of market 16 around a price.
func bestAround(second int, price string) Event {
	p := MustDec(price)
	return NewBest("16", after(second), p.Sub(Int(1)), p.Add(Int(1)))
}

func TestPriceThatCameAndWentBetweenTwoChecksIsTold(t *testing.T) {
	g := staged(t, "ETH > 3000", "ETH < 2800", "ETH > 3500.5")
	g.at(1, mid(1, "2900"))
	g.at(2, mid(2, "2950"), mid(2, "3500"), mid(2, "2790"), mid(2, "2900"))
	g.want("2 ETH > 3000: 2900 after 3500", "2 ETH < 2800: 2900 after 2790")
	g.at(3, mid(3, "2901"))
	g.want("2 ETH > 3000: 2900 after 3500", "2 ETH < 2800: 2900 after 2790")
}

func TestPricesBeforeAnAlertWasSetDoNotCount(t *testing.T) {
	g := staged(t)
	g.at(1, mid(1, "2900"), mid(1, "3500"), mid(1, "2900"))
	g.alerts.Set(Alert{Kind: AlertPrice, Market: "16", Level: Int(3000), Name: "ETH"})
	g.at(2)
	g.at(3, mid(3, "2950"))
	g.want()
}

func TestBestPricesThatCameAndWentAreToldToo(t *testing.T) {
	g := staged(t, "ETH > 3000")
	g.at(1, bestAround(1, "2900"))
	g.at(2, bestAround(2, "3001"), bestAround(2, "2900"))
	g.want("2 ETH > 3000: 2900 after 3001")
	h := staged(t, "ETH > 3000")
	h.at(1, mid(1, "2900"), bestAround(1, "2900"))
	h.at(2, mid(2, "3002"), NewDepth("16", after(2), levels("2899", "1"), nil)) // the best prices are the mark now
	h.want("2 ETH > 3000: 2900 after 3002")
}

func TestACrossedBookBetweenTwoChecksReachesNothing(t *testing.T) {
	g := staged(t, "ETH > 3000")
	g.at(1, mid(1, "2900"))
	g.at(2, NewDepth("16", after(2), levels("3100", "1"), levels("3099", "1")), mid(2, "2900"))
	g.want()
}

func TestRepeatingAlertTellsEachComingOnce(t *testing.T) {
	g := staged(t, "ETH > 4000 repeat") // 5 bp of it are 2
	g.at(1, mid(1, "3990"))
	g.at(2, mid(2, "4001"), mid(2, "3999")) // there, and not yet gone for good
	g.at(3, mid(3, "4001"))
	g.at(4, mid(4, "3990"), mid(4, "4002")) // gone, and there anew
	g.at(5, mid(5, "4003"), mid(5, "3990")) // gone
	g.at(6, mid(6, "4004"), mid(6, "3990")) // there anew and gone
	g.at(7, mid(7, "4005"))
	g.want("2 ETH > 4000 repeat: 3999 after 4001", "4 ETH > 4000 repeat: 4002", "6 ETH > 4000 repeat: 3990 after 4004", "7 ETH > 4000 repeat: 4005")
}

func TestOnceAlertIsToldWheneverAPriceReachesIt(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var alerts Alerts
		m := New(alertMarkets())
		level := Int(rapid.Int64Range(95, 105).Draw(r, "level"))
		alerts.Set(Alert{Kind: AlertPrice, Market: "16", Level: level})
		told, want := 0, 0
		var b Batch
		b.Add(Link{Scope: MarketScope("16"), State: LinkUp, Since: after(0), Proven: after(0)})
		b.Add(mid(0, "10"))
		m.Apply(b)
		told += len(alerts.Check(m, after(0)))
		b = Batch{}
		for range rapid.IntRange(0, 12).Draw(r, "pushes") {
			price := Int(rapid.Int64Range(90, 110).Draw(r, "price"))
			if price.Cmp(level) >= 0 {
				want = 1
			}
			b.Add(mid(1, price.String()))
			if rapid.Bool().Draw(r, "frame") {
				m.Apply(b)
				b = Batch{}
				if rapid.Bool().Draw(r, "looked at") {
					told += len(alerts.Check(m, after(1)))
				}
			}
		}
		m.Apply(b)
		if told += len(alerts.Check(m, after(1))); told != want {
			r.Errorf("told %d times, want %d", told, want)
		}
	})
}

func TestTimeInWhichNothingWasLookedAtIsAGap(t *testing.T) {
	g := staged(t, "ETH > 3000", "funding ETH", "ETH position", "ETH < 100")
	g.at(1, mid(1, "2900"), rate(1, "0.1"), positions(1))
	g.prove(300)
	// Of five minutes one price is known.
	g.at(301, mid(100, "3500"), mid(300, "2900"), rate(300, "-0.1"))
	g.prove(302)
	g.at(302, positions(302, pos("16", "1", Long, "1000")))
	still := " unseen 1-301 the program stood still"
	g.want("301 ETH > 3000: 2900 after 3500"+still, "301 funding ETH: -0.1"+still, "302 ETH position: 2000 opened"+still)
	if w := g.alerts.All(); len(w) != 1 || w[0].State != WatchArmed || w[0].Gap != (Gap{after(1), after(301), wordStill}) {
		t.Errorf("%+v", w)
	}
}

func TestPricesHeardAllTheTimeLeaveNoGap(t *testing.T) {
	g := staged(t, "ETH > 3000")
	g.at(1, mid(1, "2900"))
	g.prove(20)
	g.at(20, mid(4, "2900"), mid(9, "2901"), mid(14, "3000"), mid(16, "2900"))
	g.want("20 ETH > 3000: 2900 after 3000")
}
