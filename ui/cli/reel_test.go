package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"kanatop/feed"
	"kanatop/feed/journal"
	"kanatop/model"
	"kanatop/ui"
)

func TestAtAnySpeedTheScreenAtAMomentIsTheSame(t *testing.T) {
	t.Parallel()
	path := minute(t, "a.jsonl.zst")
	tape, err := openTape([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // any steps will do
	for _, after := range []time.Duration{3 * time.Second, 20*time.Second + 123*time.Millisecond} {
		at := tape.begin.Add(after)
		straight := looking(t, path, playing{})
		straight.until(t, at, func() time.Duration { return playEvery })
		want := straight.frame()
		for name, go0 := range map[string]func(l *looker){
			"a hundred times as fast": func(l *looker) {
				l.player.speed = 100_000
				l.until(t, at, func() time.Duration { return playEvery })
			},
			"at half": func(l *looker) {
				l.player.speed = 500
				l.until(t, at, func() time.Duration { return playEvery })
			},
			"in steps of any length": func(l *looker) {
				l.until(t, at, func() time.Duration { return time.Duration(random.IntN(300_000_000)) })
			},
			"by a seek": func(l *looker) { l.seek(t, at) },
			"by a seek back from the end": func(l *looker) {
				l.until(t, tape.end.Add(time.Hour), func() time.Duration { return time.Second })
				l.seek(t, at)
			},
			"message by message, and then on": func(l *looker) {
				for range 30 {
					l.obey(t, ui.PlayOrder{Do: ui.PlayStep})
				}
				l.player.state = ui.PlayRunning
				l.until(t, at, func() time.Duration { return playEvery })
			},
		} {
			l := looking(t, path, playing{})
			go0(l)
			if diff := cmp.Diff(straight.moments(), l.moments()); diff != "" {
				t.Errorf("%v, %s: other moments were told (-want +got):\n%s", after, name, diff)
			}
			if got := l.frame(); got != want {
				lines := func(frame string) []string { return strings.Split(ansi.Strip(frame), "\n") }
				t.Errorf("%v, %s: the screen differs from playing straight through (-want +got):\n%s", after, name, cmp.Diff(lines(want), lines(got)))
			}
		}
	}
}

func TestFreshnessIsThatOfTheRecording(t *testing.T) {
	l := looking(t, minute(t, "a.jsonl"), playing{})
	l.seek(t, l.player.tape.begin.Add(10*time.Second))
	for range 50 {
		l.player.show(nil, nil)
	}
	frame := l.frame()
	for _, want := range []string{"REPLAY 2000-01-01 00:00:10", "recorded", "DEMO"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is not on the screen:\n%s", want, frame)
		}
	}
	if strings.Contains(frame, "STALE") {
		t.Errorf("what is held goes stale:\n%s", frame)
	}
}

func TestFromToAndLoopAreKept(t *testing.T) {
	path := minute(t, "a.zst")
	tape, err := openTape([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	plays, err := replaying{from: "+10s", to: "00:00:20"}.moments(tape, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	l := looking(t, path, plays)
	for l.player.state == ui.PlaySeeking {
		_ = l.player.turn(0)
	}
	if got := l.player.reel.wall(); got.Sub(tape.begin) != 10*time.Second {
		t.Errorf("it begins at %v", got)
	}
	l.until(t, tape.end, func() time.Duration { return playEvery })
	if got := l.player.reel.wall(); l.player.state != ui.PlayEnded || got.Second() != 20 {
		t.Errorf("it ends at %v, %v", got, l.player.state)
	}
	l.player.asked.loop, l.player.state = true, ui.PlayRunning
	if err := l.player.turn(playEvery); err != nil || l.player.state != ui.PlaySeeking || l.player.reel.pos != tape.from {
		t.Errorf("%v, %v at %v", err, l.player.state, l.player.reel.pos)
	}
}

func TestAPipeIsPlayedAndNotPlayedBackwards(t *testing.T) {
	text, err := os.ReadFile(minute(t, "a.zst"))
	if err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	go func() { _, _ = w.Write(text); _ = w.Close() }() // ends when all is read
	tape, err := openTape([]string{"-"}, r)
	if err != nil {
		t.Fatal(err)
	}
	var last ui.Played
	p := newPlayer(tape, playing{speed: 1000_000})
	p.send = func(m tea.Msg) { last, _ = m.(ui.Played) }
	if err := p.rewind(); err != nil {
		t.Fatal(err)
	}
	for p.state != ui.PlayEnded {
		if err := p.turn(time.Second); err != nil {
			t.Fatal(err)
		}
	}
	if p.reel.frames < 100 {
		t.Errorf("%d frames", p.reel.frames)
	}
	for _, o := range []ui.PlayOrder{{Do: ui.PlayOrHold}, {Do: ui.PlaySeek, To: tape.begin}} {
		if err := p.obey(o); err != nil || last.Playing.Note != errOnce.Error() || last.Anew {
			t.Errorf("%v, %+v", err, last.Playing)
		}
	}
}

func TestPartsArePlayedAsOneInWhateverOrderTheyAreNamed(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w, err := journal.Create(journal.Options{Path: filepath.Join(folder, "a.jsonl"), PartBytes: 3000})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.Run(ctx) }()
		w.Add(journal.Entry{Kind: journal.Event, At: time.Now(), Event: model.Link{State: model.LinkUp}})
		for n := range 100 {
			w.Add(journal.Entry{Kind: journal.In, At: time.Now(), Data: fmt.Appendf(nil, `{"message":"n%d"}`, n)})
			time.Sleep(time.Second)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] }) //nolint:gosec // any order will do
	tape, err := openTape(files, nil)
	if err != nil || len(files) < 4 {
		t.Fatal(err, len(files))
	}
	from, err := tape.open()
	if err != nil {
		t.Fatal(err)
	}
	n, again := 0, 0
	for {
		e, err := from.Next()
		if err != nil {
			break
		}
		if e.Again {
			again++
		}
		if e.Kind == journal.In {
			if want := fmt.Sprintf(`{"message":"n%d"}`, n); string(e.Data) != want {
				t.Fatalf("%s, want %s", e.Data, want)
			}
			n++
		}
	}
	if n != 100 || again != 0 || tape.end.Sub(tape.begin) != 99*time.Second {
		t.Errorf("%d entries, %d of them again, %v long", n, again, tape.end.Sub(tape.begin))
	}
	// A later part alone begins at its own begin, with the links known.
	tape, err = openTape(files[:1], nil)
	if err != nil {
		t.Fatal(err)
	}
	from, _ = tape.open()
	reel := newReel(from, feed.NewReplay(nil))
	if told := reel.lead(nil); tape.header.Part > 1 && (len(told) != 1 || !reel.wall().Equal(tape.begin)) {
		t.Errorf("%d events, at %v, begin %v", len(told), reel.wall(), tape.begin)
	}
}

func TestSpeedsStepUpAndDown(t *testing.T) {
	for _, c := range []struct {
		speed    int
		up       bool
		want     int
		wantText string
	}{
		{1000, true, 2000, "2"},
		{1000, false, 500, "0.5"},
		{100, false, 100, "0.1"},
		{3000, true, 5000, "5"},
		{3000, false, 2000, "2"},
		{1000_000, true, 1000_000, "1000"},
	} {
		if got := nextSpeed(c.speed, c.up); got != c.want || speedText(got) != c.wantText {
			t.Errorf("%d becomes %d, %s", c.speed, got, speedText(got))
		}
	}
	for text, want := range map[string]int{"10": 10_000, "0.1": 100, "x2": 2000, "2.5": 2500, "1000": 1000_000} {
		if got, ok := speedNamed(text); !ok || got != want {
			t.Errorf("%s is %d", text, got)
		}
	}
	for _, text := range []string{"", "0", "-1", "0.05", "1001", "fast", "1e99"} {
		if got, ok := speedNamed(text); ok {
			t.Errorf("%s is taken for %d", text, got)
		}
	}
}

func TestALevelOfABookTakesFewBytes(t *testing.T) {
	path := minute(t, "a.jsonl.zst")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	tape, err := openTape([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	from, _ := tape.open()
	levels := 0
	for {
		e, err := from.Next()
		if err != nil {
			break
		}
		levels += bytes.Count(e.Data, []byte(`"is_ask"`))
	}
	t.Logf("%d bytes for %d levels and all else", info.Size(), levels)
	if levels < 1000 || info.Size() > int64(20*levels) {
		t.Errorf("%d bytes for %d levels", info.Size(), levels)
	}
}
