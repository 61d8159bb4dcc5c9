package ui

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// played is an app that shows a recording, and the orders it gave.
func played(t *testing.T, o Options) (*App, *[]PlayOrder) {
	t.Helper()
	orders := new([]PlayOrder)
	o.Replay = &Replay{Begin: start(), Order: func(p PlayOrder) { *orders = append(*orders, p) }}
	// The clock of the computer is far from that of the recording.
	a := dark(t, &clock{start().Add(1000 * time.Hour)}, o)
	var moments []Moment
	for _, b := range speech(start()) {
		moments = append(moments, Moment{At: start(), Batch: b})
	}
	a.Update(Played{Moments: moments, Playing: Playing{At: start(), Begin: start(), End: start().Add(time.Hour), Done: 500, Speed: "10"}})
	return a, orders
}

func TestARecordingIsMarkedWithItsOwnClockAtEverySize(t *testing.T) {
	for _, o := range []Options{{}, {ASCII: true}, {Demo: true}} {
		for w := 40; w <= 220; w += 9 {
			for _, h := range []int{12, 24, 50} {
				a, _ := played(t, o)
				text := screen(a, w, h)
				header, _, _ := strings.Cut(text, "\n")
				if !strings.Contains(header, "REPLAY ") || !strings.Contains(header, "09:41:22") || strings.Contains(header, "live") {
					t.Errorf("%dx%d: %q", w, h, header)
				}
				if !strings.Contains(text, "playing x10") {
					t.Errorf("%dx%d: the player is not shown", w, h)
				}
			}
		}
	}
}

func TestAgesAreThoseOfTheRecordingAndStandStillWithIt(t *testing.T) {
	a, _ := played(t, Options{})
	before := screen(a, 160, 48)
	if strings.Contains(before, "STALE") || !strings.Contains(before, "quiet 12s") {
		t.Errorf("judged by another clock:\n%s", before)
	}
	if _, cmd := a.Update(clockMsg{}); cmd != nil {
		t.Error("the computer's clock ticks")
	}
	later := start().Add(time.Minute)
	a.Update(Played{Moments: []Moment{{At: later, Second: true}}, Playing: Playing{At: later, Begin: start(), Speed: "10"}})
	if text := screen(a, 160, 48); !strings.Contains(text, "STALE 1m") || !strings.Contains(text, "09:42:22") {
		t.Errorf("the recording's minute does not age it:\n%s", text)
	}
}

func TestKeysOfThePlayerAreOrders(t *testing.T) {
	a, orders := played(t, Options{})
	screen(a, 160, 48)
	press(a, "space", ".", "<", ">")
	press(a, ":", "s", "e", "e", "k", "space", "1", "0", ":", "0", "5", "enter")
	want := []PlayOrder{{Do: PlayOrHold}, {Do: PlayStep}, {Do: PlaySlower}, {Do: PlayFaster}, {Do: PlaySeek, To: time.Date(2025, 7, 22, 10, 5, 0, 0, time.UTC)}}
	if len(*orders) != len(want) {
		t.Fatalf("%+v", *orders)
	}
	for i, o := range *orders {
		if o != want[i] {
			t.Errorf("order %d is %+v, want %+v", i, o, want[i])
		}
	}
	if !a.paused.IsZero() {
		t.Error("the app holds too")
	}
	for line, wrong := range map[string]string{"12:00": "the recording ends at", "-2h": "", "noon": "expected a time", "2020-01-01T00:00": "the recording begins at"} {
		if _, err := planSeek(a, line); (err == nil) != (wrong == "") || err != nil && !strings.Contains(err.Error(), wrong) {
			t.Errorf("seek %s: %v", line, err)
		}
	}
}

func TestWithoutARecordingThereIsNoPlayer(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	press(a, ">")
	if text := screen(a, 160, 48); !strings.Contains(text, "kanatop replay FILE") || strings.Contains(text, "REPLAY") {
		t.Error(text)
	}
	for _, c := range a.commands() {
		if c.name == "seek" {
			t.Error("seek is offered")
		}
	}
}

