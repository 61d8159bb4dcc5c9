package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/govalues/decimal"

	"kanatop/model"
)

const profile = model.Address("0xa11ce00000000000000000000000000000000000000000000000000000c0ffee")

// clock is a moment that a test moves by hand.
type clock struct{ now time.Time }

func (c *clock) at() time.Time { return c.now }

func start() time.Time { return time.Date(2025, 7, 22, 9, 41, 22, 0, time.UTC) }

func dec(s string) decimal.Decimal { return decimal.MustParse(s) }

func batch(events ...model.Event) model.Batch {
	var b model.Batch
	for _, e := range events {
		b.Add(e)
	}
	return b
}

// levels are n levels of a side from a price on, a step apart.
func levels(from, step string, n int) []model.Level {
	sizes := []string{"0.34", "0.08", "0.5", "0.09", "0.06", "1.2", "0.0042", "0.1"}
	out := make([]model.Level, n)
	price := dec(from)
	for i := range out {
		out[i] = model.Level{Price: price, Size: dec(sizes[i%len(sizes)])}
		price, _ = price.Add(dec(step))
	}
	return out
}

func trade(market model.MarketID, price, size, kind string, at time.Time, version int64) model.Trade {
	t := model.Trade{Market: market, Type: model.OrderType(kind), Price: model.MustDec(price), Size: model.MustDec(size), Time: at, Version: version, PnL: model.MustDec("-0.95"), Fee: model.MustDec("0.58845")}
	t.Value = t.Price.Mul(t.Size)
	return t
}

// lit is an app on which everything has spoken a moment ago.
func lit(t testing.TB, c *clock, o Options) *App {
	t.Helper()
	a := dark(t, c, o)
	for _, b := range speech(c.now) {
		a.Update(b)
	}
	return a
}

