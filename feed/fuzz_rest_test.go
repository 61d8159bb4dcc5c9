package feed

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// FuzzAnswer opens REST answers with any status, any Retry-After and any body, and reads them as every look-up does.
//
//	go test -run '^$' -fuzz FuzzAnswer -fuzztime 20s ./feed
func FuzzAnswer(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "samples", "rest.*.json"))
	if err != nil || len(files) == 0 {
		f.Fatal("no samples", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(200, "", text)
	}
	for _, body := range []string{
		``, `null`, `<html>`, `{"success":true,"data":"0x1"}`, `{"success":true,"data":["0x1"]}`, `{"status":"0","message":"no ` + secret + `"}`,
		`{"success":true,"data":[{"market_id":"15","base_name":"\u001b[2J","tick_size":1e400,"quote_precision":-1}]}`,
		`{"success":false,"error":"` + strings.Repeat("x", textLimit-6) + secret + `"}`, "{\"message\":\"\xff\x1b\"}",
	} {
		f.Add(200, "30", []byte(body))
		f.Add(429, "Wed, 21 Oct 2065 07:28:00 GMT", []byte(body))
	}
	client, err := New(Options{WebSocketURL: "ws://h/", RESTURL: "http://h/", APIKey: secret, Markets: model.Builtins("mainnet")})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, retry string, body []byte) {
		resp := &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {retry}}}
		data, err := answer(resp, body, secret)
		if err != nil {
			checkRefusal(t, client, err)
			return
		}
		if status < 200 || status > 299 {
			t.Errorf("status %d is taken for good", status)
		}
		text, _ := content(data)
		_, _ = model.ParseAddress(string(text))
		markets, d := client.marketsOf(data)
		checkTexts(t, failureLimit, d.haul.counts.LastFailure)
		for _, m := range markets {
			checkListed(t, m)
		}
	})
}

// checkRefusal holds an error to what may be shown and logged of it: words that fit, a wait that is bounded, and no key.
func checkRefusal(t *testing.T, client *Client, err error) {
	t.Helper()
	for _, text := range []string{cause(err), client.refusalCause(err)} {
		checkTexts(t, textLimit+10, text)
		if strings.Contains(text, secret) {
			t.Errorf("the key is in %q", text)
		}
	}
	if wait := newWaits().after(err); wait < shortestWait || wait > longestAsked {
		t.Errorf("wait of %v", wait)
	}
}

func checkListed(t *testing.T, m model.Market) {
	t.Helper()
	checkTexts(t, idLimit, string(m.ID))
	checkTexts(t, textLimit+len("market "), m.Name, m.Symbol)
	if m.ID == "" || m.Name == "" {
		t.Errorf("market %+v", m)
	}
	for _, n := range []int{m.PriceDecimals, m.SizeDecimals, m.Precision, m.BaseDecimals, m.QuoteDecimals} {
		if n < -1 || n > 18 {
			t.Errorf("market %+v", m)
		}
	}
	if m.Tick.Known() && !m.Tick.Positive() || m.Lot.Known() && !m.Lot.Positive() {
		t.Errorf("market %+v", m)
	}
}

func TestKeyIsTakenOutBeforeAnAnswerIsCut(t *testing.T) {
	for n := range textLimit {
		body := `{"success":false,"error":"` + strings.Repeat("x", n) + secret + `"}`
		_, err := answer(&http.Response{StatusCode: http.StatusOK}, []byte(body), secret)
		if err == nil || strings.Contains(err.Error(), secret[:2]) {
			t.Fatalf("with the key %d characters in: %v", n, err)
		}
	}
}

// marketsOf reads a list of markets as the look-up does.
func (c *Client) marketsOf(data []byte) ([]model.Market, *decoder) {
	d := newDecoder(model.Scope{}, c.markets)
	rows, _ := collect(d, push{"market list", data, time.Now()}, nil, readMarket)
	return rows, d
}
