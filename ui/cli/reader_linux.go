package cli

import (
	"os"
	"syscall"
)

// readerLeft reports whether a file is a pipe whose other end is closed, which is otherwise only learnt by writing. The end for
// writing is never ready to be read, unless with that error.
func readerLeft(file *os.File) bool {
	info, err := file.Stat()
	fd := file.Fd()
	if err != nil || info.Mode()&os.ModeNamedPipe == 0 || fd >= 32 {
		return false
	}
	var ready syscall.FdSet
	ready.Bits[0] = 1 << fd
	n, err := syscall.Select(int(fd)+1, &ready, nil, nil, &syscall.Timeval{})
	return err == nil && n > 0
}
