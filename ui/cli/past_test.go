package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kanatop/feed/history"
	"kanatop/model"
	"kanatop/ui/screentest"
)

// leave writes the history of a run that ended so long ago and lasted five minutes, with a trade of BTC every second.
func leave(t *testing.T, folder, network string, ago time.Duration) {
	t.Helper()
	end := time.Now().Add(-ago)
	k := history.New(history.Options{Folder: folder, Network: network, Markets: []model.MarketID{"15"}, Now: func() time.Time { return end }})
	begin := end.Add(-5 * time.Minute)
	var rows []model.Trade
	for at := begin; at.Before(end); at = at.Add(time.Second) {
		rows = append(rows, model.Trade{Market: "15", Type: "1", Price: model.MustDec("117000"), Size: model.MustDec("0.125"), Time: at, Version: at.Unix()})
	}
	var b model.Batch
	b.Add(model.Link{Scope: model.MarketScope("15"), State: model.LinkUp, Since: begin, Proven: begin})
	b.Add(model.NewTrades("15", end, rows))
	b.Add(model.Funding{Market: "15", Rates: []model.Rate{{Value: model.MustDec("0.00077"), At: begin}}})
	k.Hear(b)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := k.Run(ended); err != nil {
		t.Fatal(err)
	}
}

// customFolder is where the history of a simulated exchange is kept below a state folder.
func customFolder(state, address string) (folder, network string) {
	network = "custom-" + strings.ReplaceAll(address, ":", "-")
	return filepath.Join(state, network, "history"), network
}

func historyFiles(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAfterARestartChartTapeAndFundingBeginWithHistory(t *testing.T) {
	address, state := vacant(t), t.TempDir()
	folder, network := customFolder(state, address)
	leave(t, folder, network, 20*time.Minute)
	args := append(towards(address), "--state", state)
	env := []string{"TZ=UTC"}

	// Nothing is live: what is shown is history, and called so.
	s := start(t, env, args...)
	s.Await(t, "what was kept, as such", screentest.Has("offline", "disk to ", " gap ", "117,000"))
	if text := s.Text(); strings.Contains(text, "live since") || strings.Contains(text, "2 BTC 117,000") {
		t.Errorf("history looks live:\n%s", text)
	}
	s.Press("q")
	inOrder(t, s)

	// The exchange is there: its trades come behind a gap.
	server := serve(t, address)
	s = start(t, env, args...)
	s.Await(t, "both, with the gap", func(text string) bool {
		return live(text) && screentest.Has("disk to ", "live since ", " gap ", "┊")(text)
	})
	s.Press("q")
	inOrder(t, s)
	if n := len(historyFiles(t, folder)); n != 2 {
		t.Errorf("%d files, want that of the earlier run and one more", n)
	}

	// It is gone again: the second run left what it was told.
	server.kill()
	s = start(t, env, args...)
	s.Await(t, "what the second run kept", screentest.Has("offline", "disk to ", " gap ", "delta ", " buy ", "▃"))
	tape := s.Text()
	s.Press("q")
	inOrder(t, s)
	if strings.Contains(tape, "waiting for the trades") || strings.Contains(tape, "no trade seen yet") {
		t.Errorf("the tape is empty:\n%s", tape)
	}
}

func TestHistoryCanBeTurnedOffAndADemonstrationHasNone(t *testing.T) {
	address := vacant(t)
	serve(t, address)
	for name, args := range map[string][]string{
		"flag": append(towards(address), "--history=false"),
		"demo": {"--demo"},
	} {
		state := t.TempDir()
		folder, network := customFolder(state, address)
		leave(t, folder, network, 20*time.Minute)
		leave(t, filepath.Join(state, "mainnet", "history"), "mainnet", 20*time.Minute)
		s := start(t, nil, append(args, "--state", state)...)
		s.Await(t, name+": a screen with trades", screentest.Has("spread", "since ", "delta "))
		if strings.Contains(s.Text(), "disk") || strings.Contains(s.Text(), " gap ") {
			t.Errorf("%s: history is shown:\n%s", name, s.Text())
		}
		s.Press("q")
		inOrder(t, s)
		for _, f := range []string{folder, filepath.Join(state, "mainnet", "history")} {
			if n := len(historyFiles(t, f)); n != 1 {
				t.Errorf("%s: %d files in %s, want the one that was there", name, n, f)
			}
		}
	}
}

func TestAHistoryThatCannotBeWrittenIsToldAndTheScreenGoesOn(t *testing.T) {
	address, state := vacant(t), t.TempDir()
	serve(t, address)
	folder, _ := customFolder(state, address)
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // a file in the place of the folder
		t.Fatal(err)
	}
	s := start(t, nil, append(towards(address), "--state", state)...)
	s.Await(t, "the warning", screentest.Has("history of trades cannot be written"))
	s.Press("x")
	s.Await(t, "a screen that goes on", func(text string) bool { return live(text) && !strings.Contains(text, "cannot be written") })
	s.Press("q")
	inOrder(t, s)
}

