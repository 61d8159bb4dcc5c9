package cli

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"kanatop/ui"
)

// writePause is the shortest time between two writes of the state; what is wanted meanwhile is written together.
const writePause = 500 * time.Millisecond

// keeper keeps the state file. The screen hands it what is to be remembered and never waits; its one part writes the newest.
type keeper struct {
	path string
	log  *slog.Logger
	wake chan struct{} // holds one token when something is wanted

	mu   sync.Mutex
	want *ui.Memory // not yet written

	// These belong to the part.
	base    jsontext.Value // what the file held when it was last read or written
	blocked bool           // the file is there and must not be overwritten
	troubles
}

// troubles are the warnings to be told, each once.
type troubles struct {
	untold []string
	told   map[string]bool
}

func (t *troubles) add(warning string) {
	if t.told == nil {
		t.told = make(map[string]bool)
	}
	if !t.told[warning] {
		t.told[warning] = true
		t.untold = append(t.untold, warning)
	}
}

// newKeeper reads the state file. Whatever is wrong with it is told when the screen is there.
func newKeeper(path string, log *slog.Logger) (*keeper, ui.Memory) {
	k := &keeper{path: path, log: log, wake: make(chan struct{}, 1)}
	if path == "" {
		k.blocked = true
		k.add("there is no folder for what is remembered between runs; name one with --state")
		return k, ui.Memory{}
	}
	text := k.read()
	memory, err := decodeState(text)
	if err != nil {
		k.damaged(err)
		k.rewrite(readable(text))
	}
	if base, err := encodeState(memory); err == nil {
		k.base = base
	}
	return k, memory
}

// recollect reads what was remembered and has the screen hand on what is to be. A demonstration remembers nothing.
func (p program) recollect(c config, demo bool, options *ui.Options, log *slog.Logger) *keeper {
	if demo {
		return nil
	}
	k, memory := newKeeper(p.stateFile(c), log)
	options.Memory, options.Remember = memory, k.remember
	return k
}

// read returns what the file holds. A damaged file is set aside, one that cannot be read is left alone from now on.
func (k *keeper) read() jsontext.Value {
	text, err := readState(k.path)
	switch {
	case errors.Is(err, errDamaged):
		k.damaged(err)
		return nil
	case err != nil:
		k.blocked = true
		k.add("read what was remembered: " + oneLine(err.Error()) + "; nothing is remembered in this run")
		return nil
	}
	return text
}

func (k *keeper) damaged(why error) {
	aside, err := setAside(k.path)
	if err != nil {
		k.blocked = true
		k.add(oneLine(k.path+": "+why.Error()+", and it cannot be set aside: "+err.Error()) + "; nothing is remembered in this run")
		return
	}
	k.add(oneLine(k.path + ": " + why.Error() + "; kept as " + aside + ", what could be read counts"))
}

// rewrite writes what could be read of a file that was set aside, so that the next run finds it.
func (k *keeper) rewrite(text jsontext.Value) {
	if k.blocked {
		return
	}
	if err := writeState(k.path, text); err != nil {
		k.add("write what could be read: " + oneLine(err.Error()) + "; it is lost when the program ends")
	}
}

// remember takes what is to be remembered. It does not wait.
func (k *keeper) remember(memory ui.Memory) {
	k.mu.Lock()
	k.want = &memory
	k.mu.Unlock()
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// keep is the part that writes until its context ends, and once more then. What goes wrong is told once to the screen.
func (k *keeper) keep(ctx context.Context, tell func(tea.Msg)) error {
	for ctx.Err() == nil {
		k.flush()
		for _, warning := range k.untold {
			k.log.Warn("state", "warning", warning)
			tell(ui.Warning(warning))
		}
		k.untold = nil
		pause := time.NewTimer(writePause)
		select {
		case <-ctx.Done():
		case <-pause.C:
		}
		pause.Stop()
		select {
		case <-ctx.Done():
		case <-k.wake:
		}
	}
	k.flush()
	return nil
}

// flush writes what is wanted.
func (k *keeper) flush() {
	k.mu.Lock()
	want := k.want
	k.want = nil
	k.mu.Unlock()
	if want == nil || k.blocked {
		return
	}
	ours, err := encodeState(*want)
	if err != nil {
		k.add("write what is remembered: " + oneLine(err.Error()))
		return
	}
	theirs := k.read()
	if k.blocked {
		return
	}
	text := ours
	if theirs != nil {
		text = mergeState(k.base, ours, theirs)
	}
	if err := writeState(k.path, text); err != nil {
		k.add("write what is remembered: " + oneLine(err.Error()) + "; it is lost when the program ends")
		return
	}
	k.base = ours
}
