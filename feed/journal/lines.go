package journal

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

// plainLines are the lines of a file that is not compressed, or was so by another program.
type plainLines struct {
	src    *bufio.Reader
	damage *Damage
	packed bool
	at     int64 // of the next line
	buf    []byte
}

func (p *plainLines) next() ([]byte, bool, error) {
	p.buf = p.buf[:0]
	for {
		piece, err := p.src.ReadSlice('\n')
		p.buf = append(p.buf, piece...)
		switch {
		case err == nil:
			p.at += int64(len(p.buf))
			return p.buf[:len(p.buf)-1], true, nil
		case errors.Is(err, bufio.ErrBufferFull) && len(p.buf) < lineLimit:
			continue
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, false, p.skip()
		case errors.Is(err, io.EOF) && len(p.buf) == 0:
			return nil, false, io.EOF
		case !errors.Is(err, io.EOF) && !p.packed:
			return nil, false, err
		}
		p.damage.note(p.at, int64(len(p.buf)), "a line is cut off", true)
		return nil, false, io.EOF
	}
}

// skip passes over the rest of a line that is too long to be one.
func (p *plainLines) skip() error {
	from, n := p.at, int64(len(p.buf))
	for {
		piece, err := p.src.ReadSlice('\n')
		n += int64(len(piece))
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		p.at += n
		p.damage.note(from, n, "a line is too long", err != nil)
		return err
	}
}

// bad notes the line read last.
func (p *plainLines) bad(line []byte) {
	n := int64(len(line)) + 1
	p.damage.note(p.at-n, n, "a line cannot be read", false)
}

// packedLines are the lines of frames behind marks.
type packedLines struct {
	src    *bufio.Reader
	zstd   *zstd.Decoder
	damage *Damage
	at     int64 // of the next mark
	began  int64 // of the mark of the frame read last
	frame  []byte
	lines  []byte // of the frame, all
	rest   []byte // those to come
}

func (p *packedLines) next() ([]byte, bool, error) {
	for len(p.rest) == 0 {
		if err := p.unpack(); err != nil {
			return nil, false, err
		}
	}
	line, rest, _ := bytes.Cut(p.rest, []byte("\n"))
	p.rest = rest
	return line, true, nil
}

// bad notes a line: what its frame held is what was written, so it is of another program.
func (p *packedLines) bad(line []byte) {
	p.damage.note(p.at, int64(len(line)), "a line cannot be read in the frame that ends", false)
}

// unpack reads the next frame that is whole.
func (p *packedLines) unpack() error {
	head, err := p.src.Peek(markWhole)
	switch {
	case len(head) == 0:
		return end(err)
	case len(head) < markWhole && errors.Is(err, io.EOF):
		p.damage.note(p.at, int64(len(head)), "a frame is cut off", true)
		_, _ = p.src.Discard(len(head))
		return io.EOF
	case err != nil:
		return err
	}
	n, err := mark(head)
	if err != nil {
		return p.resume(nil)
	}
	p.frame = grown(p.frame, markWhole+n)
	got, err := io.ReadFull(p.src, p.frame)
	whole := err == nil
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if whole {
		if p.lines, err = p.zstd.DecodeAll(p.frame[markWhole:], p.lines[:0]); err == nil {
			p.began = p.at
			p.at += int64(got)
			p.rest = p.lines
			return nil
		}
	}
	return p.resume(p.frame[:got])
}

// resume looks for the next mark in what has been read of a damaged frame, and behind it.
func (p *packedLines) resume(read []byte) error {
	p.src = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(read)), p.src), 1<<16)
	from, skipped := p.at, int64(0)
	for first := true; ; first = false {
		window, err := p.src.Peek(1 << 15)
		from0 := 0
		if first {
			from0 = min(1, len(window)) // the mark that was no good does not count again
		}
		if i := bytes.Index(window[from0:], []byte(markBegin)); i >= 0 {
			n, _ := p.src.Discard(from0 + i)
			skipped += int64(n)
			p.at += skipped
			p.damage.note(from, skipped, "a frame cannot be read", false)
			return nil
		}
		keep := min(len(markBegin)-1, len(window))
		if err != nil {
			keep = 0
		}
		n, _ := p.src.Discard(len(window) - keep)
		skipped += int64(n)
		if err != nil {
			p.at += skipped
			p.damage.note(from, skipped, "a frame is cut off", true)
			return end(err)
		}
	}
}

func end(err error) error {
	if err == nil {
		return io.EOF
	}
	return err
}

func grown(b []byte, n int) []byte {
	if cap(b) < n {
		return make([]byte, n)
	}
	return b[:n]
}
