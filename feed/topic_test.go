package feed

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/model"
)

func TestSubscribeFramesAreThoseDocumentedByteForByte(t *testing.T) {
	account := "0x3c78886aa67752706b3502b12959edf92e68d85ae64b24226783d26ce6efc1e"
	for _, c := range []struct {
		scope model.Scope
		want  []string
	}{
		{model.Scope{}, []string{
			`{"topic":"live_funding_rate"}`,
			`{"topic":"bestPrice"}`,
		}},
		{model.MarketScope("15"), []string{
			`{"topic":"orderbook","market_id":"15"}`,
			`{"topic":"recent_trades","market_id":"15"}`,
		}},
		{model.AccountScope(model.Address(account)), []string{
			`{"topic":"order_history","address":"` + account + `"}`,
			`{"topic":"deposit_withdraw_history","address":"` + account + `"}`,
			`{"topic":"trade_history","address":"` + account + `"}`,
			`{"topic":"positions","address":"` + account + `"}`,
			`{"topic":"open_orders","address":"` + account + `"}`,
			`{"topic":"live_order_history","address":"` + account + `"}`,
			`{"topic":"live_trade_history","address":"` + account + `"}`,
		}},
	} {
		var got []string
		for _, f := range subscriptions(c.scope, model.Address(account), all) {
			got = append(got, string(f))
		}
		same(t, c.scope.String(), got, c.want)
	}
}

func TestEveryDocumentedFrameIsSentByItsScope(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "samples", "subscribe.json"))
	if err != nil {
		t.Fatal(err)
	}
	var frames []map[string]string
	if err := json.Unmarshal(text, &frames); err != nil {
		t.Fatal(err)
	}
	sent := make(map[string]bool)
	for _, s := range []model.Scope{{}, model.MarketScope("15"), model.AccountScope(alice)} {
		for _, f := range subscriptions(s, alice, all) {
			sent[string(f)] = true
		}
	}
	if len(frames) != len(topics) || len(sent) != len(topics) {
		t.Fatalf("documented %d, sent %d, in the table %d", len(frames), len(sent), len(topics))
	}
	for _, f := range frames {
		want := `{"topic":"` + f["topic"] + `"}`
		for _, key := range []string{"market_id", "address"} {
			if v, ok := f[key]; ok {
				want = strings.TrimSuffix(want, "}") + `,"` + key + `":"` + v + `"}`
			}
		}
		if !sent[want] {
			t.Errorf("not sent: %s", want)
		}
	}
}

func TestMarketIDsAreQuotedInFrames(t *testing.T) {
	got := string(subscriptions(model.MarketScope(`a"b`), "", all)[0])
	if want := `{"topic":"orderbook","market_id":"a\"b"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
