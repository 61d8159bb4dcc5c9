package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine is where and when a report was made.
type machine struct {
	Model string    `json:"model"`
	Cores int       `json:"cores"`
	Go    string    `json:"go"`
	OS    string    `json:"os"`
	Nice  int       `json:"nice"` // of this program and all it starts
	Load  string    `json:"load"` // average of 1, 5 and 15 minutes at the start
	After string    `json:"load_after,omitempty"`
	At    time.Time `json:"at"`
}

func thisMachine() machine {
	text, _ := os.ReadFile("/proc/cpuinfo") // an unknown model stays empty
	return machine{
		Model: processorName(string(text)), Cores: runtime.NumCPU(), Go: runtime.Version(), OS: runtime.GOOS + "/" + runtime.GOARCH,
		Nice: niceness(), Load: loadAverage(), At: time.Now().UTC().Truncate(time.Second),
	}
}

func (m machine) String() string {
	return fmt.Sprintf("%s, %d cores, %s %s, nice %d, load average %s before and %s after, %s UTC", m.Model, m.Cores, m.Go, m.OS, m.Nice,
		m.Load, m.After, m.At.Format(time.DateTime))
}

// niceness is this program's own, which its processes inherit; 0 when it is not known.
func niceness() int {
	text, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	const nice = 19 - 3 // as proc(5) counts, less the two before and from 0
	if len(fields) <= nice {
		return 0
	}
	n, err := strconv.Atoi(fields[nice])
	if err != nil {
		return 0
	}
	return n
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 3 {
		return "unknown"
	}
	return strings.Join(fields[:3], " ")
}

// processorName reads /proc/cpuinfo.
func processorName(text string) string {
	for line := range strings.Lines(text) {
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}
