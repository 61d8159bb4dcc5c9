package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"kanatop/model"
	"kanatop/ui"
)

// keeping runs a keeper's part around do and returns what it told.
func keeping(t *testing.T, k *keeper, do func()) (told []string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		done <- k.keep(ctx, func(msg tea.Msg) { told = append(told, string(msg.(ui.Warning))) }) //nolint:forcetypeassert,errcheck // a test
	}()
	do()
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	return append(told, k.untold...)
}

func grouped(ticks int64) ui.Memory {
	return ui.Memory{Groups: map[model.MarketID]int64{"15": ticks}}
}

func TestWhatIsRememberedIsThereAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "mainnet", "state.json")
	k, memory := newKeeper(path, silent())
	if !cmp.Equal(memory, ui.Memory{}) {
		t.Errorf("from nothing came %+v", memory)
	}
	want := ui.Memory{
		Alerts: []string{"BTC > 118000", "filled"}, Groups: map[model.MarketID]int64{"15": 10, "14": 2},
		Fired: []ui.Firing{{At: time.Date(2025, 7, 22, 9, 41, 22, 5, time.UTC), Alert: "BTC < 1", Text: "a \"quoted\" one"}},
	}
	if told := keeping(t, k, func() { k.remember(want) }); len(told) > 0 {
		t.Error(told)
	}
	_, got := newKeeper(path, silent())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
		if info, err := os.Stat(name); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left in the folder: %v", left)
	}
}

func TestTheNewestIsWrittenAndNotEveryOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "state.json")
		k, _ := newKeeper(path, silent())
		keeping(t, k, func() {
			time.Sleep(time.Second)
			for n := range int64(1000) {
				k.remember(grouped(n))
				synctest.Wait()
			}
			if _, got := newKeeper(path, silent()); got.Groups["15"] != 0 {
				t.Errorf("at once the first is written, found %v", got)
			}
			time.Sleep(2 * writePause)
			if _, got := newKeeper(path, silent()); got.Groups["15"] != 999 {
				t.Errorf("after the pause the newest, found %v", got)
			}
			k.remember(grouped(1000))
			k.remember(grouped(1001))
		})
		if _, got := newKeeper(path, silent()); got.Groups["15"] != 1001 {
			t.Errorf("at the end the newest, found %v", got)
		}
	})
}

func TestADamagedStateFileIsKeptAsideAndTold(t *testing.T) {
	for name, text := range map[string]string{
		"cut":       `{"alerts": ["BTC > 1`,
		"not JSON":  "alerts: []\n",
		"no object": "[]",
		"empty":     "",
		"twice":     `{"alerts": [], "alerts": ["link"]}`,
		"too large": `{"x": "` + strings.Repeat("x", stateLimit) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.json")
			for _, p := range []string{path, path + ".damaged"} {
				if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			k, _ := newKeeper(path, silent())
			told := keeping(t, k, func() { k.remember(grouped(5)) })
			if len(told) != 1 || !strings.Contains(told[0], path+".damaged-2") || strings.Contains(told[0], "\n") {
				t.Errorf("told %q", told)
			}
			for _, p := range []string{path + ".damaged", path + ".damaged-2"} {
				if kept, err := os.ReadFile(p); err != nil || string(kept) != text {
					t.Errorf("%s holds %.40q, %v", p, kept, err)
				}
			}
			if _, got := newKeeper(path, silent()); got.Groups["15"] != 5 {
				t.Errorf("the new file says %+v", got)
			}
		})
	}
}

