package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"kanatop/feed/journal"
)

// chain reads one part after the other.
type chain struct {
	files  []string // those to come
	path   string
	file   *os.File
	now    *journal.Reader
	later  bool // the first part has been read
	damage string
}

// turn opens the next part.
func (c *chain) turn() error {
	file, err := os.Open(c.files[0])
	if err != nil {
		return err
	}
	r, err := journal.NewReader(file)
	if err != nil {
		_ = file.Close()
		return fmt.Errorf("%s: %w", c.files[0], err)
	}
	c.path, c.files, c.file, c.now = c.files[0], c.files[1:], file, r
	return nil
}

// spot is a place in a recording.
type spot struct {
	path   string
	place  journal.Place
	files  []string // those behind it
	later  bool
	damage string
}

// spot tells where the next entry is; false where that cannot be gone to.
func (c *chain) spot() (spot, bool) {
	place, ok := c.now.Place()
	return spot{c.path, place, c.files, c.later, c.damage}, ok && c.file != nil
}

// openAt begins to read a recording at a place of it.
func openAt(s spot) (*chain, error) {
	file, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	r, err := journal.NewReaderAt(file, s.place)
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s: %w", s.path, err)
	}
	return &chain{files: s.files, path: s.path, file: file, now: r, later: s.later, damage: s.damage}, nil
}

// Next returns the next entry.
func (c *chain) Next() (journal.Entry, error) {
	for {
		e, err := c.now.Next()
		switch {
		case err == nil && e.Again && c.later:
			continue
		case !errors.Is(err, io.EOF) || len(c.files) == 0:
			return e, err
		}
		c.damage = c.Damage()
		_ = c.file.Close()
		if err := c.turn(); err != nil {
			return e, err
		}
		c.later = true
	}
}

// Damage is the first that was damaged.
func (c *chain) Damage() string {
	if c.damage != "" {
		return c.damage
	}
	return c.now.Damage().String()
}

// Close ends the reading.
func (c *chain) Close() error {
	if c.file == nil {
		return nil
	}
	return c.file.Close()
}
