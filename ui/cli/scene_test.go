package cli

import (
	"context"
	"os"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kanatop/feed"
	"kanatop/model"
	"kanatop/ui"
	"kanatop/ui/screentest"
)

// asScene makes the test binary show the fragile screen below in place of running the tests.
const asScene = "KANATOP_SCENE=fragile"

// secret is an API key that must not be told.
const secret = "open-sesame-42"

func TestMain(m *testing.M) {
	if name, value, _ := strings.Cut(asScene, "="); os.Getenv(name) == value {
		os.Exit(fragileShow())
	}
	os.Exit(inFolder(m.Run))
}

// buildFolder is the environment variable that tells where the tests may build the program.
const buildFolder = "KANATOP_TEST_FOLDER"

// inFolder runs the tests with a folder that is removed after them.
func inFolder(run func() int) int {
	folder, err := os.MkdirTemp("", "kanatop-*")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // the system cleans it up some day
	if err := os.Setenv(buildFolder, folder); err != nil {
		panic(err)
	}
	return run()
}

// disaster is what the screen panics with: what it holds must not be obeyed by a terminal, and not told.
func disaster() string { return "the key " + secret + " \x1b[31337m\a is \x1b]2;pwned\a lost" }

// fragile is a screen that breaks down in the way that a key asks for.
type fragile struct {
	armed chan struct{} // closed when a part shall break down
	blind bool
}

func (f fragile) Init() tea.Cmd { return nil }

func (f fragile) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return f, nil
	}
	bomb := func() tea.Msg { panic(disaster()) }
	switch key.String() {
	case "u":
		panic(disaster())
	case "v":
		f.blind = true
	case "c":
		return f, bomb
	case "b":
		return f, tea.Batch(tea.RequestBackgroundColor, tea.Batch(bomb, tea.RequestBackgroundColor))
	case "p":
		close(f.armed)
	case "h":
		_, _ = os.Stdout.WriteString("hanging")
		select {}
	}
	return f, nil
}

func (f fragile) View() tea.View {
	if f.blind {
		panic(disaster())
	}
	v := tea.NewView("fragile")
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	return v
}

// fragileShow shows the screen as the dashboard is shown, beside a feed of the demonstration whose pacer breaks down when armed.
func fragileShow() int {
	p := program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, environ: os.Environ()}
	return p.code(func() error {
		c, _, err := p.configuration(p.configCommand().Flags())
		if err != nil {
			return err
		}
		log, closeLog, err := openLog(c)
		if err != nil {
			return err
		}
		defer closeLog()
		tty, err := p.openTerminal()
		if err != nil {
			return err
		}
		var source feed.Options
		var options ui.Options
		source.Logger = log
		parts := demonstrate(c, &source, &options, log)
		client, err := feed.New(source)
		if err != nil {
			return err
		}
		f := fragile{armed: make(chan struct{})}
		return c.redacted(p.newShow(c, tty, f, log).run(context.Background(), append(parts, func(ctx context.Context) error {
			return client.Run(ctx, func(model.Batch) {
				select {
				case <-f.armed:
					panic(disaster())
				default:
				}
			})
		})))
	}())
}

func TestAScreenThatHangsIsGivenUp(t *testing.T) {
	s := screentest.Start(t, 200, 24, []string{asScene}, os.Args[0])
	s.Await(t, "the fragile screen", screentest.Has("fragile"))
	s.Press("h")
	s.Await(t, "that it hangs", screentest.Has("hanging"))
	s.Signal(syscall.SIGTERM)
	if code := s.Exit(t); code != exitFailure || !s.Restored() || !strings.Contains(s.Text(), "kanatop: "+errStuck.Error()) {
		t.Errorf("exit code %d, left on the terminal: %q, the screen:\n%s", code, s.Leftovers(), s.Text())
	}
}

func TestAPanicLeavesTheTerminalInOrderAndIsTold(t *testing.T) {
	for key, where := range map[string]string{
		"u": "the screen broke down",
		"v": "the screen broke down",
		"c": "the screen broke down",
		"b": "the screen broke down",
		"p": "pacer panicked",
	} {
		t.Run(key, func(t *testing.T) {
			log := t.TempDir() + "/log"
			s := screentest.Start(t, 200, 24, []string{asScene, "KANATOP_LOG=" + log, "KANA_API_KEY=" + secret}, os.Args[0])
			s.Await(t, "the fragile screen", screentest.Has("fragile"))
			s.Press(key)
			if code := s.Exit(t); code != exitFailure {
				t.Errorf("exit code %d", code)
			}
			if !s.Restored() {
				t.Errorf("left on the terminal: %q", s.Leftovers())
			}
			_, told, left := strings.Cut(s.Output(), "\x1b[?1049l")
			if line := "kanatop: "; !left || strings.Count(told, line) != 1 || !strings.Contains(told, where) || !strings.Contains(told, "is ·]2;pwned· lost") {
				t.Errorf("after the screen: %q", told)
			}
			for _, bad := range []string{secret, "\x1b[31337m", "pwned\a"} {
				if strings.Contains(s.Output(), bad) {
					t.Errorf("%q was written", bad)
				}
			}
			text, err := os.ReadFile(log)
			if err != nil || !strings.Contains(string(text), "goroutine ") || strings.Contains(string(text), secret) {
				t.Errorf("%v, the log: %s", err, text)
			}
		})
	}
}
