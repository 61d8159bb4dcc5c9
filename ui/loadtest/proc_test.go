package main

import (
	"os"
	"testing"
	"time"
)

func TestProcessorTimeIsThatOfUserAndSystem(t *testing.T) {
	// The name is chosen to mislead a reader that splits at blanks or at the first parenthesis.
	const text = "4711 (a ) 1 (b) S 4710 4711 4711 34816 4711 4194304 5005 0 13 0 580 84 7 9 20 0 12 0 1353032 1988612096 6210"
	got, err := parseStat([]byte(text))
	if want := 6640 * time.Millisecond; err != nil || got != want {
		t.Errorf("used %v (%v), want %v", got, err, want)
	}
	for _, bad := range []string{"", "1 (a) S 1 2 3", "1 (a) S 4710 4711 4711 34816 4711 4194304 5005 0 13 0 x 84 7"} {
		if got, err := parseStat([]byte(bad)); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func TestMemoryIsReadInBytes(t *testing.T) {
	got, err := parseStatus("Name:\tkanatop\nVmPeak:\t 1942236 kB\nVmHWM:\t   25100 kB\nVmRSS:\t   24872 kB\nThreads:\t11\n")
	if want := (memory{resident: 24872 << 10, peak: 25100 << 10}); err != nil || got != want {
		t.Errorf("memory %+v (%v), want %+v", got, err, want)
	}
	for _, bad := range []string{"", "Name:\tzombie\n", "VmHWM:\t x kB\n"} {
		if got, err := parseStatus(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func TestWaitIsTheSecondNumber(t *testing.T) {
	if got := parseWait("6645880000 11978000000 81234\n"); got != 11978*time.Millisecond {
		t.Errorf("waited %v", got)
	}
	if got := parseWait(""); got != 0 {
		t.Errorf("a system that does not count says %v", got)
	}
}

func TestOwnProcessIsMeasured(t *testing.T) {
	for began, n := time.Now(), 0; time.Since(began) < 30*time.Millisecond; n++ {
		_ = n
	}
	used, err := processorTime(os.Getpid())
	if err != nil || used <= 0 {
		t.Errorf("used %v (%v)", used, err)
	}
	m, err := memoryOf(os.Getpid())
	if err != nil || m.resident < 1<<20 || m.peak < m.resident {
		t.Errorf("memory %+v (%v)", m, err)
	}
}

func TestProcessorHasAName(t *testing.T) {
	if got := processorName("processor\t: 0\nmodel\t\t: 17\nmodel name\t: AMD EPYC\nflags\t: fpu\n"); got != "AMD EPYC" {
		t.Errorf("name %q", got)
	}
}

func TestNicenessOfASessionIsRead(t *testing.T) {
	if got, ok := parseAutogroup("/autogroup-1852 nice -10\n"); !ok || got != -10 {
		t.Errorf("nice %d (%t)", got, ok)
	}
	if got, ok := parseAutogroup(""); ok {
		t.Errorf("where there is none it is %d", got)
	}
}
