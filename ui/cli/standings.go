package cli

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"kanatop/ui"
)

// Bounds of what is kept of a recording's moments, to go back to without playing all that was before.
const (
	keepEvery = 15 * time.Second // at first; twice as rare each time that there are too many
	keepMost  = 64
	keepBytes = 128 << 20
)

// standing is a moment of a recording as it was played: with the screen's half, the recording can be played from there again.
type standing struct {
	reel   reel // as it stood; its reader is closed
	at     spot
	screen *ui.Standing
}

// standings are those of one recording, in their order. They stand at multiples of a stretch of time, as many as are allowed.
type standings struct {
	every time.Duration // 0 before the first
	list  []*standing
	most  int // 0 for the usual bound
}

// due is when the next one should be kept: behind where a reel stands. One that is there already is not kept again.
func (k *standings) due(r *reel) time.Duration {
	if k.every == 0 {
		k.every = keepEvery
	}
	due := r.pos.Truncate(k.every) + k.every
	for range k.list {
		if _, there := k.find(due); !there {
			break
		}
		due += k.every
	}
	return due
}

func (k *standings) find(pos time.Duration) (int, bool) {
	return slices.BinarySearchFunc(k.list, pos, func(s *standing, pos time.Duration) int { return cmp.Compare(s.reel.pos, pos) })
}

// before is the last one from which the screen at a moment becomes what it is when all is played; nil for none. A moment that the
// clock came to twice, because it was set, is come to as it is from the begin: for the first time.
func (k *standings) before(moment time.Time) *standing {
	for _, s := range slices.Backward(k.list) {
		if !s.reel.latest().Add(ui.StandingLead).After(moment) {
			return s
		}
	}
	return nil
}

// add keeps where a reel stands, and gives up every second one when there are too many. It returns what the screen has to fill.
func (k *standings) add(r *reel) *ui.Standing {
	at, ok := r.from.spot()
	if !ok {
		return nil
	}
	i, there := k.find(r.pos)
	if there {
		return nil
	}
	s := &standing{reel: *r, at: at, screen: &ui.Standing{At: r.wall()}}
	s.reel.from, s.reel.replay = nil, r.replay.Clone()
	s.reel.next.Data = bytes.Clone(r.next.Data)
	k.list = slices.Concat(k.list[:i], []*standing{s}, k.list[i:])
	k.thin()
	return s.screen
}

func (k *standings) thin() {
	for len(k.list) > 1 && (len(k.list) > k.bound() || k.bytes() > keepBytes) {
		k.every *= 2
		k.list = slices.DeleteFunc(k.list, func(s *standing) bool { return s.reel.pos%k.every != 0 })
	}
}

func (k *standings) bound() int {
	if k.most > 0 {
		return k.most
	}
	return keepMost
}

func (k *standings) bytes() (n int64) {
	for _, s := range k.list {
		n += s.screen.Bytes() + int64(s.reel.replay.Bytes())
	}
	return n
}

// keep keeps the moment that has been played to.
func (p *player) keep(moments []ui.Moment) { p.show(moments, p.kept.add(p.reel)) }

// resume goes to a moment that was kept.
func (p *player) resume(s *standing) error {
	from, err := openAt(s.at)
	if err != nil {
		return err
	}
	_ = p.reel.from.Close()
	r := s.reel
	r.from, r.replay = from, s.reel.replay.Clone()
	r.next.Data = bytes.Clone(r.next.Data)
	p.reel, p.anew, p.from = &r, true, s.screen
	p.raw.Store(r.replay)
	return nil
}
