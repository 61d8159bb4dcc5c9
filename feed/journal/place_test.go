package journal

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func TestFromAnyPlaceTheRestIsReadWithTheSameDamage(t *testing.T) {
	for _, name := range names() {
		whole, _ := sixty(t, name)
		crowded, err := recorded(t, Options{Path: name}, func(w *Writer) { // many entries in one frame
			for n := range 100 {
				w.Add(Entry{Kind: In, Scope: bitcoin, Data: wire(n)})
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		bad := slices.Clone(whole)
		copy(bad[len(bad)/3:], "\x00\x00\x00\x00\x00\x00")
		for i, text := range [][]byte{whole, crowded, bad, bad[:len(bad)-7]} {
			want, damage := kept(t, text)
			if i >= 2 && damage.Places == 0 {
				t.Fatal("it is not damaged")
			}
			r, err := NewReader(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			for n := range want {
				if _, err := r.Next(); err != nil {
					t.Fatal(err)
				}
				at, ok := r.Place()
				if !ok {
					t.Fatalf("%s: no place behind entry %d", name, n)
				}
				rest, err := NewReaderAt(bytes.NewReader(text), at)
				if err != nil {
					t.Fatal(err)
				}
				var got []Entry
				for {
					e, err := rest.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						t.Fatal(err)
					}
					e.Data = bytes.Clone(e.Data)
					got = append(got, e)
				}
				if diff := cmp.Diff(append([]Entry(nil), want[n+1:]...), got); diff != "" || rest.Damage() != damage {
					t.Fatalf("%s, behind entry %d of %d: damage %v, want %v (-want +got)\n%s", name, n, len(want), rest.Damage(), damage, diff)
				}
			}
		}
	}
}

func TestAFileThatAnotherProgramCompressedHasNoPlaces(t *testing.T) {
	text, _ := sixty(t, "a.jsonl")
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(bytes.NewReader(z.EncodeAll(text, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.Place(); ok {
		t.Error("it has one")
	}
}
