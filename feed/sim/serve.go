package sim

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// shutdownTimeout is how long requests under way may take when serving ends.
const shutdownTimeout = 3 * time.Second

// Serve answers on a listener until ctx ends; then it closes the listener and all sockets it has accepted, waits for
// their goroutines and returns nil. It does not move the market: Run does. An error means that the listener failed.
func (x *Exchange) Serve(ctx context.Context, l net.Listener) error {
	// Sockets outlive their HTTP request in the server's eyes, so they are waited for here.
	var open gate
	serving, stop := context.WithCancel(ctx)
	server := &http.Server{
		Handler:           open.guard(x.Handler()),
		BaseContext:       func(net.Listener) context.Context { return serving },
		ConnContext:       withLine,
		ErrorLog:          slog.NewLogLogger(x.log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       time.Minute,
	}
	var closer sync.WaitGroup
	closer.Go(func() {
		<-serving.Done()
		// Their context has ended, so sockets close by themselves; requests under way get a moment, then are cut off.
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
		defer cancel()
		if server.Shutdown(ending) != nil {
			_ = server.Close()
		}
	})
	err := server.Serve(lines{l, x})
	stop()
	closer.Wait()
	open.shut()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve the simulated exchange on %s: %w", l.Addr(), err)
}

// gate counts the handlers that are running and lets no new one in once it is shut.
type gate struct {
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.running.Add(1)
	}
	return !g.closed
}

// shut waits for the handlers that are running.
func (g *gate) shut() {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.running.Wait()
}

func (g *gate) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.enter() {
			http.Error(w, "the simulation has ended", http.StatusServiceUnavailable)
			return
		}
		defer g.running.Done()
		next.ServeHTTP(w, r)
	})
}
