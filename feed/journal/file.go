package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// file is what a part is written to.
type file interface {
	io.WriteCloser
	Sync() error
	Truncate(size int64) error
	Seek(offset int64, whence int) (int64, error)
	Stat() (os.FileInfo, error)
}

// disk opens files. It is an interface so that a test can fill it up.
type disk interface {
	create(path string) (file, error)
	stat(path string) (os.FileInfo, error)
}

type osDisk struct{}

// create makes a file of the user's own that was not there before. What is no regular file, a device or a pipe, is opened.
func (osDisk) create(path string) (file, error) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the user names the file
	}
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // likewise
}

func (osDisk) stat(path string) (os.FileInfo, error) { return os.Stat(path) }

// extensions of recordings: plain, and compressed.
const (
	plainEnd  = ".jsonl"
	packedEnd = ".zst"
)

// Packed reports whether a recording of this name is compressed.
func Packed(path string) bool { return strings.HasSuffix(path, packedEnd) }

// nameForm is the moment in the name of a file.
const nameForm = "20060102T150405Z"

// NameIn is the name of a recording in a folder: that of the network and the moment.
func NameIn(folder, network string, at time.Time) string {
	return filepath.Join(folder, "kanatop-"+network+"-"+at.UTC().Format(nameForm)+plainEnd+packedEnd)
}

// partName is the name of a later part: that of the first with the moment before its ending.
func partName(first string, at time.Time, again int) string {
	folder, name := filepath.Split(first)
	stem, end, dotted := strings.Cut(name, ".")
	if stem == "" { // a hidden file
		stem, end, dotted = name, "", false
	}
	stem += "-" + at.UTC().Format(nameForm)
	if again > 0 {
		stem += fmt.Sprint("-", again)
	}
	if dotted {
		stem += "." + end
	}
	return filepath.Join(folder, stem)
}

// reason is what an error of the system says, without the file's name, which is told beside it.
func reason(err error) string {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}
