package cli

import (
	"runtime/metrics"
	"time"

	"kanatop/ui"
)

// usage reads what the process has used; written are the bytes its terminal has taken.
func usage(written int64) ui.Usage {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/cpu/classes/gc/pause:cpu-seconds"},
	}
	metrics.Read(samples)
	count := func(i int) int64 {
		if samples[i].Value.Kind() != metrics.KindUint64 {
			return 0
		}
		return int64(samples[i].Value.Uint64()) //nolint:gosec // no computer has that much
	}
	u := ui.Usage{Written: written, Memory: count(0) - count(1), Collections: count(2)}
	if samples[3].Value.Kind() == metrics.KindFloat64 {
		u.Paused = time.Duration(samples[3].Value.Float64() * float64(time.Second))
	}
	return u
}
