package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

const (
	secret  = "s3cr3t-k3y"
	wallet  = model.Address("0xd01e3a233632a41463bd6d289e99e69e1b50815c7afff710e1c992659a8722f3")
	profile = model.Address("0x3c78886aa67752706b3502b12959edf92e68d85ae64b24226783d26ce6efc1e")
)

// lookup runs a client, whose sockets are refused, against a server of look-ups in a bubble. It returns the accounts told,
// the market lists told and the log.
func lookup(t *testing.T, edit func(*Options), answer http.HandlerFunc, lasting time.Duration) (accounts []model.Account, lists []model.MarketList, log string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := sim.NewListener()
		server := &http.Server{Handler: answer, ReadHeaderTimeout: time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
		var text bytes.Buffer
		o := Options{
			WebSocketURL: "ws://rest/ws/", RESTURL: "http://rest/base/", APIKey: secret, Markets: model.Builtins("mainnet"), Dial: l.DialContext,
			Logger: slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug})),
		}
		if edit != nil {
			edit(&o)
		}
		client, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { _ = server.Serve(l) })
		all.Go(func() {
			err := client.Run(ctx, func(b model.Batch) {
				for _, e := range b.Events() {
					switch e := e.(type) {
					case model.Account:
						accounts = append(accounts, e)
					case model.MarketList:
						lists = append(lists, e)
					}
				}
			})
			if err != nil {
				t.Error(err)
			}
		})
		time.Sleep(lasting)
		cancel()
		_ = server.Close()
		all.Wait()
		log = text.String()
	})
	return accounts, lists, log
}

func forWallet(o *Options) { o.Accounts = []Account{{Wallet: wallet}} }

// sampleAnswer serves a sample.
func sampleAnswer(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestProfileOfAWalletIsLookedUpAndThenWatched(t *testing.T) {
	answer := sampleAnswer(t, "rest.getProfileAddress.json")
	var mu sync.Mutex
	asked := 0
	accounts, _, _ := lookup(t, forWallet, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/base/getProfileAddress" {
			http.NotFound(w, r)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		asked++
		if r.URL.RawQuery != "userAddress="+string(wallet) || r.Header.Get("x-api-key") != secret || r.Method != http.MethodGet {
			t.Errorf("asked %s %s", r.Method, r.URL)
		}
		if asked < 3 {
			http.Error(w, "busy", http.StatusBadGateway)
			return
		}
		_, _ = io.WriteString(w, answer)
	}, 10*time.Second)
	same(t, "accounts", accounts, []model.Account{
		{State: model.AccountLookup, Wallet: wallet},
		{State: model.AccountLookup, Wallet: wallet, Cause: "HTTP 502"},
		{State: model.AccountLookup, Wallet: wallet, Cause: "HTTP 502"},
		{State: model.AccountKnown, Wallet: wallet, Profile: profile},
	})
}

func TestLookUpRefusalsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		name, key, body, cause string
		status                 int
		state                  model.AccountState
	}{
		{"no key", "", `{"success":false,"message":"Invalid API key"}`, "HTTP 401: set the API key, or give the profile address with --address", 401, model.AccountNotFound},
		{"wrong key", secret, `denied ` + secret, "HTTP 401: the API key was not accepted", 401, model.AccountNotFound},
		{"success false", secret, `{"success":false,"message":"User not found","data":null}`, "User not found", 200, model.AccountNotFound},
		{"status false", secret, `{"status":false,"message":"User not found\u001b[2J"}`, "User not found·[2J", 200, model.AccountNotFound},
		{"bad request", secret, `{"success":false,"message":"no ` + secret + `"}`, "HTTP 400: no [API key]", 400, model.AccountNotFound},
		{"not an address", secret, `{"success":true,"data":"none"}`, "the exchange knows no profile address of this wallet", 200, model.AccountNotFound},
		{"null", secret, `{"success":true,"data":null}`, "the exchange knows no profile address of this wallet", 200, model.AccountNotFound},
		{"a page", secret, `<html>`, "the answer could not be read", 200, model.AccountLookup},
		{"nothing", secret, ``, "the answer could not be read", 200, model.AccountLookup},
		{"too much", secret, strings.Repeat(" ", bodyLimit+1), "the answer is too big", 200, model.AccountLookup},
		{"broken server", secret, `oops`, "HTTP 500", 500, model.AccountLookup},
	} {
		t.Run(c.name, func(t *testing.T) {
			accounts, _, log := lookup(t, func(o *Options) { o.Accounts, o.APIKey = []Account{{Wallet: wallet}}, c.key }, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
			}, 400*time.Millisecond)
			same(t, "told", accounts[len(accounts)-1], model.Account{State: c.state, Wallet: wallet, Cause: c.cause})
			if strings.Contains(log, secret) {
				t.Errorf("the API key is in the log: %s", log)
			}
		})
	}
}

func TestARefusedLookUpIsTriedAgainSlowly(t *testing.T) {
	const wait = time.Second // an answer at the very moment of the question is told in one with it, or not
	refuse := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(wait):
		}
		http.Error(w, "no", http.StatusNotFound)
	}
	accounts, _, _ := lookup(t, forWallet, refuse, 10*(time.Minute+wait)+2*wait)
	if n := len(accounts); n != 12 { // looking up, the first answer, one a minute after the one before
		t.Errorf("told %d times in ten minutes", n)
	}
}

