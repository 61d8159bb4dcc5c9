//go:build unix

package screentest

import (
	"os"
	"syscall"
)

// eager replaces the near end of a pseudo terminal by one whose Close takes effect at once: package pty leaves its reads blocking,
// and closing waits for them.
func eager(tty *os.File) (*os.File, error) {
	defer tty.Close() //nolint:errcheck // its copy is open
	fd, err := syscall.Dup(int(tty.Fd()))
	if err != nil {
		return nil, err
	}
	syscall.CloseOnExec(fd)
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), tty.Name()), nil
}
