package feed_test

import (
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"github.com/coder/websocket"

	"kanatop/feed/sim"
	"kanatop/model"
)

// trouble is a way in which the exchange misbehaves for a while.
type trouble struct {
	name  string
	fault func(f *sim.Fault, r *rand.Rand)
	dear  bool // costs so much that it lasts a few seconds only
}

// troubles are the switches of the exchange, one a line.
func troubles() []trouble {
	junk := func(kind sim.Junk, every int) func(*sim.Fault, *rand.Rand) {
		return func(f *sim.Fault, _ *rand.Rand) { f.Junk, f.JunkEvery = kind, every }
	}
	rows := func(kind sim.Rows) func(*sim.Fault, *rand.Rand) {
		return func(f *sim.Fault, _ *rand.Rand) { f.Rows = kind }
	}
	return []trouble{
		{name: "refused", fault: func(f *sim.Fault, r *rand.Rand) {
			f.RefuseStatus = one(r, http.StatusTooManyRequests, http.StatusServiceUnavailable)
		}},
		{name: "refused for a while", fault: func(f *sim.Fault, r *rand.Rand) {
			f.RefuseStatus, f.RetryAfter = http.StatusTooManyRequests, time.Duration(1+r.IntN(40))*time.Second
		}},
		{name: "no socket there", fault: func(f *sim.Fault, _ *rand.Rand) { f.NoSocket = true }},
		{name: "TLS", fault: func(f *sim.Fault, r *rand.Rand) { f.Certificate = one(r, sim.SelfSigned, sim.Expired, sim.OtherHost) }},
		{name: "closed at once", fault: func(f *sim.Fault, _ *rand.Rand) { f.CloseAtOnce = true }},
		{name: "ended soon", fault: func(f *sim.Fault, r *rand.Rand) {
			f.EndAfter, f.EndStatus = time.Duration(1+r.IntN(8000))*time.Millisecond, one[websocket.StatusCode](r, 0, 1000, 1001, 1011, 1012)
		}},
		{name: "ended in mid-frame", fault: func(f *sim.Fault, r *rand.Rand) {
			f.EndAfter, f.MidFrame = time.Duration(1+r.IntN(8000))*time.Millisecond, true
		}},
		{name: "silent", fault: func(f *sim.Fault, _ *rand.Rand) { f.Silent = true }},
		{name: "half-open", fault: func(f *sim.Fault, _ *rand.Rand) { f.HalfOpen = true }},
		{name: "one topic silent", fault: func(f *sim.Fault, r *rand.Rand) { f.SilentTopic = one(r, hostileTopics()...) }},
		{name: "deaf", fault: func(f *sim.Fault, _ *rand.Rand) { f.Deaf = true }},
		{name: "byte by byte", fault: func(f *sim.Fault, r *rand.Rand) { f.ByteEvery = time.Duration(5+r.IntN(20)) * time.Millisecond }},
		{name: "flood", fault: func(f *sim.Fault, r *rand.Rand) { f.Flood = 1 + r.IntN(6) }},
		{name: "junk", fault: func(f *sim.Fault, r *rand.Rand) { f.JunkEvery = 1 + r.IntN(5) }},
		{name: "truncated", fault: junk(sim.Truncated, 2)},
		{name: "invalid", fault: junk(sim.Invalid, 2)},
		{name: "binary", fault: junk(sim.Binary, 30)},
		{name: "oversized", fault: junk(sim.Oversized, 60), dear: true},
		{name: "deep", fault: junk(sim.Deep, 20)},
		{name: "deflated", fault: junk(sim.Deflated, 60), dear: true},
		{name: "unknown topics", fault: junk(sim.UnknownTopic, 1)},
		{name: "error frames", fault: junk(sim.ErrorFrame, 1)},
		{name: "empty pushes", fault: func(f *sim.Fault, _ *rand.Rand) { f.EmptyPushes = true }},
		{name: "wrong types", fault: rows(sim.WrongTypes)},
		{name: "out of range", fault: rows(sim.OutOfRange)},
		{name: "foreign rows", fault: rows(sim.Foreign)},
		{name: "broken UTF-8", fault: rows(sim.BrokenUTF8)},
		{name: "escapes", fault: rows(sim.Escapes)},
		{name: "nested", fault: rows(sim.Nested), dear: true},
		{name: "names twice", fault: rows(sim.DuplicateNames)},
		{name: "empty levels", fault: rows(sim.ZeroLevels)},
		{name: "crossed", fault: rows(sim.Crossed)},
		{name: "levels in halves", fault: rows(sim.SplitLevels)},
		{name: "shuffled", fault: rows(sim.Shuffled)},
		{name: "replayed", fault: rows(sim.Replayed), dear: true},
		{name: "clock skew", fault: func(f *sim.Fault, r *rand.Rand) { f.Skew = time.Duration(r.IntN(7200)-3600) * time.Second }},
		{name: "milliseconds", fault: func(f *sim.Fault, _ *rand.Rand) { f.Milliseconds = true }},
	}
}

