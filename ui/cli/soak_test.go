package cli

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/coder/websocket"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
	"kanatop/ui"
)

// The long form: go test ./ui/cli -run Soak -soak 30m -timeout 0 -v
var soakFor = flag.Duration("soak", 2500*time.Millisecond, "real time of the soak test")

// What the whole program, the simulated exchange with it, may need. It begins with 10 to 15 MiB and 44 goroutines, and grows
// for two hours, until all lists have reached the bounds of model/limits.go.
const (
	soakHeap       = 48 << 20 // bytes after a collection
	soakGoroutines = 64
	soakFlood      = 100 // frames a second on each of the six sockets, beside what the market sends
)

func TestSoakKeepsMemoryAndGoroutinesBounded(t *testing.T) {
	s := newSoak(t)
	ctx, cancel := context.WithTimeout(t.Context(), *soakFor)
	defer cancel()
	// All that it starts inherits the label; what an earlier test may have left has none.
	pprof.Do(ctx, pprof.Labels("test", t.Name()), func(ctx context.Context) {
		if err := s.show.display(ctx, s.parts); err != nil {
			t.Error(err)
		}
	})
	if s.batches.Load() < 10 || s.written.Load() < 10_000 {
		t.Errorf("%d batches came, %d bytes were drawn", s.batches.Load(), s.written.Load())
	}
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for began := time.Now(); s.goroutines() > 0; <-ticker.C {
		if time.Since(began) > 5*time.Second {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines are left:\n%s", s.goroutines(), stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// goroutines is how many of its own run.
func (s *soak) goroutines() int {
	s.t.Helper()
	var text strings.Builder
	if err := pprof.Lookup("goroutine").WriteTo(&text, 1); err != nil {
		s.t.Fatal(err)
	}
	n, many := 0, 0
	for line := range strings.Lines(text.String()) {
		if _, err := fmt.Sscanf(line, "%d @", &many); err == nil {
			continue
		}
		if strings.HasPrefix(line, "# labels:") && strings.Contains(line, strconv.Quote(s.t.Name())) {
			n += many
		}
	}
	return n
}

// soak is the program as it runs, in front of a simulated exchange that floods it and a user who touches everything.
type soak struct {
	t        *testing.T
	exchange *sim.Exchange
	show     show
	parts    []part
	batches  atomic.Int64
	written  atomic.Int64
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	s := &soak{t: t, exchange: sim.New(sim.Options{Seed: 1, Fault: sim.Fault{Flood: soakFlood}})}
	listener := sim.NewListener()
	source := feed.Options{
		WebSocketURL: "ws://soak/ws/", RESTURL: "http://soak", Markets: model.Builtins("mainnet"),
		Accounts: []feed.Account{{Wallet: model.Address(s.exchange.Wallet())}}, Dial: listener.DialContext, Logger: silent(),
	}
	client, err := feed.New(source)
	if err != nil {
		t.Fatal(err)
	}
	app, err := ui.New(ui.Options{
		Network: "SOAK", Markets: source.Markets, Accounts: []string{""},
		Watch: client.Watch, Reconnect: client.Reconnect, Renew: client.Renew, Raw: client.Raw,
	})
	if err != nil {
		t.Fatal(err)
	}
	fallen := newFall(silent())
	screen := tea.NewProgram(guardedScreen{app, fallen}, tea.WithInput(nil), tea.WithOutput(s), tea.WithWindowSize(160, 48),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
	s.show = show{screen: screen, fall: fallen, log: silent()}
	s.parts = []part{
		s.exchange.Run,
		func(ctx context.Context) error { return s.exchange.Serve(ctx, listener) },
		func(ctx context.Context) error {
			return client.Run(ctx, func(b model.Batch) {
				s.batches.Add(1)
				screen.Send(b)
			})
		},
		func(ctx context.Context) error { s.touch(ctx, screen); return nil },
		func(ctx context.Context) error { s.watch(ctx); return nil },
	}
	return s
}

// Write counts what the screen draws.
func (s *soak) Write(p []byte) (int, error) {
	s.written.Add(int64(len(p)))
	return len(p), nil
}

// touch is the user, and now and then the exchange, which drops everything or sends junk.
func (s *soak) touch(ctx context.Context, screen *tea.Program) {
	rng := rand.New(rand.NewPCG(1, 1))
	keys := []rune("1234[]/zkjhlgGcivLHT?r ") // not q, and not ctrl+z
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		switch {
		case n%5 == 0:
			screen.Send(tea.KeyPressMsg{Code: tea.KeyEscape}) // closes what is open, so that other keys count
		case n%7 == 0:
			screen.Send(tea.KeyPressMsg{Code: tea.KeyTab})
		case n%11 == 0:
			screen.Send(tea.WindowSizeMsg{Width: 20 + rng.IntN(240), Height: 5 + rng.IntN(70)})
		case n%13 == 0:
			screen.Send(tea.MouseClickMsg{X: rng.IntN(160), Y: rng.IntN(48), Button: tea.MouseLeft})
		case n%200 == 0:
			s.exchange.DropAll(websocket.StatusServiceRestart, "soak")
		case n%301 == 0:
			s.exchange.SetFault(sim.Fault{Flood: soakFlood, JunkEvery: rng.IntN(3)})
		default:
			k := keys[rng.IntN(len(keys))]
			screen.Send(tea.KeyPressMsg{Code: k, Text: string(k)})
		}
	}
}

// watch weighs the program a few times a minute, and at least a few times.
func (s *soak) watch(ctx context.Context) {
	ticker := time.NewTicker(min(*soakFor/5, 10*time.Second))
	defer ticker.Stop()
	for began := time.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		goroutines := s.goroutines()
		s.t.Logf("after %v: heap %d KiB, %d goroutines, %d batches, %d KiB drawn",
			time.Since(began).Round(time.Second), m.HeapAlloc>>10, goroutines, s.batches.Load(), s.written.Load()>>10)
		if m.HeapAlloc > soakHeap || goroutines > soakGoroutines {
			s.t.Errorf("heap of %d bytes, at most %d; %d goroutines, at most %d", m.HeapAlloc, soakHeap, goroutines, soakGoroutines)
		}
	}
}
