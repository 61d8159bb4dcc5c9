//go:build unix

package cli_test

import (
	"net"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// mute is the address of a server that accepts and never says a word.
func mute(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String() // the system accepts, and nobody takes the connection from it
}

// blackhole is an address from which no answer comes at all, not even to the first packet: a listener whose queue is full.
func blackhole(t *testing.T) string {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(fd) })
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	at, ok := name.(*syscall.SockaddrInet4)
	if !ok {
		t.Fatalf("a socket is bound to %T", name)
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(at.Port))
	dialer := net.Dialer{Timeout: 300 * time.Millisecond}
	for range 16 {
		conn, err := dialer.DialContext(t.Context(), "tcp", address)
		if err != nil {
			return address
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	t.Fatal("the queue of a listener does not fill")
	return ""
}