func TestNothingOfBeforeStandsWhenARecordingBeginsAnew(t *testing.T) {
	a, _ := played(t, Options{})
	screen(a, 160, 48)
	rev := a.live.Revision()
	a.Update(Played{Anew: true, Playing: Playing{At: start(), Begin: start(), Speed: "1"}})
	text := screen(a, 160, 48)
	if strings.Contains(text, "117,737") || !strings.Contains(text, "waiting for the book of BTC-USD") || a.live.Revision() <= rev {
		t.Errorf("revision %d after %d:\n%s", a.live.Revision(), rev, text)
	}
}

func TestMomentsAreReadInTheZoneAndTheDayOfTheRecording(t *testing.T) {
	begin := time.Date(2025, 7, 22, 23, 30, 20, 0, time.UTC)
	now := begin.Add(10 * time.Minute)
	tokyo := time.FixedZone("JST", 9*3600)
	for _, c := range []struct {
		text string
		zone *time.Location
		want time.Time
	}{
		{"23:45", time.UTC, time.Date(2025, 7, 22, 23, 45, 0, 0, time.UTC)},
		{"00:15", time.UTC, time.Date(2025, 7, 23, 0, 15, 0, 0, time.UTC)},
		{"23:30", time.UTC, begin}, // the minute in which it begins
		{"23:30:19", time.UTC, time.Date(2025, 7, 23, 23, 30, 19, 0, time.UTC)},
		{"08:45:01", tokyo, time.Date(2025, 7, 22, 23, 45, 1, 0, time.UTC)},
		{"+90s", time.UTC, now.Add(90 * time.Second)},
		{"-1h", time.UTC, begin},
		{"2025-07-23T00:00", time.UTC, time.Date(2025, 7, 23, 0, 0, 0, 0, time.UTC)},
		{"2025-07-23T00:00:01+02:00", tokyo, time.Date(2025, 7, 22, 22, 0, 1, 0, time.UTC)},
	} {
		if got, err := ParseMoment(c.text, now, begin, c.zone); err != nil || !got.Equal(c.want) {
			t.Errorf("%s is %v, want %v: %v", c.text, got, c.want, err)
		}
	}
	for _, text := range []string{"", "25:00", "noon", "+", "-x", "12"} {
		if got, err := ParseMoment(text, now, begin, time.UTC); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}

func TestARecordingUnderWayIsMarkedAndItsTroubleTold(t *testing.T) {
	state := Recording{On: true, Bytes: 12_340_000}
	c := &clock{start()}
	a := lit(t, c, Options{Recording: func() Recording { return state }})
	a.Update(clockMsg{})
	if text := screen(a, 120, 36); !strings.Contains(text, " REC 12.3 MB ") {
		t.Error(text)
	}
	state.Trouble = "a.zst: no space left on device"
	for range 3 {
		c.now = c.now.Add(time.Second)
		a.Update(clockMsg{})
	}
	if text := screen(a, 120, 36); !strings.Contains(text, " REC FAILS ") || !strings.Contains(text, "not recording: a.zst: no space left on device") || len(a.memory.Fired) != 1 {
		t.Errorf("%d warnings\n%s", len(a.memory.Fired), text)
	}
	state.Trouble, state.Lost = "", 7
	a.Update(clockMsg{})
	if text := screen(a, 120, 36); !strings.Contains(text, "REC 12.3 MB, 7 lost") || !strings.Contains(text, "recording again") {
		t.Error(text)
	}
}

func TestAlertsOfAReplayAreJudgedInItsTime(t *testing.T) {
	a, _ := played(t, Options{Accounts: []string{""}})
	if _, err := a.setAlert("BTC > 117800"); err != nil {
		t.Fatal(err)
	}
	at := start().Add(time.Second)
	b := batch(model.NewDepth("15", at, levels("117900", "-1", 3), levels("117901", "1", 3)))
	a.Update(Played{Moments: []Moment{{At: start(), Second: true}, {At: at, Batch: b}}, Playing: Playing{At: at, Begin: start(), Speed: "1"}})
	if len(a.memory.Fired) != 1 || !a.memory.Fired[0].At.Equal(at) {
		t.Errorf("%+v", a.memory.Fired)
	}
}
