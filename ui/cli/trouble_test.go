package cli_test

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanatop/ui/screentest"
)

// limited runs the program with files of at most so many blocks of 512 bytes, as a disk that is full allows.
const limited = `ulimit -f "$1"; shift; exec "$0" "$@"`

func TestTheDashboardGoesOnWhenTheDiskOfItsRecordingIsFull(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.jsonl")
	s := screentest.Start(t, 160, 48, nil, "/bin/sh", "-c", limited, program(t), "2000", "--demo", "--record", path)
	s.Await(t, "why it does not record", screentest.Has("REC FAILS", "not recording: a.jsonl: file too large"))
	before := s.Text()
	s.Await(t, "that it goes on", func(text string) bool { return text != before && screentest.Has("● live", "spread")(text) })
	s.Press("q")
	s.Exit(t)
	if n, damage := entriesOf(t, path); n < 20 || damage != "" {
		t.Errorf("%d entries, %s", n, damage)
	}
}

func TestARecordingThatEndsOnAFullDiskSaysWhatItHasLost(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.jsonl")
	cmd := exec.CommandContext(t.Context(), "/bin/sh", "-c", limited, program(t), "2000", "record", "--demo", "--duration", "7s", path)
	var errs strings.Builder
	cmd.Stderr = &errs
	if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v, want exit code 1", err)
	}
	if text := errs.String(); strings.Count(text, "kanatop: not recording: "+path+": file too large\n") != 1 || !strings.HasSuffix(text, "kanatop: "+path+": file too large\n") {
		t.Errorf("%q", text)
	}
	if n, damage := entriesOf(t, path); n < 20 || damage != "" {
		t.Errorf("%d entries, %s", n, damage)
	}
}

func TestARecordingIsReadableAfterItsProgramWasKilled(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a.jsonl", "a.jsonl.zst"} {
		path := filepath.Join(t.TempDir(), name)
		cmd := exec.CommandContext(t.Context(), program(t), "record", "--demo", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		look := time.NewTicker(20 * time.Millisecond)
		defer look.Stop()
		for n := 0; n < 60; n, _ = entriesOf(t, path) {
			<-look.C
		}
		if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // its result is known
		if n, damage := entriesOf(t, path); n < 60 || damage != "" && !strings.HasPrefix(damage, "the end is damaged: ") {
			t.Errorf("%s: %d entries, %s", name, n, damage)
		}
	}
}

func TestARecordingGoesOnInANewPartAndWithoutItsFolder(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new") + "/"
	aside := strings.TrimSuffix(folder, "/") + "-aside"
	parts := func(folder string) int {
		files, err := filepath.Glob(filepath.Join(folder, "*.jsonl.zst"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	x := serve(t, "127.0.0.1:0", "--fault", "flood=30")
	away, had := false, 0
	r := runs(t, func() bool {
		switch n := parts(folder); {
		case !away && n >= 2:
			away = true
			if err := os.Rename(folder, aside); err != nil {
				t.Error(err)
			}
			had, _ = entriesOf(t, last(t, aside))
		case away && n == 0:
			if n, _ := entriesOf(t, last(t, aside)); had > 0 && n > had+600 { // it goes on in the file that it has
				had = 0
				if err := os.Mkdir(folder, 0o700); err != nil {
					t.Error(err)
				}
			}
		case away && n >= 2:
			return true
		}
		return false
	}, append([]string{"record", "--record-part", "1MB", folder}, towards(x.address)...)...)
	if r.code != 0 || strings.Count(r.stderr, "kanatop: not recording: begin the next part") != 1 || !strings.Contains(r.stderr, "kanatop: recording again\n") {
		t.Errorf("%+v", r)
	}
	for _, in := range []string{folder, aside} {
		if n, damage := entriesOf(t, last(t, in)); n < 1 || damage != "" {
			t.Errorf("%s: %d entries, %s", in, n, damage)
		}
	}
}

// last is the newest part of a recording in a folder: the one of the longest name, since later parts are named after the first.
func last(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl.zst"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%q, %v", files, err)
	}
	return slices.MaxFunc(files, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}
