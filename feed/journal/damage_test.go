package journal

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sixty is a recording of a minute, one entry a second, each between two times of writing: so each is written alone.
func sixty(t *testing.T, name string) (text []byte, all []Entry) {
	t.Helper()
	text, err := recorded(t, Options{Path: name}, func(w *Writer) {
		time.Sleep(time.Second / 2)
		for n := range 60 {
			w.Add(Entry{Kind: In, Scope: bitcoin, At: time.Now(), Data: wire(n)})
			time.Sleep(time.Second)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	all, damage := kept(t, text)
	if len(all) != 60 || damage.Places != 0 {
		t.Fatalf("%d entries, %v", len(all), damage)
	}
	return text, all
}

func TestACrashCostsOneSecondAtMost(t *testing.T) {
	for _, name := range names() {
		path := filepath.Join(t.TempDir(), name)
		_, _ = recorded(t, Options{Path: path}, func(w *Writer) {
			for n := range 10 {
				w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
				time.Sleep(time.Second + time.Millisecond)
				text, err := os.ReadFile(path)
				if all, _ := kept(t, text); err != nil || len(all) != n+1 {
					t.Errorf("%s: %v, %d of %d are on the disk", name, err, len(all), n+1)
				}
			}
		})
	}
}

func TestWhatIsCutOffAnywhereIsReadUpToThere(t *testing.T) {
	for _, name := range names() {
		text, all := sixty(t, name)
		whole := 0
		for n := range text {
			got, damage := kept(t, text[:n])
			same := len(got) <= len(all) && len(got) >= whole
			for i := range got {
				same = same && bytes.Equal(got[i].Data, all[i].Data)
			}
			if !same {
				t.Fatalf("%s cut at %d: %d entries after %d", name, n, len(got), whole)
			}
			if whole < len(got) && damage.Places > 0 {
				t.Errorf("%s cut at %d, behind an entry: %v", name, n, damage)
			}
			if whole == len(got) && whole > 0 && damage.Places == 0 && text[n-1] != '\n' {
				t.Errorf("%s cut at %d: nobody is told", name, n)
			}
			if damage.Places > 0 && len(got) > 0 && !damage.Tail {
				t.Errorf("%s cut at %d: %v", name, n, damage)
			}
			whole = len(got)
		}
	}
}

func TestADamagedPlaceCostsItsOwnSecondAndIsTold(t *testing.T) {
	text, all := sixty(t, "a.zst")
	plain, plainAll := sixty(t, "a.jsonl")
	head := bytes.IndexByte(plain, '\n') + 1
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(400, len(text)-1).Draw(t, "from")
		n := rapid.IntRange(1, min(40, len(text)-from)).Draw(t, "n")
		junk := rapid.SliceOfN(rapid.Byte(), n, n).Draw(t, "junk")
		bad := slices.Concat(text[:from], junk, text[from+n:])
		if bytes.Equal(bad, text) {
			return
		}
		got, damage := readAll(t, bad)
		// It may reach into two of them.
		if len(got) < len(all)-2 || damage.Places == 0 && len(got) < len(all) {
			t.Fatalf("%d entries, %v", len(got), damage)
		}
		for _, e := range got {
			if !slices.ContainsFunc(all, func(w Entry) bool { return w.After == e.After && bytes.Equal(w.Data, e.Data) }) {
				t.Fatalf("%q was never recorded", e.Data)
			}
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(head, len(plain)-1).Draw(t, "at")
		bad := slices.Clone(plain)
		bad[at] = '\x00'
		got, damage := readAll(t, bad)
		if len(got) < len(plainAll)-2 || damage.Places != 1 {
			t.Fatalf("%d entries, %v", len(got), damage)
		}
	})
}

// readAll is kept for properties.
func readAll(t *rapid.T, text []byte) (all []Entry, damage Damage) {
	r, err := NewReader(bytes.NewReader(text))
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

func TestTheEndIsFoundWithoutReadingItAll(t *testing.T) {
	for _, name := range names() {
		text, all := sixty(t, name)
		for _, cut := range []int{0, 1, 30} {
			text := text[:len(text)-cut]
			got, _ := kept(t, text)
			file := &counting{Reader: bytes.NewReader(text)}
			s, err := SpanOf(file, int64(len(text)))
			if err != nil || s.First.After != all[0].After || s.Last.After != got[len(got)-1].After {
				t.Errorf("%s: %v to %v, %v", name, s.First.After, s.Last.After, err)
			}
			if at, _ := file.Seek(0, io.SeekCurrent); at != 0 {
				t.Errorf("the file is left at %d", at)
			}
		}
	}
	// Of a large file only the two ends are read.
	var large bytes.Buffer
	text, _ := sixty(t, "a.jsonl")
	head := bytes.IndexByte(text, '\n') + 1
	large.Write(text[:head])
	for large.Len() < 8<<20 {
		large.Write(text[head:])
	}
	file := &counting{Reader: bytes.NewReader(large.Bytes())}
	if s, err := SpanOf(file, int64(large.Len())); err != nil || s.Last.After < 59*time.Second || file.read > 1<<20 {
		t.Errorf("%v, %v, %d bytes read", s.Last.After, err, file.read)
	}
}

type counting struct {
	*bytes.Reader
	read int
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.read += n
	return n, err
}

func TestOtherFilesAreNoRecordings(t *testing.T) {
	for _, text := range []string{"", "\n", "hello", "{}\n", `{"kanatop":2}` + "\n", markBegin, zstdMagic, "PK\x03\x04 whatever"} {
		if _, err := NewReader(bytes.NewReader([]byte(text))); err == nil {
			t.Errorf("%q is taken for one", text)
		}
	}
}

func FuzzRecordingIsRead(f *testing.F) {
	f.Add([]byte(`{"kanatop":1}` + "\n" + `{"us":1,"at":"2026-11-22T20:08:48Z","in":"exchange","data":{}}` + "\n"))
	f.Add([]byte(markBegin + "0123456789abcdef0123456789"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := NewReader(bytes.NewReader(text))
		if err != nil {
			return
		}
		for n := 0; ; n++ {
			if _, err := r.Next(); err != nil {
				break
			}
			if n > len(text) {
				t.Fatal("it never ends")
			}
		}
	})
}
