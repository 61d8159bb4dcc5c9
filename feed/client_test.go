package feed

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

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
				c, err := New(Options{WebSocketURL: "ws://sim/ws/", Markets: model.Builtins("mainnet"), Accounts: []Account{{Profile: model.Address(x.Profile())}}, Dial: l.DialContext})
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
		if err == nil || err.Error() != "feed: pacer panicked: boom·" || !strings.Contains(log.String(), t.Name()) {
			t.Errorf("%v, log %s", err, log.String())
		}
		if err := c.Run(t.Context(), func(model.Batch) {}); err == nil || !strings.Contains(err.Error(), "can run once") {
			t.Errorf("ran twice: %v", err)
		}
	})
}
