package feed

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

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
		o := Options{WebSocketURL: "ws://sim/ws/", Markets: model.Builtins("mainnet")[:2], Profile: model.Address(x.Profile()), Dial: l.DialContext}
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

func onlyBitcoin(o *Options) { o.Markets, o.Profile = o.Markets[1:], "" }

func TestEveryScopeSubscribesItsTopicsAndNothingElse(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(time.Second)
		account := r.x.Profile()
		want := []string{`{"topic":"live_funding_rate"}`, `{"topic":"bestPrice"}`}
		for _, id := range []string{"14", "15"} {
			want = append(want, `{"topic":"orderbook","market_id":"`+id+`"}`, `{"topic":"recent_trades","market_id":"`+id+`"}`)
		}
		for topic := range strings.FieldsSeq("order_history deposit_withdraw_history trade_history positions open_orders live_order_history live_trade_history") {
			want = append(want, `{"topic":"`+topic+`","address":"`+account+`"}`)
		}
		got := r.x.Received()
		slices.Sort(got)
		slices.Sort(want)
		same(r.T, "frames", got, want)
	})
}

func TestAllTopicsReachTheModel(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(10 * time.Second)
		r.look(func(m *model.Model) {
			now := time.Now()
			a := m.Account(model.Address(r.x.Profile()))
			for what, there := range map[string]bool{
				"book":       len(m.Book("15").Bids) > 5 && m.BookAge("15", now).State == model.Live,
				"trades":     m.Tape("15").Len() > 0,
				"funding":    m.Funding("14").Current().Value.Known(),
				"best price": m.Quote("14").Bid.Known(),
				"positions":  len(a.Positions.Rows) >= 3,
				"orders":     len(a.Open.Rows) > 0 && len(a.Orders.Rows) > 0 && !a.Orders.Listed.IsZero(),
				"fills":      a.Fills.Len() > 0,
				"transfers":  len(a.Transfers.Rows) > 0,
				"health":     m.Health("15", now).State == model.HealthLive,
			} {
				if !there {
					r.Errorf("no %s", what)
				}
			}
			for _, l := range m.Links() {
				if l.Count.Failures+l.Count.Foreign+l.Count.Unknown > 0 {
					r.Errorf("%s: %+v", l.Scope, l.Count)
				}
			}
			truth := r.x.Book("15")
			if got, want := m.Book("15").BestBid().String(), truth.Bids[0].Price; got != want {
				r.Errorf("best bid %s, on the exchange %s", got, want)
			}
		})
		if raw := r.client.Raw("bestPrice", exchange); !bytes.HasPrefix(raw, []byte(`{"message":"bestPrice"`)) {
			r.Errorf("raw frame %.80s", raw)
		}
	})
}

func TestWireVariantsOfTheSimulationAreRead(t *testing.T) {
	for name, shape := range map[string]sim.Shape{
		"old names":  {DataFirst: true, TopicKey: true, IsLong: true, SnakeBestPrice: true, NullReferences: true, UnsortedBook: true},
		"containers": {SingleObjects: true, NumbersAsStrings: true, TimesAsStrings: true, UnknownOrderType: true, UnknownStatus: true, BothRows: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				x, l := sim.New(sim.Options{Seed: 2, Shape: shape}), sim.NewListener()
				c, err := New(Options{WebSocketURL: "ws://sim/ws/", Markets: model.Builtins("mainnet"), Profile: model.Address(x.Profile()), Dial: l.DialContext})
				if err != nil {
					t.Fatal(err)
				}
				m := model.New(nil)
				var all sync.WaitGroup
				all.Go(func() { _ = x.Run(ctx) })
				all.Go(func() { _ = x.Serve(ctx, l) })
				all.Go(func() { _ = c.Run(ctx, m.Apply) })
				time.Sleep(70 * time.Second)
				cancel()
				all.Wait()
				if a := m.Account(model.Address(x.Profile())); len(a.Positions.Rows) != 3 || a.Positions.Rows[0].Side == model.SideUnknown || a.Positions.Rows[0].Scaled || a.Fills.Len() == 0 {
					t.Errorf("account %+v", a.Positions)
				}
				if !m.Quote("31").Ask.Known() || !m.Funding("31").Current().Value.Known() || len(m.Book("16").Asks) == 0 || m.Tape("15").Len() == 0 {
					t.Error("market data is missing")
				}
				for _, link := range m.Links() {
					if link.Count.Failures+link.Count.Foreign+link.Count.Unknown > 0 {
						t.Errorf("%s: %+v", link.Scope, link.Count)
					}
				}
			})
		})
	}
}

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
		time.Sleep(time.Second)
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

func TestStalledConsumerHoldsUpNothing(t *testing.T) {
	watch(t, sim.Fault{Flood: 20}, onlyBitcoin, func(r *rig) {
		time.Sleep(time.Second)
		release := make(chan struct{})
		r.mu.Lock()
		r.hold = func() { <-release }
		r.mu.Unlock()
		time.Sleep(20 * time.Second)
		r.mu.Lock()
		r.hold = nil
		r.mu.Unlock()
		stalled := time.Now()
		close(release)
		time.Sleep(100 * time.Millisecond)
		r.look(func(m *model.Model) {
			l, _ := m.Link(bitcoin)
			if l.State != model.LinkUp || l.Count.Messages < 500 {
				r.Errorf("%+v", l)
			}
			if at := m.Book("15").At; stalled.Sub(at) > time.Second {
				r.Errorf("the book shown is %v old", stalled.Sub(at))
			}
			if tape := m.Tape("15"); tape.Len() > model.MaxTrades || tape.Len() == 0 {
				r.Errorf("%d trades", tape.Len())
			}
		})
		if n := len(r.past(bitcoin, model.LinkDown)); n != 0 {
			r.Errorf("went down %d times", n)
		}
	})
}