// dialErrors are what dialling may come to, besides success.
func dialErrors() []error {
	return []error{syscall.ECONNREFUSED, &net.DNSError{Err: "no such host", Name: "sim", IsNotFound: true}, syscall.ENETUNREACH, errHang}
}

func one[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// weather changes what is wrong, and returns for how long: nothing, the network, or one or two things with the exchange.
func (s *storm) weather() time.Duration {
	var names []string
	var fault sim.Fault
	var dial error
	lasting := s.between(time.Second, 40*time.Second)
	switch s.rng.IntN(8) {
	case 0, 1:
	case 2:
		dial = one(s.rng, dialErrors()...)
		names = append(names, "dial: "+dial.Error())
	default:
		for range 1 + s.rng.IntN(2) {
			t := one(s.rng, troubles()...)
			t.fault(&fault, s.rng)
			names = append(names, t.name)
			if t.dear {
				lasting = min(lasting, 3*time.Second)
			}
		}
	}
	s.x.SetFault(fault)
	s.network.spoilDials(dial)
	s.note("weather for %v: %q", lasting, names)
	return lasting
}

// incident does something sudden.
func (s *storm) incident() {
	scopes := []model.Scope{{}, model.AccountScope(model.Address(s.x.Profile()))}
	for _, id := range s.markets {
		scopes = append(scopes, model.MarketScope(id))
	}
	scope := one(s.rng, scopes...)
	switch s.rng.IntN(8) {
	case 0:
		code := one[websocket.StatusCode](s.rng, 1000, 1001, 1008, 1011, 1012, 1013, 4000)
		s.note("all dropped with %d", code)
		s.x.DropAll(code, one(s.rng, "", "restart", "\x1b[2J"))
	case 1:
		s.note("renewed by the user")
		s.client.Reconnect()
	case 2:
		s.note("%s renewed", scope)
		s.client.Renew(scope)
	case 3:
		id := one(s.rng, s.markets...)
		s.note("market %s watched", id)
		s.client.Watch(id)
	case 4:
		bytes := s.rng.IntN(5000)
		s.note("%s cut after %d bytes", scope, bytes)
		s.network.damage(scope, func(l *line) { l.cut, l.budget = true, bytes })
	case 5:
		d := s.between(time.Second, 40*time.Second)
		s.note("line of %s dead for %v", scope, d)
		s.network.damage(scope, func(l *line) { l.dead = time.Now().Add(d) })
	case 6:
		d := s.between(time.Second, 40*time.Second)
		s.note("the screen takes nothing for %v", d)
		s.mu.Lock()
		if until := time.Now().Add(d); until.After(s.stalled) { // a batch may wait already
			s.stalled = until
		}
		s.mu.Unlock()
	case 7:
		s.hostile()
	}
}

// hostile pushes something no exchange would.
func (s *storm) hostile() {
	topic := one(s.rng, hostileTopics()...)
	body := one(s.rng,
		`{"message":"`+topic+`","data":[{"market_id":"15","price":`, `{"message":"`+topic+`","data":{}}`, "\xff\xfe", strings.Repeat("[", 20_000),
		`{"message":"`+topic+`","data":[{"market_id":"15","is_ask":true,"price":"1e400","size":-1},{"market_id":"\u001b]0;x\u0007"}]}`,
		`{"message":"`+topic+`","message":"`+topic+`","data":[[],1,"",null,true]}`, strings.Repeat(" ", 5<<20))
	s.note("%s hears %.60q", topic, body)
	s.x.Push(topic, []byte(body))
}

func hostileTopics() []string {
	return []string{"orderbook", "recent_trades", "positions", "open_orders", "bestPrice", "live_funding_rate", "trade_history", "order_history"}
}

func (s *storm) between(least, most time.Duration) time.Duration {
	return least + time.Duration(s.rng.Int64N(int64(most-least)))
}
