package sim

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// ask makes a REST request and returns status, success and data.
func ask(t *testing.T, x *Exchange, path, key string) (status int, success bool, data any) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Header.Set("x-api-key", key)
	w := httptest.NewRecorder()
	x.Handler().ServeHTTP(w, r)
	var reply struct {
		Success bool
		Message string
		Data    any
	}
	if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil || reply.Message == "" {
		t.Fatalf("%s: %s", path, w.Body)
	}
	return w.Code, reply.Success, reply.Data
}

func TestProfileAddressIsFoundForTheWalletOnly(t *testing.T) {
	x := New(Options{})
	if status, success, data := ask(t, x, "/getProfileAddress?userAddress="+x.Wallet(), ""); status != 200 || !success || data != x.Profile() {
		t.Errorf("wallet: %d %t %v", status, success, data)
	}
	for _, address := range []string{x.Profile(), "0x1", ""} {
		if status, success, data := ask(t, x, "/getProfileAddress?userAddress="+address, ""); status != 400 || success || data != nil {
			t.Errorf("%q: %d %t %v", address, status, success, data)
		}
	}
	if len(x.Profile()) != 2+63 {
		t.Errorf("the profile address %s has no cut zero", x.Profile())
	}
}

func TestMarketLookUps(t *testing.T) {
	x := New(Options{})
	if _, _, data := ask(t, x, "/getPerpetualAssetsInfo/allMarkets", ""); len(as[[]any](t, data)) != 4 {
		t.Errorf("markets: %v", data)
	}
	_, _, data := ask(t, x, "/getMarketInfo?marketId=15", "")
	info := as[map[string]any](t, as[[]any](t, data)[0])
	if info["base_name"] != "BTC-USD" || info["quote_precision"] != 0.0 || info["lot_size"] != "1000" || info["maintenance_margin"] != "250" {
		t.Errorf("market 15: %v", info)
	}
	_, _, data = ask(t, x, "/getMarketPrice?marketId=14", "")
	price := as[map[string]any](t, data)
	if bid, ask := as[float64](t, price["bestBidPrice"]), as[float64](t, price["bestAskPrice"]); bid >= ask || bid < 5.6 || ask > 5.9 {
		t.Errorf("prices of 14: %v", price)
	}
	for _, path := range []string{"/getMarketInfo?marketId=1", "/getMarketPrice"} {
		if status, success, _ := ask(t, x, path, ""); status != 400 || success {
			t.Errorf("%s: %d %t", path, status, success)
		}
	}
}

func TestRequiredKeyIsChecked(t *testing.T) {
	x := New(Options{RequireKey: "right"})
	for key, want := range map[string]int{"right": 200, "wrong": 401, "": 401} {
		if status, _, _ := ask(t, x, "/getPerpetualAssetsInfo/allMarkets", key); status != want {
			t.Errorf("key %q: %d, want %d", key, status, want)
		}
	}
}

func TestServeEndsWithItsContextAndTellsItsClients(t *testing.T) {
	perform(t, Options{}, func(t *testing.T, s stage) {
		ctx, cancel := context.WithCancel(t.Context())
		l, ended := NewListener(), make(chan error)
		go func() { ended <- s.Serve(ctx, l) }()
		other := stage{t, s.Exchange, l}
		reading := other.dial()
		other.dial(subscribeBook) // these two never read
		other.dial()
		closed := make(chan error)
		go func() { _, err := next(t.Context(), reading); closed <- err }()
		time.Sleep(3 * time.Second)
		start := time.Now()
		cancel()
		if err := <-closed; websocket.CloseStatus(err) != websocket.StatusGoingAway {
			t.Errorf("the client saw %v", err)
		}
		if err := <-ended; err != nil || time.Since(start) > 4*time.Second {
			t.Errorf("Serve ended after %s with %v", time.Since(start), err)
		}
		if _, err := l.DialContext(t.Context(), "", ""); !errors.Is(err, net.ErrClosed) {
			t.Errorf("dialing afterwards gives %v", err)
		}
		if n := s.Sockets(); n != 0 {
			t.Errorf("%d sockets are left", n)
		}
	})
}

func TestServeReportsAListenerThatFails(t *testing.T) {
	perform(t, Options{}, func(t *testing.T, s stage) {
		l := NewListener()
		_ = l.Close()
		if err := s.Serve(t.Context(), l); !errors.Is(err, net.ErrClosed) {
			t.Errorf("got %v", err)
		}
	})
}

func TestListenerConnectsDialersToAcceptors(t *testing.T) {
	l := NewListener()
	go func() {
		conn, err := l.Accept()
		if err == nil {
			_, _ = io.WriteString(conn, "hello")
			_ = conn.Close()
		}
	}()
	conn, err := l.DialContext(t.Context(), "tcp", "anywhere:1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(conn); string(got) != "hello" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.DialContext(ctx, "", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
}
