package feed

import (
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestClosedDoorsAreToldAndTriedAgainWithoutAStorm(t *testing.T) {
	missing := &net.DNSError{Err: "no such host", Name: "sim", IsNotFound: true}
	for _, c := range []struct {
		name         string
		fault        sim.Fault
		dial         error
		cause        string
		fewest, most int // attempts of a connection in ten minutes
	}{
		{"refused", sim.Fault{RefuseStatus: http.StatusServiceUnavailable}, nil, "HTTP 503", 25, 80},
		{"too many requests", sim.Fault{RefuseStatus: http.StatusTooManyRequests, RetryAfter: 2 * time.Minute}, nil, "HTTP 429", 5, 6},
		{"wrong path", sim.Fault{NoSocket: true}, nil, "HTTP 404", 25, 80},
		{"no such name", sim.Fault{}, missing, "no such host", 25, 80},
		{"nobody listens", sim.Fault{}, syscall.ECONNREFUSED, "connection refused", 25, 80},
		{"closed at once", sim.Fault{CloseAtOnce: true}, nil, "closed 1011: closed by the simulation", 25, 80},
		{"closed after the first pushes", sim.Fault{EndAfter: time.Millisecond, EndStatus: 1013}, nil, "closed 1013", 25, 80},
	} {
		t.Run(c.name, func(t *testing.T) {
			admit(t, nil, func(p *patient) {
				p.well("before")
				p.l.FailDials(c.dial)
				p.x.SetFault(c.fault)
				p.x.DropAll(1001, "")
				began := time.Now()
				time.Sleep(time.Second)
				for time.Since(began) < 10*time.Minute {
					if c.fault.EndAfter == 0 {
						p.gone(time.Since(began))
					}
					time.Sleep(2 * time.Second)
				}
				for _, s := range p.scopes() {
					if n := p.ends(s, began, "closed 1001", c.cause); n < c.fewest || n > c.most {
						p.Errorf("%s: %d attempts", s, n)
					}
					if l := p.link(s); l.State == model.LinkDown && l.Cause != c.cause {
						p.Errorf("%+v", l)
					}
				}
				p.l.FailDials(nil)
				p.x.SetFault(sim.Fault{})
				time.Sleep(healedIn + c.fault.RetryAfter)
				p.well("after")
			})
		})
	}
}

func TestDoorThatIsOfAnotherPathSaysSo(t *testing.T) {
	admit(t, func(o *Options) { o.WebSocketURL = "ws://sim/socket/" }, func(p *patient) {
		// Whatever it does at this moment, it never got in, and each attempt ended for this reason.
		downs := p.past(bitcoin, model.LinkDown)
		if len(downs) == 0 || len(p.past(bitcoin, model.LinkUp)) != 0 {
			p.Errorf("went down %d times, %+v", len(downs), p.link(bitcoin))
		}
		for _, l := range downs {
			if l.Cause != "HTTP 404" {
				p.Errorf("%+v", l)
			}
		}
	})
}

func TestAttemptsOfSeveralConnectionsDoNotFallTogether(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{RefuseStatus: http.StatusServiceUnavailable})
		p.x.DropAll(1012, "restart")
		time.Sleep(10 * time.Minute)
		at, n := make(map[time.Time]int), 0
		for _, s := range p.scopes() {
			for _, l := range p.past(s, model.LinkDown) {
				at[l.RetryAt.Truncate(10*time.Millisecond)]++
				n++
			}
		}
		if len(at) < n*9/10 {
			p.Errorf("%d attempts at %d moments", n, len(at))
		}
	})
}

func TestBadCertificatesAreRefusedForWhatTheyAre(t *testing.T) {
	for certificate, cause := range map[sim.Certificate]string{
		sim.SelfSigned: "TLS: certificate signed by unknown authority",
		sim.Expired:    "TLS: certificate expired or not yet valid",
		sim.OtherHost:  "TLS: certificate is for another host",
		"":             "TLS: the server does not speak TLS",
	} {
		t.Run(cause, func(t *testing.T) {
			admit(t, func(o *Options) { o.WebSocketURL = "wss://sim.example/ws/" }, func(p *patient) {
				p.x.SetFault(sim.Fault{Certificate: certificate})
				began := time.Now()
				for time.Since(began) < 5*time.Minute {
					time.Sleep(2 * time.Second)
					p.look(func(m *model.Model) {
						if h := m.Health("15", time.Now()); h.State < model.HealthConnecting {
							p.Fatalf("%+v", h)
						}
						if len(m.Book("15").Bids) > 0 {
							p.Fatal("there is a book")
						}
					})
				}
				for _, s := range p.scopes() {
					if n := p.ends(s, began, cause); n < 12 || n > 45 {
						p.Errorf("%s: %d attempts", s, n)
					}
				}
				if got := p.x.Received(); len(got) > 0 {
					p.Errorf("was sent %s", strings.Join(got, " "))
				}
			})
		})
	}
}
