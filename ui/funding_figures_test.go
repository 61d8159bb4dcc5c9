package ui

import (
	"fmt"
	"testing"
	"time"

	"kanatop/model"
)

func TestFundingTellsPaymentsInMoneyAndBasisPointsOfTheMargin(t *testing.T) {
	a := lit(t, &clock{start()}, Options{FundingWindow: 8 * time.Hour})
	screen(a, 200, 60)
	text := paneText(t, a, paneFunding)
	// APT: 10 x 5.758 x 0.000125 = 0.0071975 of a margin of 2.8789457 is 25.0005 bp.
	has(t, rowWith(t, text, "APT"), "+0.000125", "longs pay", "57.58 long", "-0.0072", "-25.00")
	// BTC: the long of 2,354.75 gets 0.07299725, the short of 1,177.375 pays 0.036498625; 0.036498625 of 588.545 is 0.6202 bp.
	has(t, rowWith(t, text, "BTC"), "-0.000031", "shorts pay", "1,177.38 long", "+0.0365", "+0.62")
	// 0.029301125 of 591.4239457 is 0.4954 bp, three times a day 0.087903375.
	has(t, text, "sum +0.0293/window", "+0.50 bp margin", "+0.0879/day (8h assumed)", "unit")
	has(t, title(t, a, paneFunding), "unit unknown", "8h assumed")
}

func TestWithoutAWindowNothingIsSaidOfADay(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	for _, size := range [][2]int{{200, 60}, {160, 48}, {120, 36}, {100, 30}} {
		screen(a, size[0], size[1])
		text := paneText(t, a, paneFunding)
		hasNot(t, text, "/day", "assumed")
		has(t, text, "unit")
	}
	screen(a, 200, 60)
	has(t, title(t, a, paneFunding), "window unknown")
}

func TestFundingSaysOfHowManyPositionsTheSumIs(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	other := held("1", model.Long, "90000")
	other.Market = "99"
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{other, held("2", model.Short, "140000")}}))
	screen(a, 200, 60)
	// The short of 0.2 at 117,737.5 pays 0.000031: 0.7299725. Of market 99 nothing is known.
	has(t, paneText(t, a, paneFunding), "1 of 2 known -0.7300/window")
	press(a, "H")
	has(t, paneText(t, a, paneFunding), "***/window")
	hasNot(t, paneText(t, a, paneFunding), "0.7300")
	press(a, "H")
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{other}}))
	hasNot(t, paneText(t, a, paneFunding), "sum", "of 1") // nothing is not zero
}

func TestSinceTellsWhenTheLineOfRatesBegins(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	var rates []model.Rate
	for k := range 12 { // of which the line shows eight
		rates = append(rates, model.Rate{Value: model.MustDec(fmt.Sprintf("0.0002%02d", k)), At: c.now.Add(time.Duration(k-120) * time.Minute)})
	}
	a.Update(batch(model.Funding{Market: "31", Rates: rates}))
	screen(a, 200, 60)
	has(t, rowWith(t, paneText(t, a, paneFunding), "SOL"), "07:45") // four minutes after 07:41, two hours before 09:41
}

func TestDetailsOfFundingTellPaymentsWithTheirFormulaAndAllRates(t *testing.T) {
	c := &clock{start()}
	a := dark(t, c, Options{FundingWindow: 8 * time.Hour})
	for _, b := range speech(c.now) {
		a.Update(b)
	}
	at := func(minutes int) time.Time { return c.now.Add(time.Duration(minutes) * time.Minute) }
	rate := func(value string, minutes int) model.Rate {
		return model.Rate{Value: model.MustDec(value), At: at(minutes), Told: at(minutes).Add(-time.Second)}
	}
	a.Update(batch(model.Funding{Market: "16", Rates: []model.Rate{rate("0.00012500", -50), rate("0.00012500", -30), rate("-0.00003", -20), rate("0.00020", 0)}}))
	a.Update(batch(model.Positions{Account: profile, At: c.now, Rows: []model.Position{
		{Market: "16", ID: "1", Side: model.Long, Leverage: model.Int(5), Size: model.Int(2), Entry: model.Int(3700), Margin: model.Int(1480)},
		{Market: "16", ID: "2", Side: model.Short, Leverage: model.Int(2), Size: model.Int(1), Entry: model.Int(3700), Margin: model.Int(1850)},
	}}))
	text := detailsOf(t, a, paneFunding, "j", "j")
	has(t, text, "ETH-USD (16)", "0.00020", "longs pay", "2025-07-22 09:41:21", "8h", "no start known")
	// 7,425.6 x 0.0002 is 1.48512; 3,712.8 x 0.0002 is 0.74256.
	has(t, rowWith(t, text, "LONG 5x"), "-1.48512", "-7,425.6 x 0.00020")
	has(t, rowWith(t, text, "SHORT 2x"), "+0.74256", " 3,712.8 x 0.00020")
	has(t, rowWith(t, text, "per window"), "-0.74256", "read as a fraction")
	has(t, rowWith(t, text, "of the margin"), "-2.23 bp", "3,330.00") // 0.74256 / 3,330
	has(t, rowWith(t, text, "per day"), "-2.22768", "windows of 8h assumed")
	has(t, rowWith(t, text, "09:21:22"), "-0.00003", "shorts pay")
	has(t, rowWith(t, text, "08:51:22"), "0.00012500", "last heard 09:11:22")
	press(a, "esc", "H", "enter")
	text = frame(a)
	has(t, rowWith(t, text, "LONG 5x"), "***", "-*** x 0.00020")
	hasNot(t, text, "1.48512", "3,330.00", "2.22768")
}

func TestARateThatIsRoundedSaysSo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(batch(model.Funding{Market: "15", Rates: []model.Rate{{Value: received(t, "-12345.678901234567890123"), At: start()}}}))
	screen(a, 200, 60)
	has(t, rowWith(t, paneText(t, a, paneFunding), "BTC"), " ~-12,345.67890123456789 ")
	has(t, rowWith(t, paneText(t, a, paneFunding), "APT"), " +0.000125 ")
	text := detailsOf(t, a, paneFunding, "j")
	has(t, rowWith(t, text, " rate "), "~-12345.67890123456789", "received with more digits, rounded")
	has(t, rowWith(t, text, "the rates seen"), "~-12345.67890123456789")
	press(a, "esc")
	has(t, rowWith(t, detailsOf(t, a, panePositions, "j"), "funding rate"), "~-12345.67890123456789", "received with more digits, rounded")
}
