package feed

import (
	"slices"
	"sync"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

// all wants every topic.
func all(model.Scope, string) bool { return true }

func TestOnlyTopicsThatAreWantedAreSubscribed(t *testing.T) {
	only := func(o *Options) {
		o.Wants = func(s model.Scope, topic string) bool {
			return topic == "recent_trades" && s.Owner == "15" || topic == "positions"
		}
	}
	watch(t, sim.Fault{}, only, func(r *rig) {
		time.Sleep(time.Second)
		got := r.x.Received()
		slices.Sort(got)
		same(r.T, "frames", got, []string{`{"topic":"positions","address":"` + r.x.Profile() + `"}`, `{"topic":"recent_trades","market_id":"15"}`})
		r.look(func(m *model.Model) {
			if n := len(m.Links()); n != 2 {
				r.Errorf("%d connections, want one of the market and one of the account", n)
			}
		})
	})
}

func TestEveryFrameIsOverheardWithItsTopic(t *testing.T) {
	var mu sync.Mutex
	heard := make(map[string]int)
	var bytes int64
	listen := func(o *Options) {
		o.Overhear = func(f Frame) {
			mu.Lock()
			defer mu.Unlock()
			bytes += int64(len(f.Text))
			for _, topic := range f.Topics {
				heard[topic]++
			}
		}
	}
	watch(t, sim.Fault{}, listen, func(r *rig) {
		time.Sleep(10 * time.Second)
		var counted int64
		r.stop()
		r.look(func(m *model.Model) {
			for _, l := range m.Links() {
				counted += l.Count.Bytes
			}
		})
		for _, topic := range Topics() {
			if heard[topic.Name] == 0 {
				r.Errorf("nothing of %s", topic.Name)
			}
		}
		if counted == 0 || bytes < counted {
			r.Errorf("%d bytes overheard, %d counted", bytes, counted)
		}
	})
}
