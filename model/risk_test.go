package model

import "testing"

const profile = Address("0xa11ce00000000000000000000000000000000000000000000000000000c0ffee")

// samplePositions are those of a sample: an APT long, and BTC long and short at once.
func samplePositions() []Position {
	row := func(market MarketID, side Side, id TradeID, size, entry, liq, margin string) Position {
		return Position{Market: market, Side: side, ID: id, Size: MustDec(size), Entry: MustDec(entry), Liq: MustDec(liq), Margin: MustDec(margin)}
	}
	return []Position{
		row("15", Long, "166039143407459674095631", "0.02", "117690", "96566.15384615", "470.76"),
		row("15", Short, "166057590151533383647247", "0.01", "117785", "126403.41463415", "117.785"),
		row("14", Long, "166076036895607093198862", "10", "5.7578914", "5.61025316", "2.8789457"),
	}
}

// watching returns a model that watches an account over live links, at the moment after(1).
func watching(events ...Event) *Model {
	m := newModel()
	m.Apply(batchOf(Account{State: AccountKnown, Profile: profile}))
	for _, s := range []Scope{{}, MarketScope("14"), MarketScope("15"), AccountScope(profile)} {
		m.Apply(batchOf(Link{Scope: s, State: LinkUp, Since: start, Proven: start}))
	}
	m.Apply(batchOf(events...))
	return m
}

func sampleDay() *Model {
	return watching(
		sampleDepth(0),
		NewDepth("14", start, levels("5.757", "10", "5.755", "120.5"), levels("5.759", "33.333", "5.761", "80")),
		Funding{Market: "15", Rates: []Rate{{Value: MustDec("0.0001"), At: start}}},
		Funding{Market: "14", Rates: []Rate{{Value: MustDec("-0.00025"), At: start}}},
		Positions{Account: profile, At: start, Rows: samplePositions()},
	)
}

func TestFiguresOfTheSamplePositions(t *testing.T) {
	want := []struct {
		name                                           string
		market                                         MarketID
		side                                           Side
		upnl, roe, notional, distance, room, perWindow string
	}{
		{"APT long", "14", Long, "0.001086", "0.0377221425", "57.58", "-2.5659402570", "2.5659402570", "0.014395"},
		{"BTC short", "15", Short, "0.475", "0.4032771575", "1177.375", "7.3603691552", "7.3603691552", "0.1177375"},
		{"BTC long", "15", Long, "0.95", "0.2018013425", "2354.75", "-17.9818207061", "17.9818207061", "-0.235475"},
	}
	rows := sampleDay().Exposures(after(1))
	if len(rows) != len(want) {
		t.Fatalf("%d positions, want %d", len(rows), len(want))
	}
	for i, w := range want {
		e := rows[i]
		if e.Market != w.market || e.Side != w.side {
			t.Errorf("position %d is %s %s, want %s: the nearest to liquidation first", i, e.Market, e.Side, w.name)
		}
		sameNumber(t, w.name+" profit", e.UPnL, w.upnl)
		rounds(t, w.name+" ROE", e.ROE, w.roe)
		sameNumber(t, w.name+" notional", e.Notional, w.notional)
		rounds(t, w.name+" distance", e.Distance, w.distance)
		rounds(t, w.name+" room", e.Room(), w.room)
		sameNumber(t, w.name+" payment", e.PerWindow, w.perWindow)
		if e.Crossed || e.Mark.Source != "book mid" || !e.Overall.Usable() || !e.Readable {
			t.Errorf("%s: crossed %t, mark %q, age %+v, readable %t", w.name, e.Crossed, e.Mark.Source, e.Overall, e.Readable)
		}
	}
}

func TestTotalsOfTheSamplePositions(t *testing.T) {
	got := Total(sampleDay().Exposures(after(1)))
	sameNumber(t, "profit", got.UPnL, "1.426086")
	sameNumber(t, "margin", got.Margin, "591.4239457")
	sameNumber(t, "notional", got.Notional, "3589.705")
	rounds(t, "leverage", got.Leverage, "6.0695969889")
	sameNumber(t, "payment", got.PerWindow, "-0.1033425")
	if got.Count != 3 || got.Missing != 0 || !got.Age.Usable() {
		t.Errorf("totals are %+v", got)
	}
}