func TestOneWrongKeyTakesNoOtherAlong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	text := `{"alerts": ["link"], "groups": {"15": "ten"}, "fired": 7, "future": {"a": [1]}}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	k, got := newKeeper(path, silent())
	if !slices.Equal(got.Alerts, []string{"link"}) || len(got.Fired) > 0 || got.Groups["15"] != 0 {
		t.Errorf("read %+v", got)
	}
	if told := keeping(t, k, func() {}); len(told) != 1 || !strings.Contains(told[0], ".damaged") {
		t.Errorf("told %q", told)
	}
	if kept, _ := os.ReadFile(path + ".damaged"); string(kept) != text {
		t.Errorf("kept %q", kept)
	}
}

func TestWhatCouldBeReadOfADamagedFileIsThereAtEveryLaterStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(path, []byte(`{"alerts":["BTC > 118000","liq < 5%"],"layout":[],"future":{"a":[1]}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for run := 1; run <= 3; run++ {
		k, m := newKeeper(path, silent())
		told := keeping(t, k, func() {})
		if want := []string{"BTC > 118000", "liq < 5%"}; !slices.Equal(m.Alerts, want) || (len(told) > 0) != (run == 1) {
			t.Errorf("run %d: alerts %q, told %q", run, m.Alerts, told)
		}
	}
	if text, _ := os.ReadFile(path); !strings.Contains(string(text), "future") || strings.Contains(string(text), "layout") {
		t.Errorf("the file says %s", text)
	}
}

