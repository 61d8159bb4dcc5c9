package feed

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"

	"kanatop/feed/sim"
	"kanatop/model"
)

// rig is a client that watches a simulated exchange in memory, inside a synctest bubble.
type rig struct {
	*testing.T
	x      *sim.Exchange
	client *Client
	mu     sync.Mutex
	model  *model.Model
	links  []model.Link // all link events, merged ones left out
	sent   int
	hold   func() // called by send
	stop   func()
}

// watch runs play against a client and an exchange that both run, and waits for everything to end: synctest fails if a
// goroutine is left.
func watch(t *testing.T, fault sim.Fault, edit func(*Options), play func(*rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		x := sim.New(sim.Options{Seed: 1, Fault: fault})
		l := sim.NewListener()
		o := Options{WebSocketURL: "ws://sim/ws/", Markets: model.Builtins("mainnet")[:2], Accounts: []Account{{Profile: model.Address(x.Profile())}}, Dial: l.DialContext}
		if edit != nil {
			edit(&o)
		}
		client, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		r := &rig{T: t, x: x, client: client, model: model.New(o.Markets)}
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { _ = x.Run(ctx) })
		all.Go(func() { _ = x.Serve(ctx, l) })
		all.Go(func() {
			if err := client.Run(ctx, r.take); err != nil {
				t.Error(err)
			}
		})
		r.stop = func() { cancel(); all.Wait() }
		play(r)
		r.stop()
	})
}

func (r *rig) take(b model.Batch) {
	r.mu.Lock()
	hold := r.hold
	r.mu.Unlock()
	if hold != nil {
		hold()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent++
	r.model.Apply(b)
	for _, e := range b.Events() {
		if l, ok := e.(model.Link); ok {
			r.links = append(r.links, l)
		}
	}
}

// look reads the model while nothing moves.
func (r *rig) look(read func(m *model.Model)) {
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	read(r.model)
}

func (r *rig) link(s model.Scope) (l model.Link) {
	r.look(func(m *model.Model) { l, _ = m.Link(s) })
	return l
}

// past returns the link events of a scope with a state.
func (r *rig) past(s model.Scope, state model.LinkState) (out []model.Link) {
	r.look(func(*model.Model) {
		for _, l := range r.links {
			if l.Scope == s && l.State == state {
				out = append(out, l)
			}
		}
	})
	return out
}

var exchange, bitcoin = model.Scope{}, model.MarketScope("15")

func onlyBitcoin(o *Options) { o.Markets, o.Accounts = o.Markets[1:], nil }
