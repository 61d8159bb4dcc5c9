package feed

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"unsafe"
)

// deep is how many bytes have to have come before a still connection wakes anybody: more than are held in a window.
const deep = 1 << 20

// pond is a TCP connection that can be still: what comes over it wakes nobody, and is there when it is drawn. It belongs to the reader.
type pond struct {
	raw     syscall.RawConn
	stilled bool
	// What is read, and what came of it, for attempt, which is made once.
	buf     []byte
	n       int
	err     error
	waits   bool
	attempt func(fd uintptr) bool
}

// newPond is nil when the system does not let anybody at the connection.
func newPond(conn *net.TCPConn) *pond {
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil
	}
	p := &pond{raw: raw}
	p.attempt = func(fd uintptr) bool {
		for {
			p.n, p.err = readNow(fd, p.buf)
			if !errors.Is(p.err, syscall.EINTR) {
				return !p.waits || !errors.Is(p.err, syscall.EAGAIN)
			}
		}
	}
	return p
}

// still has the connection wake nobody any more, or again. It reports false when the system refuses.
func (p *pond) still(stilled bool) bool {
	if p.stilled == stilled {
		return true
	}
	least := 1
	if stilled {
		least = deep
	}
	err := p.raw.Control(func(fd uintptr) {
		p.err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVLOWAT, least)
	})
	if err != nil || p.err != nil {
		return false
	}
	p.stilled = stilled
	return true
}

// readNow reads what has come over a socket that does not block. The runtime is not told of the call: it would begin to watch for calls
// that last, every twentieth of a millisecond for a while, which costs more than the reading.
func readNow(fd uintptr, buf []byte) (int, error) {
	n, _, failed := syscall.RawSyscall(syscall.SYS_READ, fd, uintptr(unsafe.Pointer(unsafe.SliceData(buf))), uintptr(len(buf))) //nolint:gosec // package syscall has no other way
	if failed != 0 {
		return 0, failed
	}
	return int(n), nil
}

// draw reads what has come without waiting, which may be nothing: then there is no error either.
func (p *pond) draw(buf []byte) (int, error) {
	p.waits = false
	return p.read(buf)
}

// await reads what has come, and waits for it.
func (p *pond) await(buf []byte) (int, error) {
	p.waits = true
	return p.read(buf)
}

func (p *pond) read(buf []byte) (int, error) {
	p.buf = buf
	err := p.raw.Read(p.attempt)
	p.buf = nil
	switch {
	case err != nil:
		if failed, ok := errors.AsType[*net.OpError](err); ok {
			failed.Op = "read" // it says raw-read
		}
		return 0, err
	case errors.Is(p.err, syscall.EAGAIN):
		return 0, nil
	case p.err != nil:
		return 0, &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", p.err)}
	case p.n == 0:
		return 0, io.EOF
	}
	return p.n, nil
}
