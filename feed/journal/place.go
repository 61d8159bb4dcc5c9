package journal

import (
	"bufio"
	"io"
)

// Place is where a [Reader] stands in a file.
type Place struct {
	packed bool
	at     int64 // of the next line, or of the frame that it is in
	past   int   // bytes of the frame's lines that have been read
	damage Damage
}

// Place tells where the reader stands: behind the entry returned last. It reports false for a file whose middle cannot be
// gone to, for it was compressed by another program.
func (r *Reader) Place() (Place, bool) {
	switch l := r.lines.(type) {
	case *plainLines:
		return Place{at: l.at, damage: r.damage}, !l.packed
	case *packedLines:
		return Place{packed: true, at: l.began, past: len(l.lines) - len(l.rest), damage: r.damage}, true
	}
	return Place{}, false
}

// NewReaderAt reads on in a file from a place that a reader of it told.
func NewReaderAt(file io.ReadSeeker, at Place) (*Reader, error) {
	if _, err := file.Seek(at.at, io.SeekStart); err != nil {
		return nil, err
	}
	r := &Reader{damage: at.damage}
	in := bufio.NewReaderSize(file, 1<<16)
	if !at.packed {
		r.lines = &plainLines{src: in, damage: &r.damage, at: at.at}
		return r, nil
	}
	if err := r.unpack(in); err != nil {
		return nil, err
	}
	p, _ := r.lines.(*packedLines)
	p.at = at.at
	if err := p.unpack(); err != nil {
		return nil, err
	}
	p.rest = p.rest[min(at.past, len(p.rest)):]
	return r, nil
}
