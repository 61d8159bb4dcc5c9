package feed_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
)

// The long form: go test ./feed -run Chaos -chaos 8h -seed 7
var (
	chaosFor  = flag.Duration("chaos", 6*time.Minute, "virtual time of faults in the chaos test")
	chaosSeed = flag.Uint64("seed", 0, "the one seed of the chaos test; 0 takes a few fixed ones")
)

const (
	chaosTick = 250 * time.Millisecond // of the market: long enough for every stream to be pushed at each
	// linkedWithin is how long after the last fault a link may be down: a missing pong, the longest wait, an opening.
	linkedWithin = 75 * time.Second
	// rightWithin is how long the model may then differ from the truth. The account's lists are pushed only when they change.
	rightWithin = 5 * time.Minute
)

func TestChaosNeverMakesTheModelLieAndEndsInTheTruth(t *testing.T) {
	seeds := []uint64{1, 2, 3, 4}
	if *chaosSeed != 0 {
		seeds = []uint64{*chaosSeed}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			// All timers of a bubble run in one context of the race detector, which two processors at once spoil (go.dev/issue/78156).
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			synctest.Test(t, func(t *testing.T) { play(t, seed, *chaosFor) })
		})
	}
}

// storm is one run of the chaos test: a client and its model between a simulated exchange and a director who spoils things.
type storm struct {
	t       *testing.T
	rng     *rand.Rand // the director's; everything else has its own
	began   time.Time
	x       *sim.Exchange
	client  *feed.Client
	network *network
	markets []model.MarketID

	mu      sync.Mutex // guards all that follows, as the one event loop of the screen does
	model   *model.Model
	known   evidence
	renewed map[model.MarketID]time.Time
	stalled time.Time // until when the screen takes nothing
	seconds int
	diary   []string
	failed  bool
}

// play is a storm from its beginning to the truth, and the end of all goroutines: synctest fails if one is left.
func play(t *testing.T, seed uint64, lasting time.Duration) {
	s := newStorm(t, seed)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	l := sim.NewListener()
	s.network = &network{next: l.DialContext, lines: make(map[model.Scope]*line)}
	o := feed.Options{WebSocketURL: "ws://sim/ws/", RESTURL: "http://sim", Markets: model.Builtins("mainnet")[:2], Dial: s.network.dial}
	if s.rng.IntN(2) == 0 {
		o.Accounts = []feed.Account{{Profile: model.Address(s.x.Profile())}}
	} else {
		o.Accounts = []feed.Account{{Wallet: model.Address(s.x.Wallet())}}
	}
	var err error
	if s.client, err = feed.New(o); err != nil {
		t.Fatal(err)
	}
	s.model = model.New(o.Markets)
	all.Go(func() { _ = s.x.Serve(ctx, l) })
	all.Go(func() {
		if err := s.client.Run(ctx, s.take); err != nil {
			s.t.Error(err)
		}
	})
	s.rage(lasting)
	if !t.Failed() {
		s.settle()
	}
	cancel()
	all.Wait()
	if t.Failed() {
		t.Logf("again with: go test ./feed -run Chaos -chaos %v -seed %d (waits and goroutines have a chance of their own)\nwhat had happened last:\n%s", lasting, seed, strings.Join(s.diary, "\n"))
	}
}

func newStorm(t *testing.T, seed uint64) *storm {
	rng := rand.New(rand.NewPCG(seed, 0))
	coin := func() bool { return rng.IntN(2) == 0 }
	s := &storm{
		t: t, rng: rng, began: time.Now(),
		x: sim.New(sim.Options{Seed: seed, Tick: chaosTick, Shape: sim.Shape{
			DataFirst: coin(), TopicKey: coin(), SingleObjects: coin(), NumbersAsStrings: coin(), TimesAsStrings: coin(),
			UnsortedBook: coin(), BothRows: coin(), NullReferences: coin(), SnakeBestPrice: coin(),
		}}),
		known:   evidence{heard: make(map[model.Stream]time.Time), links: make(map[model.Scope]model.Link)},
		renewed: make(map[model.MarketID]time.Time),
	}
	for _, m := range model.Builtins("mainnet") {
		s.markets = append(s.markets, m.ID)
	}
	return s
}

// rage is the time of faults.
func (s *storm) rage(lasting time.Duration) {
	var change time.Time
	for n := 1; time.Since(s.began) < lasting && !s.t.Failed(); n++ {
		if now := time.Now(); !now.Before(change) {
			change = now.Add(s.weather())
		}
		if s.rng.IntN(60) == 0 {
			s.incident()
		}
		s.step(n)
	}
}