func TestAnAlertDoesNotFireForHistory(t *testing.T) {
	address, state := vacant(t), t.TempDir()
	folder, network := customFolder(state, address)
	leave(t, folder, network, time.Minute)
	if err := os.WriteFile(filepath.Join(filepath.Dir(folder), "state.json"), []byte(`{"alerts": ["BTC > 1"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, nil, append(towards(address), "--state", state, "--notify", "osc9")...)
	s.Await(t, "what was kept", screentest.Has("disk to "))
	s.Press("q")
	inOrder(t, s)
	if out := s.Output(); strings.Contains(out, "\x1b]9;") || strings.Contains(out, "acknowledge") {
		t.Error("it fired for what is from disk")
	}
}

func TestTwoDashboardsAtOnceKeepOneHistory(t *testing.T) {
	address, state := vacant(t), t.TempDir()
	serve(t, address)
	folder, network := customFolder(state, address)
	args := append(towards(address), "--state", state)
	one, two := start(t, nil, args...), start(t, nil, args...)
	one.Await(t, "data", live)
	two.Await(t, "data", live)
	one.Press("q")
	inOrder(t, one)
	two.Press("q")
	inOrder(t, two)
	if n := len(historyFiles(t, folder)); n != 2 {
		t.Fatalf("%d files, want one of each", n)
	}
	m := model.New(nil)
	rows := make(map[string]int)
	k := history.New(history.Options{Folder: folder, Network: network, Markets: []model.MarketID{"15"}, Tell: func(b model.Batch) { m.Apply(b) }})
	ctx, end := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer end()
	if err := k.Run(ctx); err != nil {
		t.Fatal(err)
	}
	tape := m.Tape("15")
	for i := range tape.Len() {
		r := tape.Newest(i)
		rows[fmt.Sprint(r.Time.UnixNano(), r.Version, r.Order, r.Position, r.Address, r.Price, r.Size)]++
	}
	for key, n := range rows {
		if n > 1 {
			t.Errorf("%d times: %s", n, key)
		}
	}
	if len(rows) == 0 {
		t.Error("no trade was kept")
	}
}

func TestCheckTellsWhereTheHistoryIsAndHowLarge(t *testing.T) {
	home, address := t.TempDir(), vacant(t)
	folder, network := customFolder(filepath.Join(home, "kanatop"), address)
	leave(t, folder, network, time.Hour)
	for entry, want := range map[string]string{
		"KANATOP_FRAMES=30":       "ok " + folder + ", 1 file, 0.0 of 64MB",
		"KANATOP_HISTORY=false":   "skipped turned off (environment KANATOP_HISTORY)",
		"KANATOP_STATE=" + folder: "ok " + filepath.Join(folder, network, "history") + ", 0 files, 0.0 of 64MB",
	} {
		report, _ := checked(t, []string{"XDG_STATE_HOME=" + home, entry}, "--timeout", "1s", "--ws-url", "ws://"+address+"/ws/")
		if got := step(report, "history"); got != want {
			t.Errorf("%s: %q, want %q", entry, got, want)
		}
	}
	if _, code := checked(t, []string{"KANATOP_HISTORY_SIZE=3"}); code != 2 {
		t.Errorf("a size without a unit: exit code %d", code)
	}
}
