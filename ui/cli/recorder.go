package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"kanatop/feed"
	"kanatop/feed/journal"
	"kanatop/ui"
)

// startRecording begins a recording of what the feed's options ask for, and taps them for it. What cannot be begun is bad
// input, but for a disk that is full.
func (c config) startRecording(path string, source *feed.Options, word string, demo bool, to *os.File) (*journal.Writer, error) {
	if path != "" && os.IsPathSeparator(path[len(path)-1]) { // it is called a folder, there or not
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, badInput("record: %v", err)
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = journal.NameIn(path, strings.ToLower(c.network), time.Now())
	}
	h := journal.Header{Program: version(), Network: c.network, Word: word, Demo: demo, Start: c.start}
	for _, m := range source.Markets {
		h.Markets = append(h.Markets, journal.MarketOf(m))
	}
	for _, a := range source.Accounts {
		h.Accounts = append(h.Accounts, a.Name)
	}
	w, err := journal.Create(journal.Options{Path: path, To: to, Header: h, PartBytes: c.partBytes, Daily: c.partDaily, Secrets: []string{c.apiKey}})
	_, unopened := errors.AsType[*fs.PathError](err)
	switch {
	case os.IsExist(err):
		return nil, badInput("%s exists and is left as it is; name another file, or a folder", path)
	case os.IsNotExist(err):
		return nil, badInput("record: %v; make the folder, or name one that ends in %c", err, os.PathSeparator)
	case unopened:
		return nil, badInput("record: %v; name a file in a folder that is yours", err)
	case err != nil:
		return nil, err
	}
	source.Tap = func(n feed.Note) { w.Add(entryOf(n)) }
	return w, nil
}

// diskPatience is how long the end of a recording may take to reach the disk.
const diskPatience = 5 * time.Second

// recordBeside has the dashboard record what it shows, if it is to.
// What is returned waits for its end, though not for ever.
func (c config) recordBeside(source *feed.Options, options *ui.Options) (run []part, ended func(), err error) {
	if c.record == "" {
		return nil, func() {}, nil
	}
	w, err := c.startRecording(c.record, source, options.Network, options.Demo, nil)
	if err != nil {
		return nil, nil, err
	}
	done := make(chan struct{})
	options.Recording = func() ui.Recording {
		s := w.Status()
		// There is little room for it: of the path the name.
		trouble := strings.Replace(s.Trouble, s.Path, filepath.Base(s.Path), 1)
		return ui.Recording{On: true, Bytes: s.Bytes, Lost: s.Lost, Trouble: trouble}
	}
	record := func(ctx context.Context) error {
		defer close(done)
		return w.Run(ctx)
	}
	return []part{record}, func() { within(diskPatience, func() { <-done }) }, nil
}

// checkRecord reads where is recorded to and when a new part is begun.
func (c *config) checkRecord() error {
	if c.record = c.settings["record"].text; strings.ContainsRune(c.record, 0) || c.record == "-" {
		return c.bad("record", "expected the path of a file or a folder, found %s", quoted(c.record))
	}
	for _, word := range strings.FieldsFunc(c.settings["record_part"].text, func(r rune) bool { return r == ',' || r == ' ' }) {
		if word == "day" {
			c.partDaily = true
			continue
		}
		n, ok := sizeNamed(word)
		if !ok || n < 1e6 {
			return c.bad("record_part", "expected a size from 1MB on such as 500MB or 2GB, or day, found %s", quoted(word))
		}
		c.partBytes = n
	}
	return nil
}

// sizeNamed reads a size such as 500MB.
func sizeNamed(text string) (int64, bool) {
	for unit, of := range map[string]int64{"MB": 1e6, "GB": 1e9} {
		if digits, found := strings.CutSuffix(strings.ToUpper(text), unit); found {
			n, err := strconv.ParseInt(digits, 10, 32)
			return n * of, err == nil && n > 0
		}
	}
	return 0, false
}
