package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor times in /proc, the same on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// processorTime is what all threads of a process have used of the processor, in the system and outside of it.
func processorTime(pid int) (time.Duration, error) {
	name := fmt.Sprintf("/proc/%d/stat", pid)
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, fmt.Errorf("read the processor time: %w", err)
	}
	used, err := parseStat(text)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return used, nil
}

// parseStat reads /proc/PID/stat. The second field is the program's name, which may hold spaces and parentheses.
func parseStat(text []byte) (time.Duration, error) {
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	const utime, stime = 14 - 3, 15 - 3 // as proc(5) counts them, less the two before and from 0
	if len(fields) <= stime {
		return 0, fmt.Errorf("found %d fields after the name, expected more", len(fields))
	}
	user, err := strconv.ParseInt(string(fields[utime]), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("user time: %w", err)
	}
	system, err := strconv.ParseInt(string(fields[stime]), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("system time: %w", err)
	}
	return time.Duration(user+system) * tick, nil
}

// waitingTime is how long all threads of a process have stood in line for a processor that was busy with others; 0 where the
// system does not count it.
func waitingTime(pid int) (total time.Duration) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		return 0
	}
	for _, name := range threads {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // a thread may end
		}
		total += parseWait(string(text))
	}
	return total
}

// parseWait reads /proc/PID/task/TID/schedstat: the second field counts nanoseconds in line.
func parseWait(text string) time.Duration {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return 0
	}
	n, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return time.Duration(n)
}

// memory is what a process holds of the machine's memory, in bytes.
type memory struct{ resident, peak int64 }

func memoryOf(pid int) (memory, error) {
	name := fmt.Sprintf("/proc/%d/status", pid)
	text, err := os.ReadFile(name)
	if err != nil {
		return memory{}, fmt.Errorf("read the memory: %w", err)
	}
	m, err := parseStatus(string(text))
	if err != nil {
		return memory{}, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// parseStatus reads /proc/PID/status.
func parseStatus(text string) (m memory, err error) {
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(line, ":")
		into := map[string]*int64{"VmRSS": &m.resident, "VmHWM": &m.peak}[key]
		if into == nil {
			continue
		}
		kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 10, 64)
		if err != nil {
			return memory{}, fmt.Errorf("%s: %w", key, err)
		}
		*into = kib << 10
	}
	if m.resident == 0 || m.peak == 0 {
		return memory{}, fmt.Errorf("found no VmRSS and VmHWM; has the process ended?")
	}
	return m, nil
}
