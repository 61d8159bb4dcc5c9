package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// slowLink is how many bytes a second a slow terminal takes.
const slowLink = 4000

// presses is how many keys are pressed on it.
const presses = 4

// measureSlow lets a terminal take little. No goal has a figure; newest and keys are judged by two seconds, in which such a link
// carries eight thousand bytes, the size of a whole frame.
func measureSlow(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, slowLink)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.exchange.load(order{Books: 50, Trades: 50, Uneven: true}); err != nil {
		return nil, err
	}
	pause(ctx, 2*b.window) // until what was under way before has passed
	all, err := r.windows(ctx, 5, 2*b.window)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	sent := r.exchange.stamps("b", time.Time{}, now)
	old := ages(sent, recognise(r.sights("b"), sent, bookSizes()), all[0].from, now, 20*time.Millisecond)
	changes := len(between(recognise(r.sights("b"), sent, bookSizes()), all[0].from, now))
	took, missed := r.toggle(ctx, presses, 300*time.Millisecond)
	sentBytes := each(all, traffic)
	figures = []figure{
		{What: "age of the book shown at 4 kB/s, median", Value: median(old).Seconds(), Unit: "s", Note: fmt.Sprintf(
			"%d changes in %.0f s", changes, now.Sub(all[0].from).Seconds())},
		{What: "age of the book shown at 4 kB/s, p99", Value: quantile(old, 0.99).Seconds(), Limit: 2, Unit: "s"},
		growth(all),
		{What: "bytes taken by the terminal", Value: median(sentBytes), Unit: "kB/s", Noise: noise(sentBytes)},
		{What: "processor", Value: median(each(all, busy)), Unit: "% core", Noise: noise(each(all, busy))},
	}
	key := figure{What: "key to screen at 4 kB/s, worst", Value: quantile(took, 1).Seconds(), Limit: 2, Unit: "s", Note: fmt.Sprintf(
		"%d keys, median %.2f", len(took), median(took).Seconds())}
	if missed != nil {
		if ctx.Err() != nil {
			return figures, ctx.Err()
		}
		key.Value, key.Note = patience.Seconds(), fmt.Sprintf("only %d of %d keys were answered", len(took), presses)
	}
	return append(figures, key), nil
}
