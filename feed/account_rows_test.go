package feed

import (
	"testing"

	"kanatop/model"
)

func TestPositionSamples(t *testing.T) {
	h := hearSample(t, "positions.json")
	rows := h.account().Positions.Rows
	if len(rows) != 3 || h.counts.Failures != 0 {
		t.Fatalf("got %d rows, %+v", len(rows), h.counts)
	}
	same(t, "first", rows[0], model.Position{
		Address: alice, Market: "14", ID: "166076036895607093198862", Side: model.Long, Leverage: dec("20"), Size: dec("10"), Available: dec("10"),
		Value: dec("57.578914"), Entry: dec("5.7578914"), Liq: dec("5.61025316"), Margin: dec("2.8789457"), TP: dec("6.5"),
		Updated: second(1753165487), Version: 3102182809,
	})
	var sides []string
	for _, p := range rows {
		sides = append(sides, string(p.Market)+" "+p.Side.String()+" "+p.Liq.String()+" sl "+p.SL.String())
	}
	same(t, "hedge mode", sides, []string{"14 LONG 5.61025316 sl –", "15 LONG 96566.15384615 sl 110000", "15 SHORT 126403.41463415 sl –"})
}

func TestOldPositionsAreMarkedAndLeftRaw(t *testing.T) {
	h := hearSample(t, "positions.variant-2.json")
	p := h.account().Positions.Rows[0]
	if !p.Scaled || p.Side != model.Short {
		t.Errorf("scaled %v, side %v", p.Scaled, p.Side)
	}
	same(t, "raw figures", []model.Dec{p.Entry, p.Size, p.Value, p.Margin, p.Liq}, []model.Dec{dec("6050"), dec("1000"), dec("6050000"), dec("3025000"), dec("8853.658536585366")})
	same(t, "time as text", p.Updated, second(1739788459))
}

func TestOldPositionsAreToldByTheRuleOnly(t *testing.T) {
	mixed := hearSample(t, "positions.variant-4.json").account().Positions.Rows[0]
	if mixed.Scaled || mixed.Side != model.Long || mixed.TP.Known() || mixed.SL.Known() {
		t.Errorf("mixed era: %+v", mixed)
	}
	figures := `"market_id":"15","entry_price":"118000","size":"10","value":"1180000","margin":"118000"`
	for fields, want := range map[string]bool{
		`"is_long":true,` + figures:                                                              true,
		`"trade_side":true,` + figures:                                                           false,
		`"trade_side":"up","is_long":true,` + figures:                                            false,
		`"trade_side":true,"is_long":true,` + figures:                                            false,
		`"is_long":true,"margin":"118000.5",` + figures:                                          false,
		`"is_long":true,"margin":null,"market_id":"15","entry_price":"1","size":"1","value":"1"`: false,
		figures: false,
	} {
		rows := hear(t, model.AccountScope(alice), `{"message":"positions","data":[{`+fields+`}]}`).account().Positions.Rows
		if len(rows) != 1 || rows[0].Scaled != want {
			t.Errorf("%s: %+v", fields, rows)
		}
	}
}

func TestEmptyListsSayThatThereIsNone(t *testing.T) {
	scope := model.AccountScope(alice)
	_, positions := sampleOf(t, "positions.json")
	_, orders := sampleOf(t, "open_orders.json")
	h := hear(t, scope, string(positions), string(orders), `{"message":"positions","data":[]}`, `{"message":"open_orders","data":[]}`)
	if a := h.account(); len(a.Positions.Rows) != 0 || len(a.Open.Rows) != 0 || a.Positions.At != received || a.Open.At != received {
		t.Errorf("%+v %+v", a.Positions, a.Open)
	}
	h = hear(t, scope, `{"message":"order_history","data":[]}`, `{"message":"trade_history","data":[]}`, `{"message":"deposit_withdraw_history","data":[]}`)
	if a := h.account(); a.Orders.Listed != received || a.Fills.Listed != received || a.Transfers.At != received {
		t.Error("an empty history is news too")
	}
}

func TestNoDataSaysNothing(t *testing.T) {
	for _, frame := range []string{`{"message":"positions","data":null}`, `{"message":"positions"}`} {
		h := hear(t, model.AccountScope(alice), frame)
		if h.events != 0 || h.counts != (model.Counts{Messages: 1}) {
			t.Errorf("%s: %d events, %+v", frame, h.events, h.counts)
		}
	}
}

