package journal

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

// format is the version of the format.
const format = 1

// part is the file that is being written.
type part struct {
	disk   disk
	packed bool
	packer *packer
	head   Header
	first  string // the path asked for
	kept   *memory

	path    string
	file    file
	day     int
	size    int64 // of the file, as far as it is whole
	written int64 // of all parts
	raw     int64
	lines   []byte        // to be packed
	from    time.Duration // of the first of them
	out     []byte        // to be written, whole
	regular bool
	trouble error // of the last write
	stuck   error // of beginning the next part
}

// open begins a part.
func (p *part) open(path string, at time.Time) error {
	file, err := p.disk.create(path)
	if err != nil {
		return err
	}
	p.hold(file, path)
	p.day = at.UTC().YearDay()
	return nil
}

// hold takes a file that is open.
func (p *part) hold(to file, path string) {
	p.file, p.path, p.size = to, path, 0
	p.head.Part++
	info, err := to.Stat()
	p.regular = err == nil && info.Mode().IsRegular()
}

// encodeHeader begins the part's lines.
func (p *part) encodeHeader() {
	text, err := json.Marshal(p.head)
	if err != nil { // it is made of texts and numbers
		return
	}
	p.lines = append(append(p.lines, text...), '\n')
}

// take adds an entry to what will be written.
func (p *part) take(e *Entry) {
	p.kept.note(e)
	if len(p.lines) == 0 {
		p.from = e.After
	}
	p.lines = appendLine(p.lines, e)
	if len(p.lines) > writeAt {
		p.finish()
	}
}

// finish makes of the lines what will be written.
func (p *part) finish() {
	if len(p.lines) == 0 {
		return
	}
	if p.packed {
		p.out = p.packer.pack(p.out, p.lines, p.from)
	} else {
		p.out = append(p.out, p.lines...)
	}
	p.raw += int64(len(p.lines))
	p.lines = p.lines[:0]
}

// waiting reports whether something is to be written.
func (p *part) waiting() bool { return len(p.out)+len(p.lines) > 0 }

// write writes all that waits, or nothing: what a full disk took of it is taken back, and it waits on.
func (p *part) write() error {
	p.finish()
	n, err := p.file.Write(p.out)
	if err == nil && n < len(p.out) {
		err = io.ErrShortWrite
	}
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		err = errClosed
	}
	if err != nil && n > 0 {
		if p.regular {
			_, _ = p.file.Seek(p.size, io.SeekStart)
			_ = p.file.Truncate(p.size)
		} else { // what a pipe has taken it keeps
			p.size, p.written = p.size+int64(n), p.written+int64(n)
			p.out = append(p.out[:0], p.out[n:]...)
		}
	}
	p.trouble = err
	if err != nil {
		return err
	}
	p.size, p.written = p.size+int64(n), p.written+int64(n)
	p.out = p.out[:0]
	if cap(p.out) > 2*writeAt {
		p.out = nil
	}
	return nil
}

// turn begins a new part when the present one is big or old enough, or when its file is not there any more.
func (p *part) turn(now time.Time, limit int64, daily bool) {
	old := daily && now.UTC().YearDay() != p.day
	if p.trouble != nil || !p.regular || !p.gone() && !old && (limit <= 0 || p.size < limit) {
		return
	}
	before := p.file
	if p.stuck = p.openFree(now); p.stuck != nil {
		return
	}
	_ = before.Sync()
	_ = before.Close()
	p.encodeHeader()
	for _, key := range p.kept.order {
		e := p.kept.by[key]
		p.lines = appendLine(p.lines, &e)
	}
	_ = p.write()
}

// openFree begins a part under a name that is free.
func (p *part) openFree(now time.Time) (err error) {
	for again := range 100 {
		if err = p.open(partName(p.first, now, again), now); !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return err
}

// gone reports whether the file was removed or replaced while it was written.
func (p *part) gone() bool {
	there, err := p.disk.stat(p.path)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	own, err := p.file.Stat()
	return err == nil && !os.SameFile(there, own)
}

// close ends the file: what was written is on the disk when it returns.
func (p *part) close() error {
	var err error
	if p.regular {
		err = p.file.Sync()
	}
	return errors.Join(err, p.file.Close())
}
