package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanatop/feed/journal"
	"kanatop/ui/screentest"
)

// ran is how a run of the program ended.
type ran struct {
	stdout, stderr string
	code           int
}

// runs runs the built program without a terminal. With until it is interrupted as soon as that reports true.
func runs(t *testing.T, until func() bool, args ...string) ran {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program(t), args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	home := t.TempDir()
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + home, "KANA_API_KEY=" + "open-sesame-42"}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { // ends with the program, which ctx ends
		_ = cmd.Wait()
		close(ended)
	}()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for running := true; running; {
		select {
		case <-ended:
			running = false
		case <-look.C:
			if until != nil && until() {
				_ = cmd.Process.Signal(os.Interrupt)
				until = nil
			}
		}
	}
	return ran{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// entriesOf counts the entries of a recording.
func entriesOf(t *testing.T, path string) (n int, damage string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		return 0, ""
	}
	defer file.Close() //nolint:errcheck // it was read only
	r, err := journal.NewReader(file)
	if err != nil {
		return 0, err.Error()
	}
	for {
		if _, err := r.Next(); err != nil {
			return n, r.Damage().String()
		}
		n++
	}
}

func TestARecordingEndsCleanlyWhenItIsInterrupted(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	path := filepath.Join(t.TempDir(), "a.jsonl.zst")
	r := runs(t, func() bool { n, _ := entriesOf(t, path); return n > 60 }, append([]string{"record", path}, towards(x.address)...)...)
	n, damage := entriesOf(t, path)
	if r.code != 0 || r.stdout != "" || n < 60 || damage != "" || !strings.Contains(r.stderr, "orderbook ") || strings.Contains(r.stderr, "\x1b") {
		t.Errorf("%+v, %d entries, %s", r, n, damage)
	}
	if text, _ := os.ReadFile(path); bytes.Contains(text, []byte("sesame")) {
		t.Error("the key is in it")
	}
}

func TestARecordingLastsAsLongAsItIsTold(t *testing.T) {
	folder := t.TempDir()
	if r := runs(t, nil, "record", "--demo", "--duration", "1500ms", folder); r.code != 0 {
		t.Errorf("%+v", r)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "kanatop-mainnet-*.jsonl.zst"))
	if len(files) != 1 {
		t.Fatalf("%q", files)
	}
	if n, damage := entriesOf(t, files[0]); n < 20 || damage != "" {
		t.Errorf("%d entries, %s", n, damage)
	}
}

func TestAReaderThatLeavesEndsARecordingWithoutNoise(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program(t), "record", "--demo", "-")
	var errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = write, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	head := make([]byte, 20)
	if _, err := read.Read(head); err != nil || !strings.HasPrefix(string(head), `{"kanatop":1`) {
		t.Errorf("%q, %v", head, err)
	}
	_ = read.Close()
	if err := cmd.Wait(); err != nil || strings.Contains(errs.String(), "kanatop:") || strings.Contains(errs.String(), "pipe") {
		t.Errorf("%v: %s", err, errs.String())
	}
}

func TestAFullDiskIsToldInOneLine(t *testing.T) {
	if r := runs(t, nil, "record", "--demo", "/dev/full"); r.code != 1 || r.stderr != "kanatop: /dev/full: no space left on device\n" {
		t.Errorf("%+v", r)
	}
}

