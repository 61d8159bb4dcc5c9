//go:build !(mips || mipsle || mips64 || mips64le || ppc64 || ppc64le)

package cli

import (
	"os"
	"syscall"
)

// discardOutput drops what was written to a terminal and nobody has read, so that there is room for what puts it back.
func discardOutput(tty *os.File) {
	const flush = 0x540b // TCFLSH, which package syscall does not name on every architecture
	_, _, _ = syscall.Syscall(syscall.SYS_IOCTL, tty.Fd(), flush, syscall.TCOFLUSH)
}
