package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// order is what the server is told on its standard input, one JSON value after another: what to send from now on.
type order struct {
	Books  float64 `json:"books"`  // a second
	Levels int     `json:"levels"` // of each side of a book
	Trades float64 `json:"trades"` // a second
	Uneven bool    `json:"uneven"` // the time between two books is between half and one and a half of the mean
	Once   bool    `json:"once"`   // one book now, beside all else
}

// subject is what a client subscribes to: a topic, and its market or account if it has one.
type subject struct{ topic, about string }

// server is the load's end of all sockets.
type server struct {
	mu       sync.Mutex
	watchers map[subject][]*socket
	sockets  sync.WaitGroup
}

// runServer serves on a free port of this machine and tells on out where, then every stamp and every order obeyed. It ends with
// its orders: whoever gives them is gone then, in whatever way.
func runServer(ctx context.Context, orders io.Reader, out io.Writer) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen on this machine: %w", err)
	}
	s := &server{watchers: map[subject][]*socket{}}
	web := &http.Server{Handler: http.HandlerFunc(s.accept), ReadHeaderTimeout: 5 * time.Second}
	told := bufio.NewWriter(out)
	_, _ = fmt.Fprintln(told, "at", listener.Addr())
	if err := told.Flush(); err != nil {
		return fmt.Errorf("tell the address: %w", err)
	}
	given := make(chan order)
	go func() { // ends with the orders, which end with the process that gives them
		defer end()
		for d := json.NewDecoder(orders); ; {
			var o order
			if d.Decode(&o) != nil {
				return
			}
			select {
			case given <- o:
			case <-ctx.Done():
			}
		}
	}()
	var serving sync.WaitGroup
	serving.Go(func() { _ = web.Serve(listener) }) // until closed below
	(&pacer{server: s, out: told}).run(ctx, given)
	err = web.Close()
	s.close()
	serving.Wait()
	s.sockets.Wait()
	return err
}

func (s *server) accept(w http.ResponseWriter, r *http.Request) {
	s.sockets.Add(1)
	defer s.sockets.Done()
	k, err := upgrade(w, r)
	if err != nil {
		return
	}
	defer s.leave(k)
	_ = k.serve(func(text []byte) { s.subscribe(k, text) }) // a client may leave as it likes
}

// subscribe takes a subscribe frame and answers with what is known of its subject.
func (s *server) subscribe(k *socket, text []byte) {
	var in struct {
		Topic   string `json:"topic"`
		Market  string `json:"market_id"`
		Address string `json:"address"`
	}
	if json.Unmarshal(text, &in) != nil {
		return
	}
	// Under the lock, so that no push comes before the statement.
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := snapshot(in.Topic, in.Market, time.Now()); first != nil {
		_ = k.send(appendFrame(nil, opText, first)) // its reader finds out
	}
	about := subject{in.Topic, in.Market + in.Address}
	s.watchers[about] = append(s.watchers[about], k)
}

func (s *server) leave(k *socket) {
	_ = k.conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for about, all := range s.watchers {
		s.watchers[about] = slices.DeleteFunc(all, func(other *socket) bool { return other == k })
	}
}

// push sends frames to all who watch a subject.
func (s *server) push(about subject, frames []byte) {
	s.mu.Lock()
	watchers := slices.Clone(s.watchers[about])
	s.mu.Unlock()
	for _, k := range watchers {
		_ = k.send(frames) // its reader finds out
	}
}

// close ends all sockets that watch something.
func (s *server) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, all := range s.watchers {
		for _, k := range all {
			_ = k.conn.Close()
		}
	}
}