func TestKeysOfANewerVersionSurvive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(path, []byte(`{"alerts": ["link"], "future": {"a": [12345678901234567890]}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	k, memory := newKeeper(path, silent())
	memory.Alerts = append(memory.Alerts, "filled")
	keeping(t, k, func() { k.remember(memory) })
	text, _ := os.ReadFile(path)
	for _, want := range []string{"12345678901234567890", "link", "filled"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is lost: %s", want, text)
		}
	}
}

func TestAStateThatCannotBeWrittenIsToldOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		k, _ := newKeeper(filepath.Join(t.TempDir(), "state.json"), silent())
		k.path = filepath.Join(folder, "mainnet", "state.json") // a file stands where the folder should
		told := keeping(t, k, func() {
			for n := range int64(5) {
				k.remember(grouped(n + 2))
				time.Sleep(time.Second)
			}
		})
		if len(told) != 1 || !strings.Contains(told[0], folder) {
			t.Errorf("told %q", told)
		}
	})
}

func TestAStateFileThatCannotBeReadIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	if err := os.Mkdir(path, 0o700); err != nil { // stands for one without permission, which root has
		t.Fatal(err)
	}
	k, _ := newKeeper(path, silent())
	told := keeping(t, k, func() { k.remember(grouped(5)) })
	if len(told) != 1 || !strings.Contains(told[0], "nothing is remembered") {
		t.Errorf("told %q", told)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Errorf("%v, %v", info, err)
	}
}

func TestWithoutAFolderNothingIsRememberedAndThatIsTold(t *testing.T) {
	t.Chdir(t.TempDir())
	k, _ := newKeeper("", silent())
	if told := keeping(t, k, func() { k.remember(grouped(5)) }); len(told) != 1 || !strings.Contains(told[0], "--state") {
		t.Errorf("told %q", told)
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("left in the working folder: %v", left)
	}
}

func TestTwoProgramsTearNoStateAndLoseNoneOfTheirAlerts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	first, _ := newKeeper(path, silent())
	keeping(t, first, func() { first.remember(ui.Memory{Alerts: []string{"link", "filled"}}) })
	one, a := newKeeper(path, silent())
	two, b := newKeeper(path, silent())
	a.Alerts = append(a.Alerts, "BTC > 118000")
	keeping(t, one, func() { one.remember(a) })
	b.Alerts, b.Groups = []string{"filled", "ETH < 3000"}, map[model.MarketID]int64{"15": 10}
	keeping(t, two, func() { two.remember(b) })
	_, got := newKeeper(path, silent())
	if want := []string{"filled", "BTC > 118000", "ETH < 3000"}; !slices.Equal(got.Alerts, want) || got.Groups["15"] != 10 {
		t.Errorf("remembered %+v, want %q", got, want)
	}

	var writers sync.WaitGroup
	long := strings.Repeat("x", 20_000)
	for n := range int64(4) {
		k, _ := newKeeper(path, silent())
		writers.Go(func() {
			for range 25 {
				k.remember(ui.Memory{Alerts: []string{long}, Groups: map[model.MarketID]int64{"15": n}})
				k.flush()
				if _, err := readState(path); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
}

func TestEmptyingAListTakesAwayOnlyWhatWasInIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	seed, _ := newKeeper(path, silent())
	keeping(t, seed, func() {
		seed.remember(ui.Memory{Alerts: []string{"BTC > 1"}, Groups: map[model.MarketID]int64{"15": 5}})
	})
	one, mine := newKeeper(path, silent())
	other, its := newKeeper(path, silent())
	its.Alerts = append(its.Alerts, "liq < 5%")
	its.Groups["16"] = 10
	keeping(t, other, func() { other.remember(its) })
	mine.Alerts, mine.Groups = nil, nil // its only alert fired
	keeping(t, one, func() { one.remember(mine) })
	if _, got := newKeeper(path, silent()); !slices.Equal(got.Alerts, []string{"liq < 5%"}) || len(got.Groups) != 1 || got.Groups["16"] != 10 {
		t.Errorf("the file holds %+v", got)
	}
}

func TestAListEmptiedElsewhereIsAddedToAndNotBroughtBack(t *testing.T) {
	base, ours, theirs := `{"alerts":["a"]}`, `{"alerts":["a","b"]}`, `{}`
	if got := mergeState([]byte(base), []byte(ours), []byte(theirs)); string(got) != `{"alerts":["b"]}` {
		t.Errorf("united to %s", got)
	}
}

// TestMergingWithAnUnchangedFileIsWriting: whoever is alone gets what it wants.
func TestMergingWithAnUnchangedFileIsWriting(t *testing.T) {
	memories := rapid.Custom(func(t *rapid.T) ui.Memory {
		return ui.Memory{
			Alerts: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), rapid.ID[string]).Draw(t, "alerts"),
			Groups: rapid.MapOf(rapid.SampledFrom([]model.MarketID{"1", "2"}), rapid.Int64Range(1, 3)).Draw(t, "groups"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		base, _ := encodeState(memories.Draw(t, "base"))
		ours, _ := encodeState(memories.Draw(t, "ours"))
		theirs, _ := encodeState(memories.Draw(t, "theirs"))
		if got := mergeState(base, ours, base); string(got) != string(ours) {
			t.Errorf("alone: %s", got)
		}
		if got := mergeState(base, base, theirs); string(got) != string(theirs) {
			t.Errorf("having changed nothing: %s", got)
		}
		merged, err := decodeState(mergeState(base, ours, theirs))
		if err != nil {
			t.Fatal(err)
		}
		before, _ := decodeState(base)
		mine, _ := decodeState(ours)
		for _, alert := range mine.Alerts {
			if !slices.Contains(before.Alerts, alert) && !slices.Contains(merged.Alerts, alert) {
				t.Errorf("%s was added and is lost: %s + %s over %s = %+v", alert, ours, theirs, base, merged)
			}
		}
		its, _ := decodeState(theirs)
		for _, alert := range its.Alerts {
			if !slices.Contains(before.Alerts, alert) && !slices.Contains(merged.Alerts, alert) {
				t.Errorf("%s was added elsewhere and is lost: %s + %s over %s = %+v", alert, ours, theirs, base, merged)
			}
		}
	})
}

func TestEachNetworkHasAStateOfItsOwn(t *testing.T) {
	p := program{environ: []string{"XDG_STATE_HOME=/s", "HOME=/h"}}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "/s/kanatop/mainnet/state.json"},
		{[]string{"--network=testnet"}, "/s/kanatop/testnet/state.json"},
		{[]string{"--ws-url=ws://127.0.0.1:7878/ws/"}, "/s/kanatop/custom-127.0.0.1-7878/state.json"},
		{[]string{"--ws-url=ws://[::1]:7878/ws/"}, "/s/kanatop/custom----1--7878/state.json"},
		{[]string{"--state=/else"}, "/else/mainnet/state.json"},
	} {
		if got := p.stateFile(configured(t, p.environ, c.args...)); filepath.ToSlash(got) != c.want {
			t.Errorf("%v: %s, want %s", c.args, got, c.want)
		}
	}
}

func TestADemonstrationRemembersNothing(t *testing.T) {
	c := configured(t, nil, "--state="+t.TempDir())
	var o ui.Options
	if k := (program{}).recollect(c, true, &o, silent()); k != nil || o.Remember != nil {
		t.Error("a demonstration remembers")
	}
}
