package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version tells the program's version, the commit if the build knows it, the Go release and the platform.
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
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+dirty"
		}
	}
	words := []string{"kanatop", number}
	if commit != "" {
		words = append(words, commit+changed)
	}
	return fmt.Sprintf("%s %s %s/%s", strings.Join(words, " "), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