// step lets time pass and moves the market; once a second the screen's clock ticks.
func (s *storm) step(n int) {
	time.Sleep(chaosTick)
	s.x.Step()
	if n%int(time.Second/chaosTick) == 0 {
		s.second()
	}
}

// take is what the screen does with a batch.
func (s *storm) take(b model.Batch) {
	s.mu.Lock()
	wait := time.Until(s.stalled)
	s.mu.Unlock()
	time.Sleep(wait)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now().Round(0)
	s.known.note(b)
	s.model.Apply(b)
	s.model.Witness(now)
	s.check(now)
}

// second is what the screen does once a second, unless it hangs.
func (s *storm) second() {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now().Round(0)
	if now.Before(s.stalled) {
		return
	}
	s.model.Witness(now)
	s.check(now)
	for _, id := range s.model.Doubtful(now) {
		if now.Sub(s.renewed[id]) > 30*time.Second {
			s.renewed[id] = now
			s.client.Renew(model.MarketScope(id))
		}
	}
	if s.seconds++; s.seconds%60 == 0 {
		s.hold("bounds", excess(s.model, s.markets))
	}
}

// check holds the model to what is known apart from it.
func (s *storm) check(now time.Time) {
	for _, c := range claims(s.model, s.markets, now) {
		what := fmt.Sprintf("%+v, said to be %+v", c.stream, c.age)
		s.hold(what, s.known.lie(c, now))
		if now.Sub(s.stalled) > grace {
			s.hold(what, s.network.lie(c, s.known.heard[c.stream], now))
		}
	}
	for _, id := range s.markets {
		s.hold("book of "+string(id), disorder(s.model.Book(id)))
		s.hold("market "+string(id), s.known.falseHealth(s.model, id, now))
	}
}

// hold fails the test with the first flaw.
func (s *storm) hold(what, flaw string) {
	if flaw == "" || s.failed {
		return
	}
	s.failed = true
	s.t.Errorf("after %v: %s: %s", time.Since(s.began), what, flaw)
}

// note keeps the last things that happened.
func (s *storm) note(format string, args ...any) {
	s.diary = append(s.diary, fmt.Sprintf("%12v ", time.Since(s.began))+fmt.Sprintf(format, args...))
	s.diary = s.diary[max(0, len(s.diary)-20):]
}

// settle ends all faults, in half of the storms after an outage, and waits for the truth, which stands still while it is
// compared.
func (s *storm) settle() {
	n, outage := 0, s.rng.IntN(2) == 0
	if outage {
		s.note("an outage")
		s.network.spoilDials(syscall.ECONNREFUSED)
		s.x.DropAll(websocket.StatusServiceRestart, "")
		for began := time.Now(); time.Since(began) < 3*time.Minute; n++ {
			s.step(n)
		}
	}
	s.x.SetFault(sim.Fault{})
	s.network.spoilDials(nil)
	for _, id := range s.markets {
		s.client.Watch(id)
	}
	s.note("all faults end")
	began, wrong := time.Now(), []string{"nothing compared yet"}
	for ; len(wrong) > 0 && time.Since(began) < rightWithin && !s.t.Failed(); n++ {
		s.step(n)
		if n%20 == 0 {
			time.Sleep(grace)
			wrong = s.wrong()
		}
		if down := s.down(); down != "" && time.Since(began) > linkedWithin {
			s.t.Errorf("%v after the last fault %s", time.Since(began), down)
		}
	}
	if len(wrong) > 0 {
		s.t.Errorf("%v after the last fault the model is not right:\n%s", time.Since(began), strings.Join(wrong, "\n"))
		return
	}
	s.t.Logf("right %v after the last fault, an outage before: %t", time.Since(began), outage)
}

// down names a link that is not up; empty when all are.
func (s *storm) down() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.model.Links() {
		if l.State != model.LinkUp {
			return fmt.Sprintf("link %s is in state %d: %s", l.Scope, l.State, l.Cause)
		}
	}
	return ""
}

// wrong is in what the model differs from the exchange, and what it does not call live though it could.
func (s *storm) wrong() []string {
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now().Round(0)
	all := differences(s.model, s.x, s.markets)
	for _, id := range s.markets {
		if h := s.model.Health(id, now); h.State != model.HealthLive {
			all = append(all, fmt.Sprintf("market %s: %+v, book %+v", id, h, s.model.BookAge(id, now)))
		}
	}
	for _, c := range claims(s.model, s.markets, now) {
		if !c.age.Usable() {
			all = append(all, fmt.Sprintf("%+v is %+v", c.stream, c.age))
		}
	}
	return all
}
