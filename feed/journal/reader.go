package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// lineLimit bounds a line: a frame of 4 MiB in its longest spelling.
const lineLimit = 32 << 20

// ErrNoRecording says that something is no recording at all.
var ErrNoRecording = errors.New("this is no recording of kanatop")

// Damage is what of a recording could not be read.
type Damage struct {
	Places int    // how many there were
	Bytes  int64  // of the file, in all of them
	First  string // where the first was, and what was wrong there
	Tail   bool   // the last of them reaches to the end of the file
}

// String says it in a line; empty for no damage.
func (d Damage) String() string {
	switch {
	case d.Places == 0:
		return ""
	case d.Places == 1 && d.Tail:
		return "the end is damaged: " + d.First
	case d.Places == 1:
		return "damaged: " + d.First
	}
	return fmt.Sprintf("damaged in %d places, first %s", d.Places, d.First)
}

// Reader reads a recording, plain or compressed, and passes over what is damaged. It belongs to one goroutine.
type Reader struct {
	header Header
	lines  source
	damage Damage
}

// source hands out lines one by one. The line is good until the next call. ok is false for a place that could not be read,
// which has been noted then.
type source interface {
	next() (line []byte, ok bool, err error)
	// bad notes that the line read last is none of a recording.
	bad(line []byte)
}

// NewReader reads the header. An error that is [ErrNoRecording] says that there is none, or none of a known format.
func NewReader(src io.Reader) (*Reader, error) {
	r := &Reader{}
	in := bufio.NewReaderSize(src, 1<<16)
	begin, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	err = nil
	switch string(begin) {
	case markMagic:
		err = r.unpack(in)
	case zstdMagic: // packed by another program
		var z *zstd.Decoder
		if z, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(chunkLimit)); err == nil {
			r.lines = &plainLines{src: bufio.NewReaderSize(z, 1<<16), damage: &r.damage, packed: true}
		}
	default:
		r.lines = &plainLines{src: in, damage: &r.damage}
	}
	if err != nil {
		return nil, err
	}
	line, ok, err := r.lines.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !ok {
		return nil, ErrNoRecording
	}
	if err := r.head(line); err != nil {
		return nil, err
	}
	return r, nil
}

// unpack prepares for reading frames behind marks.
func (r *Reader) unpack(in *bufio.Reader) error {
	z, err := newUnpacker()
	r.lines = &packedLines{src: in, zstd: z, damage: &r.damage}
	return err
}

// head takes a line for the header.
func (r *Reader) head(line []byte) error {
	var of struct {
		Format int `json:"kanatop"`
	}
	if !bytes.HasPrefix(line, []byte(`{"kanatop":`)) || json.Unmarshal(line, &of) != nil {
		return ErrNoRecording
	}
	if of.Format != format {
		return fmt.Errorf("%w that this version can play: its format is %d, expected %d; play it with a newer version",
			ErrNoRecording, of.Format, format)
	}
	var h Header
	if json.Unmarshal(line, &h) != nil {
		return ErrNoRecording
	}
	h.Network, h.Word, h.Program = cleaned(h.Network), cleaned(h.Word), cleaned(h.Program)
	for i, name := range h.Accounts {
		h.Accounts[i] = cleaned(name)
	}
	r.header = h
	return nil
}

// Header is what the recording says of itself.
func (r *Reader) Header() Header { return r.header }

// Damage is what could not be read so far.
func (r *Reader) Damage() Damage { return r.damage }

// Next returns the next entry, which is good until the call after. The error is [io.EOF] at the end of the recording, or that
// of the file. Entries that parts repeat are passed over, but for those of the first part that is read.
func (r *Reader) Next() (Entry, error) {
	for {
		line, ok, err := r.lines.next()
		if err != nil {
			return Entry{}, err
		}
		if !ok || bytes.HasPrefix(line, []byte(`{"kanatop":`)) { // the header of a part that follows
			continue
		}
		_, check := r.lines.(*plainLines)
		e, err := parseLine(line, check)
		if err != nil {
			r.lines.bad(line)
			continue
		}
		return e, nil
	}
}

// note counts a damaged place.
func (d *Damage) note(where int64, n int64, what string, tail bool) {
	d.Places++
	d.Bytes += n
	d.Tail = tail
	if d.First == "" {
		d.First = fmt.Sprintf("%s at byte %d (%d bytes)", what, where, n)
	}
}
