package feed

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// bookFrame is a compact push of n levels a side around a mid that moves with turn.
func bookFrame(n, turn int) []byte {
	var b strings.Builder
	b.WriteString(`{"message":"orderbook","data":[`)
	for i := range n {
		fmt.Fprintf(&b, `{"is_ask":true,"last_updated":1753165487,"market_id":"15","price":%d,"size":"%d.%04d","transaction_version":3102182809},`, 117738+turn%7+i, i%3, 17*i+1)
	}
	for i := range n {
		fmt.Fprintf(&b, `{"is_ask":false,"last_updated":1753165487,"market_id":"15","price":%d,"size":"%d.%04d","transaction_version":3102182809},`, 117737+turn%7-i, i%3, 13*i+1)
	}
	return []byte(strings.TrimSuffix(b.String(), ",") + "]}")
}

// tradesFrame is a push of n public trades, newest first, as time goes by.
func tradesFrame(n, turn int) []byte {
	rows := make([]string, n)
	for i := range rows {
		k := turn*n + n - i
		rows[i] = `{"address":"0xb0b0000000000000000000000000000000000000000000000000000000beef02","entry_price":null,"fee":"0.72437775","last_updated":` +
			strconv.Itoa(1753165491+k) + `,"leverage":10,"market_id":"15","order_id":"161672983552653360323624960","order_type":1,"order_value":"1448.7555","pnl":"0","price":"117785","size":"0.0123","timestamp":` +
			strconv.Itoa(1753165490+k) + `,"trade_id":"166205164104123060060175","transaction_version":` + strconv.Itoa(3102182812+k) + `}`
	}
	return []byte(`{"message":"recent_trades","data":[` + strings.Join(rows, ",") + `]}`)
}

func BenchmarkDecode(b *testing.B) {
	cases := []struct {
		name  string
		scope model.Scope
		frame []byte
	}{
		{"orderbook-50x2", model.MarketScope("15"), bookFrame(50, 0)},
		{"recent_trades-50", model.MarketScope("15"), tradesFrame(50, 0)},
	}
	for i := range topics {
		scope, frame := sampleOf(b, topics[i].name+".json")
		cases = append(cases, struct {
			name  string
			scope model.Scope
			frame []byte
		}{topics[i].name, scope, frame})
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			d := newDecoder(c.scope, newDirectory(model.Builtins("mainnet")))
			at := time.Unix(1753165488, 0)
			b.SetBytes(int64(len(c.frame)))
			b.ReportAllocs()
			for b.Loop() {
				if h := d.decode(c.frame, at); len(h.events) == 0 || h.counts.Failures > 0 {
					b.Fatal("not decoded")
				}
			}
		})
	}
}

// BenchmarkArrive measures all that happens to a push: decode, merge, apply.
func BenchmarkArrive(b *testing.B) {
	for _, c := range []struct {
		name  string
		frame func(int) []byte
	}{
		{"orderbook-50x2", func(turn int) []byte { return bookFrame(50, turn) }},
		{"recent_trades-1", func(turn int) []byte { return tradesFrame(1, turn) }},
		{"recent_trades-50", func(turn int) []byte { return tradesFrame(50, turn) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			d := newDecoder(model.MarketScope("15"), newDirectory(nil))
			p := newPacer(time.Second)
			m := model.New(nil)
			frames := make([][]byte, 100)
			for i := range frames {
				frames[i] = c.frame(i)
			}
			at, n := time.Unix(1753165488, 0), 0
			b.ReportAllocs()
			for b.Loop() {
				frame := frames[n%len(frames)]
				aged(frame, 5000)
				p.add(d.decode(frame, at).events...)
				m.Apply(p.take())
				n++
				at = at.Add(100 * time.Millisecond)
			}
		})
	}
}

// aged makes the rows of a frame later, and with that new.
func aged(frame []byte, by int) {
	const digits = len("1753165490")
	for _, name := range []string{`"timestamp":`, `"transaction_version":`} {
		for rest := frame; ; {
			at := bytes.Index(rest, []byte(name))
			if at < 0 {
				break
			}
			rest = rest[at+len(name):]
			n, _ := strconv.Atoi(string(rest[:digits]))
			strconv.AppendInt(rest[:0], int64(n+by), 10)
		}
	}
}

// BenchmarkWindow measures all that happens to the messages of one window of a flood.
func BenchmarkWindow(b *testing.B) {
	for _, c := range []struct {
		name  string
		each  int
		frame func(int) []byte
	}{
		{"trades-1667x1", 1667, func(turn int) []byte { return tradesFrame(1, turn) }},
		{"orderbook-80x50x2", 80, func(turn int) []byte { return bookFrame(50, turn) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			d := newDecoder(model.MarketScope("15"), newDirectory(nil))
			p := newPacer(time.Second)
			m := model.New(nil)
			frames := make([][]byte, c.each)
			for i := range frames {
				frames[i] = c.frame(i)
			}
			at := time.Unix(1753165488, 0)
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range frames {
					aged(f, 1667)
					p.add(d.decode(f, at).events...)
				}
				m.Apply(p.take())
				at = at.Add(33 * time.Millisecond)
			}
		})
	}
}
