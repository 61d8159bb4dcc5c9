package cli

import (
	"bytes"
	"io"
	"log/slog"
	"os"
)

// openLog opens the log file for appending; the returned function closes it. Without a file nothing is logged.
func openLog(c config) (*slog.Logger, func(), error) {
	if c.log == "" {
		return slog.New(slog.DiscardHandler), func() {}, nil
	}
	file, err := os.OpenFile(c.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, c.bad("log", "%v", err)
	}
	handler := slog.NewTextHandler(redactor{to: file, secret: []byte(c.apiKey)}, &slog.HandlerOptions{Level: slog.LevelDebug})
	return slog.New(handler), func() { _ = file.Close() }, nil
}

// redactor keeps the API key out of whatever is written, for the case that an error quotes it.
type redactor struct {
	to     io.Writer
	secret []byte
}

func (r redactor) Write(line []byte) (int, error) {
	clean := line
	if len(r.secret) > 0 {
		clean = bytes.ReplaceAll(line, r.secret, []byte("********"))
	}
	if _, err := r.to.Write(clean); err != nil {
		return 0, err
	}
	return len(line), nil
}