func TestWhatCannotBeRecordedOrPlayedIsBadInput(t *testing.T) {
	folder := t.TempDir()
	there, junk, good := filepath.Join(folder, "there"), filepath.Join(folder, "junk"), filepath.Join(folder, "good.zst")
	newer, unread := filepath.Join(folder, "newer"), filepath.Join(folder, "unread")
	for path, text := range map[string]string{
		there: "mine", junk: "\x1b[31mjunk", newer: `{"kanatop":7,"part":[1]}` + "\n",
		unread: `{"kanatop":1}` + "\n" + `{"us":1,"in":"15","da`,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if r := runs(t, nil, "record", "--demo", "--duration", "1200ms", good); r.code != 0 {
		t.Fatalf("%+v", r)
	}
	for _, c := range []struct {
		args []string
		told string
	}{
		{[]string{"record"}, "expected one file"},
		{[]string{"record", "a", "b"}, "expected one file"},
		{[]string{"record", ""}, "found an empty one"},
		{[]string{"record", "--demo", filepath.Join(there, "below")}, "not a directory; name a file in a folder that is yours"},
		{[]string{"record", "--duration", "0", good}, "--duration"},
		{[]string{"record", "--demo", there}, "exists and is left as it is"},
		{[]string{"record", "--demo", filepath.Join(folder, "no", "such")}, "no such file or directory; make the folder"},
		{[]string{"record", "--duration", "soon", good}, "soon"},
		{[]string{"record", "--duration=-1s", good}, "--duration"},
		{[]string{"record", "--record-part", "5 apples", good}, "--record-part"},
		{[]string{"record", "--bogus", good}, "--bogus"},
		{[]string{"replay"}, "expected a recording"},
		{[]string{"replay", filepath.Join(folder, "none")}, "no such file"},
		{[]string{"replay", folder}, "is no file"},
		{[]string{"replay", junk}, "no recording of kanatop"},
		{[]string{"replay", good, there}, "no recording of kanatop"},
		{[]string{"replay", newer}, "its format is 7, expected 1; play it with a newer version"},
		{[]string{"replay", unread}, "no message that can be read; the end is damaged"},
		{[]string{"replay", good, good}, "the same part"},
		{[]string{"replay", "--speed", "fast", good}, "0.1 to 1000"},
		{[]string{"replay", "--from", "noon", good}, "noon"},
		{[]string{"replay", "--from", "+5h", good}, "the recording ends at"},
		{[]string{"replay", "--to", "2001-01-01T00:00", good}, "the recording begins at"},
		{[]string{"replay", "--to", "2099-01-01T00:00", good}, "a moment of another day"},
		{[]string{"replay", "-", good}, "stands alone"},
		{[]string{"replay", good}, "is not a terminal"},
		{[]string{"--demo", "--record", there}, "terminal"},
	} {
		r := runs(t, nil, c.args...)
		if r.code != 2 || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 || !strings.Contains(r.stderr, c.told) || strings.Contains(r.stderr, "\x1b") {
			t.Errorf("%q: %+v; expected %q", c.args, r, c.told)
		}
	}
	if text, _ := os.ReadFile(there); string(text) != "mine" {
		t.Errorf("the file that was there is %q", text)
	}
}

func TestTheLastLineOfARecordingCountsTheMessagesThatAreInIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	r := runs(t, nil, "record", "--demo", "--duration", "1500ms", path)
	text, err := os.ReadFile(path)
	if err != nil || r.code != 0 {
		t.Fatalf("%v, %+v", err, r)
	}
	all, of := 0, make(map[string]int)
	for line := range strings.Lines(string(text)) {
		var entry struct{ Data struct{ Message string } }
		if strings.Contains(line, `"in":`) {
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Fatal(err)
			}
			all, of[entry.Data.Message] = all+1, of[entry.Data.Message]+1
		}
	}
	lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
	last := lines[len(lines)-1] + " "
	want := []string{fmt.Sprintf("  %d messages  ", all)}
	for topic, n := range of {
		want = append(want, fmt.Sprintf("  %s %d ", topic, n))
	}
	for _, part := range want {
		if !strings.Contains(last, part) {
			t.Errorf("%q is not in %q", part, last)
		}
	}
}

func TestARecordingIsMadeBesideTheDashboardAndPlayedInIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl.zst")
	s := start(t, nil, "--demo", "--record", path)
	s.Await(t, "the mark of the recording with its size", screentest.Has("DEMO", " REC ", " kB "))
	once := 0 // entries of what was written in the first place: what is cut off below is none of these
	s.Await(t, "some of it on the disk, not all written at once", func(string) bool {
		n, _ := entriesOf(t, path)
		if once == 0 && n > 100 {
			once = n
		}
		return once > 0 && n > once
	})
	s.Press("q")
	inOrder(t, s)
	if n, damage := entriesOf(t, path); n < 100 || damage != "" {
		t.Errorf("%d entries, %s", n, damage)
	}

	// What a crash leaves plays up to where it ends, and that is told.
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	s = start(t, nil, "replay", "--speed", "100", path)
	s.Await(t, "the end, the damage, the mark", screentest.Has("at the end x100", "the end is damaged", "REPLAY 20", "DEMO", "─ Book BTC-USD"))
	s.Press("<")
	s.Await(t, "half the speed", screentest.Has("x50"))
	s.Press(":seek -1s\r")
	s.Await(t, "that it holds before the end", screentest.Has("held x50"))
	s.Press(".")
	s.Press(" ")
	s.Await(t, "the end again", screentest.Has("at the end x50"))
	s.Press("q")
	inOrder(t, s)
}

func TestARecordingIsPlayedFromAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	if r := runs(t, nil, "record", "--demo", "--duration", "3s", path); r.code != 0 {
		t.Fatalf("%+v", r)
	}
	s := screentest.Start(t, 160, 40, nil, "/bin/sh", "-c", `cat "$1" | "$0" replay --speed 20 -`, program(t), path)
	s.Await(t, "the end", screentest.Has("at the end x20", "REPLAY"))
	s.Press(" ")
	s.Await(t, "why it does not begin again", screentest.Has("there is no way back"))
	s.Press("q")
	if code := s.Exit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestARecordingEndsInOrderByAnySignal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zst")
	s := start(t, nil, "--demo", "--record", path)
	s.Await(t, "some of it on the disk", func(string) bool { n, _ := entriesOf(t, path); return n > 20 })
	s.Signal(syscall.SIGTERM)
	s.Exit(t)
	if n, damage := entriesOf(t, path); n < 20 || damage != "" {
		t.Errorf("%d entries, %s", n, damage)
	}
}
