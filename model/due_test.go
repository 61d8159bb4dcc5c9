package model

import (
	"testing"
	"time"
)

func TestDueAddsUpThePaymentsOfAMarket(t *testing.T) {
	rows := sampleDay().Exposures(after(1))
	// BTC at 117,737.5 and +0.0001: the long of 0.02 pays 0.235475, the short of 0.01 receives 0.1177375.
	btc := DueOf(rows, "15")
	sameNumber(t, "payment", btc.Payment, "-0.1177375")
	sameNumber(t, "net notional", btc.Net, "1177.375")
	sameNumber(t, "margin", btc.Margin, "588.545")
	rounds(t, "of the margin in bp", btc.Basis(), "-2.0004842450") // 0.1177375 / 588.545 x 10,000
	// APT at 5.758 and -0.00025: the long of 10 receives 0.014395.
	all := DueOf(rows, "")
	sameNumber(t, "payment of all", all.Payment, "-0.1033425")
	if btc.Count != 2 || all.Count != 3 || all.Missing != 0 || !all.Age.Usable() {
		t.Errorf("%+v and %+v", btc, all)
	}
	// Three windows of eight hours a day.
	sameNumber(t, "a day", all.PerDay(8*time.Hour), "-0.3100275")
	sameNumber(t, "a day of hours", all.PerDay(time.Hour), "-2.48022")
	sameNumber(t, "a day of unknown windows", all.PerDay(0), "")
}

func TestDueCountsPositionsWithoutARate(t *testing.T) {
	m := watching(sampleDepth(0),
		NewDepth("14", start, levels("5.757", "10"), levels("5.759", "33.333")),
		Funding{Market: "14", Rates: []Rate{{Value: MustDec("-0.00025"), At: start}}},
		Positions{Account: profile, At: start, Rows: samplePositions()})
	rows := m.Exposures(after(1))
	all := DueOf(rows, "")
	sameNumber(t, "payment", all.Payment, "0.014395")
	sameNumber(t, "margin of those that pay", all.Margin, "2.8789457")
	if all.Count != 3 || all.Missing != 2 || !all.Age.Usable() {
		t.Errorf("%+v", all)
	}
	if none := DueOf(rows, "31"); none.Count != 0 || none.Payment.Sign() != 0 || none.Basis().Known() {
		t.Errorf("of a market without a position: %+v", none)
	}
}
