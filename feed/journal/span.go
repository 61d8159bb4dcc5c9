package journal

import (
	"bufio"
	"errors"
	"io"
	"os"
)

// Span is what a file holds, as far as that can be told without reading it all.
type Span struct {
	Header      Header
	First, Last Entry  // without their data; of a recording without entries both are zero
	Damage      Damage // what could not be read up to the first entry
}

// SpanOf reads the begin and the end of a file. The file is left where it was found.
func SpanOf(file io.ReadSeeker, size int64) (Span, error) {
	r, err := NewReader(file)
	if err != nil {
		return Span{}, err
	}
	s := Span{Header: r.Header()}
	first, err := r.Next()
	s.Damage = r.Damage()
	if errors.Is(err, io.EOF) {
		_, err = file.Seek(0, io.SeekStart)
		return s, err
	}
	if err != nil {
		return s, err
	}
	s.First = bare(first)
	s.Last = s.First
	_, packed := r.lines.(*packedLines)
	for window := int64(256 << 10); ; window *= 8 {
		from := max(0, size-window)
		last, found, err := lastFrom(file, from, packed)
		if err != nil {
			return s, err
		}
		if found || from == 0 {
			if found {
				s.Last = last
			}
			_, err = file.Seek(0, io.SeekStart)
			return s, err
		}
	}
}

// lastFrom finds the last entry behind a place in the midst of a file.
func lastFrom(file io.ReadSeeker, from int64, packed bool) (last Entry, found bool, err error) {
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return last, false, err
	}
	r := &Reader{}
	in := bufio.NewReaderSize(file, 1<<16)
	if packed {
		err = r.unpack(in)
	} else {
		r.lines = &plainLines{src: in, damage: &r.damage}
	}
	for err == nil {
		var e Entry
		if e, err = r.Next(); err == nil && !e.Again {
			last, found = bare(e), true
		}
	}
	if !errors.Is(err, io.EOF) {
		return last, found, err
	}
	return last, found, nil
}

func bare(e Entry) Entry {
	e.Data = nil
	return e
}

// Open opens a file and reads its span. It must be closed.
func Open(path string) (*os.File, Span, error) {
	file, err := os.Open(path) //nolint:gosec // the user names the file
	if err != nil {
		return nil, Span{}, err
	}
	var s Span
	info, err := file.Stat()
	if err == nil {
		s, err = SpanOf(file, info.Size())
	}
	if err != nil {
		_ = file.Close()
		return nil, s, err
	}
	return file, s, nil
}
