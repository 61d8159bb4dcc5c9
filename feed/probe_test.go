package feed

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"kanatop/feed/sim"
)

func TestAProbeTellsWhatTheServerAnswered(t *testing.T) {
	rest := func(o *Options) { o.RESTURL = "http://sim" }
	watch(t, sim.Fault{}, rest, func(r *rig) {
		p := r.client.ProbeREST(r.Context(), false)
		if p.Failed != StageDone || p.Status != 200 || p.Refusal != "" || p.Cause != "" || p.Date.IsZero() || p.At.Sub(p.Date).Abs() > 2*time.Second {
			r.Errorf("REST: %+v", p)
		}
		p = r.client.ProbeSocket(r.Context())
		if p.Failed != StageDone || p.Status != 426 || p.Refusal != "" {
			r.Errorf("socket: %+v", p)
		}
	})
}

func TestAProbeEndsAtTheStageThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		stage Stage
		cause string
	}{
		"name":       {&net.DNSError{IsNotFound: true}, StageName, "no such host"},
		"connection": {context.DeadlineExceeded, StageName, "timed out"}, // of a dial that does not tell its stages
	} {
		t.Run(name, func(t *testing.T) {
			fail := func(context.Context, string, string) (net.Conn, error) { return nil, c.err }
			client, err := New(Options{WebSocketURL: "wss://example.com/ws/", RESTURL: "https://example.com", APIKey: "open-sesame", Dial: fail})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range []Probe{client.ProbeSocket(t.Context()), client.ProbeREST(t.Context(), true)} {
				if p.Failed != c.stage || p.Cause != c.cause || p.Answered != 0 || p.TLS != nil {
					t.Errorf("%+v", p)
				}
			}
		})
	}
}

func TestAProbeOfWhatIsNoMarketListIsNotGood(t *testing.T) {
	for answer, want := range map[string]Probe{
		`{"success":true,"data":{}}`:                                         {Failed: StageDone, Refusal: "the answer holds no market"},
		`{"success":true,"data":[]}`:                                         {Failed: StageDone, Refusal: "the answer holds no market"},
		`{"success":true,"data":[{"market_id":"15","base_name":"BTC-USD"}]}`: {Failed: StageDone},
		`<html>`: {Failed: StageDone, Refusal: "the answer could not be read"},
		"":       {Failed: StageAnswer, Cause: "redirected to another host or to plain http"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if answer == "" {
				http.Redirect(w, req, "http://example.com/", http.StatusFound)
			}
			_, _ = io.WriteString(w, answer)
		}))
		client, err := New(Options{WebSocketURL: "ws://127.0.0.1/ws/", RESTURL: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		p := client.ProbeREST(t.Context(), false)
		server.Close()
		if p.Failed != want.Failed || p.Refusal != want.Refusal || p.Cause != want.Cause {
			t.Errorf("%s: %+v", answer, p)
		}
	}
}
