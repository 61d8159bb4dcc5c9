package cli

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/feed"
	"kanatop/model"
	"kanatop/ui"
)

// The player's rhythm.
const (
	playEvery = 33 * time.Millisecond
	// playMost is how many entries are played at one time; the clock of the recording waits for the rest.
	playMost = 1000
	// playGap is the most that passes between two turns: while the program was stopped nothing did.
	playGap = 250 * time.Millisecond
)

// playing is what is asked of a player.
type playing struct {
	speed    int       // thousandths
	from, to time.Time // zero for the begin and the end
	loop     bool
}

// player plays a recording. Its part is [player.run]; orders come from the screen.
type player struct {
	tape   *tape
	asked  playing
	orders chan ui.PlayOrder
	raw    atomic.Pointer[feed.Replay] // for the screen, which asks from its own goroutine
	send   func(tea.Msg)

	// These belong to the part.
	reel  *reel
	kept  standings
	anew  bool         // the next Played begins anew
	from  *ui.Standing // there, if not at the begin
	state ui.PlayState
	goal  time.Time // of a seek
	after ui.PlayState
	speed int
	note  string
}

// newPlayer prepares a player.
func newPlayer(t *tape, asked playing) *player {
	p := &player{tape: t, asked: asked, orders: make(chan ui.PlayOrder, 16), speed: asked.speed}
	p.raw.Store(feed.NewReplay(nil))
	return p
}

// order takes an order of the screen without waiting; more than can be obeyed soon are dropped.
func (p *player) order(o ui.PlayOrder) {
	select {
	case p.orders <- o:
	default:
	}
}

// lookUp returns the last message of a topic as it came.
func (p *player) lookUp(topic string, scope model.Scope) []byte {
	return p.raw.Load().Raw(topic, scope)
}

// run plays until its context ends.
func (p *player) run(ctx context.Context) error {
	if err := p.rewind(); err != nil {
		return err
	}
	defer func() { _ = p.reel.from.Close() }()
	turn := time.NewTicker(playEvery)
	defer turn.Stop()
	last := time.Now()
	for ctx.Err() == nil {
		due := turn.C
		if p.state == ui.PlayHeld || p.state == ui.PlayEnded {
			due = nil // nothing happens until somebody wants it
		}
		select {
		case <-ctx.Done():
			return nil
		case o := <-p.orders:
			last = time.Now()
			if err := p.obey(o); err != nil {
				return err
			}
		case <-due:
			now := time.Now()
			if err := p.turn(min(now.Sub(last), playGap)); err != nil {
				return err
			}
			last = now
			if p.state == ui.PlaySeeking {
				turn.Reset(time.Millisecond)
			} else {
				turn.Reset(playEvery)
			}
		}
	}
	return nil
}

// rewind begins anew, at the moment that was asked for.
func (p *player) rewind() error {
	if err := p.begin(); err != nil {
		return err
	}
	if p.asked.from.After(p.reel.wall()) {
		return p.seek(p.asked.from, ui.PlayRunning)
	}
	return nil
}

// begin begins anew, at the begin of the recording.
func (p *player) begin() error {
	from, err := p.tape.open()
	if err != nil {
		return err
	}
	if p.reel != nil {
		_ = p.reel.from.Close()
		p.anew = true
	}
	p.reel, p.from = newReel(from, feed.NewReplay(p.markets())), nil
	p.raw.Store(p.reel.replay)
	p.show(p.reel.lead(nil), nil)
	p.state = ui.PlayRunning
	return nil
}

func (p *player) markets() []model.Market {
	var out []model.Market
	for _, m := range p.tape.header.Markets {
		if isID(string(m.ID)) {
			out = append(out, m.Model())
		}
	}
	return out
}

// seek makes a moment the next goal, which lies ahead. What has been played once is gone over as far as a standing allows.
func (p *player) seek(to time.Time, after ui.PlayState) error {
	p.state, p.goal, p.after = ui.PlaySeeking, to, after
	if s := p.kept.before(to); s != nil && s.reel.pos > p.reel.pos {
		return p.resume(s)
	}
	return nil
}

