package history

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"kanatop/model"
)

func TestWhatIsHeardIsThereInTheNextRunToTheDigit(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "history")
	rows := run(0, 50)
	rows[7].Value = model.MustDec("26.3750") // the digits received, which are not those of the product
	rows[8].Value, rows[8].Address, rows[8].Version = model.Dec{}, "", 0
	rows[9].Type = "ÅΩ·?"
	rows[10].Price, _ = model.ReceivedDec([]byte("117690.12345678901234567"))
	other := fill(3, "3712.80")
	other.Market = "14"
	rate := model.Rate{At: noon.Add(9 * time.Second), Told: noon}
	rate.Value, _ = model.ReceivedDec([]byte("-0.000012500000000000001234"))
	keep(t, options(folder, 60),
		up(0, 0), told(50, rows), up(0, 55),
		model.NewTrades("14", noon.Add(4*time.Second), []model.Trade{other}),
		model.Funding{Market: "15", Rates: []model.Rate{rate}}, model.Funding{Market: "99", Rates: []model.Rate{rate}})

	m, _ := recalled(t, options(folder, 100))
	tape := m.Tape("15")
	var got []model.Trade
	for i := range tape.Len() {
		got = append(got, tape.Newest(tape.Len()-1-i))
	}
	exact := cmp.Comparer(func(a, b model.Dec) bool { return a.String() == b.String() && a.Known() == b.Known() })
	if d := cmp.Diff(rows, got, exact); d != "" {
		t.Errorf("trades (-told, +recalled):\n%s", d)
	}
	if !rows[10].Price.Rounded() || !rate.Value.Rounded() {
		t.Error("what is to be recalled as rounded is not")
	}
	if n := m.Tape("14").Len(); n != 1 || m.Tape("99").Len() != 0 {
		t.Errorf("%d trades of the other market", n)
	}
	if kept, ok := tape.Kept(); !ok || kept != (model.Stretch{From: noon, To: noon.Add(55 * time.Second)}) {
		t.Errorf("kept %v", kept)
	}
	rate.Gap = true
	if d := cmp.Diff([]model.Rate{rate}, m.Funding("15").Line(), exact); d != "" {
		t.Errorf("rates (-told, +recalled):\n%s", d)
	}
	for _, p := range append(files(t, folder), folder) {
		info, err := os.Stat(p)
		if want := map[bool]os.FileMode{true: 0o700, false: 0o600}[p == folder]; err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v, %v", p, info.Mode(), err)
		}
	}
}

func TestWithoutNewsNoFileIsMade(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "history")
	keep(t, options(folder, 60))
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the folder is there: %v", err)
	}
}

func TestListsThatComeAgainAreWrittenOnce(t *testing.T) {
	folder := t.TempDir()
	keep(t, options(folder, 60), up(0, 0), told(50, run(0, 50)), told(51, run(0, 51)), told(52, run(2, 52)))
	before, text := only(t, folder)
	if n := bytes.Count(text, []byte(markName)); n > 2 {
		t.Errorf("%d frames", n)
	}
	m, _ := recalled(t, options(folder, 70))
	if n := m.Tape("15").Len(); n != 52 {
		t.Errorf("%d trades, want 52", n)
	}

	// The next run is told the list once more, and writes what is new in it.
	k := New(options(folder, 80))
	k.recall(t.Context())
	k.Hear(batch(up(60, 60), told(81, run(0, 53))))
	k.write(true)
	if err := k.part.close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range files(t, folder) {
		if p != before {
			if text, _ := os.ReadFile(p); len(text) > 250 {
				t.Errorf("one trade took %d bytes", len(text))
			}
		}
	}
	if m, _ := recalled(t, options(folder, 90)); counted(m) != 53 {
		t.Errorf("%d trades, want 53", counted(m))
	}
}

func TestNetworksNeverMix(t *testing.T) {
	folder := t.TempDir()
	keep(t, options(folder, 60), up(0, 0), told(50, run(0, 50)))
	o := options(folder, 70)
	o.Network = "TESTNET"
	if m, events := recalled(t, o); m.Tape("15").Len() != 0 || len(events) != 0 {
		t.Errorf("%d trades, %d events of another network", m.Tape("15").Len(), len(events))
	}
}

