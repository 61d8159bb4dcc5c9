package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// favour gives the session of a process a niceness, and returns how to give back the one it had. A system that shares the processor
// between sessions first, and among the processes of each only then, lets the nicest of all stand in line with the others: the
// program under test has a session of its own. Where there is no such sharing nothing happens.
func favour(pid, nice int) (restore func()) {
	name := fmt.Sprintf("/proc/%d/autogroup", pid)
	text, err := os.ReadFile(name)
	before, known := parseAutogroup(string(text))
	if err != nil || !known || os.WriteFile(name, []byte(strconv.Itoa(nice)), 0) != nil {
		return func() {}
	}
	return func() { _ = os.WriteFile(name, []byte(strconv.Itoa(before)), 0) } // it could be changed before
}

// parseAutogroup reads /proc/PID/autogroup, as in "/autogroup-1852 nice -10".
func parseAutogroup(text string) (nice int, ok bool) {
	_, after, _ := strings.Cut(text, " nice ")
	nice, err := strconv.Atoi(strings.TrimSpace(after))
	return nice, err == nil
}