// dark is an app to which nothing has spoken yet.
func dark(t testing.TB, c *clock, o Options) *App {
	t.Helper()
	o.Markets, o.Now = model.Builtins("mainnet"), c.at
	if o.Accounts == nil {
		o.Accounts = []string{""}
	}
	if o.Network == "" {
		o.Network = "MAINNET"
	}
	if o.Start == "" {
		o.Start = "15"
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	a.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	return a
}

// speech is what an exchange says: links, prices, trades, rates and an account with positions.
func speech(now time.Time) []model.Batch {
	before := now.Add(-10 * time.Minute)
	scopes := []model.Scope{{}, model.AccountScope(profile)}
	for _, m := range model.Builtins("mainnet") {
		scopes = append(scopes, model.MarketScope(m.ID))
	}
	var links []model.Event
	for _, s := range scopes {
		links = append(links, model.Link{Scope: s, State: model.LinkUp, Since: before, Proven: now, RTT: 38 * time.Millisecond})
	}
	links = append(links, model.Account{State: model.AccountKnown, Profile: profile})
	return []model.Batch{batch(links...), batch(marketSpeech(now)...), batch(accountSpeech(now)...)}
}

func marketSpeech(now time.Time) []model.Event {
	prices := []struct{ id, bid, ask, step, bidStep, rate string }{
		{"14", "5.757", "5.759", "0.001", "-0.001", "0.000125"},
		{"15", "117737", "117738", "1", "-1", "-0.000031"},
		{"16", "3712.7", "3712.9", "0.1", "-0.1", "0.000000"},
		{"31", "182.43", "182.45", "0.01", "-0.01", "0.000100"},
	}
	var events []model.Event
	for i, p := range prices {
		id := model.MarketID(p.id)
		events = append(events,
			model.NewDepth(id, now, levels(p.bid, p.bidStep, 30), levels(p.ask, p.step, 30)),
			model.NewBest(id, now, model.MustDec(p.bid), model.MustDec(p.ask)),
			model.Funding{Market: id, Rates: []model.Rate{{Value: model.MustDec(p.rate), At: now.Add(-12 * time.Second)}}})
		var rows []model.Trade
		for k := range 240 {
			price := model.MustDec(p.bid).Add(model.MustDec(fmt.Sprint((k*7+k*k/50+i)%40 - 20)).Mul(model.MustDec(p.step)))
			rows = append(rows, trade(id, price.String(), "0.0"+fmt.Sprint(1+k*13%97), fmt.Sprint(1+k%4), now.Add(-time.Duration(240-k)*11*time.Second), int64(k)))
		}
		events = append(events, model.NewTrades(id, now.Add(-time.Second), rows))
	}
	return events
}

func accountSpeech(now time.Time) []model.Event {
	d := model.MustDec
	at := now.Add(-3 * time.Second)
	return []model.Event{
		model.Positions{Account: profile, At: at, Rows: []model.Position{
			{Market: "15", ID: "1", Side: model.Long, Leverage: d("5"), Size: d("0.02"), Entry: d("117690"), Liq: d("96566.15384615"), Margin: d("470.76"), SL: d("110000"), Updated: now.Add(-time.Hour)},
			{Market: "14", ID: "2", Side: model.Long, Leverage: d("20"), Size: d("10"), Entry: d("5.7578914"), Liq: d("5.61025316"), Margin: d("2.8789457"), TP: d("6.5"), Updated: now.Add(-time.Minute)},
			{Market: "15", ID: "3", Side: model.Short, Leverage: d("10"), Size: d("0.01"), Entry: d("117785"), Liq: d("126403.41463415"), Margin: d("117.785"), Updated: now.Add(-time.Minute)},
		}},
		model.OpenOrders{Account: profile, At: at, Rows: []model.Order{
			{Market: "15", ID: "161668980614256490457451450", Type: "3", Leverage: d("5"), Price: d("117735"), Size: d("0.06"), Remaining: d("0.06"), Value: d("7061.4"), Time: now.Add(-2 * time.Minute)},
			{Market: "15", ID: "161668999059311546803014681", Type: "4", Leverage: d("5"), Price: d("117742"), Size: d("0.06"), Remaining: d("0.06"), Value: d("7067.1"), Time: now.Add(-2 * time.Minute)},
			{Market: "15", ID: "161669017509", Type: "7", Leverage: d("5"), Price: d("118400"), Size: d("0.1"), Remaining: d("0.04"), Value: d("11766.7"), Time: now.Add(-9 * time.Minute)},
			{Market: "14", ID: "119092", Type: "12", Leverage: d("20"), Price: d("6.5"), Size: d("10"), Remaining: d("10"), Value: d("65"), Time: now.Add(-time.Hour)},
		}},
		model.NewOrders(profile, at, []model.Order{
			{Market: "14", ID: "11905620858892513160724480", Type: "9", AtMarket: true, Leverage: d("20"), Price: d("5.75789140"), Size: d("10"), Value: d("57.57891400"), Status: "Filled", Time: now.Add(-time.Hour)},
			{Market: "15", ID: "161670032076979674537905177", Type: "2", Leverage: d("5"), Price: d("117785"), Size: d("0.02"), Value: d("2355.70"), Status: "Partially Filled", Time: now.Add(-2 * time.Hour)},
		}, true),
		model.NewFills(profile, at, []model.Trade{trade("15", "117785", "0.01", "8", now.Add(-time.Hour), 9)}, true),
		model.NewTransfers(profile, at, []model.Transfer{
			{Direction: model.Withdrawal, Amount: d("25.5"), Time: now.Add(-time.Hour), Version: 3102182819},
			{Direction: model.Deposit, Amount: d("1000"), Time: now.Add(-2 * time.Hour), Version: 3102182809},
		}),
	}
}

// screen is the frame at a size, as text.
func screen(a *App, w, h int) string {
	a.Update(tea.WindowSizeMsg{Width: w, Height: h})
	a.View()
	return a.canvas.Text()
}

// press types keys one by one.
func press(a *App, keys ...string) {
	for _, k := range keys {
		a.Update(keyPress(k))
	}
}

func keyPress(k string) tea.KeyPressMsg {
	special := map[string]tea.KeyPressMsg{
		"tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "esc": {Code: tea.KeyEscape}, "enter": {Code: tea.KeyEnter},
		"space": {Code: tea.KeySpace, Text: " "}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
		"f2": {Code: tea.KeyF2}, "f3": {Code: tea.KeyF3}, "f4": {Code: tea.KeyF4}, "f5": {Code: tea.KeyF5},
		"ctrl+up": {Code: tea.KeyUp, Mod: tea.ModCtrl}, "ctrl+down": {Code: tea.KeyDown, Mod: tea.ModCtrl}, "ctrl+left": {Code: tea.KeyLeft, Mod: tea.ModCtrl}, "ctrl+right": {Code: tea.KeyRight, Mod: tea.ModCtrl},
		"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "f12": {Code: tea.KeyF12}, "backspace": {Code: tea.KeyBackspace}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	}
	if m, ok := special[k]; ok {
		return m
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}
