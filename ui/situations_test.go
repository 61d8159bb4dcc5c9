package ui

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// fresh is an app to which nothing has been told.
func fresh(t testing.TB, c *clock, o Options) *App {
	t.Helper()
	o.Markets, o.Now, o.Network = model.Builtins("mainnet"), c.at, "MAINNET"
	if o.Start == "" {
		o.Start = "15"
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// linksUp are the links of all scopes, up for a while and proven now.
func linksUp(now time.Time) []model.Event {
	scopes := []model.Scope{{}, model.AccountScope(profile)}
	for _, m := range model.Builtins("mainnet") {
		scopes = append(scopes, model.MarketScope(m.ID))
	}
	var out []model.Event
	for _, s := range scopes {
		out = append(out, model.Link{Scope: s, State: model.LinkUp, Since: now.Add(-10 * time.Minute), Proven: now, RTT: 38 * time.Millisecond})
	}
	return out
}

// linksDown are the links of all scopes, lost for a cause and tried again in a while.
func linksDown(now time.Time, cause string, retry time.Duration) []model.Event {
	var out []model.Event
	for _, e := range linksUp(now) {
		if l, ok := e.(model.Link); ok {
			l.State, l.Since, l.Cause, l.RetryAt = model.LinkDown, now, cause, now.Add(retry)
			out = append(out, l)
		}
	}
	return out
}

// nothingHeld is an account that has said that it has nothing.
func nothingHeld(now time.Time) []model.Event {
	return []model.Event{
		model.Account{State: model.AccountKnown, Profile: profile},
		model.Positions{Account: profile, At: now},
		model.OpenOrders{Account: profile, At: now},
		model.NewOrders(profile, now, nil, true),
		model.NewFills(profile, now, nil, true),
		model.NewTransfers(profile, now, nil),
	}
}

// ownPricesInRange is a position whose prices are all among those that trade.
func ownPricesInRange(now time.Time) model.Positions {
	d := model.MustDec
	return model.Positions{Account: profile, At: now, Rows: []model.Position{
		{Market: "15", ID: "1", Side: model.Long, Leverage: d("5"), Size: d("0.02"), Entry: d("117735"), Liq: d("117722"), Margin: d("470.76"), TP: d("117750"), SL: d("117728"), Updated: now},
	}}
}

// TestAnAccountOfWhichThereIsNothingMayBeAWallet: what was given as a profile address and has nothing in any list. One that was looked
// up by its wallet, and one with a past, are what they are taken for.
func TestAnAccountOfWhichThereIsNothingMayBeAWallet(t *testing.T) {
	for name, c := range map[string]struct {
		event model.Event
		want  bool
	}{
		"given":     {nil, true},
		"looked up": {model.Account{State: model.AccountKnown, Profile: profile, Wallet: "0xbeef"}, false},
		"a past":    {model.NewTransfers(profile, start(), []model.Transfer{{Direction: model.Deposit, Amount: model.MustDec("5"), Time: start(), Version: 1}}), false},
	} {
		a := fresh(t, &clock{start()}, Options{Accounts: []string{""}})
		a.Update(batch(linksUp(start())...))
		a.Update(batch(nothingHeld(start())...))
		if c.event != nil {
			a.Update(batch(c.event))
		}
		screen(a, 160, 48)
		text := strings.Join(strings.Fields(paneText(t, a, panePositions)), " ")
		if has(t, text, "no open positions"); strings.Contains(text, "if it is a wallet") != c.want {
			t.Errorf("%s: %s", name, text)
		}
		focus(t, a, panePositions)
		hasNot(t, screenFooter(a), "details", "filter", "sort")
	}
}
