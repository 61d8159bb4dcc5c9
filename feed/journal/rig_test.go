package journal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"kanatop/model"
)

var bitcoin = model.MarketScope("15")

// wire is data of which a busy exchange sends much.
func wire(n int) []byte {
	return []byte(`{"message":"orderbook","data":[{"price":"` + time.Duration(n).String() + `","size":"0.25","is_ask":true}]}`)
}

// kept are all entries of a file and what of it was damaged.
func kept(t testing.TB, text []byte) (all []Entry, damage Damage) {
	t.Helper()
	r, err := NewReader(bytes.NewReader(text))
	if errors.Is(err, ErrNoRecording) {
		return nil, Damage{Places: 1}
	}
	if err != nil {
		t.Fatal(err)
	}
	for {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all, r.Damage()
		}
		if err != nil {
			t.Fatal(err)
		}
		e.Data = bytes.Clone(e.Data)
		all = append(all, e)
	}
}

// recorded runs play with a recording that is written, in virtual time, and returns its first file.
func recorded(t *testing.T, o Options, play func(w *Writer)) (text []byte, err error) {
	t.Helper()
	if filepath.Dir(o.Path) == "." {
		o.Path = filepath.Join(t.TempDir(), o.Path)
	}
	synctest.Test(t, func(t *testing.T) {
		var w *Writer
		if w, err = Create(o); err != nil {
			return
		}
		ended := make(chan error, 1)
		ctx, end := contextOf(t)
		go func() { ended <- w.Run(ctx) }()
		play(w)
		end()
		err = <-ended
	})
	text, _ = os.ReadFile(o.Path)
	return text, err
}

func same(t *testing.T, got, want []Entry) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithCancel(t.Context())
}
