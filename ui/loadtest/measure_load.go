package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// usual is the load of the first two goals.
func usual() order { return order{Books: 200, Levels: 20, Trades: 200} }

// measureLoad lets the program and a client without a screen have the same load in turns, so that what else the machine does
// meets both.
func measureLoad(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	x, err := newExchange(ctx)
	if err != nil {
		return nil, err
	}
	defer x.close()
	bare, end, err := bareClient(ctx, x.address)
	if err != nil {
		return nil, err
	}
	defer end()
	var ours, theirs []window
	for range 5 {
		a, err := turn(ctx, r.exchange, r.cmd.Process.Pid, r.program, b.window)
		if err != nil {
			return nil, err
		}
		o, err := turn(ctx, x, bare, nil, b.window)
		if err != nil {
			return nil, err
		}
		ours, theirs = append(ours, a), append(theirs, o)
	}
	late, err := r.lag(ctx, "b", bookSizes(), ours[0].from, ours[0].end)
	if err != nil {
		return nil, err
	}
	mine, other := each(ours, busy), each(theirs, busy)
	var ratios []float64
	for i := range mine {
		ratios = append(ratios, mine[i]/max(other[i], 0.1))
	}
	sent := each(ours, traffic)
	return []figure{
		{What: "processor, ratio to a bare client", Value: median(mine) / max(median(other), 0.1), Limit: 1, Unit: "x", Noise: noise(ratios)},
		{What: "  of it the program", Value: median(mine), Unit: "% core", Noise: noise(mine), Note: inLine(ours)},
		{What: "  of it the bare client", Value: median(other), Unit: "% core", Noise: noise(other), Note: inLine(theirs)},
		{What: "bytes to the terminal", Value: median(sent), Limit: 60, Unit: "kB/s", Noise: noise(sent)},
		{What: "push to screen, p99", Value: milliseconds(quantile(late, 0.99)), Unit: "ms", Note: fmt.Sprintf("median %.1f", milliseconds(median(late)))},
	}, nil
}

// turn is one window of the usual load.
func turn(ctx context.Context, x *exchange, pid int, p *program, long time.Duration) (window, error) {
	if err := x.load(usual()); err != nil {
		return window{}, err
	}
	settle(ctx)
	w, err := watch(ctx, pid, p, long)
	if err != nil {
		return w, err
	}
	if err := x.load(order{}); err != nil {
		return w, err
	}
	pause(ctx, 200*time.Millisecond)
	return w, ctx.Err()
}

// measureIdle lets nothing arrive but answers to pings.
func measureIdle(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	settle(ctx)
	all, err := r.windows(ctx, 3, 2*b.window)
	if err != nil {
		return nil, err
	}
	used, sent := each(all, busy), each(all, traffic)
	return []figure{
		{What: "processor, nothing arrives", Value: median(used), Limit: 1, Unit: "% core", Noise: noise(used), Note: inLine(all)},
		{What: "bytes to the terminal", Value: median(sent), Unit: "kB/s", Noise: noise(sent)},
	}, nil
}
