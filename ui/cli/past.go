package cli

import (
	"context"
	"log/slog"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/feed/history"
	"kanatop/model"
	"kanatop/ui"
)

// historyFolder is where the history of the network, or of the other endpoint, is kept: beside the state file.
func (p program) historyFolder(c config) string {
	state := p.stateFile(c)
	if state == "" {
		return ""
	}
	return filepath.Join(filepath.Dir(state), "history")
}

// chronicle keeps the trades and funding rates of what is watched, and has the screen shown those of earlier runs once it has been
// painted. A demonstration has no past and leaves none. What is returned takes what the exchange tells.
func (p program) chronicle(c config, demo bool, painted func() bool, show func(tea.Msg), log *slog.Logger) (hear func(model.Batch), run []part) {
	folder := p.historyFolder(c)
	if demo || !c.history || folder == "" {
		return func(model.Batch) {}, nil
	}
	o := history.Options{Folder: folder, Network: filepath.Base(filepath.Dir(folder)), Bytes: c.historyBytes}
	o.Markets = append(o.Markets, c.start)
	for _, m := range c.markets {
		if m.ID != c.start {
			o.Markets = append(o.Markets, m.ID)
		}
	}
	begin := make(chan struct{})
	o.Begin = begin
	o.Tell = func(b model.Batch) { show(b) }
	o.Trouble = func(text string) {
		log.Warn("history", "warning", text)
		show(ui.Warning(oneLine(homely(text))))
	}
	k := history.New(o)
	return k.Hear, []part{k.Run, func(ctx context.Context) error {
		defer close(begin)
		await(ctx, painted)
		return nil
	}}
}

// Times that the reading of the history waits for the first frame.
const (
	paintedEvery = 20 * time.Millisecond
	paintLimit   = 2 * time.Second
)

// await waits until something is so, or has not become so for long.
func await(ctx context.Context, so func() bool) {
	look := time.NewTicker(paintedEvery)
	defer look.Stop()
	limit := time.NewTimer(paintLimit)
	defer limit.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			return
		case <-limit.C:
			return
		case <-look.C:
		}
	}
}

// checkHistory reads whether a history is kept, and how large it gets.
func (c *config) checkHistory() error {
	if err := c.truth("history", &c.history); err != nil {
		return err
	}
	n, ok := sizeNamed(c.settings["history_size"].text)
	if !ok || n < 2e6 {
		return c.bad("history_size", "expected a size from 2MB on such as 64MB, found %s", quoted(c.settings["history_size"].text))
	}
	c.historyBytes = n
	return nil
}

// past tells where the history is and what it takes.
func (r *report) past() {
	folder := r.historyFolder(r.config)
	switch {
	case folder == "":
		r.tell(warned, "history", "there is no folder for it; name one with --state")
		return
	case !r.history:
		r.tell(skipped, "history", "turned off (%s)", r.settings["history"].origin)
		return
	}
	files, bytes, err := history.Size(folder)
	if err != nil {
		r.tell(warned, "history", "%s", homely(err.Error()))
		return
	}
	r.tell(fine, "history", "%s, %s, %.1f of %s", homely(folder), counted(files, "file"), float64(bytes)/1e6, r.settings["history_size"].text)
}
