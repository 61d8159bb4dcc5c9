package sim

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
)

// stage is a running exchange inside a synctest bubble.
type stage struct {
	*testing.T
	*Exchange
	listener *Listener
}

// perform runs an exchange, its market and its server around a scene, all inside a bubble; the bubble fails the test if a
// goroutine outlives it.
func perform(t *testing.T, o Options, scene func(t *testing.T, s stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := stage{t, New(o), NewListener()}
		var running sync.WaitGroup
		running.Go(func() {
			if err := s.Exchange.Run(ctx); err != nil {
				t.Errorf("Run ended with %v", err)
			}
		})
		running.Go(func() {
			if err := s.Serve(ctx, s.listener); err != nil {
				t.Errorf("Serve ended with %v", err)
			}
		})
		scene(t, s)
		cancel()
		running.Wait()
	})
}

func (s stage) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: s.listener.DialContext, DisableKeepAlives: true}}
}

// dial opens a socket, which the end of the scene closes, and sends frames.
func (s stage) dial(frames ...string) *websocket.Conn {
	s.Helper()
	//nolint:bodyclose // the library closes it, or keeps it as the connection
	conn, _, err := websocket.Dial(s.Context(), "ws://sim/ws/", &websocket.DialOptions{HTTPClient: s.client()})
	if err != nil {
		s.Fatalf("dial: %v", err)
	}
	s.Cleanup(func() { _ = conn.CloseNow() })
	conn.SetReadLimit(4 << 20)
	for _, f := range frames {
		if err := conn.Write(s.Context(), websocket.MessageText, []byte(f)); err != nil {
			s.Fatalf("write %s: %v", f, err)
		}
	}
	return conn
}

// message is a decoded push.
type message struct {
	Message string
	Topic   string
	Data    json.RawMessage
	raw     string
}

func (m message) rows(t *testing.T) []map[string]any {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal(m.Data, &rows); err != nil {
		t.Fatalf("data of %.200s: %v", m.raw, err)
	}
	return rows
}

// read returns the next push, or fails after a minute of silence.
func (s stage) read(conn *websocket.Conn) message {
	s.Helper()
	raw, err := next(s.Context(), conn)
	if err != nil {
		s.Fatalf("read: %v", err)
	}
	m := message{raw: raw}
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		s.Fatalf("push %.200s: %v", raw, err)
	}
	return m
}

func next(ctx context.Context, conn *websocket.Conn) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	_, raw, err := conn.Read(ctx)
	return string(raw), err
}

// quiet reports whether a socket stays silent for a while. The socket is of no use afterwards.
func quiet(ctx context.Context, conn *websocket.Conn, d time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	_, _, err := conn.Read(ctx)
	return errors.Is(err, context.DeadlineExceeded)
}

// as takes a decoded value for what it has to be.
func as[T any](t *testing.T, v any) T {
	t.Helper()
	out, ok := v.(T)
	if !ok {
		t.Fatalf("%v is a %T, want a %T", v, v, out)
	}
	return out
}

func keysOf(row map[string]any) []string {
	var keys []string
	for key := range row {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

const (
	subscribeBook   = `{"topic":"orderbook","market_id":"15"}`
	subscribeTrades = `{"topic":"recent_trades","market_id":"15"}`
)

// ofProfile is a subscribe frame for the simulated account.
func ofProfile(name string) string {
	return `{"topic":"` + name + `","address":"` + Accounts()[0].Profile + `"}`
}
