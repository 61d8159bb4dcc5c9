package feed

import (
	"time"

	"kanatop/model"
)

// Replay makes of notes what a [Client] made of what they tell of, by the same decoders. It has no clock: the moments are
// those of the notes. All but [Replay.Raw] belongs to one goroutine.
type Replay struct {
	markets *directory
	raw     shelf
	scopes  map[model.Scope]*replayed
}

// replayed is a connection of which notes tell.
type replayed struct {
	link    model.Link
	decoder *decoder
}

// NewReplay returns a replay that has heard nothing.
func NewReplay(markets []model.Market) *Replay {
	return &Replay{markets: newDirectory(markets), scopes: make(map[model.Scope]*replayed)}
}

// Take adds what a note says to a batch. Notes are to be given in the order in which they were taken.
func (r *Replay) Take(n Note, to *model.Batch) {
	switch n.Kind {
	case NoteIn:
		r.frame(n, to)
	case NoteEvent:
		r.event(n, to)
	case NoteAnswer:
		if n.Path == marketsPath {
			rows, _ := readMarkets(r.markets, n.Data, n.At)
			if len(rows) > 0 {
				to.Add(model.MarketList{Markets: rows, Source: model.Exchange})
			}
		}
	case NoteOut:
	}
}

// Clone returns an independent copy: a replay that has heard the same.
func (r *Replay) Clone() *Replay {
	c := &Replay{markets: r.markets.clone(), scopes: make(map[model.Scope]*replayed, len(r.scopes))}
	r.raw.copyTo(&c.raw)
	for s, p := range r.scopes {
		// A decoder remembers nothing from one frame to the next.
		c.scopes[s] = &replayed{link: p.link, decoder: newDecoder(s, c.markets)}
	}
	return c
}

// Bytes is about how much memory it takes: that of the frames it keeps.
func (r *Replay) Bytes() int { return r.raw.bytes() }

// Raw returns the beginning of the last frame of a topic, as [Client.Raw] does.
func (r *Replay) Raw(topic string, scope model.Scope) []byte { return r.raw.get(topic, scope) }

func (r *Replay) frame(n Note, to *model.Batch) {
	p := r.of(n.Scope, n.At)
	h := p.decoder.decode(n.Data, n.At)
	r.raw.keep(n.Scope, h, n.Data)
	for _, e := range h.events {
		to.Add(e)
	}
	count(&p.link, n.At, h)
	to.Add(p.link)
}

func (r *Replay) event(n Note, to *model.Batch) {
	l, ok := n.Event.(model.Link)
	if !ok {
		if n.Event != nil {
			to.Add(n.Event)
		}
		return
	}
	p := r.of(l.Scope, n.At)
	if l.State != model.LinkUp {
		p.link.Lose()
	}
	l.Count, l.Topics, l.Lost = p.link.Count, p.link.Topics, p.link.Lost
	p.link = l
	to.Add(l)
}

// of returns the connection of a scope. One that was not told of must have been there, since it is heard.
func (r *Replay) of(s model.Scope, at time.Time) *replayed {
	p := r.scopes[s]
	if p == nil {
		p = &replayed{link: model.Link{Scope: s, State: model.LinkUp, Since: at, Proven: at}, decoder: newDecoder(s, r.markets)}
		if len(r.scopes) < maxReplayed {
			r.scopes[s] = p
		}
		if s.Kind == model.ScopeMarket && watchable(model.MarketID(s.Owner)) {
			r.markets.expect(model.MarketID(s.Owner))
		}
	}
	return p
}

// maxReplayed bounds the connections that are kept: as many as a client can have.
const maxReplayed = 1 + model.MaxMarkets + model.MaxAccounts
