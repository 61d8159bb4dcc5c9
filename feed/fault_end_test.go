package feed

import (
	"context"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/coder/websocket"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestRudeEndsAreToldAndWhatIsShownStaysTrue(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault sim.Fault
		cause string
	}{
		{"normal", sim.Fault{EndStatus: 1000}, "closed 1000"},
		{"going away", sim.Fault{EndStatus: 1001}, "closed 1001"},
		{"policy", sim.Fault{EndStatus: 1008}, "closed 1008"},
		{"internal error", sim.Fault{EndStatus: 1011}, "closed 1011"},
		{"restart", sim.Fault{EndStatus: 1012}, "closed 1012"},
		{"without a status", sim.Fault{EndStatus: 1005}, "closed without a status"},
		{"without a close frame", sim.Fault{}, "connection closed"},
		{"reset in the middle of a frame", sim.Fault{MidFrame: true}, "connection reset"},
	} {
		t.Run(c.name, func(t *testing.T) {
			admit(t, nil, func(p *patient) {
				p.well("before")
				c.fault.EndAfter = 3 * time.Second
				p.x.SetFault(c.fault)
				began := time.Now()
				recent := make([]string, 20)     // of the exchange's book, one a look
				time.Sleep(7 * time.Millisecond) // steps never fall on a look
				for i := 0; time.Since(began) < time.Minute; i++ {
					recent[i%len(recent)] = topOf(p.x)
					p.look(func(m *model.Model) {
						age := m.BookAge("15", time.Now())
						if got := top(m); age.Usable() && !slices.Contains(recent, got) {
							p.Fatalf("%v into the fault a book is shown as current that is not: %s", time.Since(began), got)
						}
						l, _ := m.Link(bitcoin)
						if age.Usable() && l.State != model.LinkUp || m.Health("15", time.Now()).State == model.HealthLive && l.State != model.LinkUp {
							p.Fatalf("%+v on %+v", age, l)
						}
					})
					time.Sleep(100 * time.Millisecond)
				}
				for _, s := range p.scopes() {
					if n := p.ends(s, began, c.cause); n < 10 || n > 22 {
						p.Errorf("%s ended %d times in a minute", s, n)
					}
				}
				if sum := p.counted(); sum != (model.Counts{}) {
					p.Errorf("a frame that never ended was counted: %+v", sum)
				}
				p.x.SetFault(sim.Fault{})
				time.Sleep(healedIn)
				p.well("after")
			})
		})
	}
}

func TestFrameThatItsConnectionCutsShortIsNoMessage(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{ByteEvery: 2 * time.Millisecond, EndAfter: 3 * time.Second})
		began := time.Now()
		time.Sleep(time.Minute)
		for _, s := range p.scopes() {
			if n := p.ends(s, began, "connection closed"); n < 4 {
				p.Errorf("%s ended %d times", s, n)
			}
		}
		if sum := p.counted(); sum != (model.Counts{}) {
			p.Errorf("%+v", sum)
		}
	})
}

// The library takes the end of a connection for the end of a message when it comes between two of its reads.
func TestFrameCutAtTheEdgeOfAReadIsNoMessage(t *testing.T) {
	type key struct{}
	l := sim.NewListener()
	server := &http.Server{
		ReadHeaderTimeout: time.Second,
		ConnContext:       func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, key{}, c) },
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := websocket.Accept(w, r, nil); err != nil {
				t.Error(err)
			}
			// A text frame of 2048 bytes, of which 512 come.
			raw, _ := r.Context().Value(key{}).(net.Conn)
			_, _ = raw.Write(append([]byte{0x81, 126, 8, 0}, make([]byte, 512)...))
			_ = raw.Close()
		}),
	}
	go func() { _ = server.Serve(l) }()
	defer server.Close() //nolint:errcheck // nothing depends on it
	client, err := New(Options{WebSocketURL: "ws://memory/ws/", Dial: l.DialContext})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := client.open(t.Context(), newSluice(client.pacer, func() {}))
	if err != nil {
		t.Fatal(err)
	}
	err = receive(conn, func(frame []byte, _ time.Time) { t.Errorf("a message of %d bytes", len(frame)) })
	if cause(err) != "connection closed" {
		t.Errorf("ended for %v", err)
	}
}
