package sim

import (
	"bytes"
	"compress/flate"
	"strings"

	"github.com/coder/websocket"
)

// Junk is a kind of frame that a client cannot use. The connection stays open on the side of the exchange.
type Junk string

// Kinds of junk.
const (
	// Truncated is the good frame before it, cut in the middle.
	Truncated Junk = "truncated"
	// Invalid is text that is not JSON: raw control characters, bare words, trailing commas, nothing at all.
	Invalid Junk = "invalid"
	// Binary is a binary frame of bytes that mean nothing.
	Binary Junk = "binary"
	// Oversized is a frame of 5 MiB.
	Oversized Junk = "oversized"
	// Deep is JSON nested deeper than any reader goes.
	Deep Junk = "deep"
	// Deflated is a compressed frame, which nobody asked for, that is small and would become 8 MiB [wire].
	Deflated Junk = "deflated"
	// UnknownTopic is a message of a topic that does not exist.
	UnknownTopic Junk = "unknown-topic"
	// ErrorFrame is a message that tells of an error, in one of several forms.
	ErrorFrame Junk = "error"
)

// Sizes of junk.
const (
	oversize = 5 << 20
	deep     = 100_000
	bomb     = 8 << 20
)

// junk returns the nth of a few frames that a client must survive.
func junk(n int) []byte {
	frames := [...]string{
		`not json at all`,
		`{"message":"orderbook","data":[{"is_ask":"maybe","price":"NaN","size":{}},17,null]}`,
		`{"message":"nobody_knows_this","data":[{"a":1}]}`,
		`{"data":`,
		`[]`,
		`null`,
		`{"message":"positions","data":"closed for lunch"}`,
		`{"message":42,"data":[]}`,
	}
	return []byte(frames[n%len(frames)])
}

// frame returns the nth frame of a kind, to follow a good one.
func (j Junk) frame(n int, good []byte) frame {
	f := frame{spoiled: []string{string(j)}}
	switch j {
	case Truncated:
		f.body = good[:len(good)/2]
	case Invalid:
		f.body = pick(n, "not json at all", "{\"message\":\"order\x1b[2Jbook\",\"data\":[]}", `{"message":"orderbook","data":[],}`, "", `{"message":"orderbook" "data":[]}`)
	case Binary:
		f.body, f.form = []byte{0, 1, 2, 0xff, 0xfe, 0x1b, '[', '2', 'J', byte(n)}, binaryFrame
	case Oversized:
		f.body = bytes.Repeat([]byte(" "), oversize)
	case Deep:
		f.body = []byte(`{"message":"orderbook","data":` + strings.Repeat("[", deep) + strings.Repeat("]", deep) + `}`)
	case Deflated:
		f.body, f.form = deflated(bomb), deflatedFrame
	case UnknownTopic:
		f.body = pick(n, `{"message":"liquidations","data":[{"market_id":"15"}]}`, `{"message":"Orderbook","data":[]}`, `{"topic":"positions2","data":null}`)
	case ErrorFrame:
		f.body = pick(n, `{"error":"bad request"}`, `{"message":"error","data":{"code":400}}`, `{"message":"Invalid topic","success":false}`, `"error"`)
	default:
		f.body, f.spoiled = junk(n), []string{"junk"}
	}
	return f
}

func pick(n int, texts ...string) []byte { return []byte(texts[n%len(texts)]) }

// deflated compresses so many spaces as a message of permessage-deflate is compressed. Blocks of equal content are equal,
// so one is made and repeated.
func deflated(size int) []byte {
	const block = 1 << 16
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return nil // the level is one of those that exist
	}
	_, _ = w.Write(bytes.Repeat([]byte(" "), block))
	_ = w.Flush()
	return bytes.TrimSuffix(bytes.Repeat(out.Bytes(), size/block), []byte{0, 0, 0xff, 0xff})
}

// form is the kind of a frame on the wire.
type form int

const (
	textFrame form = iota
	binaryFrame
	deflatedFrame // text, marked as compressed
)

func (f form) message() websocket.MessageType {
	if f == binaryFrame {
		return websocket.MessageBinary
	}
	return websocket.MessageText
}

// header is the beginning of an unfragmented frame of a server.
func (f form) header(length int) []byte {
	first := byte(0x81)
	if f == deflatedFrame {
		first |= 0x40
	}
	switch {
	case length < 126:
		return []byte{first, byte(length)}
	case length < 1<<16:
		return []byte{first, 126, byte(length >> 8), byte(length)}
	}
	return []byte{first, 127, 0, 0, 0, 0, byte(length >> 24), byte(length >> 16), byte(length >> 8), byte(length)}
}
