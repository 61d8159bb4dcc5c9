package sim

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestRefusalsSayWhenToComeBack(t *testing.T) {
	for want, fault := range map[int]Fault{429: {RefuseStatus: 429, RetryAfter: 90 * time.Second}, 404: {NoSocket: true, RefuseStatus: 503}} {
		perform(t, Options{Fault: fault}, func(t *testing.T, s stage) {
			//nolint:bodyclose // as in dial
			_, response, err := websocket.Dial(t.Context(), "ws://sim/ws/", &websocket.DialOptions{HTTPClient: s.client()})
			if err == nil || response == nil || response.StatusCode != want || (response.Header.Get("Retry-After") == "90") != (want == 429) {
				t.Errorf("got %v, %v", response, err)
			}
		})
	}
}

func TestSocketsEndAfterTheirTimeAndInTheirWay(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		want  func(error) bool
	}{
		{Fault{EndStatus: 1012}, func(err error) bool { return websocket.CloseStatus(err) == 1012 }},
		{Fault{}, func(err error) bool { return errors.Is(err, io.EOF) }},
		{Fault{MidFrame: true, EndStatus: 1012}, func(err error) bool { return errors.Is(err, syscall.ECONNRESET) }},
	} {
		c.fault.EndAfter, c.fault.Silent = 3*time.Second, true
		perform(t, Options{Fault: c.fault}, func(t *testing.T, s stage) {
			began := time.Now()
			_, err := next(t.Context(), s.dial(subscribeBook))
			if lived := time.Since(began); !c.want(err) || lived < 3*time.Second || lived > 3*time.Second+defaultTick {
				t.Errorf("%+v: %v after %v", c.fault, err, lived)
			}
		})
	}
}

func TestOneTopicFallsSilentAlone(t *testing.T) {
	perform(t, Options{Fault: Fault{SilentTopic: "orderbook", Flood: 10}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook, subscribeTrades)
		for range 50 {
			if m := s.read(conn); m.Message != "recent_trades" {
				t.Fatalf("got %.100s", m.raw)
			}
		}
	})
}

func TestDeafExchangeTakesNothing(t *testing.T) {
	perform(t, Options{Fault: Fault{Deaf: true}}, func(t *testing.T, s stage) {
		conn := s.dial(subscribeBook)
		time.Sleep(time.Minute)
		if got := s.Received(); len(got) != 0 {
			t.Errorf("took %v", got)
		}
		s.SetFault(Fault{})
		if m := s.read(conn); m.Message != "orderbook" {
			t.Errorf("got %.100s", m.raw)
		}
	})
}

func TestSlowLineDeliversByteByByteAndWhole(t *testing.T) {
	perform(t, Options{Fault: Fault{ByteEvery: time.Millisecond}}, func(t *testing.T, s stage) {
		began := time.Now()
		conn := s.dial(`{"topic":"live_funding_rate"}`)
		m := s.read(conn)
		if took := time.Since(began); took < time.Duration(len(m.raw))*time.Millisecond {
			t.Errorf("%d bytes in %v", len(m.raw), took)
		}
		s.SetFault(Fault{})
		began = time.Now()
		if s.read(conn); time.Since(began) > 15*time.Second {
			t.Errorf("the next came after %v", time.Since(began))
		}
	})
}

func TestDialsFailAsTold(t *testing.T) {
	l, missing := NewListener(), &net.DNSError{IsNotFound: true}
	l.FailDials(missing)
	if _, err := l.DialContext(t.Context(), "tcp", "sim"); !errors.Is(err, missing) {
		t.Errorf("got %v", err)
	}
}

