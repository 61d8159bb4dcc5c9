package feed

import (
	"slices"
	"sync"

	"kanatop/model"
)

// rawLimit bounds the copy kept of one frame.
const rawLimit = 64 << 10

// shelf keeps the last frame of each topic and scope for inspection. Its size is bounded by the scopes, which are bounded.
type shelf struct {
	mu     sync.Mutex
	frames map[rawKey][]byte
}

type rawKey struct {
	topic string
	scope model.Scope
}

// put keeps a copy of the frame's beginning in the memory of the frame before.
func (s *shelf) put(topic string, scope model.Scope, frame []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frames == nil {
		s.frames = make(map[rawKey][]byte)
	}
	k := rawKey{topic, scope}
	s.frames[k] = append(s.frames[k][:0], frame[:min(len(frame), rawLimit)]...)
}

// keep puts a frame where its topics and its flaws say.
func (s *shelf) keep(scope model.Scope, h *haul, frame []byte) {
	for _, topic := range h.heard {
		s.put(topic, scope, frame)
	}
	if h.strange {
		s.put("", scope, frame)
	}
}

func (s *shelf) get(topic string, scope model.Scope) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.frames[rawKey{topic, scope}])
}

// copyTo puts copies of all frames on an empty shelf.
func (s *shelf) copyTo(empty *shelf) {
	s.mu.Lock()
	defer s.mu.Unlock()
	empty.frames = make(map[rawKey][]byte, len(s.frames))
	for k, frame := range s.frames {
		empty.frames[k] = slices.Clone(frame)
	}
}

func (s *shelf) bytes() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, frame := range s.frames {
		n += len(frame)
	}
	return n
}
