package feed

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/model"
)

// gatedPair are the two ends of a TCP connection on this machine, the first behind a sluice.
func gatedPair(t *testing.T, s *sluice) (near, far net.Conn) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nothing depends on it
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if far, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	near = s.gate(conn)
	t.Cleanup(func() { _, _ = near.Close(), far.Close() })
	return near, far
}

func TestNothingIsLostInASluice(t *testing.T) {
	for seed := range uint64(8) {
		s := newSluice(newPacer(3*time.Millisecond+lead), func() {})
		near, far := gatedPair(t, s)
		lostNothing(t, seed, s, near, far)
	}
}

// The records of TLS end at other places than the messages and than what is drawn.
func TestNothingIsLostInASluiceUnderTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	for seed := range uint64(8) {
		s := newSluice(newPacer(3*time.Millisecond+lead), func() {})
		plainNear, plainFar := gatedPair(t, s)
		near := tls.Client(plainNear, &tls.Config{RootCAs: roots, ServerName: "example.com", MinVersion: tls.VersionTLS13})
		far := tls.Server(plainFar, server.TLS)
		shaken := make(chan error, 1)
		go func() { shaken <- far.HandshakeContext(t.Context()) }() // ends with either end
		if err := near.HandshakeContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-shaken; err != nil {
			t.Fatal(err)
		}
		lostNothing(t, seed, s, near, far)
	}
}

// lostNothing sends random bytes in random pieces from far to near, which is behind the sluice, whatever it thinks of the connection, and
// while others hurry it.
func lostNothing(t *testing.T, seed uint64, s *sluice, near io.Reader, far io.WriteCloser) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	s.begun.Store(true)
	sent := make([]byte, 600_000)
	for i := range sent {
		sent[i] = byte(rng.Uint32())
	}
	go func() { // ends with what is sent
		defer far.Close() //nolint:errcheck // which is the end of the text
		for rest := sent; len(rest) > 0; {
			n, _ := far.Write(rest[:min(len(rest), 1+rand.IntN(9000))])
			rest = rest[n:]
		}
	}()
	var got []byte
	buf := make([]byte, 5000)
	for {
		s.lively, s.since = rng.IntN(2) == 0, time.Now()
		s.pacer.begin(0)
		if rng.IntN(10) == 0 {
			s.hurry()
			s.ease()
		}
		n, err := near.Read(buf[:1+rng.IntN(len(buf))])
		if got = append(got, buf[:n]...); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	if !bytes.Equal(got, sent) {
		t.Fatalf("seed %d: %d bytes came of %d, or others", seed, len(got), len(sent))
	}
}

func TestAStillConnectionIsReadOnlyWhenTheWindowEnds(t *testing.T) {
	p := newPacer(time.Hour)
	var settled atomic.Int64
	s := newSluice(p, func() { settled.Add(1) })
	near, far := gatedPair(t, s)
	if g, ok := near.(*gated); !ok || g.pond == nil {
		t.Log("no connection can be still on this system")
		return
	}
	s.begun.Store(true)
	s.lively, s.since = true, time.Now().Add(time.Hour)
	p.begin(0)
	read := make(chan int)
	go func() { // ends with the second read
		for range 2 {
			n, _ := near.Read(make([]byte, 100))
			read <- n
		}
	}()
	if _, err := far.Write([]byte("one")); err != nil {
		t.Fatal(err)
	}
	if _, err := far.Write([]byte("two")); err != nil {
		t.Fatal(err)
	}
	select {
	case <-read:
		t.Fatal("it was read in the middle of a window")
	default:
	}
	s.hurry() // as a ping does
	if n := <-read; n != len("onetwo") || settled.Load() == 0 {
		t.Errorf("%d bytes were read, after handing on %d times", n, settled.Load())
	}
	if _, err := far.Write([]byte("three")); err != nil {
		t.Fatal(err)
	}
	if n := <-read; n != len("three") {
		t.Errorf("%d bytes were read while every byte is wanted", n)
	}
}

