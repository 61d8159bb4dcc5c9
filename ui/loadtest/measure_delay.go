package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// measureLatency follows every push of a lively market to the screen. A push that the next one overtook counts until that one
// was shown.
func measureLatency(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.exchange.load(order{Books: 50, Uneven: true}); err != nil {
		return nil, err
	}
	settle(ctx)
	all, err := r.windows(ctx, 5, b.window)
	if err != nil {
		return nil, err
	}
	var middles, tails []float64
	var every []time.Duration
	for _, w := range all {
		late, err := r.lag(ctx, "b", bookSizes(), w.from, w.end)
		if err != nil {
			return nil, err
		}
		middles = append(middles, milliseconds(median(late)))
		tails = append(tails, milliseconds(quantile(late, 0.99)))
		every = append(every, late...)
	}
	return []figure{
		{What: "push to screen at 50 books/s, median", Value: median(middles), Limit: 20, Unit: "ms", Noise: noise(middles), Note: inLine(all)},
		{What: "push to screen at 50 books/s, p99", Value: median(tails), Limit: 45, Unit: "ms", Noise: noise(tails), Note: fmt.Sprintf(
			"%d pushes, worst %.1f", len(every), milliseconds(quantile(every, 1)))},
	}, nil
}

// measureWake sends single books after silences.
func measureWake(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	settle(ctx)
	rng := rand.New(rand.NewPCG(5, 6))
	var late []time.Duration
	for range 40 {
		pause(ctx, 200*time.Millisecond+time.Duration(rng.Int64N(300e6)))
		from := time.Now()
		if err := r.exchange.load(order{Once: true}); err != nil {
			return nil, err
		}
		one, err := r.lag(ctx, "b", bookSizes(), from, time.Now())
		if err != nil {
			return nil, err
		}
		late = append(late, one...)
	}
	return []figure{
		{What: "first change after idle, median", Value: milliseconds(median(late)), Unit: "ms"},
		{What: "first change after idle, p95", Value: milliseconds(quantile(late, 0.95)), Limit: 20, Unit: "ms", Note: fmt.Sprintf(
			"%d times, worst %.1f", len(late), milliseconds(quantile(late, 1)))},
	}, nil
}

// measureKeys hides and shows the account's amounts while books flood in, and waits for the header to say so.
func measureKeys(ctx context.Context, b *bench) (figures []figure, err error) {
	r, err := newRig(ctx, b, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.exchange.load(bookFlood().order); err != nil {
		return nil, err
	}
	settle(ctx)
	took, err := r.toggle(ctx, 100, 60*time.Millisecond)
	if err != nil {
		return nil, err
	}
	return []figure{
		{What: "key to screen in a flood of books, median", Value: milliseconds(median(took)), Unit: "ms"},
		{What: "key to screen in a flood of books, p99", Value: milliseconds(quantile(took, 0.99)), Limit: 50, Unit: "ms", Note: fmt.Sprintf(
			"%d keys, worst %.1f", len(took), milliseconds(quantile(took, 1)))},
	}, nil
}

// toggle presses H so many times, with pauses between one and two times the given, and times the answers.
func (r *rig) toggle(ctx context.Context, times int, gap time.Duration) (took []time.Duration, err error) {
	rng := rand.New(rand.NewPCG(7, 8))
	for i := range times {
		pause(ctx, gap+time.Duration(rng.Int64N(int64(gap))))
		effect, what := profitHidden, "hidden amounts after H"
		if i%2 == 1 {
			effect, what = profitShown, "amounts after H"
		}
		pressed, err := r.press("H")
		if err != nil {
			return took, err
		}
		at, err := r.await(ctx, what, effect)
		if err != nil {
			return took, err
		}
		took = append(took, at.Sub(pressed))
	}
	return took, nil
}

// measureStart starts the program again and again.
func measureStart(ctx context.Context, b *bench) (figures []figure, err error) {
	x, err := newExchange(ctx)
	if err != nil {
		return nil, err
	}
	defer x.close()
	var frame, price []float64
	for range 15 {
		p, err := start(ctx, b, x.address, standard(), 0)
		if err != nil {
			return nil, err
		}
		first, err := p.await(ctx, "the first frame", painted)
		if err == nil {
			frame = append(frame, milliseconds(first.Sub(p.began)))
			first, err = p.await(ctx, "the first price", priced)
			price = append(price, milliseconds(first.Sub(p.began)))
		}
		if err = errors.Join(err, p.close()); err != nil {
			return nil, err
		}
	}
	return []figure{
		{What: "start to first frame, median", Value: median(frame), Limit: 60, Unit: "ms", Noise: noise(frame), Note: fmt.Sprintf("worst of %d: %.0f", len(frame), quantile(frame, 1))},
		{What: "start to first price, median", Value: median(price), Limit: 200, Unit: "ms", Noise: noise(price), Note: fmt.Sprintf("worst of %d: %.0f", len(price), quantile(price, 1))},
	}, nil
}
