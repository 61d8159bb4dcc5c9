package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// The pacer's times.
const (
	pulse    = time.Millisecond       // pushes that are due within one are sent together
	bestEach = 100 * time.Millisecond // between best prices, while there are books
	behind   = 200 * time.Millisecond // what the client's slowness may put off; what is due longer is never sent
)

// stream is one kind of push of the load.
type stream struct {
	about  subject
	each   time.Duration // between two pushes on average; 0 while there are none
	uneven bool
	next   time.Time
	serial int64 // of the next push
	letter byte  // in the stamps; 0 for a stream without
	append func(b []byte, serial int64, now time.Time) []byte
}

// pacer sends the load. One goroutine runs it.
type pacer struct {
	server *server
	out    *bufio.Writer
	rng    *rand.Rand
	books  []*book
	levels int
	burst  []byte
	scrap  []byte
	shown  int // best bid of the book sent last
}

// run obeys orders until ctx ends.
func (p *pacer) run(ctx context.Context, orders <-chan order) {
	p.rng, p.shown = rand.New(rand.NewPCG(3, 4)), middle
	all := []*stream{
		// Push 0 is what a subscription states.
		{about: subject{"orderbook", market}, serial: 1, letter: 'b', append: p.book},
		{about: subject{"recent_trades", market}, serial: 1, letter: 't', append: p.trade},
		{about: subject{topic: "bestPrice"}, append: p.best},
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case o := <-orders:
			p.obey(o, all)
		case <-timer.C:
		}
		now := time.Now()
		next := now.Add(time.Hour)
		for _, s := range all {
			p.send(s, now)
			if s.each > 0 && s.next.Before(next) {
				next = s.next
			}
		}
		_ = p.out.Flush() // when nobody listens the orders end too
		timer.Reset(max(time.Until(next), pulse))
	}
}

// obey changes the load, and says so once it holds.
func (p *pacer) obey(o order, all []*stream) {
	now := time.Now()
	if levels := max(o.Levels, 20); levels != p.levels {
		p.books, p.levels = newBooks(levels, now), levels
	}
	if o.Once {
		p.write(all[0], 1, all[0].append(nil, all[0].serial, now))
		_, _ = fmt.Fprintln(p.out, "ok")
		return
	}
	books, trades, best := all[0], all[1], all[2]
	books.uneven = o.Uneven
	books.each, trades.each, best.each = spacing(o.Books), spacing(o.Trades), 0
	if o.Books > 0 {
		best.each = bestEach
	}
	for _, s := range all {
		s.next = now
	}
	_, _ = fmt.Fprintln(p.out, "ok")
}

func spacing(rate float64) time.Duration {
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(time.Second) / rate)
}

// send sends all that is due of a stream.
func (p *pacer) send(s *stream, now time.Time) {
	if s.each == 0 || s.next.After(now) {
		return
	}
	if now.Sub(s.next) > behind {
		s.next = now.Add(-behind)
	}
	count := int64(0)
	p.burst = p.burst[:0]
	for ; !s.next.After(now); count++ {
		p.burst = s.append(p.burst, s.serial+count, now)
		gap := s.each
		if s.uneven {
			gap = time.Duration((0.5 + p.rng.Float64()) * float64(gap))
		}
		s.next = s.next.Add(gap)
	}
	p.write(s, count, p.burst)
}

// write sends so many frames of a stream and stamps the last one.
func (p *pacer) write(s *stream, count int64, frames []byte) {
	s.serial += count
	if s.letter != 0 {
		_, _ = fmt.Fprintf(p.out, "%c %d %d\n", s.letter, s.serial-1, time.Now().UnixNano())
	}
	p.server.push(s.about, frames)
}

func (p *pacer) book(b []byte, serial int64, _ time.Time) []byte {
	k := p.books[serial%int64(len(p.books))]
	p.shown = k.bid
	return appendFrame(b, opText, k.stamped(serial))
}

func (p *pacer) trade(b []byte, serial int64, now time.Time) []byte {
	p.scrap = appendTrade(p.scrap[:0], serial, now)
	return appendFrame(b, opText, p.scrap)
}

func (p *pacer) best(b []byte, _ int64, _ time.Time) []byte {
	return appendFrame(b, opText, bestPrices(p.shown))
}
