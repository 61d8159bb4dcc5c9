package feed

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestLostConnectionsAreOpenedAndSubscribedAgain(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(5 * time.Second)
		before := len(r.x.Received())
		dropped := time.Now()
		r.x.DropAll(1011, "restart\x1b[2J")
		time.Sleep(2 * window)
		down := r.link(bitcoin)
		if down.State != model.LinkDown || down.Cause != "closed 1011: restart·[2J" {
			r.Fatalf("after the drop: %+v", down)
		}
		if wait := down.RetryAt.Sub(dropped); wait < shortestWait || wait > time.Second {
			r.Errorf("retry after %v", wait)
		}
		time.Sleep(5 * time.Second)
		up := r.link(bitcoin)
		if up.State != model.LinkUp || up.Since.Before(dropped.Add(shortestWait)) || up.Cause != down.Cause || up.Tries != 0 {
			r.Errorf("later: %+v", up)
		}
		if got := len(r.x.Received()); got != 2*before {
			r.Errorf("%d frames after %d", got, before)
		}
		r.look(func(m *model.Model) {
			if age := m.BookAge("15", time.Now()); age.State != model.Live {
				r.Errorf("book %+v", age)
			}
		})
	})
}

func TestDataHeardOnAConnectionIsNeverOlderThanIt(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		for range 20 {
			time.Sleep(700 * time.Millisecond)
			r.x.DropAll(1001, "")
			r.look(func(m *model.Model) {
				l, _ := m.Link(bitcoin)
				if at := m.Book("15").At; l.State == model.LinkUp && !at.IsZero() && at.Before(l.Since) && m.BookAge("15", time.Now()).Usable() {
					r.Errorf("book of %v usable on a link since %v", at, l.Since)
				}
			})
		}
	})
}

func TestWaitsBeginAnewOnceDataHasFlowed(t *testing.T) {
	watch(t, sim.Fault{}, onlyBitcoin, func(r *rig) {
		for range 10 {
			time.Sleep(3 * time.Second)
			r.x.DropAll(1001, "")
		}
		time.Sleep(time.Second)
		downs := r.past(bitcoin, model.LinkDown)
		if len(downs) != 10 {
			r.Errorf("went down %d times", len(downs))
		}
		for _, l := range downs {
			if wait := l.RetryAt.Sub(l.Since); wait > time.Second {
				r.Errorf("wait of %v", wait)
			}
		}
	})
}

func TestMissingPongEndsTheConnection(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(3 * time.Second)
		r.x.SetFault(sim.Fault{HalfOpen: true})
		began := time.Now()
		time.Sleep(40 * time.Second)
		downs := r.past(bitcoin, model.LinkDown)
		if len(downs) == 0 || downs[0].Cause != "no answer to ping" || downs[0].Since.Sub(began) > 30*time.Second {
			r.Errorf("after 40 s without a sign of life: %+v", downs)
		}
	})
}

func TestSilenceAloneKeepsTheConnection(t *testing.T) {
	watch(t, sim.Fault{Silent: true}, nil, func(r *rig) {
		time.Sleep(10*time.Minute + time.Second)
		for _, s := range []model.Scope{exchange, bitcoin} {
			if n := len(r.past(s, model.LinkDown)); n != 0 {
				r.Errorf("%s went down %d times", s, n)
			}
			if l := r.link(s); l.State != model.LinkUp || time.Since(l.Proven) > model.ProofLimit {
				r.Errorf("%+v", l)
			}
		}
	})
}

func TestRefusalsAreToldAndTriedAgainMoreAndMoreSlowly(t *testing.T) {
	watch(t, sim.Fault{RefuseStatus: 503}, nil, func(r *rig) {
		time.Sleep(10 * time.Minute)
		downs := r.past(bitcoin, model.LinkDown)
		last := downs[len(downs)-1]
		if last.Cause != "HTTP 503" || last.Tries != len(downs) {
			r.Errorf("%d attempts, last %+v", len(downs), last)
		}
		// Full jitter up to 30 s has a mean of 15 s.
		if len(downs) < 25 || len(downs) > 80 {
			r.Errorf("%d attempts in ten minutes", len(downs))
		}
		for _, l := range downs {
			if wait := l.RetryAt.Sub(l.Since); wait < shortestWait || wait > longestWait {
				r.Errorf("wait of %v", wait)
			}
		}
		r.x.SetFault(sim.Fault{})
		r.client.Reconnect()
		time.Sleep(time.Second + time.Second/2) // counts are told once a second, and not to be looked at in that very moment
		if l := r.link(bitcoin); l.State != model.LinkUp || l.Tries != 0 || l.Count.Messages == 0 {
			r.Errorf("after reconnecting on request: %+v", l)
		}
	})
}

func TestConnectionsWithoutDataDoNotResetTheBackOff(t *testing.T) {
	watch(t, sim.Fault{CloseAtOnce: true}, nil, func(r *rig) {
		time.Sleep(10 * time.Minute)
		if downs := r.past(exchange, model.LinkDown); len(downs) > 80 || downs[0].Cause != "closed 1011" && !strings.HasPrefix(downs[0].Cause, "closed 1011: ") {
			r.Errorf("%d attempts in ten minutes, first %+v", len(downs), downs[0])
		}
	})
}

func TestReconnectRenewsLiveConnections(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(5 * time.Second)
		frames, since := len(r.x.Received()), r.link(bitcoin).Since
		r.client.Reconnect()
		time.Sleep(100 * time.Millisecond)
		if l := r.link(bitcoin); l.State != model.LinkUp || !l.Since.After(since) || l.Cause != errRenewed.Error() {
			r.Errorf("%+v", l)
		}
		if got := len(r.x.Received()); got != 2*frames {
			r.Errorf("%d frames after %d", got, frames)
		}
	})
}

func TestJunkIsCountedAndGoodFramesAreKept(t *testing.T) {
	watch(t, sim.Fault{JunkEvery: 1}, nil, func(r *rig) {
		time.Sleep(20 * time.Second)
		l := r.link(bitcoin)
		if l.State != model.LinkUp || l.Count.Failures == 0 || l.Count.Unknown == 0 || l.Count.LastFailure == "" || len(r.past(bitcoin, model.LinkDown)) > 0 {
			r.Errorf("%+v", l)
		}
		r.look(func(m *model.Model) {
			if got, want := m.Book("15").BestAsk().String(), r.x.Book("15").Asks[0].Price; got != want {
				r.Errorf("best ask %s, on the exchange %s", got, want)
			}
		})
		if len(r.client.Raw("", bitcoin)) == 0 {
			r.Error("the last strange frame is not kept")
		}
	})
}

func TestOversizedFrameEndsOnlyItsOwnConnection(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(time.Second)
		r.x.Push("positions", bytes.Repeat([]byte(" "), 3<<20))
		time.Sleep(100 * time.Millisecond)
		account := model.AccountScope(model.Address(r.x.Profile()))
		if l := r.link(account); l.State != model.LinkUp || l.Count.Failures != 1 {
			r.Errorf("after 3 MiB: %+v", l)
		}
		r.x.Push("positions", bytes.Repeat([]byte(" "), 5<<20))
		time.Sleep(100 * time.Millisecond)
		if l := r.link(account); l.State != model.LinkDown || l.Cause != "message too big" {
			r.Errorf("after 5 MiB: %+v", l)
		}
		if n := len(r.past(bitcoin, model.LinkDown)); n != 0 {
			r.Errorf("the market's connection went down %d times", n)
		}
	})
}
