package feed

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
)

// crew starts goroutines whose panics end the run instead of the process, so that the terminal can be restored.
type crew struct {
	end context.CancelCauseFunc // ends the run
	log *slog.Logger
}

// panicked is the cause of a run that ended by a panic.
type panicked struct{ who, what string }

func (p panicked) Error() string { return "feed: " + p.who + " panicked: " + p.what }

// start runs work in a goroutine that group waits for.
func (c *crew) start(group *sync.WaitGroup, who string, work func()) {
	group.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				what := clean(fmt.Sprint(v), failureLimit)
				c.log.Error("panic", "goroutine", who, "value", what, "stack", string(debug.Stack()))
				c.end(panicked{who, what})
			}
		}()
		work()
	})
}
