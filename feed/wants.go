package feed

import (
	"time"

	"kanatop/model"
)

// Topic is one of the exchange's topics, for those who choose among them.
type Topic struct {
	Name string // as it is subscribed
	Kind model.ScopeKind
}

// Topics returns all topics in the order in which they are subscribed.
func Topics() []Topic {
	out := make([]Topic, len(topics))
	for i := range topics {
		out[i] = Topic{Name: topics[i].name, Kind: topics[i].kind}
	}
	return out
}

// Frame is a message as it came. Its text is good until the call that was given it returns.
type Frame struct {
	Scope  model.Scope
	Topics []string // the known topics it speaks of, almost always one; none for what is unknown or unreadable
	Text   []byte   // not cleaned: fit for a terminal only after cleaning
	At     time.Time
}

// wants reports whether a topic of a scope is to be subscribed.
func (o *Options) wants(s model.Scope, topic string) bool { return o.Wants == nil || o.Wants(s, topic) }

// wantsAny reports whether any topic of a scope is to be subscribed: without one there is no use in its connection.
func (o *Options) wantsAny(s model.Scope) bool {
	for i := range topics {
		if topics[i].kind == s.Kind && o.wants(s, topics[i].name) {
			return true
		}
	}
	return false
}

// overheard shows a frame to whoever listens in.
func (r *runner) overheard(frame []byte, at time.Time, heard []string) {
	if listen := r.client.opts.Overhear; listen != nil {
		listen(Frame{Scope: r.scope, Topics: heard, Text: frame, At: at})
	}
}
