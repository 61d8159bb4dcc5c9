package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// errUnread says that nobody reads what is written any more.
var errUnread = errors.New("nobody reads standard output")

// spout is standard output as the end of a stream. The first write that fails ends the program: without noise when the reader
// has left, which is how head and the like say that they have enough.
type spout struct {
	to      io.Writer
	heard   chan os.Signal // takes the signal of a closed pipe, which would kill the program
	mu      sync.Mutex
	failure error
	down    chan struct{} // closed by the first failure
}

func newSpout(to io.Writer) *spout {
	s := &spout{to: to, heard: make(chan os.Signal, 1), down: make(chan struct{})}
	signal.Notify(s.heard, syscall.SIGPIPE)
	return s
}

func (s *spout) close() { signal.Stop(s.heard) }

// write writes whole lines; after a failure it does nothing.
func (s *spout) write(lines []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failure != nil || len(lines) == 0 {
		return
	}
	if _, err := s.to.Write(lines); err != nil {
		s.fail(err)
	}
}

func (s *spout) fail(err error) {
	s.failure = fmt.Errorf("write to standard output: %w", err)
	if readerGone(err) {
		s.failure = errUnread
	}
	close(s.down)
}

// readerGone reports whether a write failed because the other end of a pipe is closed.
func readerGone(err error) bool {
	if errno, ok := errors.AsType[syscall.Errno](err); ok && runtime.GOOS == "windows" {
		const broken, closing = 109, 232 // ERROR_BROKEN_PIPE, ERROR_NO_DATA
		return errno == broken || errno == closing
	}
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// pipeLookEvery is how often it is looked whether the reader is still there while there is nothing to write.
const pipeLookEvery = time.Second

// watch is the part that ends the others when nothing can be written any more.
func (s *spout) watch(ctx context.Context) error {
	look := time.NewTicker(pipeLookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.down:
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.failure
		case <-look.C:
			if file, ok := s.to.(*os.File); ok && readerLeft(file) {
				return errUnread
			}
		}
	}
}

// until runs parts until the context ends, one of them fails or the reader leaves, and waits for all, though not for long: a
// write to a pipe that nobody empties may last for ever.
func (s *spout) until(ctx context.Context, parts []part, log *slog.Logger) error {
	err := runParts(ctx, append(parts, s.watch), log)
	if errors.Is(err, errUnread) {
		return nil
	}
	return err
}

// runParts runs parts until the context ends or one of them fails, and waits for all, though not for long.
func runParts(ctx context.Context, parts []part, log *slog.Logger) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, run := range parts {
		group.Go(guarded("program", log, func() error { return run(ctx) }))
	}
	<-ctx.Done()
	if err := waited(group); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
