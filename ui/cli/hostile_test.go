package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/coder/websocket"

	"kanatop/ui/screentest"
)

// venom are sequences that a terminal would obey. Each has a mark of its own, 31337, that the program never writes.
const venom = "\x1b[31337m\x1b]52;c;31337\a\x1b]2;31337\x1b\\\u009b31337m\u009d2;31337\u009c\x1bP31337\x1b\\\x1b[?31337h\r\n\b\x00\u202e31337"

// bitten is a control sequence with the mark in it, in the forms of seven and of eight bits.
var bitten = regexp.MustCompile("\x1b\\[[0-9;:<=>?]*31337|\x1b\\](?:52|2;31337)|\x1bP31337|[\u0080-\u009f\u202e]")

// hostile answers look-ups and subscriptions with venom in every place where a text can stand.
func hostile(t *testing.T) (address string) {
	t.Helper()
	var times atomic.Int32
	quoted := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	bad := quoted(venom + "X")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /getPerpetualAssetsInfo/allMarkets", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `{"success":true,"message":%s,"data":[{"market_id":"15","base_name":%s},{"market_id":"77","base_name":%[1]s,"tick_size":%[1]s}]}`, bad, quoted("BTC"+venom+"/USD"))
	})
	mux.HandleFunc("/ws/", func(w http.ResponseWriter, r *http.Request) {
		switch times.Add(1) % 3 {
		case 0:
			w.Header().Set("X-Mark", "31337")
			http.Error(w, venom, http.StatusTeapot)
			return
		}
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow() //nolint:errcheck // nothing depends on it
		ctx := conn.CloseRead(context.WithoutCancel(r.Context()))
		for _, frame := range []string{
			`{"message":"orderbook","data":[{"market_id":"15","is_ask":true,"price":"117001","size":"1"},{"market_id":"15","is_ask":` + bad + `,"price":` + bad + `,"size":"1"},{"market_id":"15","is_ask":false,"price":"117000","size":"1"}]}`,
			`{"message":"recent_trades","data":[{"market_id":"15","trade_id":` + bad + `,"price":"117000","size":"1","trade_side":` + bad + `,"timestamp":` + bad + `,"address":` + bad + `}]}`,
			`{"message":` + bad + `,"data":[]}`,
			`{"message":"error","data":` + bad + `}`,
			`{"message":"live_funding_rate","data":{"market_id":"15","rate":` + bad + `}}`,
			`{"message":"open_orders","data":[{"market_id":"15","order_id":` + bad + `,"status":` + bad + `,"order_type":` + bad + `,"price":"1","size":"1"}]}`,
			`{"message":"positions","data":[{"market_id":"15","trade_id":` + bad + `,"trade_side":` + bad + `,"size":"1","entry_price":"117000"}]}`,
			`{"message":"orderbook",` + venom,
			venom,
		} {
			if conn.Write(ctx, websocket.MessageText, []byte(frame)) != nil {
				return
			}
		}
		if times.Load()%2 == 0 {
			_ = conn.Close(websocket.StatusPolicyViolation, "31337\x1b[31337m\x1b]2;31337\a")
			return
		}
		<-ctx.Done()
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func TestNothingThatAServerSaysIsObeyedByTheTerminal(t *testing.T) {
	for drawing, env := range drawings() {
		t.Run(drawing, func(t *testing.T) {
			s := start(t, env, append(towards(hostile(t)), "--address", "0x1")...)
			s.Await(t, "what is good among the bad", screentest.Has("117,001"))
			panes := screentest.Has("─ Book", "─ Trades")
			for _, look := range []struct{ keys, what, title, back string }{
				{"L", "the links", "─ Links ", screentest.Esc},
				{"/31", "the finder", "─ Find a market ", screentest.Esc},
				{"v", "a raw message", "─ Raw, at ", screentest.Esc},
				{"\tv", "another raw message", "─ Raw, at ", screentest.Esc},
				{"\tv", "another raw message", "─ Raw, at ", screentest.Esc},
				{"z", "a pane alone", "", "z"},
			} {
				// The header changes by itself: only what the keys do tells that they were obeyed, and that escape and the key
				// behind it do not reach the program as one.
				shown := func(text string) bool {
					return look.title != "" && strings.Contains(text, look.title) || look.title == "" && !panes(text)
				}
				s.Press(look.keys)
				s.Await(t, look.what, shown)
				s.Press(look.back)
				s.Await(t, "the panes again", func(text string) bool { return panes(text) && !shown(text) })
			}
			s.Signal(syscall.SIGTERM)
			inOrder(t, s)
			if !bitten.MatchString(venom) || !strings.Contains(s.Output(), "31337") {
				t.Error("nothing of it was shown, so nothing was tried")
			}
			if got := bitten.FindString(s.Output()); got != "" {
				t.Errorf("the terminal got %q", got)
			}
		})
	}
}
