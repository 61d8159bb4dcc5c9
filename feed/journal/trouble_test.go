package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/model"
)

// small is a disk of which a part can be full, or hang.
type small struct {
	osDisk

	mu   sync.Mutex
	room int           // bytes; less than 0 for no limit
	hang chan struct{} // a write waits for it
}

func (s *small) create(path string) (file, error) {
	f, err := s.osDisk.create(path)
	return &smallFile{f, s}, err
}

func (s *small) leave(room int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.room = room
}

type smallFile struct {
	file
	on *small
}

func (f *smallFile) Write(b []byte) (int, error) {
	f.on.mu.Lock()
	defer f.on.mu.Unlock()
	if f.on.hang != nil {
		<-f.on.hang
	}
	if f.on.room >= 0 && len(b) > f.on.room {
		n, _ := f.file.Write(b[:f.on.room])
		f.on.room = 0
		return n, &os.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}
	}
	if f.on.room >= 0 {
		f.on.room -= len(b)
	}
	return f.file.Write(b)
}

func TestAFullDiskIsToldOnceAndCostsNothingWhenItHasRoomAgain(t *testing.T) {
	for _, name := range names() {
		disk := &small{room: -1}
		var told []string
		path := filepath.Join(t.TempDir(), name)
		text, err := recorded(t, Options{Path: path, disk: disk, Trouble: func(s string) { told = append(told, s) }}, func(w *Writer) {
			for n := range 30 {
				switch n {
				case 10:
					disk.leave(70) // so that a part of a write goes through
				case 20:
					if s := w.Status(); !strings.Contains(s.Trouble, "no space left on device") {
						t.Errorf("%+v", s)
					}
					if text, _ := os.ReadFile(path); len(text) > 0 {
						if got, damage := kept(t, text); len(got) < 9 || damage.Places > 0 {
							t.Errorf("while the disk is full: %d entries, %v", len(got), damage)
						}
					}
					disk.leave(-1)
				}
				w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
				time.Sleep(time.Second)
			}
		})
		if got, damage := kept(t, text); err != nil || len(got) != 30 || damage.Places > 0 {
			t.Errorf("%s: %v, %d entries, %v", name, err, len(got), damage)
		}
		if len(told) != 2 || told[1] != "" || !strings.HasSuffix(told[0], "no space left on device") {
			t.Errorf("%q", told)
		}
	}
}

func TestWhatDoesNotFitIsCountedAndNotedAtItsPlace(t *testing.T) {
	disk := &small{room: -1}
	big := bytes.Repeat([]byte("1"), 1<<20)
	text, err := recorded(t, Options{Path: "a.zst", disk: disk}, func(w *Writer) {
		disk.leave(0)
		w.Add(Entry{Kind: In, At: time.Now(), Data: []byte("0")})
		time.Sleep(2 * time.Second)
		for range 12 {
			w.Add(Entry{Kind: In, At: time.Now(), Data: big})
		}
		if s := w.Status(); s.Lost != 4 || s.Entries != 9 {
			t.Errorf("%+v", s)
		}
		disk.leave(-1)
		time.Sleep(2 * time.Second)
		w.Add(Entry{Kind: In, At: time.Now(), Data: []byte("2")})
	})
	if err == nil || !strings.Contains(err.Error(), "4 messages could not be recorded") {
		t.Error(err)
	}
	got, _ := kept(t, text)
	if len(got) != 11 || got[9].Kind != Lost || got[9].Lost != 4 || string(got[10].Data) != "2" {
		t.Errorf("%d entries, the tenth %+v", len(got), got[min(9, len(got)-1)].Lost)
	}
}

func TestAddingNeverWaitsForADisk(t *testing.T) {
	disk := &small{room: -1}
	_, err := recorded(t, Options{Path: "a.zst", disk: disk}, func(w *Writer) {
		hang := make(chan struct{})
		disk.mu.Lock()
		disk.hang = hang
		disk.mu.Unlock()
		from := time.Now()
		for n := range 200_000 {
			w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
			if n == 100 {
				time.Sleep(2 * time.Second) // the write hangs by now
			}
		}
		if time.Since(from) != 2*time.Second {
			t.Errorf("it took %v", time.Since(from))
		}
		w.queue.mu.Lock()
		if n := cap(w.queue.bytes); n > 2*queueBytes || len(w.queue.entries) > queueEntries {
			t.Errorf("%d bytes, %d entries are held", n, len(w.queue.entries))
		}
		w.queue.mu.Unlock()
		if w.Status().Lost == 0 {
			t.Error("nothing is lost")
		}
		close(hang)
	})
	if err == nil {
		t.Error("what was lost is not told")
	}
}

func TestARecordingThatCannotBeBegunLeavesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zst")
	_, err := Create(Options{Path: path, disk: &small{room: 10}})
	if err == nil || !strings.Contains(err.Error(), "no space left on device") || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("something is there: %v", err)
	}
}

// partsIn are the files of a folder, each by its header.
func partsIn(t *testing.T, folder string) map[int][]byte {
	t.Helper()
	out := make(map[int][]byte)
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(path, err)
		}
		out[r.Header().Part] = text
	}
	return out
}

func TestALaterPartCanBeUnderstoodAlone(t *testing.T) {
	folder := t.TempDir()
	_, err := recorded(t, Options{Path: filepath.Join(folder, "a.jsonl"), PartBytes: 2000}, func(w *Writer) {
		w.Add(Entry{Kind: Event, Scope: bitcoin, At: time.Now(), Event: model.Link{Scope: bitcoin, State: model.LinkConnecting}})
		w.Add(Entry{Kind: Event, Scope: bitcoin, At: time.Now(), Event: model.Link{Scope: bitcoin, State: model.LinkUp, Since: time.Now()}})
		w.Add(Entry{Kind: Answer, Path: "all", At: time.Now(), Data: []byte(`[]`)})
		for n := range 40 {
			w.Add(Entry{Kind: In, Scope: bitcoin, At: time.Now(), Data: wire(n)})
			time.Sleep(time.Second)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	parts := partsIn(t, folder)
	if len(parts) < 3 {
		t.Fatalf("%d parts", len(parts))
	}
	frames := 0
	for n := range len(parts) {
		all, damage := kept(t, parts[n+1])
		if damage.Places > 0 {
			t.Errorf("part %d: %v", n+1, damage)
		}
		for _, e := range all {
			if e.Kind == In {
				frames++
			}
		}
		if n == 0 {
			continue
		}
		l, ok := all[0].Event.(model.Link)
		if !all[0].Again || !ok || l.State != model.LinkUp || !all[1].Again || all[1].Path != "all" || all[2].Again {
			t.Errorf("part %d begins with %+v", n+1, all[:2])
		}
	}
	if frames != 40 {
		t.Errorf("%d of 40 frames are in the parts", frames)
	}
}

func TestEachDayBeginsAPart(t *testing.T) {
	folder := t.TempDir()
	_, err := recorded(t, Options{Path: filepath.Join(folder, "a.zst"), Daily: true}, func(w *Writer) {
		for n := range 50 {
			w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
			time.Sleep(time.Hour)
		}
	})
	// The clock of the bubble begins at midnight.
	if parts := partsIn(t, folder); err != nil || len(parts) != 3 {
		t.Errorf("%v, %d parts", err, len(parts))
	}
}

func TestAFileThatIsRemovedIsFollowedByAnother(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.zst")
	_, err := recorded(t, Options{Path: path}, func(w *Writer) {
		for n := range 10 {
			if n == 5 {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
			w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
			time.Sleep(time.Second)
			synctest.Wait()
		}
	})
	parts := partsIn(t, folder)
	all, _ := kept(t, parts[2])
	if err != nil || len(parts) != 1 || len(all) < 4 {
		t.Errorf("%v, %d parts, %d entries", err, len(parts), len(all))
	}
}

func TestARecordingWhoseFolderIsRemovedForGoodHasFailed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := recorded(t, Options{Path: filepath.Join(folder, "a.zst")}, func(w *Writer) {
		w.Add(Entry{Kind: In, At: time.Now(), Data: wire(1)})
		time.Sleep(1500 * time.Millisecond)
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
	})
	if err == nil || !strings.Contains(err.Error(), "a.zst is gone, with all that was written to it, and the next part could not be begun: no such file") {
		t.Error(err)
	}
}

func TestAReaderThatLeavesIsNoFailureOfTheDisk(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_, err = recorded(t, Options{Path: "a.jsonl", To: w}, func(rec *Writer) {
		_ = r.Close()
		rec.Add(Entry{Kind: In, At: time.Now(), Data: wire(1)})
		time.Sleep(2 * time.Second)
	})
	if !Gone(err) {
		t.Error(err)
	}
}
