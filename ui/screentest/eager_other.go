//go:build !unix

package screentest

import "os"

// eager is for systems with pseudo terminals.
func eager(tty *os.File) (*os.File, error) { return tty, nil }
