package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// buildProfiled makes the program that profiles itself, in the folder in which its profiles will be.
func buildProfiled(ctx context.Context, folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", fmt.Errorf("make a folder for profiles: %w", err)
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("find the folder for profiles: %w", err)
	}
	return build(ctx, folder, "kanatop/ui/loadtest/profiled")
}

// collect gives the profiles that a program left the name of a row. The first of each process is of its start, and the last one
// was not finished when it was killed; both go.
func collect(binary, row string) error {
	left, err := filepath.Glob(binary + ".*.pprof")
	if err != nil {
		return fmt.Errorf("look for profiles: %w", err)
	}
	for _, path := range left {
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("look at a profile: %w", err)
		}
		if info.Size() == 0 || strings.HasSuffix(path, ".000.pprof") {
			err = os.Remove(path)
		} else {
			err = os.Rename(path, filepath.Join(filepath.Dir(path), row+strings.TrimPrefix(path, binary)))
		}
		if err != nil {
			return fmt.Errorf("keep a profile: %w", err)
		}
	}
	return nil
}
