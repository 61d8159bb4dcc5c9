package cli

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
)

// stall is how long a write to the terminal may take before the terminal counts as stalled: nobody reads it.
const stall = 300 * time.Millisecond

// outlet is the terminal as the screen's output. A write to a terminal that nobody reads lasts for ever, and it would take
// the keys, the data and the way out with it. So the outlet waits for a write of the framework no longer than stall, drops what is
// drawn while that one lasts, and tells when it is over: then the screen has to be drawn anew. What no drawing makes up for, modes
// above all, is owed and follows first. Frames are never waited for, and none is begun while anything is being written.
type outlet struct {
	file  *os.File
	glass *glass        // what the frames are written by; nil when the framework draws
	back  chan struct{} // holds one token when a stall is over
	gone  chan struct{} // closed when the terminal is there no more
	hurry chan struct{} // closed when nothing is waited for any more

	taken atomic.Int64 // bytes handed to the terminal

	mu      sync.Mutex
	under   chan error // the result of the write under way, nil without one
	since   time.Time  // when it was begun
	buf     []byte     // what it writes
	dropped bool       // something was dropped since the last redrawing
	inside  bool       // what leaves the alternate screen is owed or was dropped, for which no redrawing makes up
	owed    []byte     // what is written as soon as the terminal is read again
	over    bool       // nothing is owed any more: somebody else puts the terminal back
	closed  bool
}

func newOutlet(file *os.File) *outlet {
	return &outlet{file: file, back: make(chan struct{}, 1), gone: make(chan struct{}), hurry: make(chan struct{})}
}

// Fd, Read and Close make the outlet a terminal in the eyes of the screen.
func (o *outlet) Fd() uintptr { return o.file.Fd() }

func (o *outlet) Read(b []byte) (int, error) { return o.file.Read(b) }

// Close leaves the terminal open: it is the process's own.
func (o *outlet) Close() error { return nil }

// Write writes all of b in order or, while the terminal is stalled, nothing, without saying so. An error means that the
// terminal is gone. Where frames are written by somebody else, the framework's own drawing is left out.
func (o *outlet) Write(b []byte) (int, error) {
	if o.glass == nil {
		return len(b), o.write(b)
	}
	enters := bytes.LastIndex(b, []byte(enterScreen)) > bytes.LastIndex(b, []byte(leaveScreen))
	there := enters && o.glass.entering()
	if bytes.Contains(b, []byte(leaveScreen)) {
		o.glass.left()
	}
	kept := sifted(nil, b)
	if there { // going there twice would clear it
		kept = bytes.ReplaceAll(kept, []byte(enterScreen), nil)
	}
	var err error
	if len(kept) > 0 {
		err = o.write(kept)
	}
	if enters && !there {
		o.glass.entered()
	}
	o.glass.free()
	return len(b), err
}

// write writes b and waits for it, and for a frame before it, until either has been under way for as long as stall.
func (o *outlet) write(b []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return os.ErrClosed
	}
	if o.glass != nil && o.under != nil {
		if err := o.wait(); err != nil {
			return err
		}
	}
	if o.stalled() {
		o.dropped, o.inside = true, o.inside || bytes.Contains(b, []byte(leaveScreen))
		o.owe(b)
		return nil
	}
	if len(o.owed) > 0 {
		b, o.owed = append(o.owed, b...), nil
	}
	o.launch(b)
	return o.wait()
}

// mostOwed bounds what is owed; modes and titles of hours are less.
const mostOwed = 64 << 10

// owe keeps what no drawing makes up for.
func (o *outlet) owe(b []byte) {
	for _, held := range []string{"\x1b[?2026h", "\x1b[?2026l"} { // a frame's own bounds
		b = bytes.ReplaceAll(b, []byte(held), nil)
	}
	if kept := sifted(o.owed, b); !o.over && len(kept) <= mostOwed {
		o.owed = kept
	}
}

// pay writes what is owed; true if there was something.
func (o *outlet) pay() bool {
	if len(o.owed) == 0 || o.closed {
		return false
	}
	b := o.owed
	o.owed = nil
	o.launch(b)
	return true
}

// forget owes nothing any more, for good: somebody else puts the terminal back.
func (o *outlet) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.owed, o.over = nil, true
}

// launch begins to write b.
func (o *outlet) launch(b []byte) {
	if bytes.Contains(b, []byte(enterScreen)) || bytes.Contains(b, []byte(leaveScreen)) {
		o.inside = false
	}
	o.taken.Add(int64(len(b)))
	under := make(chan error, 1)
	o.under, o.since, o.buf = under, time.Now(), append(o.buf[:0], b...)
	go func() { // ends with the write, or with the process
		under <- writeAll(o.file, o.buf)
		o.settle()
	}()
}

// wait waits for the write under way, until that has taken as long as stall.
func (o *outlet) wait() error {
	timer := time.NewTimer(stall - time.Since(o.since))
	defer timer.Stop()
	select {
	case err := <-o.under:
		return o.ended(err)
	case <-timer.C:
	case <-o.hurry:
	}
	return nil
}

// abandon ends all waiting for the terminal, for good. It is called once.
func (o *outlet) abandon() { close(o.hurry) }

// offer begins to write b and returns at once; false means that nothing can be begun now.
func (o *outlet) offer(b []byte) bool {
	if !o.mu.TryLock() {
		return false
	}
	defer o.mu.Unlock()
	if o.closed || o.stalled() || o.pay() {
		return false
	}
	o.launch(b)
	return true
}

// idle reports whether a write could be begun now.
func (o *outlet) idle() bool {
	if !o.mu.TryLock() {
		return false
	}
	defer o.mu.Unlock()
	return !o.closed && !o.stalled()
}

// stalled reports whether a write is still under way.
func (o *outlet) stalled() bool {
	if o.under == nil {
		return false
	}
	select {
	case err := <-o.under:
		_ = o.ended(err)
		return false
	default:
		return true
	}
}

// ended takes the result of a write.
func (o *outlet) ended(err error) error {
	o.under = nil
	if err != nil {
		o.lose()
	}
	return err
}

// lose takes note that the terminal is gone.
func (o *outlet) lose() {
	if !o.closed {
		o.closed = true
		close(o.gone)
	}
}

// probe looks whether the terminal is still there.
func (o *outlet) probe() {
	if term.IsTerminal(o.file.Fd()) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lose()
}

// settle tells of the end of a write.
func (o *outlet) settle() {
	if o.glass != nil {
		defer o.glass.free()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.stalled() || o.pay() || !o.dropped {
		return // the end of what was owed tells
	}
	select {
	case o.back <- struct{}{}:
	default:
	}
}

// redrawn says that everything is about to be drawn anew, so that what was dropped does not matter any more.
func (o *outlet) redrawn() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.dropped = false
}

// writing reports whether a write is under way.
func (o *outlet) writing() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.stalled()
}

// lost reports whether what was written last may not have reached the terminal.
func (o *outlet) lost() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return !o.closed && (o.stalled() || o.dropped || o.inside)
}

// writeAll writes to a file that others may have set to refuse what does not fit at once.
func writeAll(file *os.File, b []byte) error {
	for {
		n, err := file.Write(b)
		if !errors.Is(err, syscall.EAGAIN) {
			return err
		}
		b = b[n:]
		time.Sleep(5 * time.Millisecond)
	}
}
