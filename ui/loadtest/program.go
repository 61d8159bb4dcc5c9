package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/creack/pty"

	"kanatop/ui/screentest"
)

// patience is how long anything that has to happen is waited for.
const patience = 30 * time.Second

// program is the program under test on a pseudo terminal that is read all the time, with a model of a screen behind it.
type program struct {
	cmd     *exec.Cmd
	tty     *os.File
	began   time.Time // just before the process was made
	home    string
	reading sync.WaitGroup
	bytes   atomic.Int64 // that came from it

	mu      sync.Mutex
	model   *screentest.Model
	at      time.Time // of the last output
	changed chan struct{}
	gone    bool
	seen    map[string][]sight // by the letter of the stream
}

// size is a terminal's size in cells.
type size struct{ w, h int }

// start runs the program against a server on a terminal that takes so many bytes a second, any number when that is 0. It ends
// with ctx, with close, and, its terminal being gone, with this process.
func start(ctx context.Context, b *bench, address string, s size, rate int) (*program, error) {
	home, err := os.MkdirTemp("", "loadtest-*")
	if err != nil {
		return nil, fmt.Errorf("make a home for the program: %w", err)
	}
	p := &program{
		cmd:     exec.CommandContext(ctx, b.binary, append(b.args, "--network", "mainnet", "--ws-url", "ws://"+address+"/ws/", "--address", account)...),
		home:    home,
		model:   screentest.NewModel(s.w, s.h),
		changed: make(chan struct{}),
		seen:    map[string][]sight{},
	}
	p.cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + home, "LANG=C.UTF-8", "TERM=xterm-256color", "COLORTERM=truecolor",
	}
	p.began = time.Now()
	p.tty, err = pty.StartWithSize(p.cmd, &pty.Winsize{Cols: uint16(s.w), Rows: uint16(s.h)})
	if err != nil {
		_ = os.RemoveAll(home)
		return nil, fmt.Errorf("start %s on a pseudo terminal: %w", b.binary, err)
	}
	favour(p.cmd.Process.Pid, niceness()) // a session that ends with it
	p.reading.Go(func() { p.read(rate) }) // ends with the terminal, which close closes
	return p, nil
}

// read shows the program's output on the model until the terminal closes.
func (p *program) read(rate int) {
	const parts = 40 // a second, when the terminal is slow
	buf := make([]byte, 64<<10)
	if rate > 0 {
		buf = buf[:rate/parts]
	}
	next := time.Now()
	for {
		n, err := p.tty.Read(buf)
		at := time.Now()
		p.bytes.Add(int64(n))
		p.show(buf[:n], at, err)
		if err != nil {
			return
		}
		if rate > 0 {
			if next = next.Add(time.Second * time.Duration(n) / time.Duration(rate)); next.Before(at) {
				next = at
			}
			time.Sleep(time.Until(next))
		}
	}
}

func (p *program) show(b []byte, at time.Time, ended error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	reply := p.model.Write(b)
	text := p.model.Text()
	p.at, p.gone = at, ended != nil
	p.look("b", bookSizes(), text)
	p.look("t", tradeSizes(), text)
	close(p.changed)
	p.changed = make(chan struct{})
	if len(reply) > 0 {
		_, _ = p.tty.Write(reply) // short, and a program that does not read its terminal ends up in await
	}
}

// look notes the newest push of a stream that the screen shows, when that has changed.
func (p *program) look(letter string, s series, text string) {
	found, ok := newestSize(text, s)
	if seen := p.seen[letter]; ok && (len(seen) == 0 || seen[len(seen)-1].size != found) {
		p.seen[letter] = append(seen, sight{found, p.at})
	}
}

// sights are those of a stream so far.
func (p *program) sights(letter string) []sight {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clip(p.seen[letter])
}

// await waits until the screen's text satisfies shown and returns when the output came that made it so.
func (p *program) await(ctx context.Context, what string, shown func(text string) bool) (time.Time, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		p.mu.Lock()
		text, at, changed, gone := p.model.Text(), p.at, p.changed, p.gone
		p.mu.Unlock()
		if shown(text) {
			return at, nil
		}
		if gone {
			return at, fmt.Errorf("wait for %s: the program ended; its screen was\n%s", what, text)
		}
		select {
		case <-ctx.Done():
			return at, ctx.Err()
		case <-late.C:
			return at, fmt.Errorf("wait for %s: it did not come within %v; the screen is\n%s", what, patience, text)
		case <-changed:
		}
	}
}

// press types keys and returns when it did.
func (p *program) press(keys string) (time.Time, error) {
	at := time.Now()
	if _, err := p.tty.WriteString(keys); err != nil {
		return at, fmt.Errorf("press %q: %w", keys, err)
	}
	return at, nil
}

// close ends the program at once and gives up all that belongs to it. An error says that it had ended by itself, and how.
func (p *program) close() error {
	_ = p.cmd.Process.Kill()
	err := p.cmd.Wait()
	_ = p.tty.Close()
	p.reading.Wait()
	_ = os.RemoveAll(p.home) // the system cleans it up some day
	if e, ok := errors.AsType[*exec.ExitError](err); err == nil || ok && e.Exited() {
		return fmt.Errorf("the program ended by itself: %s; its screen was\n%s", p.cmd.ProcessState, p.model.Text())
	}
	return nil
}