// turn plays what is due after so much time.
func (p *player) turn(passed time.Duration) error {
	to := p.reel.pos + passed*time.Duration(p.speed)/1000
	if p.state == ui.PlaySeeking {
		to = p.goal.Sub(p.reel.base)
	}
	limited := false
	if stop := p.asked.to.Sub(p.reel.base); !p.asked.to.IsZero() && stop < to {
		to, limited = stop, true
	}
	for {
		keeps := p.kept.due(p.reel)
		moments, there := p.reel.play(min(to, keeps), playMost, nil)
		switch {
		case !p.reel.ended && there && keeps < to:
			p.keep(moments)
			if p.state == ui.PlaySeeking { // orders are heard in between
				return nil
			}
			continue
		case p.reel.ended, limited && there:
			return p.finish(moments)
		case p.state == ui.PlaySeeking && there && !p.reel.wall().Before(p.goal):
			p.state = p.after
		}
		p.show(moments, nil)
		return nil
	}
}

// finish is at the end: it begins again or stands.
func (p *player) finish(moments []ui.Moment) error {
	p.state = ui.PlayEnded
	p.show(moments, nil)
	if again := p.asked.loop && p.reel.failed == nil; again {
		return p.rewind()
	}
	return nil
}

// obey does what the screen wants.
func (p *player) obey(o ui.PlayOrder) error {
	p.note = ""
	defer func() { p.note = "" }()
	switch o.Do {
	case ui.PlayOrHold:
		switch p.state {
		case ui.PlayHeld:
			p.state = ui.PlayRunning
		case ui.PlayEnded:
			return p.back(time.Time{}, ui.PlayRunning)
		case ui.PlayRunning:
			p.state = ui.PlayHeld
		case ui.PlaySeeking:
			p.after = ui.PlayHeld
		}
	case ui.PlayFaster, ui.PlaySlower:
		p.speed = nextSpeed(p.speed, o.Do == ui.PlayFaster)
	case ui.PlayStep:
		if p.state == ui.PlayEnded {
			break
		}
		p.state = ui.PlayHeld
		var moments []ui.Moment
		for there := false; !there; {
			if moments, there = p.reel.step(playMost, moments); len(moments) >= playMost {
				p.show(moments, nil)
				moments = nil
			}
		}
		if p.reel.ended {
			p.state = ui.PlayEnded
		}
		p.show(moments, nil)
		return nil
	case ui.PlaySeek:
		after := p.state
		if after == ui.PlaySeeking {
			after = p.after
		}
		if after == ui.PlayEnded {
			after = ui.PlayHeld
		}
		if o.To.Before(p.reel.wall()) {
			return p.back(o.To, after)
		}
		if err := p.seek(o.To, after); err != nil {
			return err
		}
	}
	p.show(nil, nil)
	return nil
}

// back goes to a moment that has been played, if the recording can be read again; without one to the begin.
func (p *player) back(to time.Time, after ui.PlayState) error {
	if p.tape.pipe != nil {
		p.note = errOnce.Error()
		p.show(nil, nil)
		return nil
	}
	again := p.rewind
	if !to.IsZero() {
		again = p.begin
		if s := p.kept.before(to); s != nil {
			again = func() error { return p.resume(s) }
		}
	}
	if err := again(); err != nil {
		return err
	}
	if !to.IsZero() {
		p.state, p.goal, p.after = ui.PlaySeeking, to, after
	}
	p.show(nil, nil)
	return nil
}

// show sends the screen what was told. It waits for the screen, so that a recording is not played faster than it is shown.
func (p *player) show(moments []ui.Moment, keep *ui.Standing) {
	r := p.reel
	if p.tape.pipe == nil && !p.tape.end.IsZero() && r.pos > p.tape.to { // it is being written still
		p.tape.end, p.tape.to = r.wall(), r.pos
	}
	s := ui.Playing{
		At: r.wall(), Begin: p.tape.begin, End: p.tape.end, Speed: speedText(p.speed), State: p.state,
		Trouble: oneLine(r.trouble()), Note: p.note,
	}
	if p.tape.pipe != nil {
		s.Begin = r.base.Add(r.begin)
	}
	if whole := p.tape.to - p.tape.from; whole > 0 {
		s.Done = int(min(max(0, (r.pos-p.tape.from)*1000/whole), 1000))
	}
	p.send(ui.Played{Anew: p.anew, From: p.from, Moments: moments, Keep: keep, Playing: s})
	p.anew, p.from = false, nil
}