func TestOpenOrderSamples(t *testing.T) {
	h := hearSample(t, "open_orders.json")
	rows := h.account().Open.Rows
	if len(rows) != 4 || h.counts.Failures != 0 {
		t.Fatalf("got %d rows, %+v", len(rows), h.counts)
	}
	same(t, "first", rows[0], model.Order{
		Address: alice, Market: "15", ID: "161668980614256490457451450", Position: "166039143407459674095631", Type: "3", Leverage: dec("5"),
		Price: dec("117690"), Size: dec("0.06"), Remaining: dec("0.06"), Value: dec("7061.4"), Time: second(1753165482), Updated: second(1753165482), Version: 3102182809,
	})
	if last := rows[len(rows)-1]; last.Position != "" {
		t.Errorf("null trade_id became %q", last.Position)
	}
}

func TestOrderHistorySamples(t *testing.T) {
	h := hearSample(t, "order_history.json")
	same(t, "documented row", h.account().Orders.Rows, []model.Order{{
		Address: "0x51f531abefc697845eabae4ba20c7cc26b1f849561bb016c4d90707c4ede1912", Market: "14", ID: "11905620858892513160724480",
		Position: "737648402019497550020622", Type: "9", Status: "Filled", AtMarket: true, Leverage: dec("20"), Price: dec("5.75789140"), Size: dec("10"),
		Value: dec("57.57891400"), Time: second(1747075649), Updated: second(1747075650), Version: 2713317408,
	}})
	var statuses []string
	for _, o := range hearSample(t, "order_history.variant-2.json").account().Orders.Rows {
		statuses = append(statuses, string(o.Status))
	}
	same(t, "statuses", statuses, []string{"Open", "Partially Filled", "Filled", "Cancelled"})
	same(t, "topic for message", len(hearSample(t, "envelope.variant-topic.json").account().Orders.Rows), 1)
}

func TestLiveOrdersComeAsArrayOrObject(t *testing.T) {
	for _, file := range []string{"live_order_history.json", "live_order_history.variant-2.json"} {
		log := hearSample(t, file).account().Orders
		if len(log.Rows) != 1 || log.Rows[0].ID != "161674643759619994183270400" || !log.Listed.IsZero() || log.At != received {
			t.Errorf("%s: %+v", file, log)
		}
	}
}

func TestFillSamples(t *testing.T) {
	rows := hearSample(t, "trade_history.json").fills()
	if len(rows) != 3 {
		t.Fatalf("got %d rows", len(rows))
	}
	same(t, "newest", rows[0], model.Trade{
		Address: alice, Market: "15", Type: "8", Leverage: dec("10"), Price: dec("117785"), Size: dec("0.01"), Value: dec("1177.85"), PnL: dec("-0.95"),
		Fee: dec("0.588925"), Entry: dec("117690"), Order: "161672799085212623228108800", Position: "166076036895607093198863",
		Time: second(1753165547), Updated: second(1753165548), Version: 3102182814,
	})
	if rows[2].Entry.Known() {
		t.Error("null entry_price became a number")
	}
	for _, file := range []string{"live_trade_history.json", "live_trade_history.variant-2.json"} {
		h := hearSample(t, file)
		if rows := h.fills(); len(rows) != 1 || rows[0].Version != 3102182849 || !h.account().Fills.Listed.IsZero() {
			t.Errorf("%s: %+v", file, rows)
		}
	}
}

func TestTransferSamples(t *testing.T) {
	same(t, "documented", hearSample(t, "deposit_withdraw_history.json").account().Transfers.Rows, []model.Transfer{{
		Address: "0x51f531abefc697845eabae4ba20c7cc26b1f849561bb016c4d90707c4ede1912", Direction: model.Deposit, Amount: dec("10"),
		Time: second(1745995346), Updated: second(1746027625), Version: 2665483307,
	}})
	rows := hearSample(t, "deposit_withdraw_history.variant-2.json").account().Transfers.Rows
	if len(rows) != 2 || rows[0].Direction != model.Withdrawal || rows[0].Amount != dec("25.5") || rows[1].Direction != model.Deposit {
		t.Errorf("%+v", rows)
	}
}

func TestRowsOfOtherAccountsAreForeign(t *testing.T) {
	short := model.Address("0x00a11ce")
	h := hear(t, model.AccountScope(short), `{"message":"positions","data":[{"market_id":"15","size":"1","address":"0x00000000000000000000000000000000000000000000000000000000000A11CE"},
		{"market_id":"14","size":"2","address":"0xa11ce"},{"market_id":"16","size":"3","address":"0xb0b"},{"market_id":"31","size":"4"}]}`,
		`{"message":"open_orders","data":[{"address":"0xb0b","market_id":"15","order_id":"1"}]}`)
	var markets []string
	for _, p := range h.account().Positions.Rows {
		markets = append(markets, string(p.Market))
	}
	same(t, "own rows", markets, []string{"15", "14", "31"})
	same(t, "counts", h.counts, model.Counts{Messages: 2, Foreign: 2})
	if !h.account().Open.At.IsZero() {
		t.Error("another account's orders emptied the own ones")
	}
}
