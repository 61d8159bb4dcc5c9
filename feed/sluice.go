package feed

import (
	"net"
	"sync/atomic"
	"time"
)

const (
	// A connection is lively from so many messages a second on, unless they are so many bytes that the system might not hold those
	// of a window.
	livelyMessages = 120
	livelyBytes    = 1 << 20 * 3 / 2
	// judgedOver is how long is counted before it is judged anew how lively a connection is.
	judgedOver = 100 * time.Millisecond
	// lead is how long before the end of a window the socket is read: all connections are to be in the same batch.
	lead = 2 * time.Millisecond
	// smallSluice and largeSluice bound what is read at once.
	smallSluice, largeSluice = 4 << 10, 64 << 10
)

// sluice lets through in one go what a lively connection brings in a window: the system holds it until shortly before the next batch,
// so that a message costs no waking of its own. What is read then is decoded at once and handed on together. A connection on which
// little comes is read at once, and so is one whose far end is being pinged.
//
// It needs a system that can keep still about what has come (see pond); elsewhere, and where the connection is not of TCP, it is open
// all the time. It belongs to the reader, but for gate, hurry, ease and rouse.
type sluice struct {
	pacer  *pacer
	settle func()      // hands on what was decoded; called before anything is waited for
	gated  atomic.Bool // it stands in the way of a connection
	begun  atomic.Bool // that is read by its reader, and no longer by whoever opens it

	since    time.Time // from when on is counted
	messages int
	bytes    int
	lively   bool
	flooded  bool      // more comes than may be held
	drawn    time.Time // when the last wait ended

	urgent atomic.Int32  // how many want every byte at once
	wake   chan struct{} // holds one token when one of them began
}

func newSluice(p *pacer, settle func()) *sluice {
	return &sluice{pacer: p, settle: settle, wake: make(chan struct{}, 1)}
}

// hurry has everything read at once, until as many have said ease.
func (s *sluice) hurry() {
	s.urgent.Add(1)
	s.rouse()
}

func (s *sluice) ease() { s.urgent.Add(-1) }

func (s *sluice) rouse() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// took counts a message. Without a gate it is handed on at once.
func (s *sluice) took() {
	s.messages++
	if !s.gated.Load() {
		s.settle()
	}
}

// wait returns shortly before the end of the window, of the next one if it did so for this one, or when every byte is wanted.
func (s *sluice) wait() {
	end, window := s.pacer.due()
	end = end.Add(-lead)
	if end.Sub(s.drawn) < window/2 {
		end = end.Add(window)
	}
	defer func() { s.drawn = time.Now() }()
	left := time.Until(end)
	if left <= 0 {
		return
	}
	s.pacer.promise(s, end)
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.wake:
	}
}

// held reports whether what comes may be held until the window ends.
func (s *sluice) held() bool { return s.judge(time.Now()) && s.urgent.Load() == 0 }

// judge reports whether much comes, though not too much.
func (s *sluice) judge(now time.Time) bool {
	took := now.Sub(s.since)
	if took < judgedOver {
		return s.lively
	}
	perSecond := func(n int) float64 { return float64(n) / took.Seconds() }
	s.flooded = perSecond(s.bytes) > livelyBytes
	s.lively = perSecond(s.messages) >= livelyMessages && !s.flooded
	s.since, s.messages, s.bytes = now, 0, 0
	return s.lively
}

// gate puts the sluice in the way of a connection, if it is of TCP.
func (s *sluice) gate(conn net.Conn) net.Conn {
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return conn
	}
	s.gated.Store(true)
	return &gated{TCPConn: tcp, sluice: s, pond: newPond(tcp), buf: make([]byte, smallSluice)}
}

// gated is a TCP connection that is read in large pieces.
type gated struct {
	*net.TCPConn
	sluice *sluice
	pond   *pond // nil where there is none
	buf    []byte
	rest   []byte // of what was read
}

// Read reads what has come. Before it waits for more, everything read has been handed on.
func (g *gated) Read(p []byte) (int, error) {
	if len(g.rest) == 0 {
		n, err := g.fill()
		g.rest = g.buf[:n]
		if n == 0 {
			return 0, err // with something there is no error
		}
		if n == len(g.buf) && n < largeSluice {
			g.buf = make([]byte, 2*n)
		}
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	return n, nil
}

// fill reads into the buffer, all of which has been taken.
func (g *gated) fill() (n int, err error) {
	s := g.sluice
	if !s.begun.Load() {
		return g.TCPConn.Read(g.buf)
	}
	s.settle()
	s.pacer.keep(s)
	defer func() { s.bytes += n }()
	if g.pond == nil {
		return g.TCPConn.Read(g.buf)
	}
	if s.held() && g.pond.still(true) {
		s.wait()
		if n, err = g.pond.draw(g.buf); n > 0 || err != nil {
			return n, err
		}
		s.lively = false // nothing came in all of a window
		s.pacer.keep(s)
	}
	g.pond.still(false)
	if s.flooded { // others get their turn in time only while the runtime watches
		return g.TCPConn.Read(g.buf)
	}
	return g.pond.await(g.buf)
}

// Close closes the connection, and ends the wait of its reader.
func (g *gated) Close() error {
	err := g.TCPConn.Close()
	g.sluice.rouse()
	return err
}
