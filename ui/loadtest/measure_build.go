package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// measureFrame asks the canvas's own benchmark.
func measureFrame(ctx context.Context, _ *bench) ([]figure, error) {
	const name = "BenchmarkRender200x60"
	out, err := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^"+name+"$", "-benchmem", "-count", "5", "kanatop/ui/canvas").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("run the canvas's benchmark: %w\n%s", err, out)
	}
	times, allocations := parseBenchmark(string(out), name)
	if len(times) == 0 {
		return nil, fmt.Errorf("run the canvas's benchmark: found no result in\n%s", out)
	}
	return []figure{
		{What: "frame text at 200x60", Value: median(times) / 1e6, Limit: 0.1, Unit: "ms", Noise: noise(times)},
		{What: "frame text at 200x60, allocations", Value: median(allocations), Limit: 1, Unit: "each"},
	}, nil
}

// parseBenchmark reads the nanoseconds and allocations of an operation from the lines of a benchmark.
func parseBenchmark(out, name string) (times, allocations []float64) {
	for line := range strings.Lines(out) {
		words := strings.Fields(line)
		if len(words) == 0 || !strings.HasPrefix(words[0], name) {
			continue
		}
		for i := 1; i < len(words); i++ {
			v, err := strconv.ParseFloat(words[i-1], 64)
			switch {
			case err != nil:
			case words[i] == "ns/op":
				times = append(times, v)
			case words[i] == "allocs/op":
				allocations = append(allocations, v)
			}
		}
	}
	return times, allocations
}

// measureBinary weighs the program's file.
func measureBinary(_ context.Context, b *bench) ([]figure, error) {
	info, err := os.Stat(b.binary)
	if err != nil {
		return nil, fmt.Errorf("weigh the program: %w", err)
	}
	return []figure{{What: "the program's file", Value: float64(info.Size()) / 1e6, Limit: 12, Unit: "MB"}}, nil
}
