package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Bounds of a file: beyond them the next one is begun. A file that is read is in memory as a whole.
const (
	partBytes = 1 << 20
	partAge   = 24 * time.Hour
)

// extension of the files.
const extension = ".ktph"

// file is what a part is written to.
type file interface {
	Write(p []byte) (int, error)
	Truncate(size int64) error
	Sync() error
	Close() error
}

// disk opens files. It is an interface so that a test can fill it up.
type disk interface {
	create(path string) (file, error)
}

type osDisk struct{}

// create makes a file of the user's own that was not there before, in a folder of the user's own.
func (osDisk) create(path string) (file, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600) //nolint:gosec // the user names the folder
}

// part is the file that is written to. It is made when there is something to write.
type part struct {
	disk    disk
	folder  string
	network string
	now     func() time.Time

	file    file
	name    string
	begun   time.Time
	written int64
	buf     []byte
	from    int  // where in buf the frame begins
	open    bool // there is one
	newest  int64
}

// frameBytes is the size from which a frame is ended; what comes at once beyond it goes into further ones.
const frameBytes = 128 << 10

// rowsAtOnce is how many rows an entry has at most.
const rowsAtOnce = 256

// add takes what is to be written.
func (p *part) add(n news) {
	for len(n.trades) > 0 {
		some := n.trades[:min(len(n.trades), rowsAtOnce)]
		p.begin()
		p.buf = trades(p.buf, n.market, some)
		for i := range some {
			p.newest = max(p.newest, some[i].Time.UnixNano())
		}
		n.trades = n.trades[len(some):]
	}
	for len(n.rates) > 0 {
		some := n.rates[:min(len(n.rates), rowsAtOnce)]
		p.begin()
		p.buf = rates(p.buf, n.market, some)
		n.rates = n.rates[len(some):]
	}
	for _, s := range n.heard {
		p.begin()
		p.buf = heard(p.buf, n.market, s)
	}
}

// begin begins a frame if none is open that has room. The first one of a file tells the network.
func (p *part) begin() {
	if p.open && len(p.buf)-p.from < frameBytes {
		return
	}
	p.end()
	p.from, p.open = len(p.buf), true
	p.buf = frame(p.buf)
	if p.file == nil && p.from == 0 {
		p.buf = entry(p.buf, ofNetwork, func(dst []byte) []byte { return append(dst, p.network...) })
	}
}

// end ends the frame that is open.
func (p *part) end() {
	if p.open {
		p.buf = sealed(p.buf, p.from, p.newest)
	}
	p.open, p.newest = false, 0
}

// flush writes what waits. What cannot be written is given up, and leaves no half of a frame behind.
func (p *part) flush() error {
	p.end()
	text := p.buf
	if p.buf = p.buf[:0]; len(text) == 0 {
		return nil
	}
	if p.file == nil {
		if err := p.create(); err != nil {
			return err
		}
	}
	n, err := p.file.Write(text)
	if err == nil {
		p.written += int64(n)
		return nil
	}
	if p.written == 0 || p.file.Truncate(p.written) != nil {
		_ = p.close() // the next one begins anew
	}
	return p.told(err)
}

// create makes a file with a name that nobody else has.
func (p *part) create() error {
	p.begun = p.now()
	for again := range 100 {
		p.name = fmt.Sprintf("%s-%d-%d%s", p.begun.UTC().Format("20060102T150405.000000000Z"), os.Getpid(), again, extension)
		f, err := p.disk.create(filepath.Join(p.folder, p.name))
		if errors.Is(err, fs.ErrExist) && again < 99 {
			continue
		}
		if err != nil {
			p.name = ""
			return p.told(err)
		}
		p.file, p.written = f, 0
		return nil
	}
	return nil
}

// full reports whether it is time for the next file.
func (p *part) full(now time.Time) bool {
	return p.file != nil && (p.written >= partBytes || now.Sub(p.begun) >= partAge)
}

// close ends the file, which is on the disk then.
func (p *part) close() error {
	if p.file == nil {
		return nil
	}
	err := errors.Join(p.file.Sync(), p.file.Close())
	p.file, p.name = nil, ""
	return p.told(err)
}

// told is an error with the folder in the place of the file's long name.
func (p *part) told(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("%s: %w", p.folder, err)
}
