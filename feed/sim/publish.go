package sim

import (
	"slices"
	"time"

	"github.com/coder/websocket"
)

// The shortest time between two pushes of a stream. Time is counted in steps, so pushes depend on steps alone.
const (
	bookPause = 100 * time.Millisecond
	bestPause = 250 * time.Millisecond
)

// publish pushes what changed since the last time. The exchange's lock is held.
func (x *Exchange) publish() {
	for _, m := range x.markets {
		if m.moved && x.every(bookPause) {
			x.state(subscription{orderBook, m.id})
			m.moved = false
		}
		if len(m.fresh) > 0 {
			s := subscription{recentTrades, m.id}
			news := m.fresh
			if x.fault.Rows == Replayed {
				news = m.tape
			}
			if x.watched(s) {
				x.send(s, x.list("", recentTrades, tradeRows(news, x.shape)))
			}
			m.fresh = nil
		}
	}
	if best := rowsOf(x.markets, (*market).bestRow); x.every(bestPause) && !slices.EqualFunc(best, x.best, slices.Equal[row]) {
		x.state(subscription{bestPrice, ""})
		x.best = best
	}
	if x.rated {
		x.state(subscription{fundingRate, ""})
		x.rated = false
	}
	for _, a := range x.accounts {
		x.publishAccount(a)
	}
	x.inundate()
}

func (x *Exchange) publishAccount(a *account) {
	own := padded(a.Profile)
	for _, o := range a.newOrders {
		x.send(subscription{liveOrder, own}, x.record(liveOrder, orderRow(&o)))
	}
	for _, t := range a.newFills {
		x.send(subscription{liveTrade, own}, x.record(liveTrade, tradeRow(t, x.shape)))
	}
	for _, list := range []struct {
		changed bool
		topic   topic
	}{
		{a.changed.positions, positionList},
		{a.changed.open, openOrders},
		{a.changed.orders, orderHistory},
		{a.changed.fills, tradeHistory},
		{a.changed.transfers, transferHistory},
	} {
		if list.changed {
			x.state(subscription{list.topic, own})
		}
	}
	a.changed, a.newOrders, a.newFills = changes{}, nil, nil
}

// every reports whether this step is one in which a stream with the given pause may push.
func (x *Exchange) every(pause time.Duration) bool {
	return x.steps%int64((pause+x.tick-1)/x.tick) == 0
}

// watched reports whether any socket has the subscription.
func (x *Exchange) watched(s subscription) bool {
	return slices.ContainsFunc(x.sockets, func(c *socket) bool { return slices.Contains(c.wants, s) })
}

// state sends the full present state of a subscription to all who have it.
func (x *Exchange) state(s subscription) {
	if x.watched(s) {
		x.send(s, x.snapshot(s)...)
	}
}

func (x *Exchange) send(s subscription, frames ...frame) {
	for _, c := range x.sockets {
		if slices.Contains(c.wants, s) {
			x.deliver(c, s.topic, frames...)
		}
	}
}

// silent reports whether nothing of a topic is to be said.
func (f Fault) silent(t topic) bool { return f.Silent || f.HalfOpen || f.SilentTopic == string(t) }

// deliver queues frames of a topic for one socket, as the faults allow.
func (x *Exchange) deliver(c *socket, t topic, frames ...frame) {
	if x.fault.silent(t) {
		return
	}
	for _, f := range frames {
		c.put(f)
		c.good++
		if n := x.fault.JunkEvery; n > 0 && c.good%n == 0 {
			c.put(x.fault.Junk.frame(c.good/n, f.body))
		}
	}
}

// inundate repeats states in turn for the flood fault.
func (x *Exchange) inundate() {
	x.flood += float64(x.fault.Flood) * x.tick.Seconds()
	n := int(x.flood)
	x.flood -= float64(n)
	if n <= 0 {
		return
	}
	for _, c := range x.sockets {
		var states []frame
		for _, s := range c.wants {
			if !x.fault.silent(s.topic) {
				states = append(states, x.snapshot(s)...)
			}
		}
		for i := range n {
			if len(states) > 0 {
				c.offer(states[i%len(states)])
			}
		}
	}
}

// Push sends a frame as it is to every subscriber of a topic, whatever the subscription is about and whatever faults are
// on.
func (x *Exchange) Push(name string, body []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, c := range x.sockets {
		if slices.ContainsFunc(c.wants, func(s subscription) bool { return s.topic == topic(name) }) {
			c.put(frame{body: slices.Clone(body)})
		}
	}
}

// retire ends the sockets that have been open for as long as the fault says.
func (x *Exchange) retire() {
	for _, c := range x.sockets {
		if x.fault.EndAfter <= 0 || time.Since(c.opened) < x.fault.EndAfter {
			continue
		}
		how := closing{code: x.fault.EndStatus}
		if x.fault.MidFrame {
			how.half = x.halfFrame(c)
		}
		c.end(how)
	}
}

// halfFrame is the first half of a frame that the client of a socket could expect.
func (x *Exchange) halfFrame(c *socket) []byte {
	body := []byte(`{"message":"orderbook","data":[]}`)
	if len(c.wants) > 0 {
		if state := x.snapshot(c.wants[0]); len(state) > 0 {
			body = state[0].body
		}
	}
	return append(textFrame.header(len(body)), body[:len(body)/2]...)
}

// DropAll closes all sockets with a status, or without a close frame if it is zero, and a reason of at most 123 bytes. It
// does not wait for them.
func (x *Exchange) DropAll(code websocket.StatusCode, reason string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, c := range x.sockets {
		c.end(closing{code: code, reason: reason})
	}
}
