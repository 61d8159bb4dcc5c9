package cli

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// seen is a viewer of a model to which events were applied.
func seen(t *testing.T, topics []string, events ...model.Event) viewer {
	t.Helper()
	found, err := topicsNamed(topics)
	if err != nil {
		t.Fatal(err)
	}
	v := viewer{
		query: query{config: configured(t, nil, "--address=0x1"), topics: found, markets: model.Builtins("mainnet")[1:2]},
		names: names{model.New(model.Builtins("mainnet"), "")},
	}
	var b model.Batch
	for _, e := range events {
		b.Add(e)
	}
	v.Apply(b)
	return v
}

// positionAt is a long of 2 BTC at 90 with a margin of 18, liquidated at 80.
func positionAt(at time.Time) []model.Event {
	d := model.MustDec
	return []model.Event{
		model.Account{State: model.AccountKnown, Profile: "0x1"},
		model.Link{Scope: model.AccountScope("0x1"), State: model.LinkUp, Since: at, Proven: at},
		model.Link{State: model.LinkUp, Since: at, Proven: at},
		model.Positions{Account: "0x1", At: at, Rows: []model.Position{{Market: "15", ID: "7", Side: model.Long, Size: d("2"), Entry: d("90"), Liq: d("80"), Margin: d("18")}}},
	}
}

func TestASnapshotComputesFromAMidAndSaysSo(t *testing.T) {
	at := time.Unix(1_750_000_000, 0)
	v := seen(t, []string{"positions"}, append(positionAt(at), model.NewBest("15", at, model.Int(99), model.Int(101)))...)
	if missing := v.missing(at.Add(time.Second)); len(missing) > 0 {
		t.Errorf("missing: %q", missing)
	}
	var d struct {
		Complete bool
		Markets  []any
		Accounts []struct {
			Positions struct {
				Freshness map[string]any
				Rows      []struct {
					Position, Side, Size, Entry string
					TP                          *string
					Computed                    map[string]any
				}
				Computed map[string]any
			}
		}
	}
	if err := json.Unmarshal(v.document(at.Add(time.Second), nil).end(), &d); err != nil {
		t.Fatal(err)
	}
	if !d.Complete || len(d.Markets) > 0 || len(d.Accounts) != 1 || len(d.Accounts[0].Positions.Rows) != 1 {
		t.Fatalf("%+v", d)
	}
	held := d.Accounts[0].Positions
	row := held.Rows[0]
	if row.Position != "7" || row.Side != "long" || row.Size != "2" || row.TP != nil || held.Freshness["state"] != "live" || held.Freshness["age_ms"] != 1000.0 {
		t.Errorf("%+v", held)
	}
	// The mid is 100: 2 x (100 - 90) = 20, of a margin of 18 that is 111.1 %; worth 200; liquidation is 20 % away.
	for name, want := range map[string]string{"mark": "100", "source": "best mid", "upnl": "20", "notional": "200", "distance_percent": "-20"} {
		got, _ := row.Computed[name].(string)
		if model.MustDec(want).Known() && model.MustDec(got).Cmp(model.MustDec(want)) != 0 || !model.MustDec(want).Known() && got != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
	if roe, _ := row.Computed["roe_percent"].(string); !strings.HasPrefix(roe, "111.111111") {
		t.Errorf("roe_percent is %q", roe)
	}
	if row.Computed["per_window"] != nil {
		t.Errorf("per_window is %v without a rate", row.Computed["per_window"])
	}
}

// addedUp is what a snapshot adds up of the positions of its first account.
func addedUp(t *testing.T, v viewer, now time.Time) map[string]any {
	t.Helper()
	var d struct {
		Accounts []struct {
			Positions struct{ Computed map[string]any }
		}
	}
	if err := json.Unmarshal(v.document(now, nil).end(), &d); err != nil {
		t.Fatal(err)
	}
	return d.Accounts[0].Positions.Computed
}

func TestASnapshotAddsUpNothingOfPositionsThatDidNotCome(t *testing.T) {
	at := time.Unix(1_750_000_000, 0)
	none := model.Positions{Account: "0x1", At: at}
	link := model.Link{Scope: model.AccountScope("0x1"), State: model.LinkUp, Since: at, Proven: at}
	down := model.Link{Scope: model.AccountScope("0x1"), State: model.LinkDown, Since: at, Cause: "connection reset"}
	for name, c := range map[string]struct {
		events []model.Event
		state  string
		sum    any
	}{
		"nothing came":   {[]model.Event{link}, "waiting", nil},
		"none are held":  {[]model.Event{link, none}, "live", "0"},
		"the link broke": {[]model.Event{link, none, down}, "stale", "0"},
	} {
		v := seen(t, []string{"positions"}, append([]model.Event{model.Account{State: model.AccountKnown, Profile: "0x1"}}, c.events...)...)
		got := addedUp(t, v, at.Add(time.Second))
		fresh, _ := got["freshness"].(map[string]any)
		if fresh["state"] != c.state || got["upnl"] != c.sum || got["margin"] != c.sum || (got["positions"] == nil) != (c.sum == nil) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestASnapshotAddsUpNothingOfPositionsWithoutAPrice(t *testing.T) {
	at := time.Unix(1_750_000_000, 0)
	v := seen(t, []string{"positions"}, positionAt(at)...)
	got := addedUp(t, v, at.Add(time.Second))
	for name, want := range map[string]any{"positions": 1.0, "in_no_sum": 1.0, "margin": "18", "upnl": nil, "notional": nil, "per_window": nil, "leverage": nil} {
		if value, there := got[name]; !there || value != want {
			t.Errorf("%s is %v, want %v", name, value, want)
		}
	}
}

func TestASnapshotMissesWhatDidNotComeOrIsNotFresh(t *testing.T) {
	at := time.Unix(1_750_000_000, 0)
	for name, c := range map[string]struct {
		topics []string
		events []model.Event
		want   string
	}{
		"nothing came":         {[]string{"book"}, nil, "book of BTC-USD: not subscribed"},
		"a position, no price": {[]string{"positions"}, positionAt(at), "a price of BTC-USD to value positions at"},
		"a link that was lost": {
			[]string{"best"},
			[]model.Event{model.NewBest("15", at, model.Int(99), model.Int(101)), model.Link{State: model.LinkDown, Cause: "connection reset"}},
			"best of BTC-USD: offline: connection reset",
		},
		"a wallet nobody knows": {
			[]string{"fills"}, []model.Event{model.Account{State: model.AccountNotFound, Wallet: "0x1", Cause: "HTTP 400: no"}}, "fills: HTTP 400: no",
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := seen(t, c.topics, c.events...)
			if got := v.missing(at); len(got) != 1 || got[0] != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
