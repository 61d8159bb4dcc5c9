package feed

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestLinksAreToldOnceASecondWhileMessagesFlow(t *testing.T) {
	watch(t, sim.Fault{Flood: 20}, func(o *Options) { onlyBitcoin(o); o.Frames = 60 }, func(r *rig) {
		time.Sleep(2 * time.Second)
		before := len(r.past(bitcoin, model.LinkUp))
		time.Sleep(15 * time.Second)
		if n := len(r.past(bitcoin, model.LinkUp)) - before; n < 13 || n > 17 {
			r.Errorf("%d link events in 15 seconds", n)
		}
	})
}

func TestCountersOfTheLastMessagesAreToldInSilenceToo(t *testing.T) {
	watch(t, sim.Fault{Silent: true}, onlyBitcoin, func(r *rig) {
		time.Sleep(time.Second)
		for range 3 {
			r.x.Push("orderbook", []byte(`{"message":"notice"}`))
		}
		time.Sleep(beatEvery)
		if l := r.link(bitcoin); l.Count.Unknown != 3 {
			r.Errorf("%+v", l.Count)
		}
	})
}

func TestEverySignOfLifeProvesTheLink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLink(bitcoin, newPacer(window))
		for what, act := range map[string]func(){
			"handshake": l.up,
			"pong":      func() { l.ponged(time.Millisecond) },
			"message":   func() { l.received(time.Now(), new(haul)) },
		} {
			time.Sleep(time.Second)
			act()
			if l.now.Proven != time.Now() {
				t.Errorf("not by a %s", what)
			}
		}
	})
}

func TestOnlyTheNetworkIsReachedThroughAProxyAndOldTLSIsRefused(t *testing.T) {
	for _, dial := range []dialFunc{nil, sim.NewListener().DialContext} {
		transport, ok := newHTTPClient(t.Context(), dial).Transport.(*http.Transport)
		if !ok || (transport.Proxy == nil) != (dial != nil) || transport.TLSClientConfig.MinVersion != tls.VersionTLS12 || transport.TLSClientConfig.InsecureSkipVerify {
			t.Errorf("%+v", transport)
		}
	}
}

func TestSleepIsToldFromTheClocks(t *testing.T) {
	for _, c := range []struct {
		wall, running time.Duration
		want          bool
	}{
		{5 * time.Second, 5 * time.Second, false},
		{40 * time.Second, 40 * time.Second, false},
		{8 * time.Hour, 5 * time.Second, true},
		{21 * time.Second, 5 * time.Second, true},
		{19 * time.Second, 5 * time.Second, false},
		{-time.Hour, 5 * time.Second, true},
	} {
		if got := slept(c.wall, c.running); got != c.want {
			t.Errorf("%v on the wall, %v running: %v", c.wall, c.running, got)
		}
	}
}

func TestRetryAfterIsHonouredWithinABound(t *testing.T) {
	for _, c := range []struct {
		asked    time.Duration
		min, max time.Duration
	}{
		{0, shortestWait, time.Second},
		{2 * time.Minute, 2 * time.Minute, 2 * time.Minute},
		{time.Hour, longestAsked, longestAsked},
	} {
		if got := newWaits().after(fmt.Errorf("dial: %w", statusError{code: 429, retry: c.asked})); got < c.min || got > c.max {
			t.Errorf("asked for %v, waits %v", c.asked, got)
		}
	}
	if got := newWaits().after(errors.New("other")); got > time.Second {
		t.Errorf("first wait %v", got)
	}
}
