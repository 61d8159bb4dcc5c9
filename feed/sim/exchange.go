package sim

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

const (
	defaultTick = 150 * time.Millisecond
	// warmUp is how long the market has moved when an exchange is made.
	warmUp = 150 * time.Second
	// framesKept bounds what Received remembers.
	framesKept = 10_000
)

// Options says which exchange to simulate. The zero value is a well-behaved mainnet.
type Options struct {
	Seed       uint64        // same seed, same market, given the same passage of time
	Network    Network       // which market ids and names are served; Mainnet if empty
	Tick       time.Duration // between market steps; 150 ms if zero
	Shape      Shape         // variants of the wire form
	Fault      Fault         // misbehaviour from the start
	RequireKey string        // the x-api-key header that REST wants; empty wants none
	Logger     *slog.Logger  // nothing is logged if nil
}

// Exchange is a simulated exchange. All methods may be called from any goroutine.
type Exchange struct {
	tick  time.Duration
	shape Shape
	key   string
	log   *slog.Logger

	mu        sync.Mutex // guards all that follows
	fault     Fault
	ledger    *ledger
	markets   []*market
	accounts  []*account // in the order of Accounts
	sockets   []*socket
	received  []string
	bad       int
	steps     int64
	best      []row // as last pushed
	fundingAt int64 // Unix seconds
	rated     bool  // the funding changed since the last push
	nextRates time.Time
	flood     float64 // frames due to each socket, less than one
	turn      int     // of faults that have several forms
	spoiled   map[string]int
	changed   chan struct{} // closed when the faults change
}

// New makes an exchange whose market has been moving for some minutes, up to now.
func New(o Options) *Exchange {
	x := &Exchange{tick: o.Tick, shape: o.Shape, fault: o.Fault, key: o.RequireKey, log: o.Logger}
	x.spoiled, x.changed = make(map[string]int), make(chan struct{})
	if x.tick <= 0 {
		x.tick = defaultTick
	}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	now := time.Now()
	x.ledger = &ledger{rng: rand.New(rand.NewPCG(o.Seed, o.Seed^0x9e3779b97f4a7c15)), now: now.Add(-warmUp), version: 3_102_182_809}
	for range 24 {
		x.ledger.traders = append(x.ledger.traders, inventedAddress(x.ledger.rng))
	}
	for _, l := range listings(o.Network) {
		x.markets = append(x.markets, newMarket(l, x.ledger))
	}
	for _, who := range personas() {
		x.accounts = append(x.accounts, newAccount(who, x.ledger, x.markets))
	}
	for x.ledger.now.Before(now) {
		x.advance(x.ledger.now.Add(defaultTick), defaultTick)
	}
	x.forget()
	return x
}

func inventedAddress(rng *rand.Rand) string {
	address := []byte("0x")
	for range 64 {
		address = append(address, "0123456789abcdef"[rng.IntN(16)])
	}
	return string(address)
}

// Run moves the market, a step each tick, until ctx ends. It starts no goroutine and returns nil.
func (x *Exchange) Run(ctx context.Context) error {
	ticker := time.NewTicker(x.tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			x.Step()
		}
	}
}

// Step moves the market by one tick, whatever time has really passed, and pushes what changed. Records are stamped with
// the present time. It never waits for a client.
func (x *Exchange) Step() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.steps++
	x.advance(time.Now(), x.tick)
	x.publish()
	x.retire()
}

// advance moves markets, funding and accounts to a moment.
func (x *Exchange) advance(now time.Time, dt time.Duration) {
	x.ledger.now = now
	for _, m := range x.markets {
		m.step(dt)
	}
	for _, a := range x.accounts {
		a.act()
	}
	for _, a := range x.accounts { // one may have traded with another that had its turn before
		a.settleAll()
	}
	if now.Before(x.nextRates) {
		return
	}
	x.nextRates = now.Add(10 * time.Second)
	x.fundingAt, x.rated = now.Unix(), true
	for _, m := range x.markets {
		m.funding = min(max(m.funding+int64(120*x.ledger.rng.NormFloat64()), -20_000), 20_000)
	}
}

// forget drops the news of the warm-up: who subscribes later gets its outcome as a snapshot.
func (x *Exchange) forget() {
	for _, m := range x.markets {
		m.fresh, m.moved = nil, false
	}
	for _, a := range x.accounts {
		a.changed, a.newOrders, a.newFills = changes{}, nil, nil
	}
	x.best, x.rated = rowsOf(x.markets, (*market).bestRow), false
}

// Wallet returns the wallet of the first of [Accounts], which the REST look-up maps to Profile.
func (x *Exchange) Wallet() string { return x.accounts[0].Wallet }

// Profile returns the profile address of the first of [Accounts].
func (x *Exchange) Profile() string { return x.accounts[0].Profile }

// account returns the account of a profile address, or nil.
func (x *Exchange) account(profile string) *account {
	i := slices.IndexFunc(x.accounts, func(a *account) bool { return padded(a.Profile) == padded(profile) })
	if i < 0 {
		return nil
	}
	return x.accounts[i]
}

// SetFault replaces the faults, for sockets that are open too.
func (x *Exchange) SetFault(f Fault) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.fault = f
	close(x.changed)
	x.changed = make(chan struct{})
}

// Received returns the text frames that clients sent, oldest first; of very many only the last ten thousand.
func (x *Exchange) Received() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Clone(x.received)
}

// BadFrames returns how many frames of clients were not one of the documented subscribe frames.
func (x *Exchange) BadFrames() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.bad
}

// Sockets returns how many sockets are open.
func (x *Exchange) Sockets() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.sockets)
}
