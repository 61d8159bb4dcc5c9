package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/feed"
	"kanatop/feed/sim"
	"kanatop/model"
	"kanatop/ui"
)

// still is a screen that shows a word until it is told to quit; with quits it leaves by itself after that time.
type still struct{ quits time.Duration }

func (s still) Init() tea.Cmd {
	if s.quits == 0 {
		return nil
	}
	return tea.Tick(s.quits, func(time.Time) tea.Msg { return tea.Quit() })
}

func (s still) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }

func (s still) View() tea.View { return tea.NewView("still") }

func onNoTerminal(ctx context.Context, s still) *tea.Program {
	return tea.NewProgram(s, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24),
		tea.WithColorProfile(colorprofile.ASCII), tea.WithEnvironment([]string{"TERM=dumb"}), tea.WithoutSignalHandler())
}

func showing(screen *tea.Program) show {
	return show{screen: screen, fall: newFall(silent()), log: silent()}
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestPartsEndWithTheScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		lasting := func(ctx context.Context) error { <-ctx.Done(); ended = true; return nil }
		if err := showing(onNoTerminal(t.Context(), still{quits: time.Hour})).display(t.Context(), []part{lasting}); err != nil || !ended {
			t.Errorf("error %v, ended %v", err, ended)
		}
	})
}

func TestScreenEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		from := time.Now()
		if err := showing(onNoTerminal(t.Context(), still{})).display(ctx, nil); err != nil || time.Since(from) > time.Minute+patience {
			t.Errorf("error %v after %v", err, time.Since(from))
		}
	})
}

func TestFailureOrPanicOfAPartEndsTheScreenAndIsTold(t *testing.T) {
	for name, failing := range map[string]part{
		"failure": func(context.Context) error { return errors.New("the market is on fire") },
		"panic":   func(context.Context) error { panic("the market is on fire") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				err := showing(onNoTerminal(t.Context(), still{})).display(t.Context(), []part{failing})
				if err == nil || !strings.Contains(err.Error(), "the market is on fire") {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}

func TestPartThatDoesNotEndIsNotWaitedForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		stuck := func(context.Context) error { <-release; return nil }
		from := time.Now()
		err := showing(onNoTerminal(t.Context(), still{quits: time.Second})).display(t.Context(), []part{stuck})
		if took := time.Since(from); err != nil || took != time.Second+patience {
			t.Errorf("error %v after %v", err, took)
		}
		close(release)
	})
}

func TestDemoWatchesTheSimulatedAccountsInMemory(t *testing.T) {
	c := configured(t, []string{"KANA_API_KEY=open-sesame-42"}, "--address=0x1", "--ws-url=wss://example.com/")
	source, options := c.feedOptions(silent()), c.screenOptions()
	parts := demonstrate(c, &source, &options, silent())
	if len(parts) != 2 || !options.Demo || source.Dial == nil || source.APIKey != "" {
		t.Errorf("%d parts, %+v", len(parts), source)
	}
	for i, a := range sim.Accounts() {
		if source.Accounts[i] != (feed.Account{Name: a.Name, Profile: model.Address(a.Profile)}) || options.Accounts[i] != a.Name {
			t.Errorf("account %d is %+v, called %s", i, source.Accounts[i], options.Accounts[i])
		}
	}
	if len(source.Accounts) < 2 || source.WebSocketURL != "ws://demo/ws/" || source.RESTURL != "http://demo" {
		t.Errorf("%+v", source)
	}
	if _, err := feed.New(source); err != nil {
		t.Error(err)
	}
	if _, err := ui.New(options); err != nil {
		t.Error(err)
	}
}

func TestAPIKeyIsNotLogged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "k.log")
	log, closeLog, err := openLog(config{log: path, apiKey: "open-sesame-42"})
	if err != nil {
		t.Fatal(err)
	}
	log.Warn("refused", "error", errors.New("header x-api-key: open-sesame-42"))
	closeLog()
	text, err := os.ReadFile(path)
	if err != nil || bytes.Contains(text, []byte("sesame")) || !bytes.Contains(text, []byte("refused")) {
		t.Errorf("%v, %q", err, text)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("the log has mode %v", info.Mode())
	}
}

func TestThemeByFlagOutranksNoColorOnTheScreenToo(t *testing.T) {
	p := program{environ: []string{"A=b", "NO_COLOR=please"}}
	if got := strings.Join(p.screenEnvironment(configured(t, p.environ)), " "); !strings.Contains(got, "NO_COLOR=1") {
		t.Error(got)
	}
	if got := strings.Join(p.screenEnvironment(configured(t, p.environ, "--theme=dark")), " "); got != "A=b" {
		t.Error(got)
	}
}

func TestVersionNamesReleaseAndCommit(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2025-07-22T09:41:22Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got := versionOf(info); !strings.HasPrefix(got, "kanatop v1.2.3 0123456789ab+dirty go1.") || !strings.HasSuffix(got, ", committed 2025-07-22T09:41:22Z") {
		t.Error(got)
	}
}
