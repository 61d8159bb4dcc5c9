package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// rig is the program under test before a load server of its own.
type rig struct {
	*program
	exchange *exchange
}

func standard() size { return size{140, 40} }

// newRig starts both and waits until prices are shown.
func newRig(ctx context.Context, b *bench, rate int) (*rig, error) {
	x, err := newExchange(ctx)
	if err != nil {
		return nil, err
	}
	p, err := start(ctx, b, x.address, standard(), rate)
	if err != nil {
		x.close()
		return nil, err
	}
	r := &rig{p, x}
	if _, err := p.await(ctx, "prices, a book and the account", func(text string) bool {
		return priced(text) && strings.Contains(text, "● live") && profitShown(text)
	}); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return r, nil
}

func (r *rig) close() error {
	err := r.program.close()
	r.exchange.close()
	return err
}

// settle waits until a load has gone on for long enough that caches are filled and lists are long.
func settle(ctx context.Context) { pause(ctx, 1500*time.Millisecond) }

// pause lets time pass; it ends early with ctx.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// window is what a process did from from to end.
type window struct {
	from, end time.Time
	busy      float64 // share of one core, in percent
	bytes     float64 // to the terminal, kB a second
	memory    memory  // at its end
	waited    float64 // milliseconds a second that its threads, all together, stood in line for a processor
}

// watch measures a process, and the bytes that come from a program if there is one, for so long.
func watch(ctx context.Context, pid int, p *program, long time.Duration) (w window, err error) {
	var before, after int64
	w.from = time.Now()
	used, err := processorTime(pid)
	if err != nil {
		return w, err
	}
	if p != nil {
		before = p.bytes.Load()
	}
	line := waitingTime(pid)
	if pause(ctx, long); ctx.Err() != nil {
		return w, ctx.Err()
	}
	if p != nil {
		after = p.bytes.Load()
	}
	w.end = time.Now()
	now, err := processorTime(pid)
	if err != nil {
		return w, err
	}
	took := w.end.Sub(w.from).Seconds()
	w.waited = milliseconds(max(0, waitingTime(pid)-line)) / took
	if w.memory, err = memoryOf(pid); err != nil {
		return w, err
	}
	w.busy, w.bytes = 100*(now-used).Seconds()/took, float64(after-before)/1000/took
	return w, nil
}

// windows measures several times in a row.
func (r *rig) windows(ctx context.Context, n int, long time.Duration) (all []window, err error) {
	for range n {
		w, err := watch(ctx, r.cmd.Process.Pid, r.program, long)
		if err != nil {
			return all, err
		}
		all = append(all, w)
	}
	return all, nil
}

// lag is how long each push of a stream took to the screen, from from to end; a moment more is given to the last ones.
func (r *rig) lag(ctx context.Context, letter string, s series, from, end time.Time) ([]time.Duration, error) {
	pause(ctx, 200*time.Millisecond)
	now := time.Now()
	sent := r.exchange.stamps(letter, time.Time{}, now)
	shown := recognise(r.sights(letter), sent, s)
	late := delays(between(sent, from, end), shown, now)
	if len(late) == 0 {
		return nil, fmt.Errorf("nothing was sent from %v to %v", from, end)
	}
	return late, ctx.Err()
}

// pushes is how many pushes of a stream were sent a second.
func (r *rig) pushes(letter string, from, end time.Time) float64 {
	sent := r.exchange.stamps(letter, from, end)
	if len(sent) < 2 {
		return 0
	}
	first, last := sent[0], sent[len(sent)-1]
	return float64(last.serial-first.serial) / last.at.Sub(first.at).Seconds()
}

func each[T any](all []T, of func(T) float64) (out []float64) {
	for _, v := range all {
		out = append(out, of(v))
	}
	return out
}

func busy(w window) float64 { return w.busy }

// inLine says how much the machine's other work held a process up.
func inLine(all []window) string {
	return fmt.Sprintf("waited %.0f ms a second for a processor", median(each(all, func(w window) float64 { return w.waited })))
}

func traffic(w window) float64 { return w.bytes }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
