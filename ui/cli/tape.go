package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"kanatop/feed/journal"
)

// tape is a recording that lies in files, or comes from a pipe.
type tape struct {
	files  []string // its parts in their order
	pipe   io.Reader
	first  *journal.Reader // of the pipe
	header journal.Header
	begin  time.Time
	from   time.Duration // of the begin, since the recording began
	end    time.Time     // zero while it is not known
	to     time.Duration
}

// openTape looks at a recording. What is none is bad input.
func openTape(paths []string, stdin io.Reader) (*tape, error) {
	if slices.Contains(paths, "-") {
		return pipedTape(paths, stdin)
	}
	t := &tape{files: paths}
	spans := make(map[string]journal.Span)
	for _, path := range paths {
		s, err := spanOf(path)
		if err != nil {
			return nil, err
		}
		spans[path] = s
	}
	slices.SortFunc(t.files, func(a, b string) int { return cmp.Compare(spans[a].Header.Part, spans[b].Header.Part) })
	first, last := spans[t.files[0]], spans[t.files[len(t.files)-1]]
	for i, path := range t.files {
		if !spans[path].Header.Started.Equal(first.Header.Started) {
			return nil, badInput("%s: is of another recording than %s; expected parts of one", path, t.files[0])
		}
		if i > 0 && spans[path].Header.Part == spans[t.files[i-1]].Header.Part {
			return nil, badInput("%s: is the same part of the recording as %s", path, t.files[i-1])
		}
	}
	t.header = first.Header
	if first.First.At.IsZero() {
		if lost := first.Damage.String(); lost != "" {
			return nil, badInput("%s: holds no message that can be read; %s", t.files[0], lost)
		}
		return nil, badInput("%s: holds no message; nothing was recorded", t.files[0])
	}
	t.begin, t.from = first.First.At, first.First.After
	if !last.Last.At.IsZero() && last.Last.After > t.from {
		t.end, t.to = last.Last.At, last.Last.After
	}
	return t, nil
}

func spanOf(path string) (journal.Span, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return journal.Span{}, badInput("%s: is no file; expected a recording, or - for one from a pipe", path)
	}
	file, s, err := journal.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, badInput("%s: no such file", path)
	case errors.Is(err, journal.ErrNoRecording):
		return s, badInput("%s: %v", path, err)
	case err != nil:
		return s, badInput("%v", err)
	}
	return s, file.Close()
}

// pipedTape reads the header of a recording that comes from standard input.
func pipedTape(paths []string, stdin io.Reader) (*tape, error) {
	if len(paths) > 1 {
		return nil, badInput("- is standard input and stands alone; found %s too", quoted(paths[1]))
	}
	r, err := journal.NewReader(stdin)
	switch {
	case errors.Is(err, journal.ErrNoRecording):
		return nil, badInput("standard input: %v", err)
	case err != nil:
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return &tape{pipe: stdin, first: r, header: r.Header(), begin: r.Header().Started}, nil
}

// errOnce says why a pipe is not read again.
var errOnce = errors.New("it comes from a pipe: there is no way back")

// open begins to read the recording.
func (t *tape) open() (entries, error) {
	if t.pipe != nil {
		if t.first == nil {
			return nil, errOnce
		}
		r := t.first
		t.first = nil
		return &chain{now: r}, nil
	}
	c := &chain{files: t.files}
	return c, c.turn()
}