func TestClosingEndsTheWaitOfAStillConnection(t *testing.T) {
	p := newPacer(time.Hour)
	s := newSluice(p, func() {})
	near, _ := gatedPair(t, s)
	s.begun.Store(true)
	s.lively, s.since = true, time.Now().Add(time.Hour)
	p.begin(0)
	ended := make(chan error)
	go func() { // ends with the connection
		_, err := near.Read(make([]byte, 100))
		ended <- err
	}()
	if err := near.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil {
		t.Error("it was read after its end")
	}
}

func TestOnlyALivelyConnectionIsHeld(t *testing.T) {
	for _, tt := range []struct {
		what            string
		messages, bytes int // in a tenth of a second
		held            bool
	}{
		{"50 books a second", 5, 25_000, false},
		{"200 books and 200 trades a second", 40, 110_000, true},
		{"a flood of trades", 5000, 2_500_000, false},
		{"a flood of books", 240, 3_100_000, false},
	} {
		s := newSluice(newPacer(window), func() {})
		at := time.Unix(1000, 0)
		s.since, s.messages, s.bytes = at, tt.messages, tt.bytes
		if got := s.judge(at.Add(judgedOver)); got != tt.held {
			t.Errorf("%s: held %t", tt.what, got)
		}
		if s.judge(at.Add(time.Minute)) {
			t.Errorf("%s: held after a silence", tt.what)
		}
	}
}

func TestASluiceWaitsUntilShortlyBeforeTheWindowEndsAndOnceForEach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(window)
		s := newSluice(p, func() {})
		began := time.Now()
		p.begin(0)
		s.wait()
		if took := time.Since(began); took != window-lead {
			t.Errorf("waited %v", took)
		}
		s.wait() // before the pacer has begun the next one
		if took := time.Since(began); took != 2*window-lead {
			t.Errorf("waited %v for two windows", took)
		}
		time.Sleep(time.Minute)
		began = time.Now()
		s.wait()
		if took := time.Since(began); took != 0 {
			t.Errorf("waited %v after idle", took)
		}
	})
}

func TestWindowsAreLongerWhereMuchIsMerged(t *testing.T) {
	for frames, want := range map[int]time.Duration{
		60: time.Second / 50, 30: 40 * time.Millisecond, 25: 40 * time.Millisecond, 20: 50 * time.Millisecond, 10: 100 * time.Millisecond,
	} {
		p := newPacer(time.Second / time.Duration(frames)).stretched()
		if got := p.begin(crowd); (got - want).Abs() > time.Microsecond {
			t.Errorf("%d frames a second: %v where much is merged, not %v", frames, got, want)
		}
		for _, merged := range []int{0, crowd - 1, deluge} {
			if got := p.begin(merged); got != p.window {
				t.Errorf("%d frames a second: %v where %d are", frames, got, merged)
			}
		}
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := newPacer(window).stretched()
		var sent []time.Time
		done := make(chan struct{})
		go func() { defer close(done); p.run(ctx, func(model.Batch) { sent = append(sent, time.Now()) }) }()
		for range 500 {
			p.add(bestAt(1))
			time.Sleep(time.Millisecond)
		}
		cancel()
		<-done
		if len(sent) != 13 || !slices.IsSortedFunc(sent, time.Time.Compare) { // at once, after one window, and every 40 ms
			t.Errorf("%d batches in half a second", len(sent))
		}
	})
}

func TestABatchWaitsALittleForASluiceThatIsLate(t *testing.T) {
	for _, tt := range []struct {
		late, want time.Duration // behind the end of the window
	}{{0, 0}, {3 * time.Millisecond, 3 * time.Millisecond}, {time.Second, lateness}} {
		var sent []time.Duration
		var began time.Time
		paced(t, func(model.Batch) { sent = append(sent, time.Since(began)) }, func(p *pacer) {
			time.Sleep(time.Minute)
			began = time.Now()
			p.add(bestAt(1))
			synctest.Wait()
			s, next := newSluice(p, func() {}), newSluice(p, func() {})
			p.promise(s, began.Add(window-lead))
			p.promise(next, began.Add(2*window-lead)) // of the next window: not waited for
			p.add(bestAt(2))
			time.Sleep(window + tt.late)
			p.keep(s)
			time.Sleep(window / 2)
			p.keep(next)
			time.Sleep(time.Minute)
		})
		if len(sent) != 2 || sent[1] != window+tt.want {
			t.Errorf("%v late: sent at %v", tt.late, sent)
		}
	}
}
