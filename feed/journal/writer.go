package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"kanatop/model"
)

// Options say what is recorded, and where.
type Options struct {
	// Path is the file, compressed when it ends in .zst. It must not be there yet, unless it is a device or a pipe.
	Path string
	// To takes the recording in the place of a file; Path then only says whether it is compressed, and there is one part.
	To *os.File
	// Header is what the recording says of itself.
	Header Header
	// PartBytes is the size from which a new part is begun; 0 for no limit. Daily begins one with every day of UTC.
	PartBytes int64
	Daily     bool
	// Secrets are in no recording.
	Secrets []string
	// Trouble is told, once, what keeps the recording from being written, and the empty text when that is over. It is called
	// by [Writer.Run]; nil for nobody.
	Trouble func(string)

	disk disk // nil: the computer's own
}

// Status is how far a recording has come.
type Status struct {
	Path    string // of the present part
	Part    int
	Bytes   int64  // written, in all parts
	Raw     int64  // the same before compression
	Entries int64  // taken
	Lost    int64  // given up
	Trouble string // what keeps it from being written, or a part from being begun; empty while nothing does
	GoesOn  bool   // in the present part, whatever the trouble is
}

// Writer writes a recording. [Writer.Add] and [Writer.Status] may be called from any goroutine.
type Writer struct {
	queue *queue
	part  *part // belongs to Run
	opts  Options
	begun time.Time // with the running clock

	secrets []secret

	mu     sync.Mutex
	status Status
}

// Create begins a recording: the file is there and has its header when it returns. What is returned must be run.
func Create(o Options) (*Writer, error) {
	if o.disk == nil {
		o.disk = osDisk{}
	}
	w := &Writer{queue: newQueue(), opts: o, begun: time.Now(), secrets: secrets(o.Secrets)}
	w.opts.Header.Format, w.opts.Header.Started = format, w.begun.Round(0).UTC()
	packer, err := newPacker()
	if err != nil {
		return nil, err
	}
	w.part = &part{disk: o.disk, packed: Packed(o.Path), packer: packer, head: w.opts.Header, first: o.Path, kept: newMemory()}
	if o.To != nil {
		w.part.hold(o.To, o.Path)
	} else {
		err = w.part.open(o.Path, w.begun)
	}
	if err != nil {
		return nil, err
	}
	w.part.encodeHeader()
	if err := w.part.write(); err != nil {
		_ = w.part.close()
		if w.part.regular {
			_ = os.Remove(w.part.path)
		}
		return nil, fmt.Errorf("%s: %s", w.part.path, reason(err))
	}
	w.told("", false)
	return w, nil
}

// Begun is when the recording began, with the running clock, from which entries count.
func (w *Writer) Begun() time.Time { return w.begun }

// Add takes an entry, whose data is copied, and never waits. When too much waits to be written the entry is given up and
// counted.
func (w *Writer) Add(e Entry) {
	if e.After == 0 && !e.At.IsZero() {
		e.After = max(0, e.At.Sub(w.begun))
	}
	w.queue.add(e)
}

// Status tells how far the recording has come.
func (w *Writer) Status() Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.status
	s.Entries, s.Lost = w.queue.counts()
	return s
}

// Run writes once a second until ctx ends, and then what is left. Trouble on the way is told and does not end it; the error
// is that of what could not be written in the end, or of entries that had to be given up.
func (w *Writer) Run(ctx context.Context) error {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	var held batch
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-second.C:
		case <-w.queue.wake:
		}
		held = w.flush(held)
	}
	_ = w.flush(held)
	if w.part.waiting() { // once more what could not be written
		_ = w.flush(batch{})
	}
	gone := w.part.gone()
	err := w.part.close()
	_, lost := w.queue.counts()
	switch {
	case w.part.trouble != nil:
		return fmt.Errorf("%s: %s", w.part.path, reason(w.part.trouble))
	case err != nil:
		return fmt.Errorf("%s: %s", w.part.path, reason(err))
	case w.part.stuck != nil && gone:
		return fmt.Errorf("%s is gone, with all that was written to it, and the next part could not be begun: %s", w.part.path, reason(w.part.stuck))
	case lost > 0:
		return fmt.Errorf("%s: %d messages could not be recorded", w.part.path, lost)
	}
	return nil
}

// flush writes what waits. What could not be written before comes first, and until it is written nothing else is.
func (w *Writer) flush(used batch) batch {
	if w.part.waiting() && w.part.write() != nil {
		w.tell()
		return used
	}
	full := w.queue.swap(used)
	var at int
	for i := range full.entries {
		e := &full.entries[i]
		n := len(e.Data)
		e.Data = full.bytes[at : at+n]
		at += n
		if n > 0 {
			e.Data = hidden(e.Data, w.secrets)
		}
		w.part.take(e)
	}
	if w.part.waiting() {
		_ = w.part.write()
	}
	if w.opts.To == nil {
		w.part.turn(time.Now(), w.opts.PartBytes, w.opts.Daily)
	}
	w.tell()
	return full
}

// tell puts how it stands where [Writer.Status] finds it, and tells trouble that is new.
func (w *Writer) tell() {
	text, goesOn := "", false
	switch {
	case w.part.trouble != nil:
		text = w.part.path + ": " + reason(w.part.trouble)
	case w.part.stuck != nil:
		text, goesOn = "begin the next part of the recording: "+reason(w.part.stuck), !w.part.gone()
	}
	if was := w.told(text, goesOn); was != text && w.opts.Trouble != nil {
		w.opts.Trouble(text)
	}
}

func (w *Writer) told(trouble string, goesOn bool) (before string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before = w.status.Trouble
	w.status = Status{Path: w.part.path, Part: w.part.head.Part, Bytes: w.part.written, Raw: w.part.raw, Trouble: trouble, GoesOn: goesOn}
	return before
}

// memory is what a later part repeats so that it can be understood alone: the newest event of each connection and account,
// and the answers.
type memory struct {
	order []string
	by    map[string]Entry
}

func newMemory() *memory { return &memory{by: make(map[string]Entry)} }

func (m *memory) note(e *Entry) {
	var key string
	switch e.Kind {
	case Event:
		s := model.StreamOf(e.Event)
		key = fmt.Sprint(s.Kind, s.Owner)
	case Answer:
		key = e.Path
	case In, Out, Lost:
		return
	}
	if _, known := m.by[key]; !known {
		if len(m.order) >= mostKept {
			return
		}
		m.order = append(m.order, key)
	}
	kept := *e
	kept.Data, kept.Again = append([]byte(nil), e.Data...), true
	m.by[key] = kept
}

// mostKept bounds what is repeated: more than there can be connections, accounts and look-ups.
const mostKept = model.MaxMarkets + 3*model.MaxAccounts + 2

// errClosed says that the one who reads the recording has gone.
var errClosed = errors.New("nobody reads the recording any more")

// Gone reports whether a recording ended because its reader left.
func Gone(err error) bool { return err != nil && strings.HasSuffix(err.Error(), errClosed.Error()) }
