package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kanatop/ui"
)

// exporting lets the screen write files, which it proposes in the working folder or, where that is none of the user's, in the
// one for downloads or the home folder.
func (p program) exporting(options *ui.Options) {
	options.Export = exportFile
	folder, err := os.Getwd()
	if err != nil || folder == filepath.Dir(folder) {
		home, _ := os.UserHomeDir() // without one there is no proposal
		folder = firstOf(p.env("XDG_DOWNLOAD_DIR"), home)
	}
	if folder != "" {
		options.ExportFolder = homely(strings.TrimSuffix(folder, string(filepath.Separator)) + string(filepath.Separator))
	}
}

// exportFile writes a private file as a whole: it gets its name when all of it is on the disk.
func exportFile(path string, text []byte, replace bool) error {
	if rest, found := strings.CutPrefix(path, "~"+string(filepath.Separator)); found {
		home, err := os.UserHomeDir()
		if err != nil {
			return fmt.Errorf("there is no home folder: %w", err)
		}
		path = filepath.Join(home, rest)
	}
	// Told before anything is written; whether it still holds then is settled by the naming itself.
	switch info, err := os.Lstat(path); {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; expected the path of a file", path)
	case err == nil && !replace:
		return fs.ErrExist
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".kanatop-*") // with mode 0600
	if err != nil {
		return fmt.Errorf("write to %s: %w", filepath.Dir(path), bare(err))
	}
	defer os.Remove(file.Name()) //nolint:errcheck // it has got its name by then, or is not wanted
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, bare(err))
	}
	if err := named(file.Name(), path, replace); err != nil {
		return fmt.Errorf("write %s: %w", path, bare(err))
	}
	return nil
}

// named gives a file its name. A link, unlike a rename, refuses a name that is taken; not every file system has links.
func named(temporary, path string, replace bool) error {
	if replace {
		return os.Rename(temporary, path)
	}
	err := os.Link(temporary, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, taken := os.Lstat(path); taken == nil {
		return fs.ErrExist
	}
	return os.Rename(temporary, path)
}

// bare leaves out of an error about files which file it was.
func bare(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err
	}
	return err
}
