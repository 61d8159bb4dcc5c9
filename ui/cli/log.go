package cli

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
)

// openLog opens the log file for appending; the returned function closes it. Without a file nothing is logged.
func openLog(c config) (*slog.Logger, func(), error) {
	if c.log == "" {
		return slog.New(slog.DiscardHandler), func() {}, nil
	}
	if info, err := os.Stat(c.log); err == nil && !info.Mode().IsRegular() {
		return nil, nil, c.bad("log", "%s is no file to write a log to; expected a regular file or a new name", c.log)
	}
	file, err := os.OpenFile(c.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, c.bad("log", "%v", err)
	}
	if err := private(file); err != nil {
		_ = file.Close()
		return nil, nil, c.bad("log", "others can read it and that cannot be changed: %v; name another file", err)
	}
	handler := slog.NewTextHandler(redactor{to: file, secret: []byte(c.apiKey)}, &slog.HandlerOptions{Level: slog.LevelDebug})
	return slog.New(handler), func() { _ = file.Close() }, nil
}

// private takes a file that was there before from the eyes of others.
func private(file *os.File) error {
	info, err := file.Stat()
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return file.Chmod(0o600)
}

// redacted keeps the API key out of an error.
func (c config) redacted(err error) error {
	if err == nil || c.apiKey == "" || !strings.Contains(err.Error(), c.apiKey) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), c.apiKey, masked))
}

// masked stands for the API key wherever it would be told.
const masked = "********"

// redactor keeps the API key out of whatever is written, for the case that an error quotes it.
type redactor struct {
	to     io.Writer
	secret []byte
}

func (r redactor) Write(line []byte) (int, error) {
	clean := line
	if len(r.secret) > 0 {
		clean = bytes.ReplaceAll(line, r.secret, []byte(masked))
	}
	if _, err := r.to.Write(clean); err != nil {
		return 0, err
	}
	return len(line), nil
}
