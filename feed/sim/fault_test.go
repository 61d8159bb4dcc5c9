package sim

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestRefusedUpgradeCarriesTheStatus(t *testing.T) {
	perform(t, Options{Fault: Fault{RefuseStatus: http.StatusServiceUnavailable}}, func(t *testing.T, s stage) {
		//nolint:bodyclose // as in dial
		_, response, err := websocket.Dial(t.Context(), "ws://sim/ws/", &websocket.DialOptions{HTTPClient: s.client()})
		if err == nil || response == nil || response.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("got %v, %v", response, err)
		}
	})
}

func TestCloseAtOnceSaysWhy(t *testing.T) {
	perform(t, Options{Fault: Fault{CloseAtOnce: true}}, func(t *testing.T, s stage) {
		_, err := next(t.Context(), s.dial())
		if websocket.CloseStatus(err) != websocket.StatusInternalError {
			t.Errorf("got %v", err)
		}
	})
}

func TestSilenceAnswersPingsAndHalfOpenDoesNot(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		want  error
	}{{Fault{Silent: true}, nil}, {Fault{HalfOpen: true}, context.DeadlineExceeded}} {
		perform(t, Options{Fault: c.fault}, func(t *testing.T, s stage) {
			conn := s.dial(subscribeBook)
			pushed := make(chan bool)
			go func() { pushed <- !quiet(t.Context(), conn, time.Minute) }()
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			if err := conn.Ping(ctx); !errors.Is(err, c.want) {
				t.Errorf("%+v: ping gives %v, want %v", c.fault, err, c.want)
			}
			if <-pushed && c.want == nil {
				t.Errorf("%+v: something was pushed", c.fault)
			}
		})
	}
}

func TestFaultsCanChangeOnAnOpenSocket(t *testing.T) {
	perform(t, Options{Fault: Fault{Silent: true}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook)
		time.Sleep(time.Minute)
		s.SetFault(Fault{})
		start := time.Now()
		if s.read(conn); time.Since(start) > time.Second {
			t.Errorf("the first push came %s after the silence", time.Since(start))
		}
	})
}

func TestJunkComesBetweenGoodFrames(t *testing.T) {
	perform(t, Options{Fault: Fault{JunkEvery: 3}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook)
		good, bad := 0, 0
		for range 40 {
			raw, err := next(t.Context(), conn)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(raw, `{"message":"orderbook","data":[{"is_ask":true,`) {
				good++
			} else {
				bad++
			}
		}
		if good != 30 || bad != 10 {
			t.Errorf("%d good and %d junk frames, want 30 and 10", good, bad)
		}
	})
}

func TestEmptyPushesNameNobody(t *testing.T) {
	perform(t, Options{Fault: Fault{EmptyPushes: true}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook, ofProfile("positions"))
		for range 20 {
			if m := s.read(conn); string(m.Data) != "[]" {
				t.Fatalf("got %.200s", m.raw)
			}
		}
	})
}

func TestFloodSendsTheStatedNumber(t *testing.T) {
	perform(t, Options{Fault: Fault{Flood: 500}}, func(t *testing.T, s stage) {
		conn := s.dial(`{"topic":"live_funding_rate"}`)
		n := 0
		for start := time.Now(); time.Since(start) < 10*time.Second; n++ {
			s.read(conn)
		}
		if n < 4900 || n > 5100 {
			t.Errorf("%d frames in ten seconds, want about 5000", n)
		}
	})
}

func TestFloodDoesNotCloseAClientThatPauses(t *testing.T) {
	perform(t, Options{Fault: Fault{Flood: 100_000}}, func(t *testing.T, s stage) {
		conn := s.dial(`{"topic":"bestPrice"}`)
		time.Sleep(5 * time.Second)
		for range 5000 {
			s.read(conn)
		}
	})
}

func TestPushReachesEverySubscriberAsItIs(t *testing.T) {
	perform(t, Options{Fault: Fault{Silent: true}}, func(t *testing.T, s stage) {
		conn, other := s.dial(subscribeBook), s.dial(subscribeTrades)
		time.Sleep(time.Second)
		s.Push("orderbook", []byte("anything"))
		if raw, err := next(t.Context(), conn); raw != "anything" || err != nil {
			t.Errorf("got %q, %v", raw, err)
		}
		if !quiet(t.Context(), other, time.Second) {
			t.Error("the subscriber of another topic got the frame too")
		}
	})
}

func TestDropAllClosesWithStatusAndReason(t *testing.T) {
	perform(t, Options{Fault: Fault{Silent: true}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook)
		time.Sleep(time.Second)
		s.DropAll(websocket.StatusServiceRestart, "back soon")
		_, err := next(t.Context(), conn)
		var closed websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != websocket.StatusServiceRestart || closed.Reason != "back soon" {
			t.Errorf("got %v", err)
		}
		time.Sleep(time.Second)
		if n := s.Sockets(); n != 0 {
			t.Errorf("%d sockets are left", n)
		}
	})
}

func TestClientThatDoesNotReadIsClosedAndHoldsUpNobody(t *testing.T) {
	perform(t, Options{}, func(t *testing.T, s stage) {
		s.dial(subscribeBook) // and never reads
		reader := s.dial(subscribeBook)
		for start := time.Now(); time.Since(start) < 30*time.Second; {
			before := time.Now()
			if s.read(reader); time.Since(before) > 2*defaultTick {
				t.Fatalf("a push came after %s only", time.Since(before))
			}
		}
		if n := s.Sockets(); n != 1 {
			t.Errorf("%d sockets are open, want only the one that reads", n)
		}
	})
}

func TestNewerStateReplacesAWaitingOne(t *testing.T) {
	c := &socket{wake: make(chan struct{}, 1)}
	for _, f := range []frame{{stream: "book", body: []byte("1")}, {body: []byte("2")}, {stream: "book", body: []byte("3")}, {body: []byte("4")}} {
		c.put(f)
	}
	var got []string
	for f, found, _ := c.next(); found; f, found, _ = c.next() {
		got = append(got, string(f.body))
	}
	if want := "3 2 4"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestFullQueueClosesTheSocket(t *testing.T) {
	c := &socket{wake: make(chan struct{}, 1)}
	for range queueLimit + 1 {
		c.put(frame{body: []byte("trade")})
	}
	if f, found, last := c.next(); found || last == nil || last.code != websocket.StatusPolicyViolation {
		t.Errorf("got %q, %v", f.body, last)
	}
}

func TestJunkNeverReadsAsGoodData(t *testing.T) {
	for n := range 8 {
		var m struct {
			Message topic
			Data    []struct {
				Price json.Number
			}
		}
		if err := json.Unmarshal(junk(n), &m); err != nil {
			continue
		}
		if _, known := m.Message.scope(); known {
			t.Errorf("%s is a good frame", junk(n))
		}
	}
}
