package feed_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"sync"
	"syscall"
	"time"

	"kanatop/model"
)

// network is what lies between client and exchange. It spoils dialling and lines, and it is the witness that knows, without
// asking the client, which connections there are and when the last byte came over them.
type network struct {
	next func(ctx context.Context, network, addr string) (net.Conn, error)

	mu    sync.Mutex
	spoil error // what dialling comes to; errHang: nothing for as long as the caller waits
	lines map[model.Scope]*line
}

// errHang stands for a dial that is never answered.
var errHang = syscall.EINPROGRESS

func (n *network) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	n.mu.Lock()
	spoil := n.spoil
	n.mu.Unlock()
	if spoil != nil {
		if errors.Is(spoil, errHang) {
			<-ctx.Done()
			spoil = ctx.Err()
		}
		return nil, &net.OpError{Op: "dial", Net: network, Err: spoil}
	}
	conn, err := n.next(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return &line{Conn: conn, net: n, opened: time.Now(), gone: make(chan struct{})}, nil
}

// spoilDials makes dialling fail with an error; nil mends it.
func (n *network) spoilDials(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.spoil = err
}

// line returns the present or last line of a scope, as it is now; ok is false when there never was one.
func (n *network) line(s model.Scope) (opened, heard, ended time.Time, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := n.lines[s]
	if l == nil {
		return
	}
	return l.opened, l.heard, l.ended, true
}

// damage does something to the line of a scope, if there is one.
func (n *network) damage(s model.Scope, do func(*line)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if l := n.lines[s]; l != nil {
		do(l)
	}
}

// line is one connection as the client has it. All fields below are the network's, under its lock.
type line struct {
	net.Conn
	net  *network
	gone chan struct{} // closed when the client closes the line

	opened, heard, ended time.Time
	sent                 []byte // what the client wrote, until that tells the scope
	known                bool
	dead                 time.Time // until when no byte comes through, without a word
	budget               int       // with cut: bytes until the line breaks
	cut                  bool
}

func (l *line) Read(p []byte) (int, error) {
	l.net.mu.Lock()
	cut, budget := l.cut, l.budget
	l.net.mu.Unlock()
	if cut && budget == 0 {
		_ = l.Conn.Close()
		return 0, l.over(syscall.ECONNRESET)
	}
	if cut {
		p = p[:min(len(p), budget)]
	}
	n, err := l.Conn.Read(p)
	l.thaw()
	l.net.mu.Lock()
	defer l.net.mu.Unlock()
	l.budget = max(0, l.budget-n)
	if n > 0 {
		l.heard = time.Now()
	}
	if err != nil && l.ended.IsZero() {
		l.ended = time.Now()
	}
	return n, err
}

// thaw waits as long as the line is dead.
func (l *line) thaw() {
	l.net.mu.Lock()
	wait := time.Until(l.dead)
	l.net.mu.Unlock()
	if wait <= 0 {
		return
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-l.gone:
	case <-timer.C:
	}
}

func (l *line) over(err error) error {
	l.net.mu.Lock()
	defer l.net.mu.Unlock()
	if l.ended.IsZero() {
		l.ended = time.Now()
	}
	return err
}

func (l *line) Close() error {
	_ = l.over(nil)
	l.net.mu.Lock()
	select {
	case <-l.gone:
	default:
		close(l.gone)
	}
	l.net.mu.Unlock()
	return l.Conn.Close()
}

func (l *line) Write(p []byte) (int, error) {
	l.net.mu.Lock()
	if !l.known {
		l.sent = append(l.sent, p...)
		if s, ok := scopeTold(l.sent); ok {
			l.known, l.sent = true, nil
			l.net.lines[s] = l
		}
	}
	l.net.mu.Unlock()
	return l.Conn.Write(p)
}

// scopeTold reads the scope from what a client wrote: the head of a request, then frames, of which the first text subscribes.
func scopeTold(sent []byte) (model.Scope, bool) {
	_, frames, _ := bytes.Cut(sent, []byte("\r\n\r\n"))
	for in := bytes.NewReader(frames); ; {
		var head [2]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return model.Scope{}, false
		}
		size := int64(head[1] & 0x7f)
		if size == 126 {
			var long uint16
			if binary.Read(in, binary.BigEndian, &long) != nil {
				return model.Scope{}, false
			}
			size = int64(long)
		}
		masked := make([]byte, 4+size)
		if _, err := io.ReadFull(in, masked); err != nil {
			return model.Scope{}, false
		}
		for i := range masked[4:] {
			masked[4+i] ^= masked[i%4]
		}
		if head[0]&0xf == 1 {
			return scopeNamed(masked[4:])
		}
	}
}

func scopeNamed(frame []byte) (model.Scope, bool) {
	var told struct {
		Market  model.MarketID `json:"market_id"`
		Address model.Address  `json:"address"`
	}
	err := json.Unmarshal(frame, &told)
	switch {
	case err != nil:
		return model.Scope{}, false
	case told.Market != "":
		return model.MarketScope(told.Market), true
	case told.Address != "":
		return model.AccountScope(told.Address), true
	}
	return model.Scope{}, true
}
