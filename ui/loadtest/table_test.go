package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTableJudgesByTheGoal(t *testing.T) {
	r := report{
		Machine: machine{Model: "EPYC", Cores: 2, Go: "go1.26", OS: "linux/amd64", Load: "1 2 3", After: "4 5 6", At: time.Unix(0, 0).UTC()},
		Figures: []figure{
			{Row: "load", What: "ratio", Value: 1.5, Limit: 1, Unit: "x", Noise: 0.123, Note: "why"},
			{Row: "load", What: "bytes", Value: 60, Limit: 60, Unit: "kB/s"},
			{Row: "start", What: "detail", Value: 12.34, Unit: "ms"},
		},
	}
	var out bytes.Buffer
	if err := r.print(&out); err != nil {
		t.Fatal(err)
	}
	want := `EPYC, 2 cores, go1.26 linux/amd64, nice 0, load average 1 2 3 before and 4 5 6 after, 1970-01-01 00:00:00 UTC

row    what    goal       measured   of goal        noise  note
load   ratio   1.00 x     1.50 x     1.50     FAIL  12 %   why
load   bytes   60.0 kB/s  60.0 kB/s  1.00     ok
start  detail             12.3 ms             -
`
	var lines []string
	for line := range strings.Lines(out.String()) {
		lines = append(lines, strings.TrimRight(line, " \n"))
	}
	if diff := cmp.Diff(strings.TrimRight(want, "\n"), strings.Join(lines, "\n")); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}

	out.Reset()
	if err := r.printJSON(&out); err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Errorf("JSON loses (-want +got):\n%s", diff)
	}
}

func TestRowsAreChosenByName(t *testing.T) {
	got, err := chosen("keys, load")
	if err != nil || len(got) != 2 || got[0].name != "keys" || got[1].name != "load" {
		t.Errorf("chosen %v (%v)", got, err)
	}
	if _, err := chosen("load,nonsense"); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("an unknown row is answered %v", err)
	}
	if all, err := chosen(""); err != nil || len(all) != len(rows()) {
		t.Errorf("%d of all rows (%v)", len(all), err)
	}
}

func TestGrowthIsOfResidentMemoryAndNeverNegative(t *testing.T) {
	if got := grown(memory{resident: 200}, memory{resident: 230}); got < 14.99 || got > 15.01 {
		t.Errorf("grown by %v %%, want 15", got)
	}
	if got := grown(memory{resident: 200}, memory{resident: 100}); got != 0 {
		t.Errorf("shrinking is growth by %v %%", got)
	}
}

func TestGrowthComparesTheMostOfBothHalves(t *testing.T) {
	var all []window
	for _, mebi := range []int64{20, 10, 15, 25} {
		all = append(all, window{memory: memory{resident: mebi << 20, peak: 30 << 20}})
	}
	if got := growth(all); got.Value < 24.99 || got.Value > 25.01 || got.Note != "25.0 MiB resident, 30.0 at most" {
		t.Errorf("growth %v %%, %s", got.Value, got.Note)
	}
}

func TestBenchmarkLinesAreRead(t *testing.T) {
	const out = `goos: linux
BenchmarkRender200x60-2   	   12345	     95000 ns/op	   65536 B/op	       1 allocs/op
BenchmarkRender200x60-2   	   12345	     97000.5 ns/op	   65536 B/op	       2 allocs/op
BenchmarkPaint200x60-2    	   12345	     11111 ns/op	       0 B/op	       0 allocs/op
PASS
`
	times, allocations := parseBenchmark(out, "BenchmarkRender200x60")
	if diff := cmp.Diff([]float64{95000, 97000.5}, times); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{1, 2}, allocations); diff != "" {
		t.Errorf("allocations (-want +got):\n%s", diff)
	}
}
