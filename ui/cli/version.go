package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version tells the program's version, the commit and its time if the build knows them, the Go release and the platform. A build
// has no date of its own, so that building the same again gives the same.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return versionOf(info)
}

func versionOf(info *debug.BuildInfo) string {
	number := strings.Trim(info.Main.Version, "()")
	if number == "" {
		number = "devel"
	}
	commit, changed, at := "", "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.time":
			at = ", committed " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+dirty"
		}
	}
	words := []string{"kanatop", number}
	if commit != "" {
		words = append(words, commit+changed)
	}
	return fmt.Sprintf("%s %s %s/%s%s", strings.Join(words, " "), runtime.Version(), runtime.GOOS, runtime.GOARCH, at)
}