func TestTwoProgramsAtOnceDoNoHarm(t *testing.T) {
	folder := t.TempDir()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			k := New(options(folder, 600))
			ctx, end := context.WithCancel(t.Context())
			var ended sync.WaitGroup
			ended.Go(func() { _ = k.Run(ctx) })
			for i := 0; i < 500; i += 10 {
				k.Hear(batch(up(0, i), told(i+10, run(max(0, i-20), i+10))))
			}
			end()
			ended.Wait()
		})
	}
	both.Wait()
	if n := len(files(t, folder)); n != 2 {
		t.Fatalf("%d files, want one of each", n)
	}
	m, _ := recalled(t, options(folder, 700))
	if m.Tape("15").Len() != 500 || counted(m) != 500 {
		t.Errorf("%d rows, %d in candles, want 500", m.Tape("15").Len(), counted(m))
	}
}

func TestFilesThatOverlapAnyHowAreUnitedOnce(t *testing.T) {
	root, rounds := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		folder := filepath.Join(root, strconv.Itoa(rounds))
		rounds++
		all := run(0, 400)
		for i := range all { // ties, and rows that look the same
			all[i].Time, all[i].Version, all[i].Order = noon.Add(time.Duration(i/4)*time.Second), int64(1+i/4), "7"
			all[i].Price = model.Int(int64(100 + i%3))
		}
		seen := make([]bool, len(all))
		for f := range rapid.IntRange(1, 5).Draw(rt, "files") {
			o := options(folder, 1000+f)
			from := 4 * rapid.IntRange(0, 99).Draw(rt, "from")
			to := 4 * rapid.IntRange(from/4+1, 100).Draw(rt, "to")
			for i := from; i < to; i++ {
				seen[i] = true
			}
			k := New(o)
			k.Hear(batch(up(0, 0), told(500, all[from:to])))
			k.write(true)
			if err := k.part.close(); err != nil {
				rt.Fatal(err)
			}
		}
		want := 0
		for _, s := range seen {
			if s {
				want++
			}
		}
		m, _ := recalled(t, options(folder, 2000))
		if got := m.Tape("15").Len(); got != want || counted(m) != want {
			rt.Fatalf("%d rows, %d in candles, want %d", got, counted(m), want)
		}
	})
}

