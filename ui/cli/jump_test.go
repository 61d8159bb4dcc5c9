package cli

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"kanatop/feed"
	"kanatop/feed/journal"
	"kanatop/model"
	"kanatop/ui"
)

// jumpFor is how long the recording is in which jumps are timed.
var jumpFor = flag.Duration("recorded", 0, "how long a recording TestJumpsInALongRecording makes")

// TestJumpsInALongRecording times jumps in a recording, without the painting:
//
//	go test ./ui/cli -run Jumps -recorded 8h -timeout 0 -v
func TestJumpsInALongRecording(t *testing.T) {
	t.Parallel()
	length := max(*jumpFor, 90*time.Second)
	tape, err := openTape([]string{recorded(t, "a.zst", length)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := newPlayer(tape, playing{speed: 1000})
	o, err := configured(t, nil).replayOptions(tape, p, layered{})
	if err != nil {
		t.Fatal(err)
	}
	app := screenOf(t, o)
	p.send = func(m tea.Msg) { app.Update(m) }
	jump := func(to time.Time) time.Duration {
		began := time.Now()
		if err := p.obey(ui.PlayOrder{Do: ui.PlaySeek, To: to}); err != nil {
			t.Fatal(err)
		}
		for p.state == ui.PlaySeeking {
			if err := p.turn(0); err != nil {
				t.Fatal(err)
			}
		}
		return time.Since(began)
	}
	if err := p.rewind(); err != nil {
		t.Fatal(err)
	}
	first := jump(tape.end.Add(-time.Second))
	var worst, sum time.Duration
	const jumps = 40
	for range jumps {
		d := jump(tape.begin.Add(rand.N(length - time.Second))) //nolint:gosec // any moments will do
		worst, sum = max(worst, d), sum+d
	}
	t.Logf("%v recorded, %d frames: the first jump to the end %v, later ones %v on average, %v at worst; %d moments kept, %v apart, %d MB",
		length, p.reel.frames, first, sum/jumps, worst, len(p.kept.list), p.kept.every, p.kept.bytes()>>20)
	if len(p.kept.list) < 3 || len(p.kept.list) > keepMost || p.kept.bytes() > keepBytes {
		t.Errorf("%d moments kept, %d bytes", len(p.kept.list), p.kept.bytes())
	}
	if worst > first && length > time.Hour {
		t.Errorf("a jump took %v, playing all of it %v", worst, first)
	}
}

func TestTheEndOfARecordingThatIsStillWrittenMovesOn(t *testing.T) {
	tape, err := openTape([]string{recorded(t, "a.jsonl", time.Minute)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := tape.end
	tape.end, tape.to = tape.end.Add(-30*time.Second), tape.to-30*time.Second // when it was opened there was less of it
	p := newPlayer(tape, playing{speed: 1000})
	var last ui.Playing
	p.send = func(m tea.Msg) {
		if played, ok := m.(ui.Played); ok {
			last = played.Playing
		}
	}
	if err := p.rewind(); err != nil {
		t.Fatal(err)
	}
	for p.state != ui.PlayEnded {
		if err := p.turn(time.Second); err != nil {
			t.Fatal(err)
		}
		if last.At.After(last.End) {
			t.Fatalf("at %v the end is said to be at %v", last.At, last.End)
		}
	}
	if !last.End.Equal(whole) {
		t.Errorf("in the end it ends at %v, want %v", last.End, whole)
	}
}

func TestAJumpShowsWhatPlayingStraightThroughShows(t *testing.T) {
	t.Parallel()
	resumed := 0
	for _, name := range []string{"a.jsonl.zst", "a.jsonl"} {
		path := recorded(t, name, 2*time.Minute)
		random := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // any moments will do
		for n := range 2 {
			l := looking(t, path, playing{})
			l.player.kept.most = 6 // some are given up on the way
			begin, length := l.player.tape.begin, l.player.tape.to-l.player.tape.from
			at := l.player.tape.end.Add(-time.Second)
			for range 4 {
				l.seek(t, at)
				at = begin.Add(time.Duration(random.Int64N(int64(length))))
				if s := l.player.kept.before(at); s != nil && (at.Before(l.player.reel.wall()) || s.reel.pos > l.player.reel.pos) {
					resumed++
				}
			}
			if n == 0 { // shortly behind a moment that is kept: what is marked on the screen is of before it
				at = l.player.kept.list[1].screen.At.Add(200 * time.Millisecond)
			}
			l.seek(t, at)
			straight := looking(t, path, playing{})
			straight.player.kept.every = 24 * time.Hour
			straight.until(t, at, func() time.Duration { return playEvery })
			same(t, fmt.Sprint(name, ", ", n, ", ", at.Sub(begin)), straight, l)
			if k := l.player.kept; len(k.list) < 3 || len(k.list) > 6 || k.every <= keepEvery {
				t.Errorf("%d moments kept, %v apart", len(k.list), k.every)
			}
		}
	}
	if resumed < 10 {
		t.Errorf("only %d jumps from what was kept", resumed)
	}
}

// same compares what two were told, what they show, and the messages they have as they came.
func same(t *testing.T, what string, straight, jumped *looker) {
	t.Helper()
	if diff := cmp.Diff(straight.moments(), jumped.moments()); diff != "" {
		t.Errorf("%s: other moments were told (-want +got):\n%s", what, diff)
	}
	for _, topic := range []string{"orderbook", "recent_trades"} {
		want, got := straight.player.lookUp(topic, model.MarketScope("15")), jumped.player.lookUp(topic, model.MarketScope("15"))
		if string(want) != string(got) || len(want) == 0 {
			t.Errorf("%s: the last message of %s is %q, want %q", what, topic, got, want)
		}
	}
	want, got := straight.frame(), jumped.frame()
	if want != got {
		lines := func(frame string) []string { return strings.Split(ansi.Strip(frame), "\n") }
		t.Errorf("%s: the screen differs (-want +got):\n%s", what, cmp.Diff(lines(want), lines(got)))
	}
}

// setBack is a recording of an entry a second, whose wall clock is set back by a minute after a minute.
type setBack struct{ n int }

func (s *setBack) Next() (journal.Entry, error) {
	s.n++
	after := time.Duration(s.n) * time.Second
	at := time.Unix(1_700_000_000, 0).Add(after)
	if s.n > 60 {
		at = at.Add(-time.Minute)
	}
	return journal.Entry{Kind: journal.In, After: after, At: at, Data: fmt.Appendf(nil, `{"message":"n%d"}`, s.n)}, nil
}
func (s *setBack) Damage() string     { return "" }
func (s *setBack) spot() (spot, bool) { return spot{}, true }
func (s *setBack) Close() error       { return nil }

func TestAMomentThatTheClockCameToTwiceIsGoneToAsFromTheBegin(t *testing.T) {
	var k standings
	r := newReel(&setBack{}, feed.NewReplay(nil))
	r.lead(nil)
	for r.pos < 150*time.Second {
		r.play(k.due(r), playMost, nil)
		k.add(r)
	}
	for _, c := range []struct{ moment, want time.Duration }{
		{50 * time.Second, 45 * time.Second},   // come to at 50 s, and again at 110 s
		{59 * time.Second, 45 * time.Second},   // what lies in between was kept behind it only
		{70 * time.Second, 120 * time.Second},  // come to at 130 s, once
		{16 * time.Second, 0},                  // too short a way behind the first one kept
		{18 * time.Second, 15 * time.Second},   // just long enough
		{200 * time.Second, 150 * time.Second}, // not yet played
	} {
		got := time.Duration(0)
		if s := k.before(time.Unix(1_700_000_000, 0).Add(c.moment)); s != nil {
			got = s.reel.pos
		}
		if got != c.want {
			t.Errorf("%v is come to from %v, want %v", c.moment, got, c.want)
		}
	}
}
