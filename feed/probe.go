package feed

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Stage is how far a [Probe] got.
type Stage uint8

// Stages of a probe in their order.
const (
	StageName       Stage = iota // finding the host's addresses
	StageConnection              // connecting to one of them
	StageTLS                     // agreeing on encryption
	StageAnswer                  // waiting for the answer's head
	StageDone                    // all of it went well
)

// Probe is what one request told of the way to a server.
type Probe struct {
	Failed    Stage    // where it ended; StageDone when it did not
	Cause     string   // why, in a few words without an address
	Proxy     bool     // the way leads through the proxy of the environment, and the stages but TLS are about that
	Addresses []string // of the host
	// Resolved, Connected, Secured and Answered are how long the stages took; 0 for those that were not needed or not reached.
	Resolved, Connected, Secured, Answered time.Duration
	TLS                                    *tls.ConnectionState // nil without TLS
	Status                                 int                  // of the answer, whatever it is
	Refusal                                string               // what an answer said that is none of a look-up, or a no; empty for a good one
	Date                                   time.Time            // of the server's clock when it answered, to the second; zero when it did not tell
	At                                     time.Time            // of this computer's clock at that moment
}

// ProbeSocket asks the socket's address for its head without opening a socket: the status does not matter then.
func (c *Client) ProbeSocket(ctx context.Context) Probe {
	address := strings.Replace(c.opts.WebSocketURL, "ws", "http", 1)
	if !strings.HasPrefix(c.opts.WebSocketURL, "ws") {
		address = c.opts.WebSocketURL
	}
	p, _ := c.probe(ctx, address, "")
	p.Refusal = ""
	return p
}

// ProbeREST asks REST for the market list, with the API key or as one who has none.
func (c *Client) ProbeREST(ctx context.Context, keyed bool) Probe {
	key := ""
	if keyed {
		key = c.opts.APIKey
	}
	base, err := url.Parse(c.opts.RESTURL)
	if err != nil {
		return Probe{Cause: "no URL"}
	}
	p, data := c.probe(ctx, base.JoinPath(marketsPath).String(), key)
	if p.Failed == StageDone && p.Refusal == "" {
		if found, _ := readMarkets(c.markets, data, p.At); len(found) == 0 {
			p.Refusal = "the answer holds no market"
		}
	}
	return p
}

// probe returns the data of a good answer too.
func (c *Client) probe(ctx context.Context, address, key string) (p Probe, data []byte) {
	ctx, cancel := context.WithTimeout(ctx, getTimeout)
	defer cancel()
	w := newStopwatch()
	ctx = httptrace.WithClientTrace(ctx, w.trace())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Probe{Cause: "no URL"}, nil
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", userAgent)
	if key != "" {
		req.Header.Set("X-Api-Key", key)
	}
	resp, err := newHTTPClient(ctx, c.opts.Dial).Do(req)
	p = w.told()
	if c.opts.Dial == nil {
		proxy, _ := http.ProxyFromEnvironment(req) // a bad one has failed above
		p.Proxy = proxy != nil
	}
	if err != nil {
		p.Cause = cause(err)
		p.Failed = min(p.Failed, StageAnswer) // a redirect that is not followed was answered, but not with what was asked for
		return p, nil
	}
	defer func() { _ = resp.Body.Close() }()
	p.Failed, p.Status, p.TLS, p.At = StageDone, resp.StatusCode, resp.TLS, time.Now()
	p.Date, _ = http.ParseTime(resp.Header.Get("Date"))
	body, _ := io.ReadAll(io.LimitReader(resp.Body, bodyLimit))
	if data, err = answer(resp, body, key); err != nil {
		p.Refusal = cause(err)
	}
	return p, data
}

// stopwatch takes the times of a request's stages. Addresses may be tried side by side, so it is locked.
type stopwatch struct {
	mu    sync.Mutex
	last  time.Time
	probe Probe
}

func newStopwatch() *stopwatch { return &stopwatch{last: time.Now()} }

// pass ends a stage and begins the next one.
func (w *stopwatch) pass(next Stage, err error, took *time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil || w.probe.Failed >= next {
		return
	}
	now := time.Now()
	*took, w.last, w.probe.Failed = max(now.Sub(w.last), 1), now, next
}

func (w *stopwatch) told() Probe {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.probe
}

func (w *stopwatch) trace() *httptrace.ClientTrace {
	p := &w.probe
	return &httptrace.ClientTrace{
		DNSDone: func(info httptrace.DNSDoneInfo) {
			w.pass(StageConnection, info.Err, &p.Resolved)
			w.mu.Lock()
			defer w.mu.Unlock()
			for _, a := range info.Addrs {
				p.Addresses = append(p.Addresses, a.String())
			}
		},
		ConnectStart:         func(string, string) { w.pass(StageConnection, nil, new(time.Duration)) }, // an address needs no name
		ConnectDone:          func(_, _ string, err error) { w.pass(StageTLS, err, &p.Connected) },
		TLSHandshakeDone:     func(_ tls.ConnectionState, err error) { w.pass(StageAnswer, err, &p.Secured) },
		WroteHeaders:         func() { w.pass(StageAnswer, nil, new(time.Duration)) }, // without TLS
		GotFirstResponseByte: func() { w.pass(StageDone, nil, &p.Answered) },
	}
}
