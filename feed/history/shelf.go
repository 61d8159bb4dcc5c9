package history

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kanatop/model"
)

// mostFiles bounds the number of files in a folder.
const mostFiles = 1000

// stored is a file of a folder.
type stored struct {
	name string
	size int64
	at   time.Time // of the last write
}

// shelf lists the files of a folder, the oldest first. One that is not there has none.
func shelf(folder string) ([]stored, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []stored
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), extension) {
			continue
		}
		if info, err := e.Info(); err == nil { // else it went away a moment ago
			all = append(all, stored{e.Name(), info.Size(), info.ModTime()})
		}
	}
	return model.InOrder(all, func(a, b *stored) int { // read by name, so of one moment they are in order of that
		return a.at.Compare(b.at)
	}), err
}

// Size is how much a folder holds.
func Size(folder string) (files int, bytes int64, err error) {
	all, err := shelf(folder)
	for _, s := range all {
		bytes += s.size
	}
	return len(all), bytes, err
}

// prune removes files that are too old, and the oldest of too many or too large ones; never the one that is written to. Another
// program whose file is removed for its age has not written to it for as long.
func prune(o Options, mine string) {
	all, _ := shelf(o.Folder)
	var total int64
	for _, s := range all {
		total += s.size
	}
	oldest := o.Now().Add(-o.Age)
	for i, s := range all {
		if s.name == mine || s.at.After(oldest) && total <= o.Bytes && len(all)-i <= mostFiles {
			continue
		}
		_ = os.Remove(filepath.Join(o.Folder, s.name)) // what cannot be removed now can be later
		total -= s.size
	}
}

// readFile returns what a file holds from a place on, up to so many bytes, in the memory of buf if that is large enough; nothing of one
// that is none of ours, too large or gone.
func readFile(folder, name string, from, most int64, buf []byte) []byte {
	f, err := os.Open(filepath.Join(folder, name)) //nolint:gosec // the user names the folder
	if err != nil {
		return nil
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > fileLimit {
		return nil
	}
	n := int(max(0, min(info.Size()-from, most)))
	if cap(buf) < n {
		buf = make([]byte, n+partBytes/4) // the others are of about this size
	}
	n, err = f.ReadAt(buf[:n], from)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return buf[:n]
}
