package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// exchange is the load server as a process of its own, so that what it uses of the processor is not counted with the
// program's. It ends with ctx, with close, and when this process ends in whatever way.
type exchange struct {
	address string
	cmd     *exec.Cmd
	orders  io.WriteCloser
	obeyed  chan struct{} // a token for every order obeyed; closed when the server has ended
	done    sync.WaitGroup

	mu   sync.Mutex
	sent map[string][]stamp // by the letter of the stream
}

func newExchange(ctx context.Context) (*exchange, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	x := &exchange{cmd: exec.CommandContext(ctx, self, asServer), obeyed: make(chan struct{}, 1), sent: map[string][]stamp{}}
	x.cmd.Stderr = os.Stderr
	if x.orders, err = x.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("open the server's input: %w", err)
	}
	out, err := x.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("open the server's output: %w", err)
	}
	if err := x.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the load server: %w", err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "at ") {
		x.close()
		return nil, fmt.Errorf("start the load server: found %q, expected its address", lines.Text())
	}
	x.address = strings.TrimPrefix(lines.Text(), "at ")
	x.done.Go(func() { // ends with the server, which close ends
		defer close(x.obeyed)
		for lines.Scan() {
			x.note(lines.Text())
		}
	})
	return x, nil
}

// note takes a line of the server: a stamp, or that an order was obeyed.
func (x *exchange) note(line string) {
	if line == "ok" {
		x.obeyed <- struct{}{}
		return
	}
	var letter string
	var serial, at int64
	if _, err := fmt.Sscan(line, &letter, &serial, &at); err != nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.sent[letter] = append(x.sent[letter], stamp{serial, time.Unix(0, at)})
}

// load tells the server what to send from now on and returns once it does.
func (x *exchange) load(o order) error {
	if err := json.NewEncoder(x.orders).Encode(o); err != nil {
		return fmt.Errorf("order a load: %w", err)
	}
	if _, ok := <-x.obeyed; !ok {
		return fmt.Errorf("order a load: the server has ended")
	}
	return nil
}

// stamps are those of a stream sent from a moment on.
func (x *exchange) stamps(letter string, from, end time.Time) []stamp {
	x.mu.Lock()
	defer x.mu.Unlock()
	return between(x.sent[letter], from, end)
}

func (x *exchange) close() {
	_ = x.orders.Close() // which ends it
	x.done.Wait()
	_ = x.cmd.Wait() // its result does not matter any more
}
