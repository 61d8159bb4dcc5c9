package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestExportedFilesAreWholePrivateAndNeverInThePlaceOfOthers(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	if err := exportFile(path, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if err := exportFile(path, []byte("two"), false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second one: %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "one" {
		t.Errorf("the file holds %q", text)
	}
	if err := exportFile(path, []byte("three"), true); err != nil {
		t.Error(err)
	}
	text, _ := os.ReadFile(path)
	info, err := os.Stat(path)
	if err != nil || string(text) != "three" || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %q, %v", err, text, info.Mode())
	}
	left, _ := os.ReadDir(folder)
	if len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestExportErrorsSayWhatWasTried(t *testing.T) {
	folder := t.TempDir()
	for path, want := range map[string]string{
		folder:                                 folder + " is a folder; expected the path of a file",
		filepath.Join(folder, "none", "a.csv"): "write to " + filepath.Join(folder, "none") + ": no such file or directory",
	} {
		if err := exportFile(path, nil, true); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestATildeIsTheHomeFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	if err := exportFile("~"+string(filepath.Separator)+"a.csv", []byte("x"), false); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(home, "a.csv")); err != nil {
		t.Error(err)
	}
}