func TestManyFilesAreReadToTheBoundOfTheModel(t *testing.T) {
	folder := t.TempDir()
	o := options(folder, 30_000)
	k := New(o)
	for i := 0; i < 20_000; i += 100 {
		k.Hear(batch(up(0, i), told(i+100, run(i, i+100))))
		k.write(true)
		if i%1000 == 0 {
			if err := k.part.close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = k.part.close()
	m, events := recalled(t, o)
	first, ok := events[0].(model.PastTrades)
	if !ok || len(events) != 2 || len(first.Rows()) < model.MaxTrades || len(first.Rows()) > model.MaxTrades+100 {
		t.Errorf("%d events, the first with %d rows", len(events), len(first.Rows()))
	}
	if counted(m) != 20_000 || m.Tape("15").Len() != model.MaxTrades {
		t.Errorf("%d trades in candles, %d rows", counted(m), m.Tape("15").Len())
	}
}

func TestAFileTornAtAnyByteLosesOnlyItsTail(t *testing.T) {
	folder := t.TempDir()
	k := New(options(folder, 60))
	var ends []int64
	for i := range 6 {
		k.Hear(batch(up(0, i), told(i, run(i*3, i*3+3))))
		k.write(false)
		ends = append(ends, k.part.written)
	}
	_ = k.part.close()
	path, text := only(t, folder)
	for n := range len(text) + 1 {
		if err := os.WriteFile(path, text[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		whole := 0
		for _, end := range ends {
			if int64(n) >= end {
				whole += 3
			}
		}
		if m, _ := recalled(t, options(folder, 70)); m.Tape("15").Len() != whole {
			t.Fatalf("torn at byte %d of %d there are %d trades, want %d", n, len(text), m.Tape("15").Len(), whole)
		}
	}
}

func TestADamagedByteTakesNoOtherFrameAlong(t *testing.T) {
	folder := t.TempDir()
	k := New(options(folder, 60))
	for i := range 6 {
		k.Hear(batch(up(0, i), told(i, run(i*3, i*3+3))))
		k.write(false)
	}
	_ = k.part.close()
	path, text := only(t, folder)
	for n := range text {
		bad := slices.Clone(text)
		bad[n] ^= 0x55
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		m, _ := recalled(t, options(folder, 70))
		first := bytes.Index(text[1:], []byte(markName)) + 1
		if got := m.Tape("15").Len(); got != 15 && (got != 0 || n >= first) {
			t.Fatalf("with byte %d damaged there are %d trades, want 15", n, got)
		}
	}
}

func TestAFullDiskIsToldOnceAndWhatLacksIsNotClaimed(t *testing.T) {
	folder, full := t.TempDir(), false
	o := options(folder, 60)
	var troubles []string
	o.disk, o.Trouble = brokenDisk{full: &full}, func(text string) { troubles = append(troubles, text) }
	k := New(o)
	hear := func(from, to int) {
		k.Hear(batch(up(0, to), told(to, run(from, to))))
		k.write(true)
	}
	hear(0, 10)
	full = true
	hear(8, 20)
	hear(18, 30)
	full = false
	hear(0, 40) // a list that reaches back over what could not be written
	hear(38, 50)
	_ = k.part.close()
	if len(troubles) != 1 || !strings.Contains(troubles[0], "no space") || strings.Contains(troubles[0], "\n") {
		t.Errorf("told: %q", troubles)
	}
	m, _ := recalled(t, options(folder, 70))
	if n := m.Tape("15").Len(); n != 30 {
		t.Errorf("%d trades, want those before and after: 30", n)
	}
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	if g := m.Tape("15").Gaps(); len(g) != 2 || g[0] != (model.Stretch{From: at(10), To: at(40)}) || g[1].From != at(50) {
		t.Errorf("gaps %v", g)
	}
}

func TestAFolderThatCannotBeMadeIsTold(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var troubles []string
	o := options(filepath.Join(blocked, "history"), 60)
	o.Trouble = func(text string) { troubles = append(troubles, text) }
	keep(t, o, up(0, 0), told(5, run(0, 5)))
	if len(troubles) != 1 || !strings.Contains(troubles[0], "cannot be written") {
		t.Errorf("told: %q", troubles)
	}
}

func TestConnectionsThatBreakLeaveGaps(t *testing.T) {
	folder := t.TempDir()
	down := model.Link{Scope: model.MarketScope("15"), State: model.LinkDown, Since: noon.Add(25 * time.Second)}
	keep(t, options(folder, 90),
		up(0, 0), told(10, run(5, 10)), up(0, 20), down,
		up(40, 40), told(41, run(30, 41)), up(40, 50), // the list reaches back to second 30
		up(60, 60), told(61, run(49, 61)), up(60, 70)) // and this one over the whole interruption
	m, _ := recalled(t, options(folder, 90))
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	if g := m.Tape("15").Gaps(); len(g) != 2 || g[0] != (model.Stretch{From: at(20), To: at(30)}) || g[1].From != at(70) {
		t.Errorf("gaps %v", g)
	}
}

func TestOldFilesAndTooManyGo(t *testing.T) {
	folder := t.TempDir()
	for i, days := range []int{9, 8, 3, 2, 1} {
		name := filepath.Join(folder, string(rune('a'+i))+extension)
		if err := os.WriteFile(name, make([]byte, 1000), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, noon, noon.AddDate(0, 0, -days)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "not ours"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o := options(folder, 0)
	o.Age, o.Bytes = DefaultAge, 2500
	prune(o, "c"+extension) // it is the oldest that is young enough, and is being written
	var left []string
	for _, p := range files(t, folder) {
		left = append(left, filepath.Base(p))
	}
	if d := cmp.Diff([]string{"c.ktph", "e.ktph", "not ours"}, left); d != "" {
		t.Errorf("left (-want, +got):\n%s", d)
	}
	if n, bytes, err := Size(folder); n != len(left)-1 || bytes != int64(1000*n) || err != nil {
		t.Errorf("size %d in %d files, %v", bytes, n, err)
	}
}

func TestItIsWrittenOnceASecond(t *testing.T) {
	bubble(t, func(t *testing.T) {
		folder := t.TempDir()
		o := options(folder, 0)
		o.Now = nil
		o.Begin = make(chan struct{})
		k := New(o)
		ctx, end := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- k.Run(ctx) }()
		k.Hear(batch(told(0, run(0, 5))))
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if len(files(t, folder)) != 0 {
			t.Error("written before it was begun")
		}
		begin := make(chan struct{})
		close(begin)
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if len(files(t, folder)) != 1 {
			t.Error("what was heard is not written in the end")
		}
		o.Begin = begin
		k = New(o)
		ctx, end = context.WithCancel(t.Context())
		go func() { done <- k.Run(ctx) }()
		for i := range 5 {
			k.Hear(batch(told(10+i, run(10+i, 11+i))))
			time.Sleep(1100 * time.Millisecond)
			synctest.Wait()
			if len(files(t, folder)) != 2 {
				t.Error("not written after a second")
			}
		}
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