func TestJunkOfEachKindIsWhatItIsCalledAndIsCounted(t *testing.T) {
	for _, kind := range everyJunk() {
		if kind == Deflated {
			continue // the library refuses it
		}
		perform(t, Options{Fault: Fault{JunkEvery: 2, Junk: kind}}, func(t *testing.T, s stage) {
			conn := s.dial(subscribeBook)
			conn.SetReadLimit(oversize)
			bad := 0
			for range 30 {
				form, body, err := conn.Read(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				var m struct{ Message topic }
				text := json.Unmarshal(body, &m) == nil && m.Message == orderBook
				if !text || form == websocket.MessageBinary {
					bad++
				}
			}
			time.Sleep(time.Second)
			if sent := s.Spoiled()[string(kind)]; bad != 10 || sent < bad {
				t.Errorf("%s: %d of 30 frames, %d counted", kind, bad, sent)
			}
		})
	}
}

func TestSpoiledRowsStandAmongTheGoodOnes(t *testing.T) {
	for _, kind := range []Rows{WrongTypes, OutOfRange, Foreign} {
		perform(t, Options{Fault: Fault{Rows: kind}}, func(t *testing.T, s stage) {
			conn := s.dial(ofProfile("order_history"))
			var rows []map[string]json.RawMessage // a plain number would not be read
			if err := json.Unmarshal(s.read(conn).Data, &rows); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			bad := 0
			for _, n := range s.Spoiled() {
				bad += n
			}
			marked := 0
			for _, r := range rows {
				if string(r["order_id"]) == `"`+strangeID+`"` || string(r["transaction_version"]) == strangeID {
					marked++
				}
			}
			if bad == 0 || marked != bad || len(rows) < bad+5 {
				t.Errorf("%s: %d rows, %d of them marked, %d counted", kind, len(rows), marked, bad)
			}
		})
	}
}

func TestTimesAreToldWrong(t *testing.T) {
	perform(t, Options{Fault: Fault{Skew: time.Hour, Milliseconds: true}}, func(t *testing.T, s stage) {
		at := as[float64](t, s.read(s.dial(`{"topic":"live_funding_rate"}`)).rows(t)[0]["timestamp"])
		if ahead := time.Until(time.UnixMilli(int64(at))); ahead < 59*time.Minute || ahead > time.Hour {
			t.Errorf("%v ahead", ahead)
		}
	})
}

func TestEveryFaultCanBeSetByName(t *testing.T) {
	for _, h := range FaultHelps() {
		specs := []string{h.Usage}
		if name, values, ok := strings.Cut(h.Usage, "="); ok {
			specs = nil
			for value := range strings.SplitSeq(values, "|") {
				specs = append(specs, name+"="+value)
			}
		}
		for _, spec := range specs {
			var f Fault
			if err := f.SetByName(spec); err != nil || f == (Fault{}) || h.Text == "" {
				t.Errorf("%s gives %+v, %v", spec, f, err)
			}
		}
	}
	for _, bad := range []string{"", "=", "silent=", "refuse", "refuse=0", "refuse=x", "rows=", "end-after=3"} {
		if err := new(Fault).SetByName(bad); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCertificatesAreThoseOfTheFault(t *testing.T) {
	for _, kind := range []Certificate{SelfSigned, Expired, OtherHost} {
		perform(t, Options{Fault: Fault{Certificate: kind}}, func(t *testing.T, s stage) {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://sim.example/getMarketPrice?marketId=15", nil)
			if err != nil {
				t.Fatal(err)
			}
			response, err := s.client().Do(r)
			if err == nil {
				_ = response.Body.Close()
			}
			want := map[Certificate]string{SelfSigned: "unknown authority", Expired: "expired", OtherHost: "elsewhere.invalid"}[kind]
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", kind, err)
			}
		})
	}
}

func TestDeflatedJunkIsABomb(t *testing.T) {
	packed := deflated(bomb)
	n, err := io.Copy(io.Discard, flate.NewReader(io.MultiReader(bytes.NewReader(packed), strings.NewReader("\x00\x00\xff\xff\x01\x00\x00\xff\xff"))))
	if n != bomb || err != nil || len(packed) > bomb/100 {
		t.Errorf("%d bytes become %d, %v", len(packed), n, err)
	}
}
