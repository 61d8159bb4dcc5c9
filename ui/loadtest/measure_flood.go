package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// flood is a load that no market has.
type flood struct {
	order  order
	letter string // of the stream by which the screen is judged
	sizes  series
	rate   float64 // pushes of it a second
}

func bookFlood() flood {
	return flood{order: order{Books: 2400, Levels: 50}, letter: "b", sizes: bookSizes(), rate: 2400}
}

func tradeFlood() flood {
	return flood{order: order{Trades: 50_000}, letter: "t", sizes: tradeSizes(), rate: 50_000}
}

func measureBooks(ctx context.Context, b *bench) ([]figure, error) {
	return bookFlood().measure(ctx, b)
}

func measureTrades(ctx context.Context, b *bench) ([]figure, error) {
	return tradeFlood().measure(ctx, b)
}

func (f flood) measure(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.exchange.load(f.order); err != nil {
		return nil, err
	}
	settle(ctx)
	all, err := r.windows(ctx, 4, b.window)
	if err != nil {
		return nil, err
	}
	from, end := all[0].from, all[len(all)-1].end
	sent := r.pushes(f.letter, from, end)
	late, err := r.lag(ctx, f.letter, f.sizes, from, end)
	if err != nil {
		return nil, err
	}
	used, traffics := each(all, busy), each(all, traffic)
	return []figure{
		{What: "processor", Value: median(used), Limit: 100, Unit: "% core", Noise: noise(used), Note: inLine(all)},
		{What: "push to screen, p99", Value: milliseconds(quantile(late, 0.99)), Limit: 50, Unit: "ms", Note: fmt.Sprintf(
			"median %.1f, worst %.1f", milliseconds(median(late)), milliseconds(quantile(late, 1)))},
		{What: "ordered rate to rate taken", Value: f.rate / max(sent, 1), Limit: 1.02, Unit: "x", Note: fmt.Sprintf("%.0f/s of %.0f/s", sent, f.rate)},
		growth(all),
		{What: "bytes to the terminal", Value: median(traffics), Unit: "kB/s", Noise: noise(traffics)},
	}, nil
}

// growth is that of the resident memory from the first half of the windows to the second, of the most of each: a collection may have
// just been.
func growth(all []window) figure {
	half := len(all) / 2
	most := func(part []window) memory {
		return memory{resident: int64(slices.Max(each(part, func(w window) float64 { return float64(w.memory.resident) })))}
	}
	return figure{What: "memory, growth", Value: grown(most(all[:half]), most(all[half:])), Limit: 10, Unit: "%", Note: mebibytes(all[len(all)-1].memory)}
}

// grown is the growth of the resident memory in percent, 0 when it shrank.
func grown(before, after memory) float64 {
	return max(0, 100*(float64(after.resident)/float64(before.resident)-1))
}

func mebibytes(m memory) string {
	return fmt.Sprintf("%.1f MiB resident, %.1f at most", float64(m.resident)/(1<<20), float64(m.peak)/(1<<20))
}

// measureMillion weighs the program while a million messages arrive, trades above all, from the moment all lists are full. Growth is
// from the first half to the second, of the most of each.
func measureMillion(ctx context.Context, b *bench) (figures []figure, err error) {
	const messages = 1_000_000
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	f := flood{order: order{Books: 1000, Levels: 20, Trades: 40_000}}
	if err := r.exchange.load(f.order); err != nil {
		return nil, err
	}
	began := time.Now()
	var most [2]memory
	var last memory
	for sent := int64(0); sent < messages; {
		if time.Since(began) > 5*time.Minute {
			return nil, fmt.Errorf("send a million messages: only %d were taken in %v", sent, time.Since(began).Round(time.Second))
		}
		part := &most[min(2*sent/messages, 1)]
		for range 20 { // a look misses the most of a few collections, not of all
			pause(ctx, 10*time.Millisecond)
			if last, err = memoryOf(r.cmd.Process.Pid); errors.Join(err, ctx.Err()) != nil {
				return nil, errors.Join(err, ctx.Err())
			}
			part.resident = max(part.resident, last.resident)
		}
		sent = r.taken(began, "b") + r.taken(began, "t")
	}
	return []figure{
		{What: "resident after a million messages", Value: float64(last.resident) / 1e6, Limit: 40, Unit: "MB", Note: mebibytes(last)},
		{What: "growth from the first half to the second", Value: grown(most[0], most[1]), Limit: 5, Unit: "%", Note: fmt.Sprintf(
			"%.1f MB at most in the first", float64(most[0].resident)/1e6)},
	}, nil
}

// taken is how many pushes of a stream were sent since a moment.
func (r *rig) taken(since time.Time, letter string) int64 {
	sent := r.exchange.stamps(letter, since.Add(-time.Second), time.Now())
	if len(sent) == 0 {
		return 0
	}
	return sent[len(sent)-1].serial
}
