package main

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// quantile is the smallest sample that at least the share q of all samples do not exceed (nearest rank); 0 without samples.
func quantile[T cmp.Ordered](samples []T, q float64) (value T) {
	if len(samples) == 0 {
		return value
	}
	sorted := slices.Sorted(slices.Values(samples))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// median is the middle of the samples, the lower one of two; 0 without samples.
func median[T cmp.Ordered](samples []T) T { return quantile(samples, 0.5) }

// noise is how far windows of the same measurement lie apart: largest less smallest, as a share of the median; 0 when that is
// none.
func noise(windows []float64) float64 {
	m := median(windows)
	if len(windows) == 0 || m == 0 {
		return 0
	}
	return (slices.Max(windows) - slices.Min(windows)) / m
}

// stamp says that the server was about to write all pushes up to a serial number.
type stamp struct {
	serial int64
	at     time.Time
}

// sight says that a screen showed the size by which a push can be told, from that moment on.
type sight struct {
	size int64
	at   time.Time
}

// recognise turns the sizes that were seen into stamps of the pushes they belong to: sizes repeat after a while, so each is taken
// for the newest push with that size that had been sent by then. Sizes seen before anything was sent are left out.
func recognise(seen []sight, sent []stamp, s series) (shown []stamp) {
	for _, g := range seen {
		i, found := slices.BinarySearchFunc(sent, g.at, func(s stamp, at time.Time) int { return s.at.Compare(at) })
		if !found {
			i--
		}
		if i < 0 {
			continue
		}
		newest := sent[i].serial
		if serial := newest - (((newest+s.first-g.size)%s.count)+s.count)%s.count; serial >= 0 {
			shown = append(shown, stamp{serial, g.at})
		}
	}
	return shown
}

// delays are the times from each stamp until the screen showed that push or a newer one. A push that never was shown, nor any
// after it, counts until end.
func delays(sent, shown []stamp, end time.Time) []time.Duration {
	out := make([]time.Duration, 0, len(sent))
	i := 0
	for _, s := range sent {
		for i < len(shown) && (shown[i].serial < s.serial || shown[i].at.Before(s.at)) {
			i++
		}
		until := end
		if i < len(shown) {
			until = shown[i].at
		}
		out = append(out, until.Sub(s.at))
	}
	return out
}

// ages are how old the newest push on the screen was at moments of even distance, from from to end.
func ages(sent, shown []stamp, from, end time.Time, every time.Duration) (out []time.Duration) {
	seen, born := 0, 0
	for t := from; t.Before(end); t = t.Add(every) {
		for seen < len(shown) && !shown[seen].at.After(t) {
			seen++
		}
		if seen == 0 {
			continue
		}
		for born < len(sent)-1 && sent[born].serial < shown[seen-1].serial {
			born++
		}
		out = append(out, t.Sub(sent[born].at))
	}
	return out
}

// between are the stamps from from to end.
func between(all []stamp, from, end time.Time) (part []stamp) {
	for _, s := range all {
		if !s.at.Before(from) && s.at.Before(end) {
			part = append(part, s)
		}
	}
	return part
}
