package ui

import (
	"testing"

	"kanatop/model"
)

func TestAMarketWithAnUnknownPaymentHasNoSum(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	odd := held("1", model.Long, "90000")
	odd.Side = 0 // so that nobody knows who pays
	a.Update(batch(model.Positions{Account: profile, At: c.now, Rows: []model.Position{odd, held("2", model.Short, "140000")}}))
	screen(a, 160, 48)
	row := rowWith(t, paneText(t, a, paneFunding), "BTC")
	hasNot(t, row, "-0.73")
	has(t, paneText(t, a, paneFunding), "1 of 2 known")
	text := detailsOf(t, a, paneFunding, "j")
	has(t, rowWith(t, text, "per window"), "–", "not all payments are known")
}

func TestPaymentsOfStaleRatesAreStale(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	if got := inkOf(t, a, "+0.0365"); got != inkGain {
		t.Errorf("a live payment has ink %d", got)
	}
	exchange := link("15", model.LinkDown, c.now) // the books and with them the mids stay live
	exchange.Scope = model.Scope{}
	a.Update(batch(exchange))
	screen(a, 160, 48)
	if got := inkOf(t, a, "+0.0365"); got != inkStale {
		t.Errorf("a payment of a stale rate has ink %d", got)
	}
	has(t, paneText(t, a, paneFunding), "/window stale")
	has(t, rowWith(t, detailsOf(t, a, paneFunding, "j"), "SHORT"), "STALE, ")
	press(a, "esc")
	has(t, rowWith(t, detailsOf(t, a, panePositions, "j"), "funding rate"), "STALE, received")
}
