package main

import (
	"bufio"
	"crypto/sha1" //nolint:gosec // the handshake of RFC 6455 is defined with it
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// The opcodes of RFC 6455 that a load needs.
const (
	opText  = 0x1
	opClose = 0x8
	opPing  = 0x9
	opPong  = 0xa
)

// socket is the server's end of a WebSocket, spelled out so that any number of frames can be sent with one write.
type socket struct {
	conn net.Conn
	in   *bufio.Reader
	mu   sync.Mutex // of writing
}

// upgrade answers the opening handshake. The error has been answered.
func upgrade(w http.ResponseWriter, r *http.Request) (*socket, error) {
	key := r.Header.Get("Sec-WebSocket-Key")
	hijacker, ok := w.(http.Hijacker)
	if key == "" || !ok || !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		http.Error(w, "only WebSockets are served here", http.StatusUpgradeRequired)
		return nil, errors.New("found a request that is no opening handshake")
	}
	conn, buffered, err := hijacker.Hijack()
	if err != nil {
		return nil, fmt.Errorf("take the connection over: %w", err)
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "+
		accepted(key)+"\r\n\r\n"); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("answer the handshake: %w", err)
	}
	return &socket{conn: conn, in: buffered.Reader}, nil
}

// accepted is the answer to a handshake's key.
func accepted(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// appendFrame appends a whole frame with an unmasked payload, as a server sends it.
func appendFrame(b []byte, op byte, payload []byte) []byte {
	b = append(b, 0x80|op)
	switch n := len(payload); {
	case n < 126:
		b = append(b, byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	return append(b, payload...)
}

// send writes frames. A client that takes nothing for long is lost.
func (s *socket) send(frames []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.conn.SetWriteDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return err
	}
	_, err := s.conn.Write(frames)
	return err
}

// serve hands every text of the client on, answers its pings, and returns when the client has left or breaks the protocol.
func (s *socket) serve(text func([]byte)) error {
	for {
		op, payload, err := s.next()
		if err != nil {
			return err
		}
		switch op {
		case opText:
			text(payload)
		case opPing:
			err = s.send(appendFrame(nil, opPong, payload))
		case opClose:
			return s.send(appendFrame(nil, opClose, payload))
		}
		if err != nil {
			return err
		}
	}
}

// next reads a frame. Clients send short unfragmented ones.
func (s *socket) next() (op byte, payload []byte, err error) {
	var head [2]byte
	if _, err := io.ReadFull(s.in, head[:]); err != nil {
		return 0, nil, err
	}
	size := int(head[1] & 0x7f)
	if size == 126 {
		var long [2]byte
		if _, err := io.ReadFull(s.in, long[:]); err != nil {
			return 0, nil, err
		}
		size = int(binary.BigEndian.Uint16(long[:]))
	}
	if head[0]&0x80 == 0 || head[1]&0x80 == 0 || size == 127 {
		return 0, nil, fmt.Errorf("found a frame beginning with %x, expected a short, whole and masked one", head)
	}
	masked := make([]byte, 4+size)
	if _, err := io.ReadFull(s.in, masked); err != nil {
		return 0, nil, err
	}
	payload = masked[4:]
	for i := range payload {
		payload[i] ^= masked[i%4]
	}
	return head[0] & 0xf, payload, nil
}
