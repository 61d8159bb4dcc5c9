//go:build !linux

package feed

import "net"

// pond is there on Linux only.
type pond struct{}

func newPond(*net.TCPConn) *pond { return nil }

func (*pond) still(bool) bool { return false }

func (*pond) draw([]byte) (int, error) { return 0, nil }

func (*pond) await([]byte) (int, error) { return 0, nil }