func TestTheAPIKeyFollowsNoRedirect(t *testing.T) {
	for _, location := range []string{"http://elsewhere/base/x", "https://elsewhere/", "http://rest:8080/"} {
		var mu sync.Mutex
		leaked := false
		accounts, _, log := lookup(t, forWallet, func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			leaked = leaked || r.Host != "rest" && r.Header.Get("x-api-key") != ""
			http.Redirect(w, r, location, http.StatusTemporaryRedirect)
		}, 100*time.Millisecond)
		if last := accounts[len(accounts)-1]; leaked || last.Cause != errRedirect.Error() || strings.Contains(log, secret) {
			t.Errorf("%s: leaked %v, told %+v", location, leaked, last)
		}
	}
}

func TestTheAPIKeyIsNotSentToTheSocket(t *testing.T) {
	lookup(t, nil, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/ws/") && r.Header.Get("x-api-key") != "" {
			t.Error("sent")
		}
		http.NotFound(w, r)
	}, time.Second)
}

func TestAccountStatesThatNeedNoLookUp(t *testing.T) {
	for _, c := range []struct {
		edit func(*Options)
		want []model.Account
	}{
		{nil, nil},
		{func(o *Options) { o.Accounts = []Account{{Profile: profile, Wallet: wallet}} }, []model.Account{{State: model.AccountKnown, Profile: profile, Wallet: wallet}}},
		{func(o *Options) { o.Accounts, o.RESTURL = []Account{{Wallet: wallet}}, "" }, []model.Account{{State: model.AccountNotFound, Wallet: wallet, Cause: "no REST address to look up the wallet; use the profile address"}}},
	} {
		accounts, _, _ := lookup(t, c.edit, http.NotFound, time.Second)
		same(t, "accounts", accounts, c.want)
	}
}

func TestRefusedSocketWaitsAsLongAsItIsAsked(t *testing.T) {
	var mu sync.Mutex
	var at []time.Time
	lookup(t, func(o *Options) { o.RESTURL, o.Markets = "", nil }, func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		at = append(at, time.Now())
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	}, 5*time.Minute)
	if len(at) != 3 || at[1].Sub(at[0]) != 2*time.Minute {
		t.Errorf("asked at %v", at)
	}
}

func TestMarketListSamples(t *testing.T) {
	serve := func(body string) model.Market {
		_, lists, _ := lookup(t, nil, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/base/getPerpetualAssetsInfo/allMarkets" {
				http.NotFound(w, r)
				return
			}
			_, _ = io.WriteString(w, body)
		}, time.Second)
		if len(lists) != 1 || len(lists[0].Markets) != 1 || lists[0].Source != model.Exchange {
			t.Fatalf("lists %+v", lists)
		}
		return lists[0].Markets[0]
	}
	for _, c := range []struct {
		file string
		want model.Market
	}{
		{"rest.getMarketInfo.json", model.Market{
			ID: "501", Name: "APT/USDC", Symbol: "APT", PriceDecimals: 3, SizeDecimals: 3, Tick: dec("0.001"), Lot: dec("0.001"),
			Precision: 3, BaseDecimals: 8, QuoteDecimals: 6, MaxLeverage: dec("20"), Maintenance: dec("0.025"), Source: model.Exchange,
		}},
		{"rest.getMarketInfo.variant-2.json", model.Market{
			ID: "66", Name: "APT/USDC", Symbol: "APT", PriceDecimals: 3, SizeDecimals: 3, Tick: dec("0.001"), Lot: dec("0.001"),
			Precision: 3, BaseDecimals: 8, QuoteDecimals: 6, MaxLeverage: dec("20"), Maintenance: dec("0.04"), Source: model.Exchange,
		}},
		{"rest.getMarketInfo.variant-3.json", model.Market{
			ID: "15", Name: "BTC-USD", Symbol: "BTC", PriceDecimals: 0, SizeDecimals: 5, Tick: dec("1"), Lot: dec("0.00001"),
			Precision: 0, BaseDecimals: 8, QuoteDecimals: 6, MaxLeverage: dec("20"), Maintenance: dec("0.025"), Source: model.Exchange,
		}},
	} {
		same(t, c.file, serve(sampleAnswer(t, c.file)), c.want)
	}
	var projection struct{ Mainnet []json.RawMessage }
	if err := json.Unmarshal([]byte(sampleAnswer(t, "rest.markets.projection.json")), &projection); err != nil {
		t.Fatal(err)
	}
	known := model.Builtins("mainnet")[1]
	known.Source = model.Exchange
	same(t, "what is left out stays known", serve(`{"success":true,"data":[`+string(projection.Mainnet[1])+`,7,{"base_name":"no id"}]}`), known)
}

func TestMissingMarketListIsNoTrouble(t *testing.T) {
	var mu sync.Mutex
	asked := 0
	_, lists, log := lookup(t, nil, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if strings.HasSuffix(r.URL.Path, "/allMarkets") {
			asked++
		}
		w.WriteHeader(http.StatusInternalServerError)
	}, 10*time.Minute)
	if len(lists) != 0 || asked != listTries || !strings.Contains(log, "HTTP 500") {
		t.Errorf("%d lists, asked %d times", len(lists), asked)
	}
}

func TestTheSimulationIsWatchedByWallet(t *testing.T) {
	watch(t, sim.Fault{}, func(o *Options) {
		o.Accounts, o.RESTURL = []Account{{Wallet: model.Address(sim.New(sim.Options{}).Wallet())}}, "http://sim"
	}, func(r *rig) {
		time.Sleep(time.Second)
		r.look(func(m *model.Model) {
			account, _ := m.Watched()
			if account.State != model.AccountKnown || string(account.Profile) != r.x.Profile() || len(m.Account(account.Profile).Positions.Rows) == 0 {
				r.Errorf("%+v", account)
			}
			if source := m.Market("15").Source; source != model.Exchange {
				r.Errorf("market known from: %s", source)
			}
		})
	})
}
