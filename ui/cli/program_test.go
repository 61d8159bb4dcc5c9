package cli_test

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"kanatop/ui/screentest"
)

// build makes the program once, with the race detector if the tests have it.
var build = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.Getenv("KANATOP_TEST_FOLDER"), "kanatop.exe")
	args := []string{"build", "-o", path}
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		args = append(args, "-race")
	}
	out, err := exec.Command("go", append(args, "kanatop")...).CombinedOutput()
	return path + string(out), err
})

// program is the path of the built program.
func program(t *testing.T) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, path)
	}
	return path
}

// server is `kanatop sim` as a process of its own.
type server struct {
	address string
	cmd     *exec.Cmd
}

// serve starts the simulated exchange on an address of this machine; port 0 takes a free one.
func serve(t *testing.T, address string, more ...string) *server {
	t.Helper()
	s := &server{cmd: exec.CommandContext(t.Context(), program(t), append([]string{"sim", "--listen", address}, more...)...)}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if word := strings.Fields(lines.Text()); len(word) == 2 && word[0] == "rest" {
			s.address = strings.TrimPrefix(word[1], "http://")
			return s
		}
	}
	t.Fatal("the simulated exchange does not tell where it is")
	return nil
}

// kill ends the exchange without a good-bye.
func (s *server) kill() {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait() // its result is known
	}
}

// towards are the arguments that lead the program to an address.
func towards(address string) []string {
	return []string{"--ws-url", "ws://" + address + "/ws/", "--rest-url", "http://" + address}
}

// vacant is an address on this machine that nobody listens on.
func vacant(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // the address is what counts
	return l.Addr().String()
}

// start shows the program on a terminal that is large enough for all panes.
func start(t *testing.T, env []string, args ...string) *screentest.Screen {
	t.Helper()
	return screentest.Start(t, 160, 48, env, program(t), args...)
}

// drawings are the ways in which frames come to the terminal.
func drawings() map[string][]string {
	return map[string][]string{
		"paced":            {"KANATOP_DIFFER=true"},
		"not paced":        {"KANATOP_DIFFER=true", "KANATOP_PACE=false"},
		"by the framework": {"KANATOP_DIFFER=false"},
	}
}

// live is a condition: all links are live and the book has levels.
func live(text string) bool {
	return screentest.Has("● live", "spread")(text) && !strings.Contains(text, "STALE")
}

// inOrder checks that a program has left with exit code 0 and the terminal as it was.
func inOrder(t *testing.T, s *screentest.Screen) {
	t.Helper()
	if code := s.Exit(t); code != 0 {
		t.Errorf("exit code %d; the screen:\n%s", code, s.Text())
	}
	if !s.Restored() {
		t.Errorf("left on the terminal: %q", s.Leftovers())
	}
}