func TestTotalsLeaveOutWhatHasNoPrice(t *testing.T) {
	m := watching(sampleDepth(0), Positions{Account: profile, At: start, Rows: samplePositions()})
	got := Total(m.Exposures(after(1)))
	sameNumber(t, "profit", got.UPnL, "1.425")
	sameNumber(t, "margin, which needs no price", got.Margin, "591.4239457")
	rounds(t, "leverage of what has a price", got.Leverage, "6.0014527351") // 3532.125 / 588.545
	sameNumber(t, "payment without a rate", got.PerWindow, "")
	if got.Count != 3 || got.Missing != 1 {
		t.Errorf("count %d, missing %d; want 3 and 1", got.Count, got.Missing)
	}
	if none := Total(nil); none.Count != 0 || none.Leverage.Known() || none.UPnL.Sign() != 0 || !none.UPnL.Known() {
		t.Errorf("totals of nothing are %+v", none)
	}
}

func TestAPositionThatLacksOnlyItsMarginIsInTheOtherSums(t *testing.T) {
	rows := sampleDay().Exposures(after(1))
	rows[0].Margin = Dec{}
	got := Total(rows)
	sameNumber(t, "profit", got.UPnL, "1.426086")
	sameNumber(t, "notional", got.Notional, "3589.705")
	sameNumber(t, "margin", got.Margin, "")
	sameNumber(t, "leverage", got.Leverage, "")
	if got.Missing != 0 || got.Long.Count+got.Short.Count != 3 {
		t.Errorf("totals are %+v", got)
	}
}

func TestLiquidationIsCrossedInTheDirectionOfTheSide(t *testing.T) {
	for _, c := range []struct {
		side    Side
		liq     string
		crossed bool
		room    int
	}{
		{Long, "100", false, 1},
		{Long, "117737.5", true, 0},
		{Long, "120000", true, -1},
		{Short, "120000", false, 1},
		{Short, "117737.5", true, 0},
		{Short, "100", true, -1},
		{Long, "", false, 0},
		{Short, "0", false, 0},
		{SideUnknown, "100", false, 0},
	} {
		m := watching(sampleDepth(0))
		e := m.Expose(Position{Market: "15", Side: c.side, Liq: MustDec(c.liq), Size: Int(1), Entry: Int(1)}, Age{Spoken: true}, after(1))
		if e.Crossed != c.crossed || e.Room().Sign() != c.room {
			t.Errorf("%s with liquidation at %q: crossed %t, room %s; want %t, sign %d", c.side, c.liq, e.Crossed, e.Room(), c.crossed, c.room)
		}
	}
}

func TestPositionWithUnknownDistanceComesLast(t *testing.T) {
	rows := samplePositions()
	rows[2].Liq = Dec{}
	m := watching(sampleDepth(0), Positions{Account: profile, At: start, Rows: rows})
	got := m.Exposures(after(1))
	if got[0].Side != Short || got[2].Market != "14" || got[2].Distance.Known() {
		t.Errorf("order is %s %s, %s %s, %s %s", got[0].Market, got[0].Side, got[1].Market, got[1].Side, got[2].Market, got[2].Side)
	}
}

func TestFiguresWithoutAMarkAreAbsent(t *testing.T) {
	m := watching()
	e := m.Expose(samplePositions()[0], Age{Spoken: true}, after(1))
	for name, d := range map[string]Dec{"profit": e.UPnL, "ROE": e.ROE, "notional": e.Notional, "distance": e.Distance, "payment": e.PerWindow} {
		sameNumber(t, name, d, "")
	}
	if e.Overall.Usable() || e.Mark.Source != "" {
		t.Errorf("age %+v, mark from %q", e.Overall, e.Mark.Source)
	}
}

