package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/ui/screentest"
)

// everything is the text of all files below a folder, by their paths.
func everything(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path) //nolint:gosec // of the test's own folder
		out[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAReplayReadsAndChangesNothingOfTheDashboardsOwn(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	env := []string{"KANATOP_STATE=" + state}
	x := serve(t, "127.0.0.1:0")
	recording := filepath.Join(t.TempDir(), "a.jsonl")
	s := start(t, env, append(towards(x.address), "--record", recording)...)
	s.Await(t, "a live book", live)
	s.Press(":alert BTC > 1 repeat\r")
	s.Await(t, "that it fired", screentest.Has("x acknowledge"))
	s.Press(":alert ETH > 999999\r")
	s.Await(t, "trades and history on the disk", func(string) bool {
		n, _ := entriesOf(t, recording)
		_, err := os.Stat(state)
		return err == nil && n > 60
	})
	s.Press("q")
	inOrder(t, s)
	before := everything(t, state)
	if len(before) < 2 {
		t.Fatalf("the dashboard left %d files", len(before))
	}

	// The recording is of the same network; were it taken for the present, alerts would fire and history would grow.
	s = start(t, append(env, "KANATOP_WS_URL=ws://"+x.address+"/ws/", "KANATOP_REST_URL=http://"+x.address), "replay", "--speed", "100", recording)
	text := s.Await(t, "the end", screentest.Has("at the end x100", "REPLAY"))
	if strings.Contains(text, "x acknowledge") || strings.Contains(text, "disk to") {
		t.Errorf("the replay knows what the dashboard remembers:\n%s", text)
	}
	s.Press(":alert BTC > 2 repeat\r:group 5\r")
	s.Press(":seek -2s\r ")
	s.Await(t, "an alert of its own", screentest.Has("x acknowledge"))
	s.Press("q")
	inOrder(t, s)
	after := everything(t, state)
	for path, text := range before {
		if after[path] != text {
			t.Errorf("%s is changed", path)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files, %d before", len(after), len(before))
	}
}

func TestFromToLoopSpeedAndSeekOfTheBuiltProgram(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "hours.jsonl")
	if err := os.WriteFile(path, afternoon(t), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, nil, "replay", "--from", "12:30", "--to", "13:00", "--loop", "--speed", "1000", path)
	s.Await(t, "where it begins, and how far it is", screentest.Has("REPLAY 2025-11-22 12:3", "playing x1000", "12:00:00 ━", "13:29:00"))
	s.Await(t, "near its end", screentest.Has("REPLAY 2025-11-22 12:5"))
	s.Await(t, "the begin again", screentest.Has("REPLAY 2025-11-22 12:3"))
	s.Press(" ")
	s.Await(t, "that it holds", screentest.Has("held x1000"))
	s.Press("<<<")
	s.Await(t, "that it is slower", screentest.Has("held x100 "))
	s.Press(">")
	s.Await(t, "that it is faster", screentest.Has("held x200 "))
	for to, shows := range map[string]string{"12:45": "REPLAY 2025-11-22 12:45:00", "12:00:30": "REPLAY 2025-11-22 12:00:30", "12:59:59": "REPLAY 2025-11-22 12:59:59"} {
		s.Press(":seek " + to + "\r")
		s.Await(t, "the moment "+to, screentest.Has(shows, "held x200"))
	}
	s.Press(":seek 12:44:30\r")
	s.Await(t, "the moment 12:44:30", screentest.Has("REPLAY 2025-11-22 12:44:30", "STALE 30s"))
	s.Press(".")
	s.Await(t, "the next message, and what it made fresh", screentest.Has("REPLAY 2025-11-22 12:45:00", "─ <1s ─"))
	s.Press(":seek 14:00")
	s.Await(t, "that there is no such moment", screentest.Has("the recording ends at 2025-11-22 13:29:00"))
	s.Press("\x1b")
	s.Await(t, "that the prompt is closed", func(text string) bool { return !strings.Contains(text, "the recording ends at") })
	s.Press("q")
	inOrder(t, s)
}
