package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"
)

func TestHandshakeIsAnsweredAsTheStandardsExample(t *testing.T) {
	if got := accepted("dGhlIHNhbXBsZSBub25jZQ=="); got != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" {
		t.Errorf("answer %q", got)
	}
}

func TestFramesHaveTheLengthOfTheStandard(t *testing.T) {
	for n, want := range map[int][]byte{
		0: {0x81, 0}, 125: {0x81, 125}, 126: {0x81, 126, 0, 126}, 65535: {0x81, 126, 0xff, 0xff}, 65536: {0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0},
	} {
		got := appendFrame(nil, opText, make([]byte, n))
		if !bytes.HasPrefix(got, want) || len(got) != len(want)+n {
			t.Errorf("a frame of %d bytes begins with %x and has %d bytes", n, got[:min(len(got), 10)], len(got))
		}
	}
}

// TestServerStatesStreamsAndStamps takes the server's part of a whole run, over real sockets, with a client of a library.
func TestServerStatesStreamsAndStamps(t *testing.T) {
	orders, give := io.Pipe()
	told, out := io.Pipe()
	var group errgroup.Group
	group.Go(func() error {
		defer out.Close() //nolint:errcheck // a pipe's never fails
		return runServer(t.Context(), orders, out)
	})
	lines := make(chan string, 16)
	group.Go(func() error { // ends with the server's output
		defer close(lines)
		for s := bufio.NewScanner(told); s.Scan(); {
			lines <- s.Text()
		}
		return nil
	})
	conn, _, err := websocket.Dial(t.Context(), "ws://"+strings.TrimPrefix(<-lines, "at ")+"/ws/", nil) //nolint:bodyclose // the library closes it
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow() //nolint:errcheck // nothing is lost
	conn.SetReadLimit(1 << 20)
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"topic":"orderbook","market_id":"15"}`)); err != nil {
		t.Fatal(err)
	}
	if got := bestAsk(t, conn); got != "1.00000" {
		t.Errorf("the book stated first has a best ask of %s", got)
	}
	for range 3 {
		if err := json.NewEncoder(give).Encode(order{Once: true}); err != nil {
			t.Fatal(err)
		}
	}
	var sizes, want []string
	for i := range int64(3) {
		sizes = append(sizes, bestAsk(t, conn))
		want = append(want, string(appendSize(nil, bookSizes().size(i+1))))
	}
	if !slices.Equal(sizes, want) {
		t.Errorf("best asks %v, want %v", sizes, want)
	}
	for i := range 3 {
		if line := <-lines; !strings.HasPrefix(line, "b "+string(rune('1'+i))+" ") {
			t.Errorf("stamp %d is %q", i, line)
		}
		if line := <-lines; line != "ok" {
			t.Errorf("order %d is answered %q", i, line)
		}
	}
	_ = give.Close() // ends the server
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	if _, _, err := conn.Read(context.WithoutCancel(t.Context())); err == nil {
		t.Error("the server has ended and its socket goes on")
	}
}

// bestAsk reads a book and returns the size of its best ask.
func bestAsk(t *testing.T, conn *websocket.Conn) string {
	t.Helper()
	_, message, err := conn.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var rows []bareLevel
	if topic := envelope(t, message, &rows); topic != "orderbook" || len(rows) < 2 {
		t.Fatalf("found a %s with %d rows, expected a book", topic, len(rows))
	}
	return rows[1].Size
}