func TestMarkIsTheBookOrElseTheFresherBestPrice(t *testing.T) {
	best := NewBest("15", after(1), MustDec("99"), MustDec("101"))
	for _, c := range []struct {
		name   string
		down   []Scope
		events []Event
		want   string
	}{
		{"both live", nil, []Event{sampleDepth(0), best}, "book mid"},
		{"no book", nil, []Event{best}, "best mid"},
		{"book without bids", nil, []Event{NewDepth("15", start, nil, levels("100", "1")), best}, "best mid"},
		{"book stale", []Scope{MarketScope("15")}, []Event{sampleDepth(0), best}, "best mid"},
		{"both stale", []Scope{MarketScope("15"), {}}, []Event{sampleDepth(0), best}, "book mid"},
		{"half a best price", nil, []Event{NewBest("15", start, Int(1), Dec{})}, ""},
		{"nothing", nil, nil, ""},
	} {
		m := watching(c.events...)
		for _, s := range c.down {
			m.Apply(batchOf(Link{Scope: s, State: LinkDown, Since: after(1)}))
		}
		if got := m.Mark("15", after(1)); got.Source != c.want || got.Price.Known() != (c.want != "") {
			t.Errorf("%s: mark is %s from %q, want %q", c.name, got.Price, got.Source, c.want)
		}
	}
}

func TestOpenOrdersAreMeasuredFromTheMid(t *testing.T) {
	order := func(market MarketID, id OrderID, price string) Order {
		return Order{Market: market, ID: id, Price: MustDec(price), Size: MustDec("0.1"), Remaining: MustDec("0.04")}
	}
	m := watching(
		sampleDepth(0),
		NewDepth("14", start, levels("5.757", "10"), levels("5.759", "33.333")),
		OpenOrders{Account: profile, At: start, Rows: []Order{
			order("15", "3", "117690"), order("15", "2", "117785"), order("15", "1", "117667"), order("14", "9", "6.5"), order("31", "4", "180"),
		}},
	)
	rows := m.OpenRows(after(1))
	want := []struct{ price, distance string }{
		{"6.5", "12.8864188954"}, {"117785", "0.0403439856"}, {"117690", "-0.0403439856"}, {"117667", "-0.0598789680"}, {"180", ""},
	}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for i, w := range want {
		sameNumber(t, "price of a row", rows[i].Price, w.price)
		if w.distance == "" {
			sameNumber(t, "distance in a market without a price", rows[i].Distance, "")
			continue
		}
		rounds(t, "distance of "+w.price, rows[i].Distance, w.distance)
	}
	sameNumber(t, "filled share", rows[0].Filled(), "0.6")
	sameNumber(t, "filled share without sizes", Order{}.Filled(), "")
}

func TestChangeCountsFromTheFirstMidSeen(t *testing.T) {
	m := watching(NewBest("15", after(3), MustDec("99"), MustDec("101")))
	m.Apply(batchOf(NewTrades("15", start, []Trade{{Price: MustDec("5"), Size: Int(1), Time: after(-60)}})))
	m.Apply(batchOf(NewDepth("15", start, levels("99999", "1"), levels("100001", "1"))))
	m.Apply(batchOf(NewDepth("15", after(1), levels("109999", "1"), levels("110001", "1"))))
	c := m.Change("15", after(1))
	sameNumber(t, "first price", c.First, "100000")
	sameNumber(t, "change", c.Percent, "10")
	if !c.Since.Equal(start) {
		t.Errorf("first price is of %v, want %v", c.Since, start)
	}
}

func TestChangeCountsFromTheFirstTradeWhileNoMidIsSeen(t *testing.T) {
	m := watching(NewTrades("15", start, []Trade{{Price: MustDec("5"), Size: Int(1), Time: after(-60)}}))
	c := m.Change("15", after(1))
	sameNumber(t, "first price", c.First, "5")
	if !c.Since.Equal(after(-60)) || c.Percent.Known() {
		t.Errorf("first price is of %v, change %s", c.Since, c.Percent)
	}
	if c := m.Change("14", after(1)); c.Percent.Known() || c.First.Known() || !c.Since.IsZero() {
		t.Errorf("change of an unheard market is %+v", c)
	}
}
