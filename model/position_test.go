package model

import "testing"

// rounds fails unless got, rounded to the digits of want, is want.
func rounds(t *testing.T, what string, got Dec, want string) {
	t.Helper()
	w, _ := MustDec(want).Value()
	v, known := got.Value()
	if !known || v.Round(w.Scale()).Cmp(w) != 0 {
		t.Errorf("%s is %s, want %s", what, got, want)
	}
}

func TestLiquidationPriceAgreesWithTheExchange(t *testing.T) {
	for _, c := range []struct {
		side            Side
		entry, leverage string
		want            string
	}{
		{Long, "7", "10", "6.461538"},
		{Short, "7", "10", "7.512195"},
		{Short, "6.05", "2", "8.853658536585366"},
		{Long, "117690", "5", "96566.15384615"},
		{Short, "117785", "10", "126403.41463415"},
		{Long, "5.7578914", "20", "5.61025316"},
	} {
		got := LiquidationPrice(c.side, MustDec(c.entry), MustDec(c.leverage), MustDec("0.025"))
		rounds(t, c.side.String()+" "+c.entry+" at "+c.leverage+"x", got, c.want)
	}
}

func TestLiquidationPriceOfTheUnknownIsAbsent(t *testing.T) {
	entry, leverage, maintenance := Int(7), Int(10), MustDec("0.025")
	for name, got := range map[string]Dec{
		"side":        LiquidationPrice(SideUnknown, entry, leverage, maintenance),
		"entry":       LiquidationPrice(Long, Dec{}, leverage, maintenance),
		"leverage":    LiquidationPrice(Short, entry, Dec{}, maintenance),
		"no leverage": LiquidationPrice(Long, entry, Int(0), maintenance),
		"maintenance": LiquidationPrice(Long, entry, leverage, Dec{}),
	} {
		sameNumber(t, "liquidation price without a known "+name, got, "")
	}
}

func TestMarginOfTheCapturedOrders(t *testing.T) {
	for price, want := range map[string]string{"117690": "1412.28", "117785": "1413.42"} {
		sameNumber(t, "margin at "+price, MustDec("0.06").Mul(MustDec(price)).Quo(Int(5)), want)
	}
}

// oldPosition is a row captured in the encoding of early 2025, with invented triggers.
func oldPosition() Position {
	return Position{
		Market: "396", Side: Short, Leverage: Int(2), Scaled: true,
		Size: MustDec("1000"), Available: MustDec("500"), Value: MustDec("6050000"), Margin: MustDec("3025000"),
		Entry: MustDec("6050"), Liq: MustDec("8853.658536585366"), TP: MustDec("5000"),
	}
}

func TestOldEncodingIsScaledByTheMarket(t *testing.T) {
	p, ok := oldPosition().Descaled(NewMarket("396", "APT/USDC", MustDec("100000"), Int(1), 3, 8, 6))
	if !ok {
		t.Fatal("position of a known market is not readable")
	}
	sameNumber(t, "size", p.Size, "1")
	sameNumber(t, "available size", p.Available, "0.5")
	sameNumber(t, "value", p.Value, "6.05")
	sameNumber(t, "margin", p.Margin, "3.025")
	sameNumber(t, "entry", p.Entry, "6.05")
	sameNumber(t, "liquidation price", p.Liq, "8.853658536585366")
	sameNumber(t, "take profit", p.TP, "5")
	sameNumber(t, "stop loss", p.SL, "")
	sameNumber(t, "leverage", p.Leverage, "2")
	rounds(t, "computed liquidation price", LiquidationPrice(p.Side, p.Entry, p.Leverage, MustDec("0.025")), "8.853658536585366")
}

func TestOldEncodingOfAnUnknownMarketShowsNoFigure(t *testing.T) {
	for name, market := range map[string]Market{
		"unlisted":     UnknownMarket("396"),
		"no lot":       NewMarket("396", "APT/USDC", Dec{}, Int(1), 3, 8, 6),
		"no precision": NewMarket("396", "APT/USDC", MustDec("100000"), Int(1), -1, 8, 6),
		"no quote":     NewMarket("396", "APT/USDC", MustDec("100000"), Int(1), 3, 8, -1),
	} {
		p, ok := oldPosition().Descaled(market)
		if ok {
			t.Errorf("%s: position counts as readable", name)
		}
		for _, d := range []Dec{p.Size, p.Available, p.Value, p.Margin, p.Entry, p.Liq, p.TP, p.SL} {
			sameNumber(t, name+": a scaled figure", d, "")
		}
		if p.Market != "396" || p.Side != Short || !p.Leverage.Known() {
			t.Errorf("%s: unscaled fields are lost: %+v", name, p)
		}
	}
}

func TestTodaysEncodingIsNotScaled(t *testing.T) {
	p := oldPosition()
	p.Scaled = false
	got, ok := p.Descaled(UnknownMarket("396"))
	if !ok || got != p {
		t.Errorf("position became %+v, readable %t", got, ok)
	}
}
