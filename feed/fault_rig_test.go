package feed

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

// A fault is played on top of a healthy client, so that what was heard before could be shown as if it were still true.
const (
	healthyFor  = 5 * time.Second
	unprovenFor = 15 * time.Second             // a beat and the wait for a pong: until nothing from before may be shown as current
	step        = 500 * time.Millisecond       // of the market
	healedIn    = longestWait + 10*time.Second // until everything is live again without help
)

// patient is a rig whose listener can fail too.
type patient struct {
	*rig
	l     *sim.Listener
	began time.Time
}

// admit is watch with a listener at hand.
func admit(t *testing.T, edit func(*Options), play func(*patient)) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // as for the chaos
	synctest.Test(t, func(t *testing.T) {
		x, l := sim.New(sim.Options{Seed: 1, Tick: step}), sim.NewListener()
		o := Options{WebSocketURL: "ws://sim/ws/", Markets: model.Builtins("mainnet")[:2], Accounts: []Account{{Profile: model.Address(x.Profile())}}, Dial: l.DialContext}
		if edit != nil {
			edit(&o)
		}
		client, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		p := &patient{&rig{T: t, x: x, client: client, model: model.New(o.Markets)}, l, time.Now()}
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { _ = x.Run(ctx) })
		all.Go(func() { _ = x.Serve(ctx, l) })
		all.Go(func() {
			if err := client.Run(ctx, p.take); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(healthyFor)
		play(p)
		cancel()
		all.Wait()
	})
}

// scopes are all connections of a patient.
func (p *patient) scopes() []model.Scope {
	return []model.Scope{exchange, model.MarketScope("14"), bitcoin, model.AccountScope(model.Address(p.x.Profile()))}
}

// ages is what the model says of one part of each connection.
func ages(m *model.Model) map[string]model.Age {
	now := time.Now()
	return map[string]model.Age{
		"best price": m.QuoteAge("15", now),
		"book 14":    m.BookAge("14", now),
		"book 15":    m.BookAge("15", now),
		"account":    m.AccountAge(model.KindPositions, now),
	}
}

// settle waits for a moment between two steps of the market at which the last step has reached the model.
func (p *patient) settle() {
	time.Sleep(step*3/2 - time.Since(p.began)%step)
}

// well demands that everything is up and has spoken on its present connection.
func (p *patient) well(when string) {
	p.Helper()
	p.settle()
	p.look(func(m *model.Model) {
		m.Witness(time.Now())
		if h := m.Health("15", time.Now()); h.State != model.HealthLive || h.Down != 0 {
			p.Errorf("%s: %+v", when, h)
		}
		for what, age := range ages(m) {
			if !age.Usable() {
				p.Errorf("%s: %s is %+v", when, what, age)
			}
		}
		if got, want := top(m), topOf(p.x); got != want {
			p.Errorf("%s: book %s, on the exchange %s", when, got, want)
		}
	})
}

// gone demands that nothing from before is shown as current.
func (p *patient) gone(since time.Duration) {
	p.Helper()
	p.look(func(m *model.Model) {
		h := m.Health("15", time.Now())
		if h.State < model.HealthStale {
			p.Fatalf("%v into the fault: %+v", since, h)
		}
		if h.State != model.HealthConnecting && h.Reason == "" {
			p.Fatalf("%v into the fault there is no reason: %+v", since, h)
		}
		for what, age := range ages(m) {
			if age.Usable() || age.State == model.Stale && age.Reason == "" {
				p.Fatalf("%v into the fault: %s is %+v", since, what, age)
			}
		}
	})
}

// ends returns how often a connection ended after a moment, and demands that it was for that cause, with waits that are
// neither too short nor too long.
func (p *patient) ends(s model.Scope, after time.Time, causes ...string) int {
	p.Helper()
	n := 0
	for _, l := range p.past(s, model.LinkDown) {
		if !l.Since.After(after) {
			continue
		}
		n++
		known := false
		for _, c := range causes {
			known = known || l.Cause == c
		}
		if !known {
			p.Errorf("%s ended for %q, want %q", s, l.Cause, causes)
		}
		if wait := l.RetryAt.Sub(l.Since); wait < shortestWait || wait > longestAsked {
			p.Errorf("%s waits %v", s, wait)
		}
	}
	return n
}

// top is the best prices, the size there and the numbers of levels of a book.
func top(m *model.Model) string {
	b := m.Book("15")
	if len(b.Bids) == 0 || len(b.Asks) == 0 {
		return "nothing"
	}
	return fmt.Sprint(b.Bids[0].Price, b.Bids[0].Size.Trim(0), b.Asks[0].Price, b.Asks[0].Size.Trim(0), len(b.Bids), len(b.Asks))
}

func topOf(x *sim.Exchange) string {
	b := x.Book("15")
	return fmt.Sprint(dec(b.Bids[0].Price), dec(b.Bids[0].Size), dec(b.Asks[0].Price), dec(b.Asks[0].Size), len(b.Bids), len(b.Asks))
}

// rest silences the exchange until everything that came has been counted and told.
func (p *patient) rest() {
	p.x.SetFault(sim.Fault{Silent: true})
	time.Sleep(beatEvery + time.Second)
}

// counted adds up what all connections have counted.
func (p *patient) counted() (sum model.Counts) {
	p.look(func(m *model.Model) {
		for _, l := range m.Links() {
			sum.Failures += l.Count.Failures
			sum.Foreign += l.Count.Foreign
			sum.Unknown += l.Count.Unknown
			if l.Count.LastFailure != "" {
				sum.LastFailure = l.Count.LastFailure
			}
		}
	})
	return sum
}
