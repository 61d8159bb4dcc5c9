package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/ui/screentest"
)

// exported is the text of the only file of a kind in a folder.
func exported(t *testing.T, folder, kind string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, path := range files {
		if strings.HasSuffix(path, kind) {
			b, err := os.ReadFile(path) //nolint:gosec // of the test's own folder
			if err != nil || text != "" {
				t.Fatalf("%v, files %q", err, files)
			}
			text = string(b)
		}
	}
	return text
}

func TestTheBuiltProgramExportsWhatShowsAndAllThatIsHeld(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := screentest.Start(t, 160, 48, nil, "/bin/sh", "-c", `cd "$1" && exec "$0" --demo`, program(t), folder)
	s.Await(t, "trades", func(text string) bool { return live(text) && strings.Contains(text, "vwap") })
	s.Press("z\t\t\tt") // the tape on the whole screen, small prints hidden
	s.Await(t, "the tape, filtered", screentest.Has("─ Trades", "≥"))
	write := func(keys, kind string) string {
		t.Helper()
		s.Press("e" + keys)
		s.Await(t, "the box", screentest.Has(kind))
		s.Press("\r")
		s.Await(t, "that it is written", screentest.Has("exported ", kind))
		return exported(t, folder, kind)
	}
	rows := func(text string) int {
		all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return len(all) - 1
	}
	shown := rows(write("", ".csv"))
	var doc struct{ Rows []map[string]*string }
	if err := json.Unmarshal([]byte(write("\t\x1b[Z", ".json")), &doc); err != nil {
		t.Fatal(err)
	}
	if shown < 5 || len(doc.Rows) <= shown || doc.Rows[0]["price"] == nil {
		t.Errorf("%d rows of those that show, %d of all: %v", shown, len(doc.Rows), doc.Rows[0])
	}

	mine := filepath.Join(folder, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Press("e" + strings.Repeat("\x7f", 400) + "mine.txt\r")
	s.Await(t, "whether it may be replaced", screentest.Has("the file exists. Replace it? y / n"))
	s.Press("n")
	s.Await(t, "that it is not", screentest.Has("left as it is"))
	if text := exported(t, folder, ".txt"); text != "mine" {
		t.Errorf("it is now %q", text)
	}
	s.Press("\r")
	s.Await(t, "the question again", screentest.Has("Replace it? y / n"))
	s.Press("y")
	s.Await(t, "that it is", screentest.Has("exported ", "mine.txt"))
	if n := rows(exported(t, folder, ".txt")); n < 5 {
		t.Errorf("%d rows in the place of the other file", n)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 3 {
		t.Errorf("%v, %v", left, err)
	}
	s.Press("q")
	inOrder(t, s)
}
