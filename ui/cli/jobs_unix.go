//go:build unix

package cli

import (
	"os"
	"os/signal"
	"syscall"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"
)

// stopWait is how long the program waits to be stopped. Where no shell can continue it, the system does not stop it.
const stopWait = 300 * time.Millisecond

// settle is how long the framework's old renderer gets to end before a new one begins. The old one stops the ticker that both
// share when it ends, and nothing tells when it has: too late, and the screen would stand still for good.
const settle = 100 * time.Millisecond

// jobs lets the shell stop and continue the program with the terminal in order.
type jobs struct {
	heard   chan os.Signal
	resumed time.Time // belongs to the screen's loop
}

func newJobs() *jobs {
	j := &jobs{heard: make(chan os.Signal, 1)}
	signal.Notify(j.heard, syscall.SIGCONT) // not SIGTSTP: the default of that one cannot be had back
	return j
}

func (j *jobs) close() { signal.Stop(j.heard) }

func (j *jobs) signals() <-chan os.Signal {
	if j == nil {
		return nil
	}
	return j.heard
}

// filter takes the messages about jobs before the framework does, which waits for ever to be continued.
func (j *jobs) filter(screen *tea.Program, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg:
		_ = screen.ReleaseTerminal()
		stop()
	case continued:
		if time.Since(j.resumed) < time.Second { // the echo of the above
			return nil
		}
		_ = screen.ReleaseTerminal()
	default:
		return msg
	}
	time.Sleep(settle)
	_ = screen.RestoreTerminal()
	j.resumed = time.Now()
	return tea.ResumeMsg{}
}

// stop stops the process's group, as ctrl+z does, until the shell continues it.
func stop() {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, syscall.SIGCONT)
	defer signal.Stop(goOn)
	_ = syscall.Kill(0, syscall.SIGTSTP)
	select {
	case <-goOn:
	case <-time.After(stopWait):
	}
}

// foreground reports whether the program may ask a terminal something: the system stops one in the background that does.
func foreground(tty *os.File) bool {
	var group int32
	_, _, failed := syscall.Syscall(syscall.SYS_IOCTL, tty.Fd(), syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group))) //nolint:gosec // package syscall has no other way
	return failed == 0 && int(group) == syscall.Getpgrp()
}