func TestLinksAreToldOnceASecondWhileMessagesFlow(t *testing.T) {
	watch(t, sim.Fault{Flood: 20}, func(o *Options) { onlyBitcoin(o); o.Frames = 60 }, func(r *rig) {
		time.Sleep(2 * time.Second)
		before := len(r.past(bitcoin, model.LinkUp))
		time.Sleep(15 * time.Second)
		if n := len(r.past(bitcoin, model.LinkUp)) - before; n < 13 || n > 17 {
			r.Errorf("%d link events in 15 seconds", n)
		}
	})
}

func TestCountersOfTheLastMessagesAreToldInSilenceToo(t *testing.T) {
	watch(t, sim.Fault{Silent: true}, onlyBitcoin, func(r *rig) {
		time.Sleep(time.Second)
		for range 3 {
			r.x.Push("orderbook", []byte(`{"message":"notice"}`))
		}
		time.Sleep(beatEvery)
		if l := r.link(bitcoin); l.Count.Unknown != 3 {
			r.Errorf("%+v", l.Count)
		}
	})
}

func TestEverySignOfLifeProvesTheLink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLink(bitcoin, newPacer(window))
		for what, act := range map[string]func(){
			"handshake": l.up,
			"pong":      func() { l.ponged(time.Millisecond) },
			"message":   func() { l.received(time.Now(), new(haul)) },
		} {
			time.Sleep(time.Second)
			act()
			if l.now.Proven != time.Now() {
				t.Errorf("not by a %s", what)
			}
		}
	})
}

func TestOnlyTheNetworkIsReachedThroughAProxyAndOldTLSIsRefused(t *testing.T) {
	for _, dial := range []dialFunc{nil, sim.NewListener().DialContext} {
		transport, ok := newHTTPClient(t.Context(), dial).Transport.(*http.Transport)
		if !ok || (transport.Proxy == nil) != (dial != nil) || transport.TLSClientConfig.MinVersion != tls.VersionTLS12 || transport.TLSClientConfig.InsecureSkipVerify {
			t.Errorf("%+v", transport)
		}
	}
}

func TestBatchesKeepTheFrameRate(t *testing.T) {
	watch(t, sim.Fault{Flood: 50}, func(o *Options) { onlyBitcoin(o); o.Frames = 10 }, func(r *rig) {
		time.Sleep(5 * time.Second)
		r.look(func(*model.Model) {
			if r.sent < 45 || r.sent > 51 {
				r.Errorf("%d batches in five seconds", r.sent)
			}
		})
	})
}

func TestWatchSubscribesOneMoreMarketOnce(t *testing.T) {
	watch(t, sim.Fault{}, nil, func(r *rig) {
		time.Sleep(time.Second)
		frames := len(r.x.Received())
		for range 3 {
			r.client.Watch("31")
			r.client.Watch("15")
			r.client.Watch("not an id")
			r.client.Watch("")
		}
		time.Sleep(time.Second)
		same(r.T, "new frames", r.x.Received()[frames:], []string{`{"topic":"orderbook","market_id":"31"}`, `{"topic":"recent_trades","market_id":"31"}`})
		r.look(func(m *model.Model) {
			if len(m.Book("31").Asks) == 0 {
				r.Error("no book")
			}
		})
	})
}

func TestWatchIsBounded(t *testing.T) {
	c, err := New(Options{WebSocketURL: "wss://host/ws/"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		c.Watch(model.MarketID(itoa(i)))
	}
	if n := len(c.take()); n != model.MaxMarkets+1 {
		t.Errorf("%d connections", n)
	}
}

func TestPanicEndsTheRunWithAnErrorAndItsStackInTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		c, err := New(Options{WebSocketURL: "ws://nowhere/", Logger: slog.New(slog.NewTextHandler(&log, nil)), Dial: sim.NewListener().DialContext})
		if err != nil {
			t.Fatal(err)
		}
		err = c.Run(t.Context(), func(model.Batch) { panic(fmt.Sprint("boom", "\x1b")) })
		if err == nil || err.Error() != "feed: pacer panicked: boom·" || !strings.Contains(log.String(), "connection_test.go") {
			t.Errorf("%v, log %s", err, log.String())
		}
		if err := c.Run(t.Context(), nil); err == nil {
			t.Error("ran twice")
		}
	})
}

func TestSleepIsToldFromTheClocks(t *testing.T) {
	for _, c := range []struct {
		wall, running time.Duration
		want          bool
	}{
		{5 * time.Second, 5 * time.Second, false},
		{40 * time.Second, 40 * time.Second, false},
		{8 * time.Hour, 5 * time.Second, true},
		{21 * time.Second, 5 * time.Second, true},
		{19 * time.Second, 5 * time.Second, false},
		{-time.Hour, 5 * time.Second, true},
	} {
		if got := slept(c.wall, c.running); got != c.want {
			t.Errorf("%v on the wall, %v running: %v", c.wall, c.running, got)
		}
	}
}

func TestRetryAfterIsHonouredWithinABound(t *testing.T) {
	for _, c := range []struct {
		asked    time.Duration
		min, max time.Duration
	}{
		{0, shortestWait, time.Second},
		{2 * time.Minute, 2 * time.Minute, 2 * time.Minute},
		{time.Hour, longestAsked, longestAsked},
	} {
		if got := newWaits().after(fmt.Errorf("dial: %w", statusError{code: 429, retry: c.asked})); got < c.min || got > c.max {
			t.Errorf("asked for %v, waits %v", c.asked, got)
		}
	}
	if got := newWaits().after(errors.New("other")); got > time.Second {
		t.Errorf("first wait %v", got)
	}
}
